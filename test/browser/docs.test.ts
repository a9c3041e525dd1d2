import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { OPERATIONS } from '../support/document.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let browser: Browser;
let service: TestService;
let app: TestApp;
let page: Page;
/** What the browser complained about: errors, what the policy refused, what did not load. */
let complaints: string[];
let origins: Set<string>;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startTestService()]);
  app = await service.createApp();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  complaints = [];
  origins = new Set();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) origins.add(new URL(request.url()).origin);
  });
  // The service's own name for itself is localhost: the pages work by whatever name the browser came.
  await page.goto(`${service.url}/docs/`);
  await page.locator('.opblock').first().waitFor();
});
afterEach(() => page.close());

/** The pages as another person has them, with one operation of each kind open. */
async function openFor(context: BrowserContext): Promise<Page> {
  const pages = await context.newPage();
  await pages.goto(`${service.url}/docs/#/Tenants/listTenants`);
  await pages.locator('[id$="-createBillingPortal"] .opblock-summary-control').click();
  await pages.locator('.responses-table').nth(1).waitFor();
  return pages;
}

const operation = (operationId: string) => page.locator(`[id$="-${operationId}"]`);
const colorOf = (element: Element) => getComputedStyle(element).color;
const open = (operationId: string) => operation(operationId).locator('.opblock-summary-control').click();

async function authorize(values: string[]): Promise<void> {
  await page.locator('button.authorize').click();
  for (const [index, value] of values.entries()) {
    const form = page.locator('.auth-container').nth(index);
    await form.locator('input').fill(value);
    await form.getByRole('button', { name: 'Apply' }).click();
  }
  await page.locator('.close-modal').click();
}

describe('the pages of the document, in a browser', () => {
  it('show every operation, with nothing from elsewhere and nothing that the policy refuses', async () => {
    for (const { operationId } of OPERATIONS) expect(await operation(operationId).count()).toBe(1);
    expect([...origins]).toEqual([service.url]);
    expect(complaints).toEqual([]);
  });

  it('have samples in three ways for each operation', async () => {
    for (const { operationId } of OPERATIONS) {
      await open(operationId);
      const samples = operation(operationId).locator('.samples');
      for (const [label, text] of Object.entries({
        curl: 'curl -sS',
        fetch: 'await fetch(',
        'Typed client': '.query(',
      })) {
        await samples.getByRole('button', { name: label }).click();
        const shown = await samples.locator('code').textContent();
        expect(shown?.replace('.mutate(', '.query(')).toContain(text);
      }
    }
    expect(complaints).toEqual([]);
  });

  it('make a real call when they are tried out, and show its answer', async () => {
    await authorize([app.writeKey, app.appUuid]);
    await open('createBillingPortal');
    const tried = operation('createBillingPortal');
    await tried.getByPlaceholder('appUuid').fill(app.appUuid);
    await tried.getByPlaceholder('tenantUuid').fill(app.tenantUuid);
    await tried.getByRole('button', { name: 'Execute' }).click();
    const answer = tried.locator('.live-responses-table .response');
    await answer.waitFor();
    expect(await answer.locator('.response-col_status').textContent()).toContain('200');
    expect(await answer.textContent()).toContain('"kind": "billingPortal"');
    expect([...origins]).toEqual([service.url]);
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'are %s where the system is, with the contrast that WCAG AA asks for',
    async (scheme) => {
      const context = await browser.newContext({ colorScheme: scheme });
      const pages = await openFor(context);
      const [red = 0] = (await pages.locator('.info p').first().evaluate(colorOf)).match(/\d+/g)?.map(Number) ?? [];
      expect(red < 128 ? 'light' : 'dark').toBe(scheme);
      expect(await findViolations(pages, ['color-contrast'])).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it('give what they say the whole width of a narrow screen', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const pages = await openFor(context);
    const cells = pages.locator('.response-col_description:visible, .parameters-col_description:visible');
    const widths = await cells.evaluateAll((all) => all.map((cell) => cell.clientWidth));
    expect(widths.length).toBeGreaterThan(20);
    expect(Math.min(...widths)).toBeGreaterThan(290);
    expect(await pages.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });

  it('show an error of a call with its code', async () => {
    await open('getTenant');
    const tried = operation('getTenant');
    await tried.getByPlaceholder('appUuid').fill(app.appUuid);
    await tried.getByPlaceholder('tenantUuid').fill(app.tenantUuid);
    await tried.getByRole('button', { name: 'Execute' }).click();
    const answer = tried.locator('.live-responses-table .response');
    await answer.waitFor();
    expect(await answer.textContent()).toContain('[E4010]');
  });
});
