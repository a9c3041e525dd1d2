import type { FailureReason } from '../provider.ts';
import type { MolliePayment } from './answers.ts';

/**
 * Mollie's own for cards, and those that banks give for direct debits.
 * @see https://docs.mollie.com/reference/get-payment (details.failureReason, details.bankReasonCode)
 * @see https://www.europeanpaymentscouncil.eu/document-library/guidance-documents/guidance-reason-codes-sepa-direct-debit-r-transactions
 */
const REASONS: ReadonlyMap<string, FailureReason> = new Map([
  ['insufficient_funds', 'insufficientFunds'],
  ['AM04', 'insufficientFunds'],
  ['card_declined', 'declined'],
  ['refused_by_issuer', 'declined'],
  ['inactive_card', 'declined'],
  ['possible_fraud', 'declined'],
  ['AG01', 'declined'],
  ['MS03', 'declined'],
  ['card_expired', 'expired'],
  ['authentication_abandoned', 'notConfirmed'],
  ['authentication_failed', 'notConfirmed'],
  ['authentication_required', 'notConfirmed'],
  ['authentication_unavailable_acs', 'notConfirmed'],
  ['invalid_cvv', 'wrongDetails'],
  ['invalid_card_holder_name', 'wrongDetails'],
  ['invalid_card_number', 'wrongDetails'],
  ['invalid_card_type', 'wrongDetails'],
  ['AC01', 'wrongDetails'],
  ['RC01', 'wrongDetails'],
  ['AC04', 'accountClosed'],
  ['AC06', 'accountClosed'],
  ['MD01', 'noPermission'],
  ['MD06', 'noPermission'],
  ['MS02', 'noPermission'],
  ['SL01', 'noPermission'],
]);

/** Null for a reason that is unknown, or new to us. Pure. */
export function toFailureReason({ status, details }: Pick<MolliePayment, 'status' | 'details'>): FailureReason | null {
  if (status !== 'failed') return null;
  return REASONS.get(details?.failureReason ?? details?.bankReasonCode ?? '') ?? null;
}
