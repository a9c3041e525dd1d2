import { describe, expect, it } from 'vitest';
import { stateOfMethod, stateOfPayment, stateOfSubscription } from '../../src/portal/billing-facts.ts';
import type { PaymentMethod, Subscription } from '../../src/providers/provider.ts';
import type { Ending } from '../../src/services/cancel-rules.ts';
import { sampleEnding, sampleMethod, samplePayment, sampleSubscription, TODAY } from './samples.ts';

const stateOf = (overrides: Partial<Subscription>, lastPayment = samplePayment()) =>
  stateOfSubscription({ subscription: sampleSubscription(overrides), today: TODAY, lastPayment });

const wordOf = (overrides: Partial<PaymentMethod>) => stateOfMethod(sampleMethod(overrides), TODAY).word;

describe('stateOfSubscription', () => {
  it('says when an active one renews', () => {
    expect(stateOf({})).toEqual({ word: 'active', tone: 'good', when: { kind: 'renews', on: '2026-04-01' } });
  });

  it.each([
    ['failed', { status: 'failed' }],
    ['was taken back by the bank', { chargedBackMinor: 34_800 }],
    ['was taken back in part', { chargedBackMinor: 1 }],
  ] as const)(
    'says that an active one is past due whose payment %s, and when the next is taken',
    (_what, overrides) => {
      const when = { kind: 'nextPayment', on: '2026-04-01' };
      expect(stateOf({}, samplePayment(overrides))).toEqual({ word: 'pastDue', tone: 'bad', when });
    },
  );

  it('promises no renewal of one whose method does not work any more', () => {
    const subscription = sampleSubscription();
    const told = (status: 'active' | 'trialing') =>
      stateOfSubscription({
        subscription: { ...subscription, status },
        today: TODAY,
        lastPayment: samplePayment(),
        cannotBeCharged: true,
      });
    const on = '2026-04-01';
    expect(told('active')).toEqual({ word: 'unpayable', tone: 'bad', when: { kind: 'nextPayment', on } });
    expect(told('trialing')).toEqual({ word: 'unpayable', tone: 'bad', when: { kind: 'firstPayment', on } });
  });

  it('says when an active one starts that has not begun', () => {
    expect(stateOf({ startsOn: '2026-03-15', nextPaymentOn: '2026-03-15' }).when).toEqual({
      kind: 'starts',
      on: '2026-03-15',
    });
  });

  it('promises no renewal where no payment is planned', () => {
    expect(stateOf({ nextPaymentOn: null }).when).toEqual({ kind: 'noFurtherPayment' });
  });

  it('says when a trial is first paid', () => {
    expect(stateOf({ status: 'trialing', startsOn: '2026-04-01', nextPaymentOn: null })).toEqual({
      word: 'trialing',
      tone: 'good',
      when: { kind: 'firstPayment', on: '2026-04-01' },
    });
  });

  it('says when a pending one starts, and nothing where that day is past', () => {
    expect(stateOf({ status: 'pending', startsOn: '2026-04-01' }).when).toEqual({ kind: 'starts', on: '2026-04-01' });
    expect(stateOf({ status: 'pending', startsOn: TODAY })).toEqual({ word: 'starting', tone: 'caution', when: null });
  });

  it('says when a canceled one ends, when it was canceled here, and else only when it was canceled', () => {
    const subscription = sampleSubscription({ status: 'canceled', canceledAt: new Date('2026-03-10T09:00:00Z') });
    const told = (ending?: Ending) =>
      stateOfSubscription({ subscription, today: TODAY, lastPayment: undefined, ending });
    const when = (kind: string, on: string) => ({ kind, on });
    expect(told(sampleEnding({ accessUntil: '2026-03-15' }))).toEqual({
      word: 'ending',
      tone: 'caution',
      when: when('ends', '2026-03-15'),
    });
    expect(told(sampleEnding({ accessUntil: TODAY }))).toMatchObject({ word: 'canceled', when: when('ended', TODAY) });
    expect(told(sampleEnding({ accessUntil: null }))).toMatchObject({ when: when('canceledOn', '2026-03-10') });
    expect(told()).toEqual({ word: 'canceled', tone: 'quiet', when: when('canceledOn', '2026-03-10') });
    expect(stateOf({ status: 'canceled', canceledAt: null })).toEqual({ word: 'canceled', tone: 'quiet', when: null });
  });

  it('calls one that was kept what the one before was: paid for, or on trial', () => {
    const kept = sampleSubscription({ status: 'trialing', startsOn: '2026-04-01', nextPaymentOn: '2026-04-01' });
    const told = (accessIsPaid: boolean) =>
      stateOfSubscription({
        subscription: kept,
        today: TODAY,
        lastPayment: undefined,
        continues: sampleEnding({ accessIsPaid }),
      });
    expect(told(true)).toEqual({ word: 'active', tone: 'good', when: { kind: 'renews', on: '2026-04-01' } });
    expect(told(false)).toMatchObject({ word: 'trialing', when: { kind: 'firstPayment', on: '2026-04-01' } });
  });

  it('promises nothing for suspended and completed ones', () => {
    expect(stateOf({ status: 'suspended' })).toEqual({ word: 'suspended', tone: 'bad', when: null });
    expect(stateOf({ status: 'completed' })).toEqual({ word: 'completed', tone: 'quiet', when: null });
  });
});

describe('stateOfMethod', () => {
  it.each([
    ['2026-03-13', 'expired'],
    ['2026-03-14', 'expiring'],
    ['2026-04-13', 'expiring'],
    ['2026-04-14', 'ready'],
    [null, 'ready'],
  ])('a valid one that expires on %s is %s on 14 March', (expiresOn, word) => {
    expect(wordOf({ expiresOn })).toBe(word);
  });

  it('tells expiry as the reason where an invalid card has expired', () => {
    expect(wordOf({ status: 'invalid', expiresOn: '2026-02-28' })).toBe('expired');
    expect(wordOf({ status: 'invalid', expiresOn: '2028-02-28' })).toBe('invalid');
    expect(wordOf({ status: 'invalid', expiresOn: null })).toBe('invalid');
  });

  it('is pending while the provider verifies it', () => {
    expect(wordOf({ status: 'pending' })).toBe('pending');
  });
});

describe('stateOfPayment', () => {
  it.each([
    [{ status: 'open' }, 'open'],
    [{ status: 'pending' }, 'processing'],
    [{ status: 'authorized' }, 'authorized'],
    [{ status: 'paid' }, 'paid'],
    [{ status: 'canceled' }, 'canceled'],
    [{ status: 'expired' }, 'expired'],
    [{ status: 'failed' }, 'failed'],
    [{ refundedMinor: 34_799 }, 'partlyRefunded'],
    [{ refundedMinor: 34_800 }, 'refunded'],
    [{ refundedMinor: 100, chargedBackMinor: 34_700 }, 'chargedBack'],
  ] as const)('%o is %s', (overrides, word) => {
    expect(stateOfPayment(samplePayment(overrides)).word).toBe(word);
  });

  it('does not call a free payment refunded', () => {
    expect(stateOfPayment(samplePayment({ amount: { amountMinor: 0, currency: 'EUR' } })).word).toBe('paid');
  });
});
