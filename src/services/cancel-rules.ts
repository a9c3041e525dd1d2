import type { CalendarDate, Payment, PaymentMethod, Subscription } from '../providers/provider.ts';
import { isLive, isPaidOrOnItsWay } from './billing-rules.ts';
import { findDue } from './overdue.ts';

/* What a person has when a subscription is canceled, and when it may go on after all. All pure. */

/** Until when someone who cancels now goes on having it. */
export type Access =
  /** `on` is the first day without it: the day of the payment that is not taken any more. */
  | { kind: 'until'; on: CalendarDate; isPaid: boolean }
  /**
   * `unpaid`: the last payment failed or was taken back. `notStarted`: nothing was paid yet. `unplanned`: no further
   * payment is planned, so no date is known.
   */
  | { kind: 'ends'; why: 'unpaid' | 'notStarted' | 'unplanned' };

export type CancelFacts = {
  subscription: Subscription;
  /** The customer's, the newest first. */
  payments: Payment[];
  today: CalendarDate;
  /** What it goes on from, when it was kept after a cancellation. */
  continues: Ending | undefined;
};

/** For a live subscription. The period that was paid for ends with the day of the next payment. */
export function accessAfterCancel({ subscription, payments, today, continues }: CancelFacts): Access {
  const { status, startsOn, nextPaymentOn, subscriptionId } = subscription;
  if (findDue({ subscriptions: [subscription], payments })) return { kind: 'ends', why: 'unpaid' };
  if (continues?.accessUntil && continues.accessUntil > today && startsOn > today)
    return { kind: 'until', on: continues.accessUntil, isPaid: continues.accessIsPaid };
  const hasPaid = payments.some((payment) => payment.subscriptionId === subscriptionId && isPaidOrOnItsWay(payment));
  if (status === 'pending' && !hasPaid) return { kind: 'ends', why: 'notStarted' };
  if (status === 'suspended' && !hasPaid) return { kind: 'ends', why: 'unpaid' };
  const on = nextPaymentOn ?? (startsOn > today ? startsOn : null);
  if (on === null) return { kind: 'ends', why: 'unplanned' };
  if (status === 'suspended' && on <= today) return { kind: 'ends', why: 'unpaid' };
  return { kind: 'until', on: on < today ? today : on, isPaid: status !== 'trialing' };
}

/** Payments of it that no cancellation stops any more. */
export function paymentsOnTheirWay(subscriptionId: string, payments: Payment[]): Payment[] {
  return payments.filter(
    ({ subscriptionId: paidFor, status }) =>
      paidFor === subscriptionId && (status === 'pending' || status === 'authorized'),
  );
}

/** What we know of a subscription that a person canceled here, and the provider does not. */
export type Ending = {
  subscriptionId: string;
  /** The first day of the first of those that it goes on from. */
  since: CalendarDate;
  /** The first day without it; null: from the cancellation on. */
  accessUntil: CalendarDate | null;
  /** Paid for until then; else free until then. */
  accessIsPaid: boolean;
  paymentMethodId: string | null;
  /** The subscription that it goes on as; null: none. */
  keptAs: string | null;
};

/** An ending as it is stored: an intent at first. */
export type StoredEnding = Ending & { endingId: string; isConfirmed: boolean; startsAs: StartsAs | null };

/** What was asked for when it was to be kept: by these it is known again when the answer got lost. */
export type StartsAs = { startId: string; startsOn: CalendarDate };

/**
 * What is true of the stored endings by what the provider has now: an intent whose subscription still runs never came
 * to be; one whose subscription is canceled did, even when nobody came to store that; and one that was canceled after
 * its date was canceled elsewhere. A subscription that was started for an ending is what it goes on as.
 */
export function reconcileEndings<T extends StoredEnding>(stored: T[], subscriptions: Subscription[]): T[] {
  return stored.flatMap((ending) => {
    const subscription = subscriptions.find(({ subscriptionId }) => subscriptionId === ending.subscriptionId);
    if (subscription && !isEndOf(ending, subscription)) return [];
    const isConfirmed = ending.isConfirmed || subscription !== undefined;
    return [{ ...ending, isConfirmed, keptAs: ending.keptAs ?? findStarted(ending, subscription, subscriptions) }];
  });
}

function isEndOf({ accessUntil, isConfirmed }: StoredEnding, { status, canceledAt }: Subscription): boolean {
  if (status !== 'canceled') return false;
  if (isConfirmed || canceledAt === null || accessUntil === null) return true;
  return canceledAt.toISOString().slice(0, 10) <= accessUntil;
}

/** By our own mark; where the app's metadata left no room for it, by being what was asked for. */
function findStarted(
  { startsAs }: StoredEnding,
  old: Subscription | undefined,
  subscriptions: Subscription[],
): string | null {
  if (startsAs === null) return null;
  const marked = subscriptions.find(({ startId }) => startId === startsAs.startId);
  const like = subscriptions.find((other) => old !== undefined && isLive(other) && isLike(other, old, startsAs));
  return (marked ?? like)?.subscriptionId ?? null;
}

function isLike(other: Subscription, old: Subscription, { startsOn }: StartsAs): boolean {
  return (
    other.startId === null &&
    other.startsOn === startsOn &&
    other.description === old.description &&
    other.amount.amountMinor === old.amount.amountMinor &&
    other.amount.currency === old.amount.currency &&
    other.interval.unit === old.interval.unit &&
    other.interval.count === old.interval.count
  );
}

/** Whether it can still be kept: before its date, while nothing goes on in its place. */
export function canBeKept({ accessUntil, keptAs }: Ending, today: CalendarDate): boolean {
  return keptAs === null && accessUntil !== null && accessUntil > today;
}

/** What a kept subscription is charged to: the method of before, else the newest that can be charged. */
export function methodToGoOnWith({ paymentMethodId }: Ending, methods: PaymentMethod[]): PaymentMethod | undefined {
  const valid = methods.filter(({ status }) => status === 'valid');
  const newest = valid.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  return valid.find((method) => method.paymentMethodId === paymentMethodId) ?? newest;
}
