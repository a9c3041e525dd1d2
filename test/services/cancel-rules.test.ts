import { describe, expect, it } from 'vitest';
import type { Payment, Subscription } from '../../src/providers/provider.ts';
import {
  accessAfterCancel,
  canBeKept,
  methodToGoOnWith,
  reconcileEndings,
  type StoredEnding,
} from '../../src/services/cancel-rules.ts';
import { sampleEnding, sampleMethod, samplePayment, sampleSubscription, TODAY } from '../portal/samples.ts';

const access = (subscription: Partial<Subscription> = {}, payments: Partial<Payment>[] = [{}]) =>
  accessAfterCancel({
    subscription: sampleSubscription(subscription),
    payments: payments.map((payment) => samplePayment(payment)),
    today: TODAY,
    continues: undefined,
  });

describe('what is left after canceling', () => {
  const until = (on: string, isPaid = true) => ({ kind: 'until', on, isPaid });

  it.each<[string, Partial<Subscription>, Partial<Payment>[], object]>([
    ['the paid period', {}, [{}], until('2026-04-01')],
    ['the period whose payment is on its way', {}, [{ status: 'pending', paidAt: null }], until('2026-04-01')],
    ['the period that began before any payment is known', {}, [], until('2026-04-01')],
    ['the trial', { status: 'trialing', startsOn: '2026-03-20', nextPaymentOn: null }, [], until('2026-03-20', false)],
    ['today, when the next payment is due', { nextPaymentOn: TODAY }, [{}], until(TODAY)],
    ['nothing past today', { nextPaymentOn: '2026-03-01' }, [{}], until(TODAY)],
    ['the paid period of a suspended one', { status: 'suspended' }, [{}], until('2026-04-01')],
    ['the paid period while its new method is verified', { status: 'pending' }, [{}], until('2026-04-01')],
    ['nothing, unpaid', {}, [{ status: 'failed', paidAt: null }], { kind: 'ends', why: 'unpaid' }],
    ['nothing, taken back', {}, [{ chargedBackMinor: 34_800 }], { kind: 'ends', why: 'unpaid' }],
    ['nothing, suspended and never paid', { status: 'suspended' }, [], { kind: 'ends', why: 'unpaid' }],
    [
      'nothing, suspended since its last period',
      { status: 'suspended', nextPaymentOn: '2026-03-01' },
      [{}],
      { kind: 'ends', why: 'unpaid' },
    ],
    ['nothing, not begun', { status: 'pending' }, [], { kind: 'ends', why: 'notStarted' }],
    ['a date that nobody knows', { nextPaymentOn: null }, [{}], { kind: 'ends', why: 'unplanned' }],
  ])('is %s', (_what, subscription, payments, expected) => {
    expect(access(subscription, payments)).toEqual(expected);
  });

  it('goes by the subscription’s own payments', () => {
    expect(access({}, [{ subscriptionId: 'sub_other', status: 'failed' }, {}])).toEqual(until('2026-04-01'));
  });

  it('is what was left of the one before, for one that was kept and has not begun', () => {
    const subscription = sampleSubscription({
      status: 'trialing',
      startsOn: '2026-04-01',
      nextPaymentOn: '2026-04-01',
    });
    const facts = { subscription, payments: [], today: TODAY };
    expect(accessAfterCancel({ ...facts, continues: sampleEnding() })).toEqual(until('2026-04-01'));
    expect(accessAfterCancel({ ...facts, continues: sampleEnding({ accessIsPaid: false }) })).toEqual(
      until('2026-04-01', false),
    );
  });
});

describe('stored endings and what the provider has', () => {
  const stored = (overrides: Partial<StoredEnding> = {}): StoredEnding => ({
    ...sampleEnding(),
    endingId: 'e1',
    isConfirmed: false,
    startsAs: null,
    ...overrides,
  });
  const canceled = (at: string) =>
    sampleSubscription({ status: 'canceled', nextPaymentOn: null, canceledAt: new Date(at) });
  const startsAs = { startId: 'e1', startsOn: '2026-04-01' };
  const next = (overrides: Partial<Subscription> = {}) =>
    sampleSubscription({ subscriptionId: 'sub_next', status: 'trialing', startsOn: '2026-04-01', ...overrides });

  it('an intent that came to nothing is none', () => {
    expect(reconcileEndings([stored()], [sampleSubscription()])).toEqual([]);
  });

  it('an intent whose subscription is canceled has happened, though nobody stored that', () => {
    expect(reconcileEndings([stored()], [canceled('2026-03-14T10:00:00Z')])).toMatchObject([{ isConfirmed: true }]);
  });

  it('an old intent does not date a cancellation of another period', () => {
    expect(reconcileEndings([stored()], [canceled('2026-04-02T00:00:00Z')])).toEqual([]);
    expect(reconcileEndings([stored({ isConfirmed: true })], [canceled('2026-04-02T00:00:00Z')])).toHaveLength(1);
  });

  it('says nothing new of a subscription that it does not see', () => {
    expect(reconcileEndings([stored()], [])).toMatchObject([{ isConfirmed: false, keptAs: null }]);
  });

  it('finds what a lost answer started, by our mark or by its terms', () => {
    const old = canceled('2026-03-14T10:00:00Z');
    const found = (subscription: Subscription, ending = stored({ startsAs })) =>
      reconcileEndings([ending], [subscription, old])[0]?.keptAs;
    expect(found(next({ startId: 'e1', description: 'Renamed' }))).toBe('sub_next');
    expect(found(next())).toBe('sub_next');
    expect(found(next(), stored())).toBeNull();
    expect(found(next({ startId: 'e2' }))).toBeNull();
    expect(found(next({ startsOn: '2026-04-02' }))).toBeNull();
    expect(found(next({ description: 'Other plan' }))).toBeNull();
    expect(found(next({ amount: { amountMinor: 1, currency: 'EUR' } }))).toBeNull();
    expect(found(next({ amount: { amountMinor: 34_800, currency: 'USD' } }))).toBeNull();
    expect(found(next({ interval: { count: 1, unit: 'year' } }))).toBeNull();
    expect(found(next({ status: 'canceled' }))).toBeNull();
  });

  it('keeps what it goes on as', () => {
    expect(
      reconcileEndings([stored({ keptAs: 'sub_known', startsAs })], [canceled('2026-03-14T10:00:00Z'), next()]),
    ).toMatchObject([{ keptAs: 'sub_known' }]);
  });
});

describe('keeping', () => {
  it('is possible before the date, while nothing goes on in its place', () => {
    expect(canBeKept(sampleEnding(), TODAY)).toBe(true);
    expect(canBeKept(sampleEnding({ accessUntil: TODAY }), TODAY)).toBe(false);
    expect(canBeKept(sampleEnding({ accessUntil: null }), TODAY)).toBe(false);
    expect(canBeKept(sampleEnding({ keptAs: 'sub_next' }), TODAY)).toBe(false);
  });

  it('goes on with the method of before, else the newest that can be charged', () => {
    const other = sampleMethod({ paymentMethodId: 'mdt_old', createdAt: new Date('2024-01-01') });
    const newest = sampleMethod({ paymentMethodId: 'mdt_new', createdAt: new Date('2026-01-01') });
    const chosen = (...methods: Parameters<typeof methodToGoOnWith>[1]) =>
      methodToGoOnWith(sampleEnding(), methods)?.paymentMethodId;
    expect(chosen(newest, sampleMethod())).toBe('mdt_card');
    expect(chosen(other, sampleMethod({ status: 'invalid' }), newest)).toBe('mdt_new');
    expect(chosen(sampleMethod({ status: 'pending' }))).toBeUndefined();
    expect(chosen()).toBeUndefined();
  });
});
