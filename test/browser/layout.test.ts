import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/portal/languages.ts';
import type { SeedPlan } from '../../src/sandbox/mollie/seed.ts';
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

afterEach(async () => {
  await context?.close();
});

const eur = (value: string) => ({ value, currency: 'EUR' });
const kwd = (value: string) => ({ value, currency: 'KWD' });
const card = { ref: 'card', kind: 'card', label: 'Visa', last4: '4242', expiresInDays: 20 } as const;
const team = { ref: 'team', description: 'Professional plan, 12 seats', interval: '1 month', mandate: 'card' } as const;

const PLAN: SeedPlan = {
  mandates: [card],
  subscriptions: [{ ...team, amount: eur('1249.00'), state: 'active' }],
  payments: Array.from({ length: 8 }, (_each, index) => ({
    ref: `p${index}`,
    description: `Professional plan, 12 seats, 2026-${1000 + index}`,
    amount: eur('1249.00'),
    status: 'paid' as const,
    daysAgo: 10 + index,
    mandate: 'card',
    ...(index === 0 ? { refunded: '249.00' } : {}),
  })),
};

/** Amounts as long as they get, one of them overdue. */
const LONG_PLAN: SeedPlan = {
  mandates: [card],
  subscriptions: [{ ...team, amount: kwd('1234567.891'), state: 'active' }],
  payments: [
    {
      ref: 'failed',
      description: 'Professional plan',
      amount: kwd('1234567.891'),
      status: 'failed',
      daysAgo: 2,
      subscription: 'team',
      mandate: 'card',
      failureReason: 'insufficient_funds',
    },
    {
      ref: 'refunded',
      description: 'Professional plan',
      amount: kwd('1234567.891'),
      status: 'paid',
      daysAgo: 30,
      subscription: 'team',
      mandate: 'card',
      refunded: '0.001',
    },
  ],
};

/** @param textPercent how large the person has set text in their browser. */
async function open(plan: SeedPlan, { width, textPercent = 100 }: { width: number; textPercent?: number }) {
  const visitor = await startVisit(service, plan);
  context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false, viewport: { width, height: 800 } });
  page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const standard = (16 * textPercent) / 100;
  await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  await page.goto(await visitor.openLink());
  return visitor;
}

const isTooWide = () =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement ?? document.documentElement;
    return scrollWidth > clientWidth;
  });

/** What sticks out of its card, or of the window. */
const sticksOut = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('header *, main *, footer *')]
      .filter((each) => !each.closest('.spoken-only, thead'))
      .filter((each) => {
        const { right = document.documentElement.clientWidth } = each.closest('.card')?.getBoundingClientRect() ?? {};
        return each.getBoundingClientRect().right > right;
      })
      .map((each) => `${each.className}: ${each.textContent}`),
  );

describe.each([
  ['en', 912],
  ['en', 1024],
  ['en', 1100],
  ['en', 1280],
  ['de', 912],
  ['de', 1024],
  ['de', 1100],
  ['de', 1280],
])('the payments in %s, in a window %i pixels wide', (language, width) => {
  it('leave room for what each was for', async () => {
    const { origin } = await open(PLAN, { width });
    for (const path of ['/portal', '/portal/payments']) {
      await page.goto(`${origin}${path}?lang=${language}`);
      const description = page.locator('td.payment-description').first();
      expect(await description.evaluate((cell) => cell.getBoundingClientRect().width)).toBeGreaterThanOrEqual(200);
      expect(await isTooWide()).toBe(false);
      expect(await sticksOut()).toEqual([]);
    }
  });
});

const pathsOf = ({ seeded }: PortalVisitor) => [
  '/portal',
  '/portal/payments',
  `/portal/payments/${seeded.payments['failed']}`,
  `/portal/payments/${seeded.payments['refunded']}`,
  '/portal/overdue',
  `/portal/subscriptions/${seeded.subscriptions['team']}/cancel`,
];

it.each([{ width: 320 }, { width: 390, textPercent: 200 }, { width: 912 }, { width: 1280 }])(
  'amounts and states of any length stay inside: %o',
  async (shown) => {
    const visitor = await open(LONG_PLAN, shown);
    for (const language of LANGUAGES) {
      for (const path of pathsOf(visitor)) {
        await page.goto(`${visitor.origin}${path}?lang=${language}`);
        expect(new URL(page.url()).pathname).toBe(path);
        expect([path, language, await isTooWide(), await sticksOut()]).toEqual([path, language, false, []]);
      }
    }
  },
);

it('text that is enlarged gets the layout of a narrower window', async () => {
  const hasSidebar = async () => {
    const [aside, main] = await Promise.all([
      page.locator('.masthead').boundingBox(),
      page.locator('main').boundingBox(),
    ]);
    return (aside?.x ?? 0) + (aside?.width ?? 0) <= (main?.x ?? 0);
  };
  await open(PLAN, { width: 1280 });
  expect(await hasSidebar()).toBe(true);
  await context.close();
  await open(PLAN, { width: 1280, textPercent: 200 });
  expect(await hasSidebar()).toBe(false);
  expect(await page.locator('thead').evaluate((head) => head.getBoundingClientRect().height)).toBe(1);
});

it('on a phone with enlarged text the languages are beside nothing', async () => {
  await open(PLAN, { width: 390, textPercent: 200 });
  const [name, languages] = await Promise.all(
    ['.brand-name', '.languages'].map((each) => page.locator(each).boundingBox()),
  );
  expect(languages?.y).toBeGreaterThanOrEqual((name?.y ?? 0) + (name?.height ?? Infinity));
  await page.locator('.languages summary').click();
  await page.locator('.languages ul').waitFor();
  expect(await isTooWide()).toBe(false);
});

it('reasons of several lines stand apart from each other', async () => {
  const { origin, seeded } = await open(PLAN, { width: 320 });
  await page.goto(`${origin}/portal/subscriptions/${seeded.subscriptions['team']}/cancel?lang=fr`);
  const gaps = await page.locator('.options label').evaluateAll((labels) =>
    labels.map((label) => {
      const text = label.querySelector('span')?.getBoundingClientRect();
      return (text?.top ?? 0) - label.getBoundingClientRect().top;
    }),
  );
  expect(gaps.length).toBeGreaterThan(5);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(6);
});

it('a name in a right-to-left script reads in its own direction, and begins where the others do', async () => {
  const name = 'خطة الفريق (Pro) 2026';
  const payments = [{ ref: 'p', description: name, amount: eur('49.00'), status: 'paid' as const, daysAgo: 3 }];
  const subscriptions = [{ ...team, description: name, amount: eur('49.00'), state: 'active' as const }];
  await open({ mandates: [card], subscriptions, payments }, { width: 1280 });
  for (const selector of ['.subscription-top h3', '.payment-description a']) {
    const { year, first, left, top } = await page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const [text] = element.childNodes;
        const placeOf = (from: number, to: number) => {
          const range = document.createRange();
          range.setStart(text as Node, from);
          range.setEnd(text as Node, to);
          return range.getBoundingClientRect().left;
        };
        const length = element.textContent?.length ?? 0;
        const all = document.createRange();
        all.selectNodeContents(element);
        return {
          first: placeOf(0, 3),
          year: placeOf(length - 4, length),
          left: all.getBoundingClientRect().left,
          top: (element.closest('td, li > *') ?? element).getBoundingClientRect().left,
        };
      });
    expect(year).toBeLessThan(first);
    expect(left - top).toBeLessThan(1);
  }
});
