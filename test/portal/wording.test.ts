import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/portal/reader.ts';
import { describeMethod, titleAlert } from '../../src/portal/wording.ts';
import { sampleMethod, samplePayment, sampleSubscription } from './samples.ts';

const reader = createReader({ picked: 'en', locales: [], acceptLanguage: undefined });
const card = sampleMethod();

describe('titleAlert', () => {
  it.each([
    [{ kind: 'subscriptionSuspended', subscription: sampleSubscription() }, 'Team plan is suspended'],
    [
      { kind: 'paymentFailed', payment: samplePayment({ paidAt: null }) },
      'The payment of €348.00 on 1\u{a0}March 2026 failed',
    ],
    [
      { kind: 'paymentChargedBack', payment: samplePayment() },
      'Your bank took back the payment of €348.00 from 1\u{a0}March 2026',
    ],
    [{ kind: 'methodInvalid', method: card }, 'Visa ending in 4242 can no longer be charged'],
    [{ kind: 'methodExpired', method: card, on: '2026-02-28' }, 'Visa ending in 4242 expired on 28\u{a0}February 2026'],
    [{ kind: 'methodExpiring', method: card, on: '2026-03-31' }, 'Visa ending in 4242 expires on 31\u{a0}March 2026'],
    [{ kind: 'methodPending', method: card }, 'Visa ending in 4242 is being verified'],
  ] as const)('says %o in one sentence', (alert, text) => {
    expect(titleAlert(alert, reader)).toBe(text);
  });
});

describe('describeMethod', () => {
  it('names the kind where there is no brand, and no digits where there are none', () => {
    expect(describeMethod(sampleMethod({ kind: 'bank', brand: null }), reader)).toBe('Bank account ending in 4242');
    expect(describeMethod(sampleMethod({ kind: 'paypal', brand: null, last4: null }), reader)).toBe('PayPal');
  });
});
