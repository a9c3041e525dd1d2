import { describe, expect, it } from 'vitest';
import { CheckoutPage } from '../../../src/portal/pages/checkout-page.tsx';
import { LANGUAGES } from '../../../src/portal/languages.ts';
import { createReader } from '../../../src/portal/reader.ts';
import { renderPage } from '../../../src/portal/render.ts';
import type { CheckoutView } from '../../../src/services/portal-checkouts.ts';
import { readable } from '../../support/portal-visitor.ts';
import { sampleBilling, sampleSession } from '../samples.ts';

type Ended = Pick<CheckoutView, 'purpose' | 'state'> & Partial<CheckoutView>;

function read(language: string, ended: Ended): string {
  const view: CheckoutView = {
    checkoutId: 'checkout',
    paymentStatus: null,
    paymentMethodId: null,
    moved: [],
    amount: { amountMinor: ended.purpose === 'overdue' ? 4_900 : 0, currency: 'EUR' },
    covers: [],
    isCurrent: true,
    ...ended,
  };
  const page = (
    <CheckoutPage
      session={sampleSession()}
      reader={createReader({ picked: language, locales: [], acceptLanguage: undefined })}
      form={{ token: 'token', nonce: 'nonce' }}
      replaced={false}
      providerName="Mollie"
      view={view}
      billing={sampleBilling()}
    />
  );
  return readable(renderPage(page));
}

const PROCESSING = { state: 'open', paymentStatus: 'pending' } as const;
const UNKNOWN = { state: 'open', isCurrent: false } as const;

describe('a payment method that was to be added', () => {
  it.each([
    [
      { state: 'failed' },
      'The payment method could not be added Nothing has changed on your account. You can try again or use another one.',
    ],
    [{ state: 'canceled' }, 'You stopped before it was finished No money was taken'],
    [{ state: 'expired' }, 'The time to finish is over No money was taken'],
    [PROCESSING, 'Your payment method is being set up This can take a while; you need not do it again.'],
    [UNKNOWN, 'everything else happens by itself. Please do not start again.'],
  ] as const)('and ended as %o is told without speaking of a payment', (ended, words) => {
    expect(read('en', { purpose: 'payment_method', ...ended })).toContain(words);
  });

  it.each(LANGUAGES)('is told in %s otherwise than a payment', (language) => {
    for (const ended of [
      { state: 'failed' },
      { state: 'canceled' },
      { state: 'expired' },
      PROCESSING,
      UNKNOWN,
    ] as const)
      expect(read(language, { purpose: 'payment_method', ...ended })).not.toBe(
        read(language, { purpose: 'overdue', ...ended }),
      );
  });
});

it.each([
  [{ state: 'failed' }, 'The payment did not go through'],
  [{ state: 'canceled' }, 'You stopped the payment'],
  [{ state: 'expired' }, 'The time to pay is over'],
  [PROCESSING, 'Please do not pay again'],
  [UNKNOWN, 'Please do not pay again.'],
] as const)('a payment of what was overdue that ended as %o is told as one', (ended, words) => {
  expect(read('en', { purpose: 'overdue', ...ended })).toContain(words);
});
