import type { CalendarDate, Payment, PaymentMethod, PaymentSource, Subscription } from '../provider.ts';
import { ProviderError } from '../provider.ts';
import { type MollieMandate, type MolliePayment, type MollieSubscription, START_KEY } from './answers.ts';
import { PROVIDER } from './errors.ts';
import { toFailureReason } from './failure-reasons.ts';

/* Mollie's objects in neutral words. All pure. */

/** Mollie knows no trial: it is an active subscription whose first payment is still to come. */
export function toSubscription(subscription: MollieSubscription, today: CalendarDate): Subscription {
  const { id, status, startDate, nextPaymentDate, canceledAt, mandateId } = subscription;
  return {
    subscriptionId: id,
    description: subscription.description,
    status: status === 'active' && startDate > today ? 'trialing' : status,
    amount: subscription.amount,
    interval: toInterval(subscription.interval),
    startsOn: startDate,
    nextPaymentOn: nextPaymentDate ?? null,
    canceledAt: canceledAt ?? null,
    paymentMethodId: mandateId ?? null,
    startId: subscription.metadata?.[START_KEY] ?? null,
  };
}

const UNITS = ['day', 'week', 'month', 'year'] as const;

/** `1 month`, `14 days`. To people, twelve months are a year. */
function toInterval(text: string): Subscription['interval'] {
  const [, number = '', word = ''] = /^([1-9]\d{0,3}) ([a-z]+?)s?$/.exec(text) ?? [];
  const unit = UNITS.find((known) => known === word);
  if (unit === undefined) throw new ProviderError('nonsense', { provider: PROVIDER, hint: 'interval' });
  const count = Number(number);
  return unit === 'month' && count % 12 === 0 ? { count: count / 12, unit: 'year' } : { count, unit };
}

const KINDS: ReadonlyMap<string, PaymentMethod['kind']> = new Map([
  ['creditcard', 'card'],
  ['directdebit', 'bank'],
  ['paypal', 'paypal'],
]);

export function toPaymentMethod({ id, method, status, details, createdAt }: MollieMandate): PaymentMethod {
  const kind = KINDS.get(method) ?? 'other';
  return {
    paymentMethodId: id,
    kind,
    status,
    brand: details?.cardLabel ?? null,
    holder: details?.cardHolder ?? details?.consumerName ?? null,
    // PayPal's account is an e-mail address.
    last4: kind === 'paypal' ? null : lastFour(details?.cardNumber ?? details?.consumerAccount),
    expiresOn: details?.cardExpiryDate ?? null,
    createdAt,
  };
}

function lastFour(number: string | null | undefined): string | null {
  return /[A-Za-z0-9]{4}$/.exec(number?.replaceAll(/\s/g, '') ?? '')?.[0] ?? null;
}

export function toPayment(payment: MolliePayment): Payment {
  return {
    paymentId: payment.id,
    description: payment.description,
    amount: payment.amount,
    status: payment.status,
    refundedMinor: payment.amountRefunded?.amountMinor ?? 0,
    // A sum that was taken back, with whichever sign it is written.
    chargedBackMinor: Math.abs(payment.amountChargedBack?.amountMinor ?? 0),
    createdAt: payment.createdAt,
    paidAt: payment.paidAt ?? null,
    subscriptionId: payment.subscriptionId ?? null,
    paymentMethodId: payment.mandateId ?? null,
    checkoutId: payment.metadata?.checkout ?? null,
    paidWith: toSource(payment),
    failureReason: toFailureReason(payment),
    covers: payment.metadata?.covers?.split(' ').filter((id) => id !== '') ?? [],
  };
}

/** Ways of paying that leave no mandate of their own, by the names that people know. @see https://docs.mollie.com/docs/payment-methods */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['applepay', 'Apple Pay'],
  ['bancontact', 'Bancontact'],
  ['belfius', 'Belfius'],
  ['blik', 'BLIK'],
  ['eps', 'EPS'],
  ['giropay', 'giropay'],
  ['googlepay', 'Google Pay'],
  ['ideal', 'iDEAL'],
  ['kbc', 'KBC/CBC'],
  ['klarna', 'Klarna'],
  ['paybybank', 'Pay by Bank'],
  ['przelewy24', 'Przelewy24'],
  ['sofort', 'SOFORT'],
  ['trustly', 'Trustly'],
]);

function toSource({ method, details }: MolliePayment): PaymentSource | null {
  if (!method) return null;
  const kind = KINDS.get(method) ?? 'other';
  return {
    kind,
    brand: (kind === 'card' ? details?.cardLabel : BRANDS.get(method)) ?? null,
    last4: kind === 'paypal' ? null : lastFour(details?.cardNumber ?? details?.consumerAccount),
  };
}
