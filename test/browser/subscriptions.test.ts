import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFormatter } from '../../src/portal/format.ts';
import { addDays } from '../../src/sandbox/mollie/calendar.ts';
import type { SeedPlan } from '../../src/sandbox/mollie/seed.ts';
import { findBarriers } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PortalVisitor, startVisit } from '../support/portal-visitor.ts';
import { startTestService, type TestService } from '../support/service.ts';

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

/** Ours have no scripts; axe itself needs them. */
async function openContext({ javaScriptEnabled }: { javaScriptEnabled: boolean }): Promise<void> {
  context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
}

afterEach(async () => {
  service.sandbox.faults.clear();
  await context.close();
});

const dateIn = (days: number, locale = 'en-GB') =>
  createFormatter(locale).date(addDays(new Date(), days).toISOString().slice(0, 10));

const PLAN: SeedPlan = {
  mandates: [{ ref: 'card', kind: 'card', label: 'Visa', last4: '4242' }],
  subscriptions: [
    {
      ref: 'team',
      description: 'Team plan',
      amount: { value: '49.00', currency: 'EUR' },
      interval: '1 month',
      state: 'active',
      mandate: 'card',
      nextInDays: 20,
    },
  ],
  payments: [
    {
      ref: 'paid',
      description: 'Team plan',
      amount: { value: '49.00', currency: 'EUR' },
      status: 'paid',
      daysAgo: 10,
      subscription: 'team',
      mandate: 'card',
    },
  ],
};

async function open(plan = PLAN): Promise<PortalVisitor> {
  const visitor = await startVisit(service, plan);
  await page.goto(await visitor.openLink());
  return visitor;
}

const card = () => page.locator('.subscription', { hasText: 'Team plan' });
const notice = () => page.getByRole('status');
const heading = () => page.getByRole('heading', { level: 1 }).textContent();
const cancelLink = (tab = page) => tab.getByRole('link', { name: /^Cancel subscription ?: Team plan$/ });
const keepLink = (tab = page) => tab.getByRole('link', { name: /^Keep subscription ?: Team plan$/ });
const confirm = (name = 'Cancel subscription') => page.getByRole('button', { name });
const canceledAtMollie = ({ subscriptions }: PortalVisitor) =>
  subscriptions().filter(({ status }) => status === 'canceled').length;
const liveAtMollie = ({ subscriptions }: PortalVisitor) =>
  subscriptions().filter(({ status }) => status === 'active').length;

describe('a person in a browser without scripts', () => {
  beforeEach(() => openContext({ javaScriptEnabled: false }));

  it('cancels in two steps, sees until when, keeps it after all, and finds the way back to the app on every page', async () => {
    const visitor = await open();
    const backToApp = () => page.getByRole('link', { name: 'Back to Test App' });
    await cancelLink().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cancel Team plan?');
    await page.getByText(`It ends on ${dateIn(20)}; you keep it until then.`).waitFor();
    await backToApp().waitFor();
    await page.getByLabel('It is too expensive').check();
    await confirm().click();

    expect(new URL(page.url()).pathname).toBe('/portal');
    expect(await notice().textContent()).toContain('Team plan is canceled');
    expect(await card().textContent()).toContain(`Ends on ${dateIn(20)}`);
    await backToApp().waitFor();
    await page.reload();
    expect(await notice().count()).toBe(0);

    await keepLink().click();
    await page.getByText(`€49.00 will be charged.`).waitFor();
    expect(await page.locator('.facts').textContent()).toMatch(/Paid with Visa.*ending in 4242/);
    await backToApp().waitFor();
    await confirm('Keep subscription').click();
    expect(await notice().textContent()).toContain('Team plan goes on');
    expect(await card().textContent()).toContain(`Renews on ${dateIn(20)}`);
    await page.waitForLoadState();
    expect(await card().count()).toBe(1);
    expect([canceledAtMollie(visitor), liveAtMollie(visitor)]).toEqual([1, 1]);
  });

  it('may think again before anything is done', async () => {
    const visitor = await open();
    await cancelLink().click();
    await page.getByRole('link', { name: 'Go back without canceling' }).click();
    expect(await card().textContent()).toContain('Renews on');
    expect(canceledAtMollie(visitor)).toBe(0);
  });

  it('may click twice: it is done once, and said once', async () => {
    const visitor = await open();
    await cancelLink().click();
    service.sandbox.faults.add({ provider: 'mollie', kind: 'delay', delayMs: 400, method: 'DELETE' });
    await confirm().dblclick();
    await notice().waitFor();
    expect(await notice().textContent()).toContain('Team plan is canceled');
    await keepLink().click();
    service.sandbox.faults.add({
      provider: 'mollie',
      kind: 'delay',
      delayMs: 400,
      method: 'POST',
      path: /subscriptions/,
    });
    await confirm('Keep subscription').dblclick();
    await notice().waitFor();
    expect(await notice().textContent()).toContain('Team plan goes on');
    expect([canceledAtMollie(visitor), liveAtMollie(visitor)]).toEqual([1, 1]);
  });

  it('may have two tabs open: the second says what is so', async () => {
    const visitor = await open();
    const other = await context.newPage();
    await other.goto(`${visitor.origin}/portal`);
    for (const tab of [page, other]) await cancelLink(tab).click();
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: 'Cancel subscription' }).click();
      expect(await tab.getByRole('status').textContent()).toContain('Team plan is canceled');
    }
    for (const tab of [page, other]) await keepLink(tab).click();
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: 'Keep subscription' }).click();
      expect(await tab.getByRole('status').textContent()).toContain('Team plan goes on');
    }
    expect([canceledAtMollie(visitor), liveAtMollie(visitor)]).toEqual([1, 1]);
  });

  it('may go back with the browser’s button and send again: nothing is done twice', async () => {
    const visitor = await open();
    await cancelLink().click();
    await confirm().click();
    await notice().waitFor();
    await page.goBack();
    // Not the old page from the browser's memory: there is nothing left to cancel.
    expect(new URL(page.url()).pathname).toBe('/portal');
    expect(await card().textContent()).toContain('Ends on');
    await page.goForward();
    expect(canceledAtMollie(visitor)).toBe(1);
    expect(service.sandbox.ledger.count({ method: 'DELETE', path: new RegExp(visitor.customerId) })).toBe(1);
  });

  it('whose session ends meanwhile is led back to the app, and nothing is done', async () => {
    const visitor = await open();
    await cancelLink().click();
    await service.service.context.sessionControl.revoke({ appUuid: visitor.app.appUuid });
    await confirm().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You have been signed out');
    const back = page.getByRole('link', { name: 'Back to Test App' });
    expect(await back.getAttribute('href')).toBe('https://app.example.com/account');
    expect(canceledAtMollie(visitor)).toBe(0);
  });

  it('may change the language in the middle, and goes on in it', async () => {
    await open();
    await cancelLink().click();
    await page.locator('.languages summary').click();
    await page.getByRole('link', { name: 'Deutsch' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Team plan kündigen?');
    await page.getByText(`Es endet am ${dateIn(20, 'de-DE')}; bis dahin behalten Sie es.`).waitFor();
    await confirm('Abonnement kündigen').click();
    expect(await notice().textContent()).toContain('Team plan ist gekündigt');
  });

  it('needs no mouse', async () => {
    const visitor = await open();
    const focused = () => page.locator(':focus');
    const tabTo = async (isThere: () => Promise<boolean>) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if (await isThere()) return;
      }
      throw new Error('the keyboard does not reach it');
    };
    const says = (text: string) => async () => ((await focused().textContent()) ?? '').includes(text);
    await tabTo(says('Cancel subscription: Team plan'));
    await Promise.all([page.waitForURL('**/cancel'), page.keyboard.press('Enter')]);
    await tabTo(async () => (await focused().getAttribute('type')) === 'radio');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('It lacks something I need').isChecked()).toBe(true);
    await tabTo(says('Cancel subscription'));
    await Promise.all([page.waitForURL('**/portal'), page.keyboard.press('Enter')]);
    expect(await notice().textContent()).toContain('Team plan is canceled');
    expect(canceledAtMollie(visitor)).toBe(1);
  });

  it('on another site cannot be made to cancel (P16)', async () => {
    const visitor = await open();
    const [id] = Object.values(visitor.seeded.subscriptions);
    const action = `${visitor.origin}/portal/subscriptions/${id}/cancel`;
    const other = await context.newPage();
    await other.setContent(`<form method="post" action="${action}"><button>Win a prize</button></form>`);
    const [answer] = await Promise.all([other.waitForResponse(action), other.getByRole('button').click()]);
    expect(answer.status()).toBe(403);
    expect(canceledAtMollie(visitor)).toBe(0);
  });
});

describe('axe at WCAG 2.2 AA, in light and in dark', () => {
  beforeEach(() => openContext({ javaScriptEnabled: true }));

  const EVERY: SeedPlan = {
    mandates: [
      { ref: 'card', kind: 'card', label: 'Visa', last4: '4242', expiresInDays: 12 },
      { ref: 'bank', kind: 'sepa', status: 'pending' },
      { ref: 'old', kind: 'card', status: 'invalid' },
    ],
    subscriptions: (['active', 'trialing', 'pending', 'suspended', 'canceled', 'completed'] as const).map((state) => ({
      ref: state,
      description: `The ${state} one`,
      amount: { value: '49.00', currency: 'EUR' },
      interval: '1 month',
      state,
      mandate: 'card',
    })),
    payments: (['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'] as const).map(
      (status, index) => ({
        ref: status,
        description: 'The active one',
        amount: { value: '49.00', currency: 'EUR' },
        status,
        daysAgo: 5 + index * 30,
        subscription: 'active',
        mandate: 'card',
      }),
    ),
  };

  it('would find something', async () => {
    await page.setContent(
      '<html lang="en"><title>x</title><main><img src="data:,"><p style="color:#999">low</p></main></html>',
    );
    const rules = (await findBarriers(page)).map(({ scheme, rule }) => `${scheme} ${rule}`);
    expect(rules).toEqual(expect.arrayContaining(['light image-alt', 'dark image-alt', 'light color-contrast']));
  });

  it('finds nothing on an overview with every state, in a narrow and a wide window', async () => {
    await open(EVERY);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findBarriers(page)).toEqual([]);
    }
    await page.locator('.languages summary').click();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('finds nothing on the way through canceling and keeping', async () => {
    const visitor = await open();
    await cancelLink().click();
    expect(await findBarriers(page)).toEqual([]);
    await confirm().click();
    await notice().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await keepLink().click();
    expect(await findBarriers(page)).toEqual([]);
    await confirm('Keep subscription').click();
    await notice().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(liveAtMollie(visitor)).toBe(1);
  });

  it.each([
    ['was surely not done', 422, 'That did not work'],
    ['may have been done', 500, 'We could not confirm your change'],
  ])('finds nothing on the notice that a change %s', async (_what, status, title) => {
    const visitor = await open();
    await cancelLink().click();
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status, method: 'DELETE' });
    await confirm().click();
    await notice().getByText(title).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it.each(['suspended', 'pending', 'trialing'])('finds nothing on the page for canceling the %s one', async (state) => {
    await open(EVERY);
    await page.getByRole('link', { name: new RegExp(`^Cancel subscription ?: The ${state} one$`) }).click();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('finds nothing where nothing can be charged', async () => {
    await open({ ...PLAN, mandates: [{ ref: 'card', kind: 'card', status: 'invalid' }] });
    await cancelLink().click();
    await confirm().click();
    await keepLink().click();
    await page.getByText('There is no payment method that can be charged').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('finds nothing on an empty overview, nor where a part or all of it did not load', async () => {
    const visitor = await open({});
    await page.getByText('You have no subscriptions.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const { mollie: account } = visitor.app.accounts;
    for (const path of [/payments/, /./]) {
      service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status: 503, path });
      await page.reload();
      expect(await findBarriers(page)).toEqual([]);
    }
  });

  it('finds nothing on the pages that say that something is over, missing or refused', async () => {
    const visitor = await open();
    const link = await visitor.openLink();
    await page.goto(link);
    const paths = [link, `${visitor.origin}/portal/nowhere`, `${visitor.origin}/portal/open/nothing`];
    for (const path of paths) {
      await page.goto(path);
      expect(await findBarriers(page)).toEqual([]);
    }
  });

  it('finds nothing on the pages of an expired link, a refused form and an ended session', async () => {
    const visitor = await open();
    const expired = await visitor.openLink();
    await service.service.context.database.prisma.$executeRaw`
      UPDATE portal_sessions SET code_expires_at = now() WHERE exchanged_at IS NULL`;
    await page.goto(expired);
    expect(await heading()).toBe('This link has expired');
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${visitor.origin}/portal`);
    await cancelLink().click();
    await page.locator('input[name=token]').evaluate((field: HTMLInputElement) => field.remove());
    await confirm().click();
    expect(await heading()).toBe('That could not be accepted');
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${visitor.origin}/portal`);
    await cancelLink().click();
    await service.service.context.sessionControl.revoke({ appUuid: visitor.app.appUuid });
    await confirm().click();
    expect(await heading()).toBe('You have been signed out');
    expect(await findBarriers(page)).toEqual([]);
    await context.clearCookies();
    await page.goto(`${visitor.origin}/portal`);
    expect(await findBarriers(page)).toEqual([]);
  });
});
