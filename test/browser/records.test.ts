import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/portal/languages.ts';
import type { SeedPlan } from '../../src/sandbox/mollie/seed.ts';
import { findBarriers } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { pngImage } from '../support/images.ts';
import { type PortalVisitor, startVisit } from '../support/portal-visitor.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let browser: Browser;
let service: TestService;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startTestService()]);
});

afterAll(async () => {
  await browser?.close();
  await service?.close();
});

afterEach(async () => {
  service.sandbox.faults.clear();
  await context?.close();
});

/** Ours have no scripts; axe itself needs them. */
async function openContext(options: { javaScriptEnabled?: boolean; locale?: string } = {}): Promise<void> {
  context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false, ...options });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
}

const eur = (value: string) => ({ value, currency: 'EUR' });
const PLAN: SeedPlan = {
  mandates: [{ ref: 'card', kind: 'card', label: 'Visa', last4: '4242' }],
  payments: [
    {
      ref: 'failed',
      description: 'Seats',
      amount: eur('24.00'),
      status: 'failed',
      daysAgo: 3,
      mandate: 'card',
      failureReason: 'insufficient_funds',
    },
    {
      ref: 'refunded',
      description: 'Workshop',
      amount: eur('180.00'),
      status: 'paid',
      daysAgo: 9,
      mandate: 'card',
      refunded: '60.00',
    },
    { ref: 'open', description: 'Onboarding', amount: eur('90.00'), status: 'open', daysAgo: 1 },
    {
      ref: 'chargedBack',
      description: 'Training',
      amount: eur('75.00'),
      status: 'paid',
      daysAgo: 8,
      mandate: 'card',
      chargedBack: '75.00',
    },
    ...Array.from({ length: 60 }, (_, index) => ({
      ref: `p${index}`,
      description: `Payment ${index}`,
      amount: eur('49.00'),
      status: 'paid' as const,
      daysAgo: 10 + index,
      mandate: 'card',
    })),
  ],
};

const at = ({ origin }: PortalVisitor, path: string) => `${origin}/portal${path}`;
const heading = () => page.getByRole('heading', { level: 1 }).textContent();
const tenantOf = ({ appUuid, tenantUuid }: TestApp) => service.service.context.tenants.get({ appUuid, tenantUuid });

describe('payments', () => {
  it('are all there, fifty at a time, and each has a page to keep', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext();
    await page.goto(await visitor.openLink());
    await page.getByRole('link', { name: 'All payments' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
    await page.getByRole('link', { name: 'Earlier payments' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(14);
    await page.getByRole('link', { name: 'Payment 59', exact: true }).click();
    expect(await heading()).toBe('Payment confirmation');
    await page.getByText('It is not an invoice.').waitFor();
    await page.getByRole('link', { name: 'Billing', exact: true }).click();
    expect(new URL(page.url()).pathname).toBe('/portal');
    await page.getByRole('link', { name: 'Seats' }).click();
    expect(await heading()).toBe('Payment');
    await page.getByText('There was not enough money on the card or account.').waitFor();
  });

  it('of another tenant are not found, and nothing is written at the provider', async () => {
    const [visitor, other] = [await startVisit(service, PLAN), await startVisit(service, PLAN)];
    await openContext();
    await page.goto(await visitor.openLink());
    const before = service.sandbox.ledger.entries({ provider: 'mollie' }).length;
    const answer = await page.goto(at(visitor, `/payments/${other.seeded.payments['p0']}`));
    expect(answer?.status()).toBe(404);
    expect((await page.goto(at(visitor, `/payments?from=${other.seeded.payments['p0']}`)))?.status()).toBe(404);
    const asked = service.sandbox.ledger.entries({ provider: 'mollie' }).slice(before);
    expect(asked.map(({ method }) => method)).toEqual(asked.map(() => 'GET'));
  });

  it('are printed on one A4 page in black on white, without the controls', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext({ javaScriptEnabled: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(await visitor.openLink());
    await page.goto(at(visitor, `/payments/${visitor.seeded.payments['refunded']}`));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const control of ['.back-link', '.languages', '.crumb', '.skip-link']) {
      expect(await page.locator(control).isVisible()).toBe(false);
    }
    expect(await page.getByText('€60.00').isVisible()).toBe(true);
    expect(await page.getByText('print this page').isVisible()).toBe(false);
    const colors = await page.locator('h1').evaluate((element) => {
      const { color } = getComputedStyle(element);
      return [color, getComputedStyle(document.body).backgroundColor];
    });
    expect(colors).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });

  it('that Mollie does not give are told so, with the way back', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext();
    await page.goto(await visitor.openLink());
    service.sandbox.faults.add({ provider: 'mollie', path: '/payments', kind: 'status', status: 500 });
    expect((await page.goto(at(visitor, '/payments')))?.status()).toBe(503);
    await page.getByRole('link', { name: 'Try again' }).waitFor();
  });
});

describe('billing details', () => {
  it('are typed by keyboard; what is wrong is told beside its field, nothing is lost, and the cursor waits there', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext();
    await page.goto(await visitor.openLink());
    await page.getByRole('link', { name: 'Edit details' }).click();
    await page.getByLabel('E-mail').fill('nobody');
    await page.getByLabel('Street and number').fill('Kerkstraat 1');
    await page.getByLabel('Country').selectOption({ label: 'Netherlands' });
    await page.getByLabel('E-mail').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('email');
    expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody');
    expect(await page.getByLabel('Street and number').inputValue()).toBe('Kerkstraat 1');
    expect(await page.getByLabel('Country').inputValue()).toBe('NL');
    await page.getByRole('alert').getByRole('link', { name: 'City' }).click();
    await page.keyboard.type('Utrecht');
    expect(await page.getByLabel('City').inputValue()).toBe('Utrecht');

    await page.getByLabel('E-mail').fill('person@tenant.example');
    await page.getByLabel('VAT number').fill('1234 567 89 b01');
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByRole('status').getByText('Your billing details are saved').waitFor();
    await page.getByText('NL123456789B01').waitFor();
    // Reload and back repeat nothing.
    await page.reload();
    expect(await page.getByText('Your billing details are saved').count()).toBe(0);
    expect(await tenantOf(visitor.app)).toMatchObject({ email: 'person@tenant.example' });
  });

  it('reach Mollie at the next view when it did not take them at once, and are ours meanwhile', async () => {
    const visitor = await startVisit(service, PLAN);
    const atMollie = () =>
      service.sandbox.mollie.customers().find(({ customerId }) => customerId === visitor.customerId);
    await openContext();
    await page.goto(await visitor.openLink());
    await page.goto(at(visitor, '/details'));
    await page.getByLabel('Name').fill('Bluer Door');
    const away = service.sandbox.faults.add({ provider: 'mollie', method: 'PATCH', kind: 'status', status: 503 });
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByText('Your billing details are saved').waitFor();
    await page.getByRole('definition').getByText('Bluer Door').waitFor();
    expect(atMollie()?.name).toBe('Test Tenant');
    away.remove();
    await page.goto(at(visitor, ''));
    expect(atMollie()?.name).toBe('Bluer Door');
  });

  it('make the language that is chosen there the tenant’s and Mollie’s, and the page follows', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext();
    await page.goto(await visitor.openLink());
    await page.goto(at(visitor, '/details'));
    await page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByText('Je factuurgegevens zijn opgeslagen').waitFor();
    expect((await tenantOf(visitor.app)).locale).toBe('nl');
    const customer = service.sandbox.mollie.customers().find(({ customerId }) => customerId === visitor.customerId);
    expect(customer?.locale).toBe('nl_NL');
    await context.clearCookies();
    await page.goto(await visitor.openLink());
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
  });
});

describe('what the app asked for', () => {
  const openWith = async ({ app }: PortalVisitor, body: object): Promise<string> => {
    const path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}/payment-providers/mollie/billing-portals`;
    const response = await fetch(service.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...app.headers },
      body: JSON.stringify({ defaultReturnUrl: 'https://app.example.com/account', ...body }),
    });
    const { items } = (await response.json()) as { items: { nextAction: { url: string } }[] };
    return items[0]?.nextAction.url ?? '';
  };

  it('is where the page opens, in the language that was asked for', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext({ locale: 'fr-FR' });
    await page.goto(await openWith(visitor, { flow: { type: 'payments' }, locale: 'de' }));
    expect(new URL(page.url()).pathname).toBe('/portal/payments');
    expect(await heading()).toBe('Zahlungen');
    await page.goto(await openWith(visitor, { flow: { type: 'payment_method_update' }, locale: 'pl' }));
    expect(new URL(page.url()).pathname).toBe('/portal/payment-methods/add');
    expect(await page.locator('html').getAttribute('lang')).toBe('pl');
    const unknown = await page.goto(
      await openWith(visitor, { flow: { type: 'subscription_cancel', subscription: 'sub_foreign' } }),
    );
    expect(unknown?.status()).toBe(404);
  });
});

describe('the operator’s configuration', () => {
  const configure = async (visitor: PortalVisitor): Promise<void> => {
    const { appUuid } = visitor.app;
    const changes = {
      name: 'Lumen',
      accent: '#8a1c5b',
      supportUrl: 'mailto:help@lumen.example',
      termsUrl: 'https://lumen.example/terms',
      privacyUrl: 'https://lumen.example/privacy',
    };
    const logo = pngImage({ width: 64, height: 64 });
    await service.service.context.portalConfigurations.set({ appUuid, changes, logo });
  };

  it('is seen: the logo is loaded, the accent colors links and buttons, light and dark', async () => {
    const visitor = await startVisit(service, PLAN);
    await configure(visitor);
    await openContext({ javaScriptEnabled: true });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    await page.goto(await visitor.openLink());
    expect(await page.locator('.logo img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(64);
    await page.getByRole('link', { name: 'Back to Lumen' }).waitFor();
    const accent = () => page.locator('.back-link').evaluate((link) => getComputedStyle(link).color);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await accent()).toBe('rgb(138, 28, 91)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accent()).not.toBe('rgb(138, 28, 91)');
    expect(await page.getByRole('link', { name: 'Privacy policy' }).getAttribute('href')).toBe(
      'https://lumen.example/privacy',
    );
    expect(complaints).toEqual([]);
  });

  it('meets no barrier on any of these pages and states, whatever the accent (WCAG 2.2 AA)', async () => {
    const visitor = await startVisit(service, PLAN);
    await configure(visitor);
    await openContext({ javaScriptEnabled: true });
    const link = await visitor.openLink();
    await page.goto(link);
    expect(await findBarriers(page)).toEqual([]);
    const paths = [
      '/payments',
      '/details',
      ...['failed', 'refunded', 'open', 'chargedBack'].map((ref) => `/payments/${visitor.seeded.payments[ref]}`),
    ];
    for (const path of paths) {
      await page.goto(at(visitor, path));
      expect(await findBarriers(page)).toEqual([]);
    }
    await page.goto(at(visitor, '/details'));
    await page.getByLabel('E-mail').fill('nobody');
    await page.getByLabel('VAT number').fill('NL1');
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByRole('alert').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(link);
    expect(await heading()).toBe('This link has already been used');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('that switches everything off leaves an overview to read, without barriers', async () => {
    const visitor = await startVisit(service, {
      ...PLAN,
      subscriptions: [
        {
          ref: 'team',
          description: 'Team plan',
          amount: eur('49.00'),
          interval: '1 month',
          state: 'suspended',
          mandate: 'card',
        },
      ],
    });
    const { appUuid } = visitor.app;
    const features = { cancel: false, changePaymentMethod: false, editDetails: [], paymentHistory: false };
    await service.service.context.portalConfigurations.set({ appUuid, changes: { features } });
    await openContext({ javaScriptEnabled: true });
    await page.goto(await visitor.openLink());
    expect(await page.getByRole('main').getByRole('link').count()).toBe(0);
    await page.getByRole('heading', { name: 'Team plan is suspended' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe.each([320, 390, 1280])('in a window %i pixels wide', (width) => {
  it('every page fits in every language', async () => {
    const visitor = await startVisit(service, PLAN);
    await openContext({ javaScriptEnabled: true });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(await visitor.openLink());
    for (const language of LANGUAGES) {
      for (const path of ['/payments', `/payments/${visitor.seeded.payments['refunded']}`, '/details']) {
        await page.goto(`${at(visitor, path)}?lang=${language}`);
        expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  });
});
