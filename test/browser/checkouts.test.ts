import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { OVERDUE_PLAN, PLAN } from '../support/billed-tenant.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PortalVisitor, startVisit } from '../support/portal-visitor.ts';
import { startTestService, type TestService } from '../support/service.ts';

let browser: Browser;
let service: TestService;
let context: BrowserContext;
let page: Page;
let visitor: PortalVisitor;
/** What the browser refused or missed. */
let complaints: string[];

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startTestService()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
});
afterEach(async () => {
  service.sandbox.faults.clear();
  await context.close();
});

const open = async (plan = PLAN, tab = page): Promise<void> => {
  visitor = await startVisit(service, plan);
  await tab.goto(await visitor.openLink());
};
const heading = (tab = page) => tab.getByRole('heading', { level: 1 }).textContent();
const isAt = (path: RegExp, tab = page) => tab.waitForURL((url) => path.test(url.pathname));
const FORWARDED = /^\/checkout\//;
const RETURNED = /^\/portal\/checkouts\/[^/]+$/;

/** From the overview to the provider's page. */
const choose = async (way: RegExp, tab = page): Promise<void> => {
  await tab.getByRole('link', { name: 'Change payment method' }).last().click();
  await tab.getByRole('radio', { name: way }).check();
  await tab.getByRole('button', { name: 'Continue to Mollie' }).click();
  await isAt(FORWARDED, tab);
};
/** From the page of what is overdue to the provider's, which asks for as much. */
const agreeTo = async (euros: string): Promise<void> => {
  await page.getByRole('button', { name: `Pay €${euros} now` }).click();
  await isAt(FORWARDED);
  await page.getByText(`${euros} EUR`).waitFor();
};
const beginOverdue = async (): Promise<void> => {
  await open(OVERDUE_PLAN);
  await page.goto(`${visitor.origin}/portal/overdue`);
  await agreeTo('73.00');
};
/** What the person does on the provider's page. */
const decide = async (outcome: string, tab = page): Promise<void> => {
  await tab.getByRole('button', { name: outcome, exact: true }).click();
  await isAt(RETURNED, tab);
};
const payments = () =>
  service.sandbox.mollie
    .payments()
    .filter(({ customerId, metadata }) => customerId === visitor.customerId && metadata !== null);
const live = () => visitor.subscriptions().filter(({ status }) => status === 'active');
const mandatesOfLive = () => [...new Set(live().map(({ mandateId }) => mandateId))];
const checkoutId = () => new URL(payments().at(-1)?.redirectUrl ?? '').pathname.split('/').at(-1);
const tell = () => {
  const body = new URLSearchParams({ id: payments().at(-1)?.paymentId ?? '' });
  return fetch(`${service.url}/webhooks/checkouts/${checkoutId()}`, { method: 'POST', body });
};
const settledNow = () => service.service.context.database.prisma.portalCheckout.count({ where: { state: 'settled' } });

describe('a person whose card expires', () => {
  it('changes it for several subscriptions, is told beforehand and afterwards, and removes the old one', async () => {
    await open();
    await page.getByRole('link', { name: 'Change payment method' }).first().click();
    expect(await heading()).toBe('Change your payment method');
    await page.getByText('From then on it pays for Storage, Team seats and Studio plan.').waitFor();
    await page.getByRole('radio', { name: /^Card Nothing is charged now/ }).check();
    await page.getByRole('button', { name: 'Continue to Mollie' }).click();
    await isAt(FORWARDED);
    await page.getByText('0.00 EUR').waitFor();
    await decide('Paid');

    expect(await heading()).toBe('Your new payment method is ready');
    await page.getByText('Used for Storage, Team seats and Studio plan').waitFor();
    expect(mandatesOfLive()).toEqual([payments()[0]?.mandateId]);
    await page.reload();
    expect(await heading()).toBe('Your new payment method is ready');

    await page.getByRole('link', { name: 'Remove Visa ending in 1881' }).click();
    expect(await heading()).toBe('Remove Visa ending in 1881?');
    await page.getByRole('button', { name: 'Remove it' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Visa ending in 1881 has been removed');
    expect(live()).toHaveLength(3);
    expect(complaints).toEqual([]);
  });

  it('gets there and back with scripts on as well', async () => {
    const scripted = await browser.newContext({ locale: 'en-GB' });
    const tab = await scripted.newPage();
    await open(PLAN, tab);
    await choose(/iDEAL €0.01 is charged once/, tab);
    await tab.getByText('0.01 EUR').waitFor();
    await decide('Paid', tab);
    expect(await heading(tab)).toBe('Your new payment method is ready');
    await scripted.close();
  });

  it('finds the checkout in the language of the page', async () => {
    await open();
    await page.goto(`${visitor.origin}/portal?lang=nl`);
    await page.getByRole('link', { name: 'Betaalmethode wijzigen' }).last().click();
    await page.getByRole('button', { name: 'Verder naar Mollie' }).click();
    await isAt(FORWARDED);
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await decide('Betaald');
    expect(await heading()).toBe('Je nieuwe betaalmethode is klaar');
  });
});

describe('a person who owes something', () => {
  it('pays it and mends the method in one step; nothing is due afterwards', async () => {
    await open(OVERDUE_PLAN);
    await page.getByRole('link', { name: 'Pay €73.00 now' }).click();
    await page.getByText('To be paid').waitFor();
    await agreeTo('73.00');
    await page.getByRole('radio', { name: 'iDEAL' }).check();
    await decide('Paid');
    expect(await heading()).toBe('€73.00 is paid. Thank you!');
    await page.getByRole('link', { name: 'Go to your billing page' }).click();
    expect(await page.getByRole('link', { name: /^Pay / }).count()).toBe(0);
    expect(await page.getByText('Payment open', { exact: true }).count()).toBe(0);
    expect(mandatesOfLive()).toEqual([payments()[0]?.mandateId]);
  });

  it('by now owes another amount: stops the earlier payment, and pays what is due now', async () => {
    await beginOverdue();
    await page.goto(`${visitor.origin}/portal/subscriptions/${visitor.seeded.subscriptions['studio']}/cancel`);
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    await page.getByRole('link', { name: 'Pay €24.00 now' }).click();
    await page.getByRole('button', { name: 'Pay €24.00 now' }).click();
    await isAt(RETURNED);
    expect(await heading()).toBe('An earlier payment is still open');
    await page.getByRole('link', { name: 'Stop it at Mollie' }).click();
    await isAt(FORWARDED);
    await page.getByText('73.00 EUR').waitFor();
    await decide('Canceled');
    expect(await heading()).toBe('You stopped the payment');
    await page.getByRole('link', { name: 'Try again' }).click();
    await agreeTo('24.00');
    await page.getByRole('radio', { name: 'iDEAL' }).check();
    await decide('Paid');
    expect(await heading()).toBe('€24.00 is paid. Thank you!');
  });

  it('clicks twice, or asks in two tabs, and is led to one payment', async () => {
    await open(OVERDUE_PLAN);
    const second = await context.newPage();
    for (const tab of [page, second]) await tab.goto(`${visitor.origin}/portal/overdue`);
    service.sandbox.faults.add({ provider: 'mollie', kind: 'delay', delayMs: 300, method: 'POST', path: 'payments' });
    await page.getByRole('button', { name: 'Pay €73.00 now' }).dblclick();
    await second.getByRole('button', { name: 'Pay €73.00 now' }).click();
    await Promise.all([isAt(FORWARDED), isAt(FORWARDED, second)]);
    expect(payments()).toHaveLength(1);
    await decide('Paid');
    expect(await heading()).toBe('€73.00 is paid. Thank you!');
    await second.getByRole('button', { name: 'Paid', exact: true }).click();
    await second.goto(`${visitor.origin}/portal/overdue`);
    expect(new URL(second.url()).pathname).toBe('/portal');
    expect(payments()).toHaveLength(1);
  });
});

describe('a checkout that does not end well', () => {
  it.each([
    ['Failed', 'The payment method could not be added'],
    ['Canceled', 'You stopped before it was finished'],
    ['Expired', 'The time to finish is over'],
  ])('%s: says that nothing changed, and the next try works', async (outcome, words) => {
    await open();
    await choose(/^Card/);
    await decide(outcome);
    expect(await heading()).toBe(words);
    await page.getByText('nothing has changed on your account').waitFor();
    expect(mandatesOfLive()).toEqual([visitor.seeded.mandates['card'], null]);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Continue to Mollie' }).click();
    await isAt(FORWARDED);
    await decide('Paid');
    expect(await heading()).toBe('Your new payment method is ready');
    expect(payments()).toHaveLength(2);
  });

  it('left open can be gone on with', async () => {
    await open();
    await choose(/^Card/);
    await page.getByRole('link', { name: 'Go back without paying' }).click();
    expect(await heading()).toBe('You have not finished yet');
    await page.getByRole('link', { name: 'Continue', exact: true }).click();
    await isAt(FORWARDED);
    await decide('Paid');
    expect(await heading()).toBe('Your new payment method is ready');
    expect(payments()).toHaveLength(1);
  });

  it('by the back button leads to the same checkout again, and after it is paid to how it ended', async () => {
    await open();
    await choose(/^Card/);
    await page.goBack();
    expect(await heading()).toBe('Change your payment method');
    await page.getByRole('button', { name: 'Continue to Mollie' }).click();
    await isAt(FORWARDED);
    expect(payments()).toHaveLength(1);
    await decide('Paid');
    await page.goBack();
    await page.goForward();
    expect(await heading()).toBe('Your new payment method is ready');
    expect(payments()).toHaveLength(1);
  });
});

describe('what takes its time', () => {
  it('a method that is being set up need not be added again, and is done when it is looked at later', async () => {
    await open();
    await choose(/^PayPal/);
    const { paymentId = '' } = payments()[0] ?? {};
    await decide('Pending');
    expect(await heading()).toBe('Your payment method is being set up');
    await service.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
    await page.getByRole('link', { name: 'Check again' }).click();
    expect(await heading()).toBe('Your new payment method is ready');
  });

  it('a bank that confirms later is waited for; nothing is asked of the person', async () => {
    await open();
    await choose(/^iDEAL/);
    const { paymentId = '' } = payments()[0] ?? {};
    await decide('Paid; the bank confirms the method later');
    expect(await heading()).toBe('Your bank is confirming the payment method');
    expect(mandatesOfLive()).toEqual([visitor.seeded.mandates['card'], null]);
    await page.getByRole('link', { name: 'Go to your billing page' }).click();
    await page.getByRole('heading', { name: /is being verified/ }).waitFor();
    service.sandbox.mollie.settleMandate({ paymentId, status: 'valid' });
    await service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts SET next_attempt_at = now()
      WHERE state = 'paid'`;
    await service.service.context.portalCheckouts.completeLeftBehind();
    await page.reload();
    expect(await page.getByRole('heading', { name: /is being verified/ }).count()).toBe(0);
    expect(mandatesOfLive()).toEqual([payments()[0]?.mandateId]);
  });

  it('a provider that is away at the return is said, with nothing lost', async () => {
    await open();
    await choose(/^Card/);
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status: 503, path: '/v2/payments/' });
    await decide('Paid');
    expect(await heading()).toBe('We could not find out how it ended');
    service.sandbox.faults.clear();
    await page.getByRole('link', { name: 'Check again' }).click();
    expect(await heading()).toBe('Your new payment method is ready');
  });
});

describe('the provider’s note', () => {
  it('comes before the person does: the page shows the same', async () => {
    await open();
    await choose(/^Card/);
    const { paymentId = '', redirectUrl } = payments()[0] ?? {};
    const before = await settledNow();
    await service.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
    expect((await tell()).status).toBe(200);
    await expect.poll(settledNow, { timeout: 10_000 }).toBeGreaterThan(before);
    await page.goto(redirectUrl ?? '');
    expect(await heading()).toBe('Your new payment method is ready');
    await page.getByRole('link', { name: 'Remove Visa ending in 1881' }).waitFor();
  });

  it('comes ten times while the person comes back: each subscription is moved once', async () => {
    await open();
    await choose(/^Card/);
    const { paymentId = '', redirectUrl } = payments()[0] ?? {};
    await service.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
    service.sandbox.ledger.clear();
    await Promise.all([page.goto(redirectUrl ?? ''), ...Array.from({ length: 10 }, tell)]);
    expect(await heading()).toBe('Your new payment method is ready');
    await service.service.context.portalCheckouts.settled();
    const { mollie: account } = visitor.app.accounts;
    expect(service.sandbox.ledger.entries({ account, method: 'PATCH' })).toHaveLength(3);
  });

  it('never comes, and the person neither: the subscriptions move all the same', async () => {
    await open();
    await choose(/^Card/);
    const { paymentId = '' } = payments()[0] ?? {};
    await service.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
    await page.close();
    await service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts SET next_attempt_at = now()
      WHERE state = 'open'`;
    // The service's own chore comes every ten seconds.
    await expect.poll(mandatesOfLive, { timeout: 20_000 }).toEqual([payments()[0]?.mandateId]);
  });
});

describe('every page and state is without barriers, light and dark', () => {
  // axe is a script itself.
  beforeEach(async () => {
    await context.close();
    context = await browser.newContext({ locale: 'en-GB' });
    page = await context.newPage();
  });

  it('before a checkout', async () => {
    await open(OVERDUE_PLAN);
    expect(await findBarriers(page), 'overview with alerts').toEqual([]);
    for (const path of [
      '/portal/payment-methods/add',
      '/portal/payment-methods/add?changed',
      '/portal/overdue',
      '/portal/overdue?changed',
      `/portal/payment-methods/${visitor.seeded.mandates['bank']}/remove`,
      `/portal/payment-methods/${visitor.seeded.mandates['card']}/remove`,
    ]) {
      await page.goto(visitor.origin + path);
      expect(await findBarriers(page), path).toEqual([]);
    }
  });

  it.each([
    [/^Card/, 'Failed'],
    [/^Card/, 'Canceled'],
    [/^Card/, 'Expired'],
    [/^PayPal/, 'Pending'],
    [/^Card/, 'Paid'],
    [/^iDEAL/, 'Paid; the bank confirms the method later'],
  ])('after one by %s that ended as %s', async (way, outcome) => {
    await open();
    await choose(way);
    await decide(outcome);
    expect(await findBarriers(page), outcome).toEqual([]);
  });

  it('after one that paid what was overdue, and after the old method is removed', async () => {
    await beginOverdue();
    await decide('Paid');
    expect(await findBarriers(page), 'overdue paid').toEqual([]);
    await page.getByRole('link', { name: 'Remove Visa ending in 1881' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('status').waitFor();
    expect(await findBarriers(page), 'removed').toEqual([]);
  });

  it('after one whose method the bank refused', async () => {
    await open();
    await choose(/^iDEAL/);
    const { paymentId = '' } = payments()[0] ?? {};
    await decide('Paid; the bank confirms the method later');
    service.sandbox.mollie.settleMandate({ paymentId, status: 'invalid' });
    await page.reload();
    expect(await heading()).toBe('This payment method cannot be used');
    expect(await findBarriers(page), 'refused').toEqual([]);
  });

  it('after one whose subscriptions are not all moved yet', async () => {
    await open();
    await choose(/^Card/);
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status: 422, method: 'PATCH', times: 1 });
    await decide('Paid');
    expect(await heading()).toBe('Your new payment method is almost ready');
    expect(await findBarriers(page), 'moving').toEqual([]);
  });

  it('on what a tab is told after another one was quicker', async () => {
    const other = await context.newPage();
    await open(OVERDUE_PLAN);
    for (const tab of [page, other]) await tab.goto(`${visitor.origin}/portal/overdue`);
    await other.getByRole('button', { name: 'Pay €73.00 now' }).click();
    await isAt(FORWARDED, other);
    await decide('Paid', other);
    await page.getByRole('button', { name: 'Pay €73.00 now' }).click();
    await page.getByRole('status').getByText('There is nothing to pay').waitFor();
    expect(await findBarriers(page), 'nothing due').toEqual([]);

    const [, , storage] = PLAN.subscriptions;
    if (!storage) throw new Error('the plan has nothing that names no method');
    await open({ ...PLAN, subscriptions: [storage] });
    const removal = (ref: string) => `${visitor.origin}/portal/payment-methods/${visitor.seeded.mandates[ref]}/remove`;
    await page.goto(removal('card'));
    await other.goto(removal('bank'));
    for (const tab of [other, page]) {
      await tab.getByRole('button', { name: 'Remove it' }).click();
      await tab.getByRole('status').waitFor();
    }
    await page.getByRole('status').getByText('Visa ending in 1881 was not removed').waitFor();
    expect(await findBarriers(page), 'kept').toEqual([]);
  });

  it('after one that was left open, and while the provider is away', async () => {
    await open();
    await choose(/^Card/);
    await page.getByRole('link', { name: 'Go back without paying' }).click();
    expect(await findBarriers(page), 'open').toEqual([]);
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status: 503, path: '/v2/payments/' });
    await page.reload();
    expect(await findBarriers(page), 'unknown').toEqual([]);
  });

  it('after one that is not what is due any more', async () => {
    await beginOverdue();
    await visitor.send(`/portal/subscriptions/${visitor.seeded.subscriptions['studio']}/cancel`);
    await page.goto(`${visitor.origin}/portal/checkouts/${checkoutId()}`);
    expect(await heading()).toBe('An earlier payment is still open');
    expect(await findBarriers(page), 'outdated').toEqual([]);
  });

  it('on the way to the provider', async () => {
    await open();
    await choose(/^Card/);
    // The page moves on by itself at once, so it is looked at as it was sent.
    const forward = await visitor.get(`/portal/checkouts/${checkoutId()}/forward`);
    const still = forward.body.replace(/<meta http-equiv="refresh"[^>]*>/, '');
    await page.route('**/still', (route) => route.fulfill({ contentType: 'text/html', body: still }));
    await page.goto(`${visitor.origin}/still`);
    expect(await heading()).toBe('Taking you to Mollie');
    expect(await findBarriers(page), 'forward').toEqual([]);
  });
});
