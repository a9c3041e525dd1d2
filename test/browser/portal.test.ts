import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/portal/languages.ts';
import {
  loaded,
  sampleBilling,
  sampleMethod,
  samplePayment,
  sampleSubscription,
  UNAVAILABLE,
} from '../portal/samples.ts';
import { APP_NAME, RETURN_URL } from '../portal/seed.ts';
import { startTestPortal, type TestPortal } from '../portal/test-portal.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
let portal: TestPortal;
let context: BrowserContext;
let page: Page;
/** What the browser complained about: errors, refused styles, images, frames. */
let complaints: string[];
let requested: URL[];

beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startTestPortal()]);
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

beforeEach(async () => {
  portal.billing.readBilling = () => Promise.resolve(sampleBilling());
  context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false });
  page = await context.newPage();
  complaints = [];
  requested = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  page.on('request', (request) => requested.push(new URL(request.url())));
});

afterEach(async () => {
  await context.close();
});

const heading = () => page.getByRole('heading', { level: 1 }).textContent();

/** Everything that a subscription, method or payment can be. */
function everyState() {
  const subscription = (['pending', 'trialing', 'active', 'suspended', 'canceled', 'completed'] as const).map(
    (status) => sampleSubscription({ subscriptionId: `sub_${status}`, description: `A ${status} plan`, status }),
  );
  const statuses = ['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'] as const;
  const payments = statuses.map((status) => samplePayment({ paymentId: `tr_${status}`, status }));
  return sampleBilling({
    subscriptions: loaded(...subscription),
    paymentMethods: loaded(
      sampleMethod({ expiresOn: '2026-03-31' }),
      sampleMethod({ paymentMethodId: 'mdt_2', kind: 'bank', status: 'pending', brand: null, expiresOn: null }),
      sampleMethod({ paymentMethodId: 'mdt_3', kind: 'paypal', status: 'invalid', brand: null, last4: null }),
    ),
    payments: loaded(...payments, ...payments),
  });
}

describe('in a browser without scripts', () => {
  it('P15 the link opens once; opened again it is a friendly page that leads back to the app', async () => {
    const link = await portal.openLink();
    await page.goto(link);
    expect(new URL(page.url()).pathname).toBe('/portal');
    expect(await heading()).toBe('Billing');
    await page.getByText('Renews on 1 April 2026').waitFor();
    await page.reload();
    expect(await heading()).toBe('Billing');

    const answer = await page.goto(link);
    expect(answer?.status()).toBe(410);
    expect(await heading()).toBe('This link has already been used');
    expect(await page.getByRole('link', { name: `Back to ${APP_NAME}` }).getAttribute('href')).toBe(RETURN_URL);
    await page.getByRole('link', { name: 'Go to your billing page' }).click();
    expect(await heading()).toBe('Billing');
  });

  it('P15 another browser gets nothing from a used link', async () => {
    const link = await portal.openLink();
    await page.goto(link);
    const other = await browser.newContext();
    const stranger = await other.newPage();
    expect((await stranger.goto(link))?.status()).toBe(410);
    expect(await other.cookies()).toEqual([]);
    expect((await stranger.goto(`${portal.origin}/portal`))?.status()).toBe(401);
    await other.close();
  });

  it('keeps the session in a cookie that no script can read', async () => {
    await page.goto(await portal.openLink());
    expect(await context.cookies()).toMatchObject([
      { name: 'portal-session', httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 },
    ]);
  });

  it('every state is shown without a complaint, a script or a request elsewhere', async () => {
    portal.billing.readBilling = () => Promise.resolve(everyState());
    await page.goto(await portal.openLink());
    await page.getByRole('heading', { name: 'Needs your attention' }).waitFor();
    await page.goto(`${portal.origin}/portal/nowhere`);
    const elsewhere = requested.filter(({ origin, protocol }) => origin !== portal.origin && protocol !== 'data:');
    expect(elsewhere).toEqual([]);
    expect(requested.some(({ pathname }) => pathname.endsWith('.css'))).toBe(true);
    expect(complaints.filter((text) => !text.includes('404 (Not Found)'))).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
  });

  it('is used by keyboard: skip link, way back, language, and on to the content', async () => {
    await page.goto(await portal.openLink());
    const focused = () => page.locator(':focus');
    await page.keyboard.press('Tab');
    expect(await focused().textContent()).toBe('Skip to content');
    expect((await focused().boundingBox())?.y).toBeGreaterThan(0);
    await page.keyboard.press('Tab');
    expect(await focused().getAttribute('href')).toBe(RETURN_URL);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Deutsch' }).waitFor();
    for (let language = 0; language <= LANGUAGES.indexOf('de'); language += 1) await page.keyboard.press('Tab');
    expect(await focused().textContent()).toBe('Deutsch');
    await Promise.all([page.waitForURL('**/portal'), page.keyboard.press('Enter')]);
    await page.getByRole('heading', { name: 'Abrechnung', level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('id')).toBe('content');
  });

  it.each(LANGUAGES)('reads in %s after a click, and still does on the next page', async (language) => {
    await page.goto(await portal.openLink());
    await page.locator('summary').first().click();
    await page.locator(`.languages a[lang=${language}]`).click();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(new URL(page.url()).search).toBe('');
    await page.goto(`${portal.origin}/portal/nowhere`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
  });

  it('leaves the other parts usable when one does not load', async () => {
    portal.billing.readBilling = () => Promise.resolve(sampleBilling({ payments: UNAVAILABLE }));
    await page.goto(await portal.openLink());
    await page.getByText('Renews on 1 April 2026').waitFor();
    portal.billing.readBilling = () => Promise.resolve(sampleBilling());
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('cell', { name: 'Team plan, March' }).waitFor();
    expect(await page.getByText('We could not load this part').count()).toBe(0);
  });

  it('shows a year of payments, and all of them on request', async () => {
    const payments = Array.from({ length: 20 }, (_, index) =>
      samplePayment({ paymentId: `tr_${index}`, description: `Payment ${index}` }),
    );
    portal.billing.readBilling = () => Promise.resolve(sampleBilling({ payments: loaded(...payments) }));
    await page.goto(await portal.openLink());
    expect(await page.getByText('Payment 12', { exact: true }).isVisible()).toBe(false);
    portal.payments.page = () => Promise.resolve({ kind: 'loaded', payments, next: null });
    await page.getByRole('link', { name: 'All payments' }).click();
    await page.getByText('Payment 12', { exact: true }).waitFor();
  });

  it.each([320, 390, 720, 900, 1280])('fits a window %i pixels wide in every language', async (width) => {
    const states = everyState();
    const unbroken = sampleSubscription({ subscriptionId: 'sub_long', description: 'Unbroken'.repeat(12) });
    portal.billing.readBilling = () => Promise.resolve({ ...states, subscriptions: loaded(unbroken) });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(await portal.openLink(await portal.seed({ name: 'Donaudampfschifffahrtsgesellschaft'.repeat(2) })));
    for (const language of LANGUAGES) {
      await page.goto(`${portal.origin}/portal?lang=${language}`);
      const box = await page.locator('html').evaluate((root) => root.scrollWidth);
      expect(box).toBeLessThanOrEqual(width);
    }
  });

  it('has the landmarks and headings that screen readers go by', async () => {
    portal.billing.readBilling = () => Promise.resolve(everyState());
    await page.goto(await portal.openLink());
    for (const role of ['banner', 'navigation', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => tagName));
    expect(levels.filter((level) => level === 'H1')).toHaveLength(1);
    expect(levels[0]).toBe('H1');
    expect(levels[1]).toBe('H2');
    expect(await page.getByRole('region').count()).toBe(5);
    await page.getByRole('cell', { name: 'Failed' }).first().waitFor();
  });

  it('keeps the table a table on a phone, also in browsers that go by the layout', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(await portal.openLink());
    const row = page.getByRole('table', { name: 'Payments' }).getByRole('row').last();
    expect(await row.getByRole('cell').count()).toBe(4);
    expect(await row.locator('[role=cell]').count()).toBe(4);
  });
});

describe('embedded by another site', () => {
  it('P16 shows nothing and uses up nothing', async () => {
    const link = await portal.openLink();
    await page.setContent(`<iframe src="${link}"></iframe>`);
    await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' });
    expect(complaints.some((text) => text.includes('frame-ancestors'))).toBe(true);
    expect((await page.goto(link))?.status()).toBe(200);
  });
});
