import { describe, expect, it } from 'vitest';
import { cannotBeCharged, methodsOf, planMoves, subscriptionsNeeding } from '../../src/services/billing-rules.ts';
import { sampleMethod, sampleSubscription } from '../portal/samples.ts';

const card = sampleMethod({ paymentMethodId: 'mdt_card' });
const bank = sampleMethod({ paymentMethodId: 'mdt_bank' });
const old = sampleMethod({ paymentMethodId: 'mdt_old', status: 'invalid' });
const pending = sampleMethod({ paymentMethodId: 'mdt_new', status: 'pending' });
const on = (paymentMethodId: string | null, status: 'active' | 'canceled' | 'completed' | 'suspended' = 'active') =>
  sampleSubscription({ subscriptionId: `sub_${paymentMethodId}_${status}`, paymentMethodId, status });

describe('methodsOf', () => {
  it('is the named one, whatever its state', () => {
    expect(methodsOf(on('mdt_old'), [card, bank, old])).toEqual([old]);
  });

  it('is any valid one where none is named', () => {
    expect(methodsOf(on(null), [card, bank, old])).toEqual([card, bank]);
  });
});

describe('a subscription cannot be charged', () => {
  it.each([
    ['whose method does not work any more', on('mdt_old'), [card, old], true],
    ['that names none, where none works', on(null), [old], true],
    ['that names none of a customer without any', on(null), [], true],
    ['whose method works', on('mdt_card'), [card, old], false],
    ['whose method is being verified', on('mdt_new'), [pending], false],
    ['that names none, where one works', on(null), [card, old], false],
    ['that names none, where one is being verified', on(null), [old, pending], false],
    ['whose method is not among those that are known', on('mdt_card'), [old], false],
  ])('%s: %s', (_which, subscription, methods, cannot) => {
    expect(cannotBeCharged(subscription, methods)).toBe(cannot);
  });
});

describe('a method is needed', () => {
  const needing = (id: string, subscriptions = [on('mdt_card')], methods = [card, bank, old]) =>
    subscriptionsNeeding(id, { subscriptions, methods }).map(({ subscriptionId }) => subscriptionId);

  it('by the live subscriptions that name it, suspended ones too, and by no others', () => {
    const all = [on('mdt_card'), on('mdt_card', 'suspended'), on('mdt_card', 'canceled'), on('mdt_card', 'completed')];
    expect(needing('mdt_card', all)).toEqual(['sub_mdt_card_active', 'sub_mdt_card_suspended']);
    expect(needing('mdt_bank', all)).toEqual([]);
  });

  it('by one that names none, while it is the only valid method', () => {
    expect(needing('mdt_card', [on(null)], [card, old, pending])).toEqual(['sub_null_active']);
    expect(needing('mdt_old', [on(null)], [card, old, pending])).toEqual([]);
    expect(needing('mdt_card', [on(null)], [card, bank])).toEqual([]);
  });

  it('by one that names none and waits for the only method that is being verified', () => {
    expect(needing('mdt_new', [on(null)], [old, pending])).toEqual(['sub_null_active']);
  });
});

describe('moving to a new method', () => {
  const plan = (target: typeof card, subscriptions = [on('mdt_card'), on('mdt_old'), on(null)]) => {
    const { move, wait } = planMoves(target, { subscriptions, methods: [card, old, target] });
    return [move, wait].map((some) => some.map(({ subscriptionId }) => subscriptionId));
  };

  it('takes every live subscription that is not on it yet', () => {
    expect(plan(bank)).toEqual([['sub_mdt_card_active', 'sub_mdt_old_active', 'sub_null_active'], []]);
    expect(plan(bank, [on('mdt_bank'), on('mdt_card', 'canceled'), on('mdt_card', 'completed')])).toEqual([[], []]);
  });

  it('waits for the bank where the present method works, and does not where it does not', () => {
    expect(plan(pending)).toEqual([['sub_mdt_old_active'], ['sub_mdt_card_active', 'sub_null_active']]);
  });

  it('takes none to a method that cannot be used', () => {
    expect(plan(sampleMethod({ paymentMethodId: 'mdt_bad', status: 'invalid' }))).toEqual([[], []]);
  });
});
