import { NO_DETAILS } from '../../../src/services/billing-detail-checks.ts';
import { describe, expect, it } from 'vitest';
import { OverviewPage } from '../../../src/portal/pages/overview-page.tsx';
import { createReader } from '../../../src/portal/reader.ts';
import { renderPage } from '../../../src/portal/render.ts';
import type { PortalBilling } from '../../../src/services/portal-billing.ts';
import {
  loaded,
  sampleBilling,
  sampleMethod,
  samplePayment,
  sampleSession,
  sampleSubscription,
  TODAY,
  UNAVAILABLE,
} from '../samples.ts';

type Shown = { language?: string; billing?: Partial<PortalBilling>; mode?: 'test' | 'live' };

function html({ language = 'en', billing = {}, mode = 'live' }: Shown = {}): string {
  return renderPage(
    <OverviewPage
      session={sampleSession({ mode })}
      providerName="Mollie"
      details={NO_DETAILS}
      billing={sampleBilling(billing)}
      today={TODAY}
      replaced={false}
      result={null}
      form={{ token: 'token', nonce: 'nonce' }}
      reader={createReader({ picked: language, locales: [], acceptLanguage: undefined })}
    />,
  );
}

/** What a screen reader would say, with plain spaces. */
function spoken(shown?: Shown): string {
  return html(shown)
    .replaceAll(/<title>.*?<\/title>|<[^>]+aria-hidden="true"[^>]*>[^<]*/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u{a0}\u{202f}]+/gu, ' ');
}

describe('the overview page', () => {
  it('is a whole document in its language, named after the app', () => {
    expect(html({ language: 'de' })).toMatch(/^<!doctype html><html lang="de">/);
    expect(html({ language: 'de' })).toContain('<title>Abrechnung · Lumen Analytics</title>');
  });

  it('says whose billing it is, where back is, and who handles the money', () => {
    expect(html()).toContain('<a class="back-link" href="https://app.lumen.example/account">');
    expect(spoken()).toContain('Back to Lumen Analytics');
    expect(spoken()).toContain('Nordwind GmbH billing@nordwind.example');
    expect(spoken()).toContain('Payments are handled securely by Mollie.');
  });

  it('says that no real money moves in test mode only', () => {
    expect(spoken({ mode: 'test' })).toContain('Test mode No real money moves.');
    expect(spoken()).not.toContain('Test mode');
  });

  it('puts what needs attention before all else', () => {
    const text = spoken({ billing: { payments: loaded(samplePayment({ status: 'failed' })) } });
    const places = ['Needs your attention', 'Subscriptions ', 'Payment methods ', 'Payments '].map((title) =>
      text.indexOf(` ${title}`, text.indexOf('Needs your attention') - 1),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(spoken()).not.toContain('Needs your attention');
  });

  it('tells whose subscription is suspended over what is open that it can be paid, and what comes after that', () => {
    const billing = {
      subscriptions: loaded(sampleSubscription({ status: 'suspended' })),
      payments: loaded(samplePayment({ status: 'failed' })),
    };
    expect(spoken({ billing })).toContain(
      'Pay what is open, then get in touch with Lumen Analytics to start it again. Pay €348.00 now',
    );
    expect(spoken({ billing: { ...billing, payments: loaded() } })).toContain(
      'No payments are being taken for it. Get in touch with Lumen Analytics to start it again.',
    );
  });

  it('tells of all open payments first, and then that all are paid in one go', () => {
    const other = sampleSubscription({ subscriptionId: 'sub_other', description: 'Other plan' });
    const failed = samplePayment({ status: 'failed' });
    const takenBack = samplePayment({ paymentId: 'tr_other', subscriptionId: 'sub_other', chargedBackMinor: 34_800 });
    const text = spoken({
      billing: { subscriptions: loaded(sampleSubscription(), other), payments: loaded(failed, takenBack) },
    });
    expect(text).toContain(
      'failed No money was taken. Your bank took back the payment of €348.00 from 1 March 2026 The amount is open again. ' +
        'Pay everything that is open in one go; what you pay with becomes your payment method. Pay €696.00 now',
    );
    expect(text.split('Pay ')).toHaveLength(3);
  });

  it('calls a subscription open whose last payment failed or was taken back', () => {
    for (const overrides of [{ status: 'failed' }, { chargedBackMinor: 34_800 }] as const) {
      expect(spoken({ billing: { payments: loaded(samplePayment(overrides)) } })).toContain(
        'Team plan Payment open €348.00 per month Next payment on 1 April 2026 The last payment is still open.',
      );
    }
  });

  it('tells subscriptions apart where it lets people cancel them', () => {
    expect(html()).toContain('Cancel subscription<span class="spoken-only">: Team plan</span>');
  });

  it.each([
    [
      'en',
      'Team plan Active €348.00 per month Renews on 1 April 2026 Since 1 February 2025 Paid with Visa ending in 4242',
    ],
    [
      'de',
      'Team plan Aktiv 348,00 € pro Monat Verlängert sich am 1. April 2026 Seit 1. Februar 2025 Bezahlt mit Visa mit den Endziffern 4242',
    ],
  ])('reads a subscription aloud in %s', (language, text) => {
    expect(spoken({ language })).toContain(text);
  });

  it.each([
    [
      { status: 'pending', startsOn: '2026-04-01' },
      'Starting €348.00 per month Starts on 1 April 2026 Begins once your payment method is confirmed.',
    ],
    [
      { status: 'trialing', startsOn: '2026-04-01' },
      'Trial €348.00 per month First payment on 1 April 2026 Free until the first payment.',
    ],
    [{ status: 'suspended' }, 'Suspended €348.00 per month No payments are being taken. Since'],
    [
      { status: 'canceled', canceledAt: new Date('2026-01-05') },
      'Canceled €348.00 per month Canceled on 5 January 2026 No further payments',
    ],
    [{ status: 'completed' }, 'Completed €348.00 per month All payments have been made.'],
    [
      { paymentMethodId: null },
      'Payment at risk €348.00 per month Next payment on 1 April 2026 Without another payment method, the next payment will fail.',
      { paymentMethods: loaded(sampleMethod({ status: 'invalid' })) },
    ],
    [
      { paymentMethodId: 'mdt_unloaded' },
      'Active €348.00 per month Renews on 1 April 2026',
      { paymentMethods: UNAVAILABLE },
    ],
    [{ nextPaymentOn: null }, 'No further payment is planned'],
    [{ interval: { count: 3, unit: 'month' } }, '€348.00 every 3 months'],
    [{ amount: { amountMinor: 4200, currency: 'JPY' } }, 'JP¥4,200 per month'],
  ] as const)('explains the subscription %o', (overrides, text, billing?: Partial<PortalBilling>) => {
    expect(spoken({ billing: { subscriptions: loaded(sampleSubscription(overrides)), ...billing } })).toContain(text);
  });

  it('says since when only of what has begun', () => {
    const on = (status: 'pending' | 'active', startsOn: string) =>
      spoken({ billing: { subscriptions: loaded(sampleSubscription({ status, startsOn })) } });
    expect(on('pending', '2025-02-01')).toContain('Begins once your payment method is confirmed.');
    expect(on('pending', '2025-02-01')).not.toContain('Since');
    expect(on('active', '2026-04-01')).not.toContain('Since');
    expect(on('active', '2025-02-01')).toContain('Since 1 February 2025');
  });

  it('shows what is over after what goes on', () => {
    const over = sampleSubscription({ subscriptionId: 'sub_old', description: 'Old plan', status: 'canceled' });
    const text = spoken({ billing: { subscriptions: loaded(over, sampleSubscription()) } });
    expect(text.indexOf('Old plan')).toBeGreaterThan(text.indexOf('Team plan'));
  });

  it.each([
    [{}, 'Visa ending in 4242 Ready to use Ida Nordwind · Valid until September 2028 Used for Team plan'],
    [{ expiresOn: '2026-03-31' }, 'Visa ending in 4242 Expires soon Ida Nordwind · Valid until March 2026'],
    [{ expiresOn: '2026-02-28' }, 'Visa ending in 4242 Expired Ida Nordwind · Expired in February 2026'],
    [
      { kind: 'bank', brand: null, expiresOn: null, status: 'pending', last4: '3000' },
      'Bank account ending in 3000 Being verified Ida Nordwind · Your bank can take a few days to confirm it.',
    ],
    [
      {
        paymentMethodId: 'mdt_x',
        kind: 'paypal',
        brand: null,
        last4: null,
        holder: null,
        status: 'invalid',
        expiresOn: null,
      },
      'PayPal No longer valid It can no longer be used for payments. Added on 1 February 2025',
    ],
  ] as const)('explains the payment method %o', (overrides, text) => {
    expect(spoken({ billing: { paymentMethods: loaded(sampleMethod(overrides)) } })).toContain(text);
  });

  it.each([
    [{}, '1 Mar 2026 Team plan, March Paid €348.00'],
    [{ status: 'open', paidAt: null }, 'Not paid yet. Open'],
    [{ status: 'pending', paidAt: null }, 'Banks can take a few days. Processing'],
    [{ status: 'authorized', paidAt: null }, 'Reserved, not collected yet. Authorized'],
    [{ status: 'canceled', paidAt: null }, 'Canceled before it was paid. Canceled'],
    [{ status: 'expired', paidAt: null }, 'Not completed in time. Expired'],
    [{ status: 'failed', paidAt: null }, 'No money was taken. Failed'],
    [{ refundedMinor: 1_050 }, '€10.50 was returned to you. Partly refunded €348.00'],
    [{ refundedMinor: 34_800 }, '€348.00 was returned to you. Refunded €348.00'],
    [{ chargedBackMinor: 34_800 }, 'Your bank took back €348.00. Charged back €348.00'],
  ] as const)('explains the payment %o', (overrides, text) => {
    expect(spoken({ billing: { payments: loaded(samplePayment(overrides)) } })).toContain(text);
  });

  it('says so where there is nothing', () => {
    const text = spoken({ billing: { subscriptions: loaded(), paymentMethods: loaded(), payments: loaded() } });
    expect(text).toContain('You have no subscriptions.');
    expect(text).toContain('You have no payment method on file.');
    expect(text).toContain('There are no payments yet.');
  });
});
