import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/portal/languages.ts';
import { AddMethodPage } from '../../../src/portal/pages/add-method-page.tsx';
import { CancelPage } from '../../../src/portal/pages/cancel-page.tsx';
import { CheckoutPage } from '../../../src/portal/pages/checkout-page.tsx';
import { DetailsPage } from '../../../src/portal/pages/details-page.tsx';
import { ForwardPage } from '../../../src/portal/pages/forward-page.tsx';
import { KeepPage } from '../../../src/portal/pages/keep-page.tsx';
import { OverduePage } from '../../../src/portal/pages/overdue-page.tsx';
import { ReceiptPage } from '../../../src/portal/pages/receipt-page.tsx';
import { RemoveMethodPage } from '../../../src/portal/pages/remove-method-page.tsx';
import { createReader } from '../../../src/portal/reader.ts';
import { renderPage } from '../../../src/portal/render.ts';
import type { Visit } from '../../../src/portal/visits.ts';
import { NO_DETAILS } from '../../../src/services/billing-detail-checks.ts';
import type { CheckoutView } from '../../../src/services/portal-checkouts.ts';
import { sampleMethod, samplePayment, sampleSession, sampleSubscription } from '../samples.ts';

const subscription = sampleSubscription();
const { amount } = subscription;
const choice = { providerName: 'Mollie', isChanged: false, options: [] };
const due = { payments: [], amount };
const removable = { kind: 'removable', method: sampleMethod() } as const;
const access = { kind: 'ends', why: 'unplanned' } as const;

const none = { kind: 'unavailable' } as const;
const billing = { subscriptions: none, paymentMethods: none, payments: none, awaitedMethodId: null, endings: [] };
const view: CheckoutView = {
  checkoutId: 'checkout',
  purpose: 'overdue',
  state: 'open',
  paymentStatus: 'open',
  paymentMethodId: null,
  moved: [],
  amount,
  covers: [],
  isCurrent: true,
};

const PAGES = {
  'adding a method': (visit: Visit) => <AddMethodPage {...visit} {...choice} subscriptions={[]} methods={[]} />,
  'paying what is overdue': (visit: Visit) => <OverduePage {...visit} {...choice} due={due} />,
  'going on to the provider': (visit: Visit) => (
    <ForwardPage {...visit} providerName="Mollie" url="https://pay.example/1" amount={amount} />
  ),
  'what became of it': (visit: Visit) => (
    <CheckoutPage {...visit} providerName="Mollie" view={view} billing={billing} />
  ),
  'removing a method': (visit: Visit) => <RemoveMethodPage {...visit} verdict={removable} />,
  canceling: (visit: Visit) => <CancelPage {...visit} subscription={subscription} access={access} onTheirWay={[]} />,
  keeping: (visit: Visit) => <KeepPage {...visit} subscription={subscription} on="2026-04-01" method={undefined} />,
  'billing details': (visit: Visit) => <DetailsPage {...visit} entry={{}} fields={['company']} faults={{}} />,
  'a payment': (visit: Visit) => <ReceiptPage {...visit} payment={samplePayment()} details={NO_DETAILS} />,
};

describe.each(Object.entries(PAGES))('the page of %s', (_name, page) => {
  it.each(LANGUAGES)('says in %s that no real money moves, in test mode only', (language) => {
    const reader = createReader({ picked: language, locales: [], acceptLanguage: undefined });
    const inMode = (mode: 'test' | 'live') =>
      renderPage(
        page({ session: sampleSession({ mode }), reader, form: { token: 'token', nonce: 'nonce' }, replaced: false }),
      );
    const { testMode, testModeMeaning } = reader.messages.page;
    expect(inMode('test')).toContain(`<strong>${testMode}</strong> ${testModeMeaning}`);
    expect(inMode('live')).not.toContain(testMode);
  });
});
