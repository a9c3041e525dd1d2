import { describe, expect, it } from 'vitest';
import type { Payment, Subscription } from '../../src/providers/provider.ts';
import { findDue } from '../../src/services/overdue.ts';
import { samplePayment, sampleSubscription } from '../portal/samples.ts';

const monthly = sampleSubscription({ subscriptionId: 'sub_team' });

/** The newest first, by the day of 2026 that each was made. */
function history(...payments: (Partial<Payment> & { on: string })[]): Payment[] {
  return payments
    .map(({ on, ...rest }, index) =>
      samplePayment({ paymentId: `tr_${index}`, createdAt: new Date(`2026-${on}T09:00:00Z`), ...rest }),
    )
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const failed = { status: 'failed', amount: eur(2_500), paidAt: null } as const;

function dueOf(payments: Payment[], subscriptions: Subscription[] = [monthly]) {
  const due = findDue({ subscriptions, payments });
  return due && [due.amount, due.payments.map(({ payment }) => payment.paymentId)];
}

describe('what is due', () => {
  it('is nothing while payments go through', () => {
    expect(dueOf(history({ on: '03-01' }, { on: '02-01' }))).toBeNull();
    expect(dueOf([])).toBeNull();
  });

  it('is the payments that failed since the last that went through', () => {
    const payments = history(
      { on: '03-01', ...failed },
      { on: '02-01', ...failed },
      { on: '01-01' },
      { on: '01-15', status: 'canceled', paidAt: null },
    );
    expect(dueOf(payments)).toEqual([eur(5_000), ['tr_0', 'tr_1']]);
  });

  it.each(['paid', 'pending', 'authorized', 'open'] as const)('is nothing after a later payment is %s', (status) => {
    expect(dueOf(history({ on: '03-01', status }, { on: '02-01', ...failed }))).toBeNull();
  });

  it('counts what was tried again within a period once', () => {
    const tries = history({ on: '03-05', ...failed }, { on: '03-03', ...failed }, { on: '03-01', ...failed });
    expect(dueOf(tries)).toEqual([eur(2_500), ['tr_0']]);
  });

  it('is what the bank took back, as much as it took', () => {
    const back = { on: '03-01', amount: eur(2_500), chargedBackMinor: 2_000 };
    expect(dueOf(history(back, { on: '02-01' }))).toEqual([eur(2_000), ['tr_0']]);
  });

  it.each(['paid', 'pending', 'authorized'] as const)('is nothing once a payment that covers it is %s', (status) => {
    const cover = { on: '03-02', status, subscriptionId: null, covers: ['tr_1'] };
    expect(dueOf(history(cover, { on: '03-01', ...failed }))).toBeNull();
  });

  it.each(['open', 'failed', 'canceled', 'expired'] as const)(
    'stays while a payment that covers it is %s',
    (status) => {
      const cover = { on: '03-02', status, subscriptionId: null, covers: ['tr_1'] };
      expect(dueOf(history(cover, { on: '03-01', ...failed }))).toEqual([eur(2_500), ['tr_1']]);
    },
  );

  it('is due again when the bank takes back the payment that made it good', () => {
    const cover = { on: '03-02', subscriptionId: null, covers: ['tr_1'], chargedBackMinor: 2_500 };
    expect(dueOf(history(cover, { on: '03-01', ...failed }))).toEqual([eur(2_500), ['tr_1']]);
  });

  it('is nothing for a subscription that is over, and nothing for a payment of none', () => {
    const payments = history({ on: '03-01', ...failed }, { on: '03-02', ...failed, subscriptionId: null });
    expect(dueOf(payments, [{ ...monthly, status: 'canceled' }])).toBeNull();
    expect(dueOf(payments)).toEqual([eur(2_500), ['tr_0']]);
  });

  it('is of several subscriptions together, and of one currency at a time', () => {
    const other = sampleSubscription({ subscriptionId: 'sub_other' });
    const third = sampleSubscription({ subscriptionId: 'sub_third' });
    const payments = history(
      { on: '03-03', ...failed, subscriptionId: 'sub_other' },
      { on: '03-02', ...failed, amount: { amountMinor: 900, currency: 'USD' }, subscriptionId: 'sub_third' },
      { on: '03-01', ...failed },
    );
    expect(dueOf(payments, [monthly, other, third])).toEqual([eur(5_000), ['tr_0', 'tr_2']]);
  });

  it('asks for no more at once than one checkout can say that it covers', () => {
    const daily: Subscription = { ...monthly, interval: { count: 1, unit: 'day' } };
    const days = Array.from({ length: 28 }, (_, day) => ({ on: `02-${String(day + 1).padStart(2, '0')}`, ...failed }));
    const due = findDue({ subscriptions: [daily], payments: history(...days) });
    expect(due?.payments).toHaveLength(25);
    expect(due?.amount).toEqual(eur(25 * 2_500));
  });
});
