import { describe, expect, it } from 'vitest';
import { findAlerts } from '../../src/portal/alerts.ts';
import type { PaymentMethod } from '../../src/providers/provider.ts';
import type { PortalBilling } from '../../src/services/portal-billing.ts';
import {
  loaded,
  sampleBilling,
  sampleMethod,
  samplePayment,
  sampleSubscription,
  TODAY,
  UNAVAILABLE,
} from './samples.ts';

const kindsFor = (overrides: Partial<PortalBilling>) =>
  findAlerts(sampleBilling(overrides), TODAY).map(({ kind }) => kind);

describe('findAlerts', () => {
  it('raises none where all is well', () => {
    expect(kindsFor({})).toEqual([]);
  });

  it('raises none from parts that could not be loaded', () => {
    expect(kindsFor({ subscriptions: UNAVAILABLE, paymentMethods: UNAVAILABLE, payments: UNAVAILABLE })).toEqual([]);
    expect(kindsFor({ paymentMethods: UNAVAILABLE })).toEqual([]);
  });

  it('tells a failed last payment of a subscription', () => {
    const failed = samplePayment({ status: 'failed', paidAt: null });
    expect(findAlerts(sampleBilling({ payments: loaded(failed) }), TODAY)).toEqual([
      { kind: 'paymentFailed', payment: failed },
    ]);
  });

  it('forgets a failed payment once a newer one of its subscription is there', () => {
    const failed = samplePayment({ paymentId: 'tr_february', status: 'failed' });
    expect(kindsFor({ payments: loaded(samplePayment(), failed) })).toEqual([]);
    expect(kindsFor({ payments: loaded(samplePayment({ status: 'pending' }), failed) })).toEqual([]);
  });

  it('still tells it where only another subscription was paid since', () => {
    const failed = samplePayment({ status: 'failed' });
    const other = samplePayment({ subscriptionId: 'sub_other' });
    expect(kindsFor({ payments: loaded(other, failed) })).toEqual(['paymentFailed']);
  });

  it('says nothing of the failures of a subscription that is over', () => {
    const payments = loaded(samplePayment({ status: 'failed' }));
    expect(kindsFor({ payments, subscriptions: loaded(sampleSubscription({ status: 'canceled' })) })).toEqual([]);
    expect(kindsFor({ payments, subscriptions: loaded(sampleSubscription({ status: 'completed' })) })).toEqual([]);
  });

  it('tells a payment that the bank took back', () => {
    expect(kindsFor({ payments: loaded(samplePayment({ chargedBackMinor: 34_800 })) })).toEqual(['paymentChargedBack']);
  });

  it('tells a failed payment outside subscriptions while it is the newest', () => {
    const oneOff = samplePayment({ subscriptionId: null, status: 'failed' });
    expect(kindsFor({ payments: loaded(oneOff, samplePayment()) })).toEqual(['paymentFailed']);
    expect(kindsFor({ payments: loaded(samplePayment(), oneOff) })).toEqual([]);
  });

  it('tells a suspension once, not also the failed payment and the method behind it', () => {
    expect(
      kindsFor({
        subscriptions: loaded(sampleSubscription({ status: 'suspended' })),
        payments: loaded(samplePayment({ status: 'failed' })),
        paymentMethods: loaded(sampleMethod({ status: 'invalid' })),
      }),
    ).toEqual(['subscriptionSuspended']);
  });

  it.each([
    [{ expiresOn: '2026-03-31' }, 'methodExpiring'],
    [{ expiresOn: '2026-02-28' }, 'methodExpired'],
    [{ status: 'invalid', expiresOn: null }, 'methodInvalid'],
  ] as const)('tells %o of a method that a subscription is paid with', (overrides, kind) => {
    const paymentMethods = loaded(sampleMethod(overrides));
    expect(kindsFor({ paymentMethods })).toEqual([kind]);
  });

  it('says nothing of an old method that nothing is paid with', () => {
    const old = sampleMethod({ paymentMethodId: 'mdt_old', expiresOn: '2025-02-28' });
    expect(kindsFor({ paymentMethods: loaded(sampleMethod(), old) })).toEqual([]);
    expect(kindsFor({ paymentMethods: loaded(old), subscriptions: loaded() })).toEqual([]);
  });

  it('tells the newest method of a subscription that names none, where none works any more', () => {
    const subscriptions = loaded(sampleSubscription({ paymentMethodId: null }));
    const of = (year: number, status: 'valid' | 'invalid') =>
      sampleMethod({ paymentMethodId: `mdt_${year}`, createdAt: new Date(`${year}-01-01`), status, expiresOn: null });
    const told = (...methods: PaymentMethod[]) =>
      findAlerts(sampleBilling({ subscriptions, paymentMethods: loaded(...methods) }), TODAY);
    const [older, newer] = [of(2024, 'invalid'), of(2025, 'invalid')];
    expect(told(older, newer)).toEqual([{ kind: 'methodInvalid', method: newer }]);
    expect(told(of(2023, 'valid'), older, newer)).toEqual([]);
    expect(told()).toEqual([]);
  });

  describe('of a method that is being verified', () => {
    const pending = sampleMethod({ paymentMethodId: 'mdt_new', status: 'pending' });

    it('tells the one that subscriptions are about to be moved to', () => {
      const awaited = { paymentMethods: loaded(sampleMethod(), pending), awaitedMethodId: 'mdt_new' };
      expect(kindsFor(awaited)).toEqual(['methodPending']);
    });

    it.each([
      ['names it', 'mdt_new', loaded(sampleMethod(), pending)],
      ['names none, where none works yet', null, loaded(sampleMethod({ status: 'invalid' }), pending)],
    ])('tells the one of a subscription that %s', (_what, paymentMethodId, paymentMethods) => {
      const subscriptions = loaded(sampleSubscription({ paymentMethodId }));
      expect(kindsFor({ subscriptions, paymentMethods })).toEqual(['methodPending']);
    });

    it('says nothing of one that nobody waits for', () => {
      const paymentMethods = loaded(sampleMethod(), pending);
      expect(kindsFor({ paymentMethods })).toEqual([]);
      expect(
        kindsFor({ paymentMethods, subscriptions: loaded(sampleSubscription({ paymentMethodId: null })) }),
      ).toEqual([]);
    });
  });

  describe('while subscriptions are about to be moved to another method', () => {
    const expiring = sampleMethod({ expiresOn: '2026-03-31' });
    const kindsBeside = (status: PaymentMethod['status'], present: PaymentMethod) =>
      kindsFor({
        paymentMethods: loaded(present, sampleMethod({ paymentMethodId: 'mdt_new', status, expiresOn: null })),
        awaitedMethodId: 'mdt_new',
      });

    it.each([
      ['expires soon', expiring],
      ['has expired', sampleMethod({ expiresOn: '2026-02-28' })],
      ['works no more', sampleMethod({ status: 'invalid', expiresOn: null })],
    ])('does not ask for a change of the present one that %s', (_what, present) => {
      expect(kindsBeside('pending', present)).toEqual(['methodPending']);
      expect(kindsBeside('valid', present)).toEqual([]);
    });

    it('asks for it again when the other turns out not to work, or is gone', () => {
      expect(kindsBeside('invalid', expiring)).toEqual(['methodExpiring']);
      expect(kindsFor({ paymentMethods: loaded(expiring), awaitedMethodId: 'mdt_gone' })).toEqual(['methodExpiring']);
    });
  });

  it('puts the most urgent first', () => {
    expect(
      kindsFor({
        subscriptions: loaded(
          sampleSubscription(),
          sampleSubscription({ subscriptionId: 'sub_2', status: 'suspended', paymentMethodId: null }),
          sampleSubscription({ subscriptionId: 'sub_3', paymentMethodId: 'mdt_new' }),
        ),
        paymentMethods: loaded(
          sampleMethod({ paymentMethodId: 'mdt_new', status: 'pending' }),
          sampleMethod({ expiresOn: '2026-03-31' }),
        ),
        payments: loaded(samplePayment({ status: 'failed' })),
      }),
    ).toEqual(['subscriptionSuspended', 'paymentFailed', 'methodExpiring', 'methodPending']);
  });
});
