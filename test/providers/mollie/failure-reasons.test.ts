import { describe, expect, it } from 'vitest';
import { toFailureReason } from '../../../src/providers/mollie/failure-reasons.ts';

const failed = (details: { failureReason?: string; bankReasonCode?: string } | null) =>
  toFailureReason({
    status: 'failed',
    details:
      details === null
        ? null
        : { failureReason: details.failureReason ?? null, bankReasonCode: details.bankReasonCode ?? null },
  });

describe('why a payment failed', () => {
  it.each([
    ['insufficient_funds', 'insufficientFunds'],
    ['card_declined', 'declined'],
    ['possible_fraud', 'declined'],
    ['card_expired', 'expired'],
    ['authentication_abandoned', 'notConfirmed'],
    ['invalid_cvv', 'wrongDetails'],
    ['unknown_reason', null],
    ['constructor', null],
  ])('a card’s %s is %s', (failureReason, expected) => {
    expect(failed({ failureReason })).toBe(expected);
  });

  it.each([
    ['AM04', 'insufficientFunds'],
    ['AC04', 'accountClosed'],
    ['MD01', 'noPermission'],
    ['XX99', null],
  ])('a bank’s %s is %s', (bankReasonCode, expected) => {
    expect(failed({ bankReasonCode })).toBe(expected);
  });

  it('is not told where it is not known, or where the payment did not fail', () => {
    expect(failed(null)).toBeNull();
    expect(toFailureReason({ status: 'paid', details: { failureReason: 'card_expired' } })).toBeNull();
  });
});
