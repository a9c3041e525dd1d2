import type { CalendarDate, Payment, PaymentMethod, Subscription } from '../providers/provider.ts';
import type { Ending } from '../services/cancel-rules.ts';
import { paymentsMadeGood } from '../services/overdue.ts';
import { addDays, toCalendarDate } from './format.ts';

/** How a state should feel: fine, to be watched, to be dealt with, or over. */
export type Tone = 'good' | 'caution' | 'bad' | 'quiet';

const EXPIRES_SOON_DAYS = 30;

/** What a later payment made good counts no more. @param payments the newest first. */
export function latestPayment(payments: Payment[], subscriptionId: string): Payment | undefined {
  const good = paymentsMadeGood(payments);
  return payments.find((payment) => payment.subscriptionId === subscriptionId && !good.has(payment.paymentId));
}

/** When it was paid, else when it was asked for. */
export function dayOf({ paidAt, createdAt }: Payment): CalendarDate {
  return toCalendarDate(paidAt ?? createdAt);
}

export type SubscriptionWord =
  | 'active'
  | 'trialing'
  | 'starting'
  | 'pastDue'
  | 'unpayable'
  | 'suspended'
  | 'ending'
  | 'canceled'
  | 'completed';

export type SubscriptionWhen =
  | { kind: 'renews' | 'nextPayment' | 'firstPayment' | 'starts' | 'ends' | 'ended' | 'canceledOn'; on: CalendarDate }
  | { kind: 'noFurtherPayment' };

export type SubscriptionState = { word: SubscriptionWord; tone: Tone; when: SubscriptionWhen | null };

type SubscriptionFacts = {
  subscription: Subscription;
  today: CalendarDate;
  lastPayment: Payment | undefined;
  /** As far as is known. */
  cannotBeCharged?: boolean;
  /** Its own, when it was canceled here. */
  ending?: Ending | undefined;
  /** The one that it goes on from, when it was kept. */
  continues?: Ending | undefined;
};

export function stateOfSubscription(facts: SubscriptionFacts): SubscriptionState {
  return SUBSCRIPTION_STATES[facts.subscription.status](facts);
}

const SUBSCRIPTION_STATES: Readonly<Record<Subscription['status'], (facts: SubscriptionFacts) => SubscriptionState>> = {
  pending: (facts) => ({ word: 'starting', tone: 'caution', when: startsLater(facts) }),
  trialing: ({ subscription: { nextPaymentOn, startsOn }, continues, ...facts }) => {
    const on = nextPaymentOn ?? startsOn;
    if (facts.cannotBeCharged) return { word: 'unpayable', tone: 'bad', when: { kind: 'firstPayment', on } };
    return continues?.accessIsPaid
      ? { word: 'active', tone: 'good', when: { kind: 'renews', on } }
      : { word: 'trialing', tone: 'good', when: { kind: 'firstPayment', on } };
  },
  active: (facts) => {
    if (isOwed(facts.lastPayment)) return { word: 'pastDue', tone: 'bad', when: goesOn(facts, 'nextPayment') };
    if (facts.cannotBeCharged) return { word: 'unpayable', tone: 'bad', when: goesOn(facts, 'nextPayment') };
    return { word: 'active', tone: 'good', when: goesOn(facts, 'renews') };
  },
  suspended: () => ({ word: 'suspended', tone: 'bad', when: null }),
  canceled: (facts) => canceled(facts),
  completed: () => ({ word: 'completed', tone: 'quiet', when: null }),
};

/** It failed, or the bank took it back. */
export function isOwed(payment: Payment | undefined): boolean {
  return payment !== undefined && (payment.status === 'failed' || payment.chargedBackMinor > 0);
}

function startsLater({ subscription: { startsOn }, today }: SubscriptionFacts): SubscriptionWhen | null {
  return startsOn > today ? { kind: 'starts', on: startsOn } : null;
}

function goesOn(facts: SubscriptionFacts, kind: 'renews' | 'nextPayment'): SubscriptionWhen {
  const { nextPaymentOn } = facts.subscription;
  return startsLater(facts) ?? (nextPaymentOn === null ? { kind: 'noFurtherPayment' } : { kind, on: nextPaymentOn });
}

/** Providers end it at once; until when it was paid for is known only when it was canceled here. */
function canceled({ subscription: { canceledAt }, today, ending }: SubscriptionFacts): SubscriptionState {
  const until = ending?.accessUntil ?? null;
  if (until !== null && until > today) return { word: 'ending', tone: 'caution', when: { kind: 'ends', on: until } };
  if (until !== null) return { word: 'canceled', tone: 'quiet', when: { kind: 'ended', on: until } };
  const when = canceledAt === null ? null : ({ kind: 'canceledOn', on: toCalendarDate(canceledAt) } as const);
  return { word: 'canceled', tone: 'quiet', when };
}

export type MethodState =
  | { word: 'ready'; tone: 'good'; expiresOn: CalendarDate | null }
  | { word: 'expiring'; tone: 'caution'; expiresOn: CalendarDate }
  | { word: 'expired'; tone: 'bad'; expiresOn: CalendarDate }
  | { word: 'pending'; tone: 'caution' }
  | { word: 'invalid'; tone: 'bad' };

export function stateOfMethod({ status, expiresOn }: PaymentMethod, today: CalendarDate): MethodState {
  if (status === 'invalid' && expiresOn !== null && expiresOn < today)
    return { word: 'expired', tone: 'bad', expiresOn };
  if (status === 'invalid') return { word: 'invalid', tone: 'bad' };
  if (status === 'pending') return { word: 'pending', tone: 'caution' };
  if (expiresOn === null) return { word: 'ready', tone: 'good', expiresOn };
  if (expiresOn < today) return { word: 'expired', tone: 'bad', expiresOn };
  if (expiresOn <= addDays(today, EXPIRES_SOON_DAYS)) return { word: 'expiring', tone: 'caution', expiresOn };
  return { word: 'ready', tone: 'good', expiresOn };
}

export type PaymentWord =
  | 'open'
  | 'processing'
  | 'authorized'
  | 'paid'
  | 'canceled'
  | 'expired'
  | 'failed'
  | 'refunded'
  | 'partlyRefunded'
  | 'chargedBack';

export type PaymentState = { word: PaymentWord; tone: Tone };

const PAYMENT_STATES: Readonly<Record<Payment['status'], PaymentState>> = {
  open: { word: 'open', tone: 'caution' },
  pending: { word: 'processing', tone: 'caution' },
  authorized: { word: 'authorized', tone: 'caution' },
  paid: { word: 'paid', tone: 'good' },
  canceled: { word: 'canceled', tone: 'quiet' },
  expired: { word: 'expired', tone: 'quiet' },
  failed: { word: 'failed', tone: 'bad' },
};

export function stateOfPayment({ status, amount, refundedMinor, chargedBackMinor }: Payment): PaymentState {
  if (chargedBackMinor > 0) return { word: 'chargedBack', tone: 'bad' };
  if (refundedMinor >= amount.amountMinor && refundedMinor > 0) return { word: 'refunded', tone: 'quiet' };
  if (refundedMinor > 0) return { word: 'partlyRefunded', tone: 'quiet' };
  return PAYMENT_STATES[status];
}
