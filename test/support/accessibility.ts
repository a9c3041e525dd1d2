import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 at levels A and AA, with all that came before. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export type Barrier = { scheme: 'light' | 'dark'; rule: string; where: string[] };

/**
 * What axe finds on the page as it is now, in light and in dark. An empty list is what every page and state must give.
 * @param page of a context with scripts switched on, which axe needs; our pages have none.
 */
export async function findBarriers(page: Page): Promise<Barrier[]> {
  const barriers: Barrier[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    // Without frames there is nothing to put together in a page of axe's own. What passed is not described.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], preload: false });
    const { violations } = await axe.withTags(RULES).analyze();
    barriers.push(
      ...violations.map(({ id, nodes }) => ({ scheme, rule: id, where: nodes.map(({ html }) => html.slice(0, 200)) })),
    );
  }
  await page.emulateMedia({ colorScheme: null });
  return barriers;
}
