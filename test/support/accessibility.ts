import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 at levels A and AA, with all that came before. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export type Barrier = { scheme: 'light' | 'dark'; rule: string; where: string[] };

/**
 * What axe finds on the page, once all of it has come, in light and in dark. An empty list is what every page and state
 * must give.
 * @param page of a context with scripts switched on, which axe needs; our pages have none.
 */
export async function findBarriers(page: Page): Promise<Barrier[]> {
  // A click is over when the next page begins to come.
  await page.waitForLoadState();
  const barriers: Barrier[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const violations = await findViolations(page, RULES);
    barriers.push(...violations.map(({ rule, where }) => ({ scheme, rule, where })));
  }
  await page.emulateMedia({ colorScheme: null });
  return barriers;
}

/**
 * @param only axe's rules, or tags of them.
 * @returns which of them the page breaks, and the beginning of each element that does.
 */
export async function findViolations(page: Page, only: string[]): Promise<{ rule: string; where: string[] }[]> {
  // To load axe is half of the time of it all, so once a page; axe's own package for Playwright does it for each run.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source);
  // What passed is not described, and what the page loaded is not loaded again.
  const options: RunOptions = { runOnly: only, resultTypes: ['violations'], preload: false };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.map(({ id, nodes }) => ({ rule: id, where: nodes.map(({ html }) => html.slice(0, 200)) }));
}
