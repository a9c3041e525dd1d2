import type { Money, Payment, Subscription } from '../providers/provider.ts';
import { isLive, isPaidOrOnItsWay } from './billing-rules.ts';

export type DuePayment = { payment: Payment; subscription: Subscription; amountMinor: number };

/** All in one currency, the one of the newest; `payments` the newest first, at least one. */
export type Due = { amount: Money; payments: DuePayment[] };

/** What one payment pays: so much, and the failed payments that it makes good. */
export type Debt = { amount: Money; covers: string[] };

/** As many as one checkout says that it makes good; more are asked for afterwards. */
const MOST_AT_ONCE = 25;

/**
 * What a person owes: the payments of live subscriptions that failed or were taken back by the bank, each unless
 *
 * - a later payment of the same subscription went through or is on its way: the app has let it go on,
 * - a payment that makes it good was paid or is on its way,
 * - it was tried again within the same period: then it is one debt, not two.
 *
 * Where that leaves a doubt, less is asked for rather than more. What a canceled subscription owes is between the
 * person and the app. Pure.
 * @param facts.payments the newest first.
 * @returns null when nothing is due.
 */
export function findDue(facts: { subscriptions: Subscription[]; payments: Payment[] }): Due | null {
  const good = paymentsMadeGood(facts.payments);
  const due = facts.subscriptions
    .filter(isLive)
    .flatMap((subscription) => dueOf(subscription, facts.payments, good))
    .toSorted((a, b) => b.payment.createdAt.getTime() - a.payment.createdAt.getTime());
  const currency = due[0]?.payment.amount.currency;
  if (currency === undefined) return null;
  const payments = due.filter(({ payment }) => payment.amount.currency === currency).slice(0, MOST_AT_ONCE);
  return { amount: { amountMinor: payments.reduce((sum, each) => sum + each.amountMinor, 0), currency }, payments };
}

export function debtOf({ amount, payments }: Due): Debt {
  return { amount, covers: payments.map(({ payment }) => payment.paymentId) };
}

/** Pure. */
export function isSameDebt(one: Debt, other: Debt): boolean {
  const covered = new Set(one.covers);
  return (
    one.amount.amountMinor === other.amount.amountMinor &&
    one.amount.currency === other.amount.currency &&
    covered.size === other.covers.length &&
    other.covers.every((paymentId) => covered.has(paymentId))
  );
}

/** The ids of payments that a later one makes good. */
export function paymentsMadeGood(payments: Payment[]): ReadonlySet<string> {
  return new Set(payments.filter(isPaidOrOnItsWay).flatMap(({ covers }) => covers));
}

function dueOf(subscription: Subscription, payments: Payment[], good: ReadonlySet<string>): DuePayment[] {
  const due: DuePayment[] = [];
  for (const payment of payments.filter(({ subscriptionId }) => subscriptionId === subscription.subscriptionId)) {
    if (good.has(payment.paymentId)) continue;
    if (isPaidOrOnItsWay(payment) || payment.status === 'open') break;
    const amountMinor = owedFor(payment);
    if (amountMinor > 0 && isAnotherPeriod(payment, due.at(-1), subscription))
      due.push({ payment, subscription, amountMinor });
  }
  return due;
}

function owedFor({ status, amount, chargedBackMinor }: Payment): number {
  if (status === 'failed') return amount.amountMinor;
  return status === 'paid' ? chargedBackMinor : 0;
}

const DAY_MS = 24 * 60 * 60_000;
const UNIT_DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;

/** Two attempts less than half a period apart are for the same one. */
function isAnotherPeriod(payment: Payment, later: DuePayment | undefined, { interval }: Subscription): boolean {
  if (!later) return true;
  const apartMs = later.payment.createdAt.getTime() - payment.createdAt.getTime();
  return apartMs > (interval.count * UNIT_DAYS[interval.unit] * DAY_MS) / 2;
}
