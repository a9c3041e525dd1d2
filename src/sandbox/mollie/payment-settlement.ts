import { createHash } from 'node:crypto';
import { randomId } from '../core/ids.ts';
import { addInterval } from './calendar.ts';
import { methodFacts } from './method-list.ts';
import type { MandateMethod, MollieCustomer, MollieMandate, MolliePayment } from './records.ts';
import { mandateBecameValid } from './subscription-rules.ts';
import { toDay } from './wire.ts';

export const OUTCOMES = ['paid', 'failed', 'canceled', 'expired', 'pending'] as const;
export type PaymentOutcome = (typeof OUTCOMES)[number];

/** An open payment ends by itself; nobody is told before someone looks. */
export function expireIfDue(payment: MolliePayment, now: Date): void {
  if (payment.status !== 'open' || !payment.expiresAt || payment.expiresAt > now) return;
  payment.status = 'expired';
  payment.endedAt = payment.expiresAt;
}

type Settlement = {
  payment: MolliePayment;
  customer: MollieCustomer | null;
  outcome: PaymentOutcome;
  /** One that the payment offers. */
  methodId: string;
  /** Banks may take a while to confirm a mandate. */
  mandateStatus?: 'valid' | 'pending';
  now: Date;
};

/**
 * What the payer's choice on the checkout page does. A first payment leaves a mandate: valid when it was paid, and
 * pending when it was given up, as people have reported of the real one.
 * @see https://github.com/mollie/api-documentation/issues/455
 */
export function settlePayment({
  payment,
  customer,
  outcome,
  methodId,
  mandateStatus = 'valid',
  now,
}: Settlement): void {
  payment.status = outcome;
  payment.endedAt = outcome === 'pending' ? null : now;
  payment.method = methodId;
  payment.details = detailsOf(payment, customer, outcome);
  const kind = methodFacts(methodId)?.leavesMandate ?? null;
  if (payment.sequenceType !== 'first' || !customer || kind === null) return;
  if (outcome === 'expired' || outcome === 'pending') return;
  const mandate = newMandate({ customer, method: kind, now });
  customer.mandates.set(mandate.mandateId, mandate);
  payment.mandateId = mandate.mandateId;
  if (outcome === 'paid' && mandateStatus === 'valid') mandateBecameValid(customer, mandate);
}

/** What the bank says about the mandate of a payment. */
export function settleMandate(payment: MolliePayment, customer: MollieCustomer | null, status: 'valid' | 'invalid') {
  const mandate = customer?.mandates.get(payment.mandateId ?? '');
  if (!customer || mandate?.status !== 'pending') throw new Error('the payment has no mandate that is pending');
  if (status === 'valid') mandateBecameValid(customer, mandate);
  else mandate.status = 'invalid';
}

function newMandate({
  customer,
  method,
  now,
}: {
  customer: MollieCustomer;
  method: MandateMethod;
  now: Date;
}): MollieMandate {
  const holder = customer.name ?? 'T. Test';
  return {
    mandateId: randomId('mdt_', 10),
    method,
    status: 'pending',
    details: mandateDetails({ method, holder, email: customer.email, now }),
    mandateReference: null,
    signatureDate: toDay(now),
    createdAt: now,
    revoked: false,
  };
}

type DetailsInput = { method: MandateMethod; holder: string; email: string | null; now: Date };

function mandateDetails({ method, holder, email, now }: DetailsInput): MollieMandate['details'] {
  if (method === 'paypal')
    return { consumerName: holder, consumerAccount: email ?? 'payer@sandbox-company.example', consumerBic: null };
  if (method === 'directdebit')
    return { consumerName: holder, consumerAccount: 'NL02ABNA0123456789', consumerBic: 'ABNANL2A' };
  const expiry = addInterval(now, '12 months', 3);
  const lastDay = new Date(Date.UTC(expiry.getUTCFullYear(), expiry.getUTCMonth() + 1, 0));
  return cardDetails({ holder, ...NEW_CARD, expiresOn: toDay(lastDay) });
}

/** Every payer has the same. */
const NEW_CARD = { last4: '4444', label: 'Mastercard' };

export function cardDetails(card: { holder: string; last4: string; label: string; expiresOn: string }) {
  const { holder, last4, label, expiresOn } = card;
  const cardFingerprint = createHash('sha256').update(`${holder} ${last4}`).digest('base64url').slice(0, 24);
  return { cardHolder: holder, cardNumber: last4, cardLabel: label, cardFingerprint, cardExpiryDate: expiresOn };
}

function detailsOf(
  payment: MolliePayment,
  customer: MollieCustomer | null,
  outcome: PaymentOutcome,
): MolliePayment['details'] {
  const holder = customer?.name ?? 'T. Test';
  if (payment.method === 'creditcard') {
    const failure =
      outcome === 'failed'
        ? { failureReason: 'insufficient_funds', failureMessage: 'The card has insufficient funds' }
        : {};
    return {
      cardHolder: holder,
      cardNumber: NEW_CARD.last4,
      cardLabel: NEW_CARD.label,
      cardSecurity: '3dsecure',
      feeRegion: 'other',
      ...failure,
    };
  }
  if (outcome !== 'paid') return null;
  if (payment.method === 'paypal')
    return { consumerName: holder, consumerAccount: customer?.email ?? null, paypalReference: randomId('', 17) };
  return { consumerName: holder, consumerAccount: 'NL02ABNA0123456789', consumerBic: 'ABNANL2A' };
}
