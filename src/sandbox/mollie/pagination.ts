import { z } from 'zod';
import { jsonAnswer, type Answer } from '../core/answer.ts';
import type { IncomingCall } from '../core/provider-api.ts';
import { notFound } from './errors.ts';
import { queryInteger, text } from './params.ts';
import { documentation, HAL_JSON } from './wire.ts';

const DEFAULT_LIMIT = 50;

export const paginationParams = {
  from: text().optional(),
  limit: queryInteger({ min: 1, max: 250 }).optional(),
  sort: z.enum(['asc', 'desc'], 'must be asc or desc').optional(),
};

type Page<T> = {
  call: IncomingCall;
  /** The word under `_embedded`. */
  name: string;
  items: T[];
  idOf: (item: T) => string;
  view: (item: T) => object;
  params: { from?: string | undefined; limit?: number | undefined; sort?: 'asc' | 'desc' | undefined };
  apiUrl: string;
};

/** Newest first unless asked otherwise; `from` is the first of the page. @see https://docs.mollie.com/reference/pagination */
export function listAnswer<T extends { createdAt: Date }>(page: Page<T>): Answer {
  const { call, name, items, idOf, view, params, apiUrl } = page;
  const limit = params.limit ?? DEFAULT_LIMIT;
  const newestFirst = items.toReversed().toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const all = params.sort === 'asc' ? newestFirst.toReversed() : newestFirst;
  const start = params.from === undefined ? 0 : all.findIndex((item) => idOf(item) === params.from);
  if (start < 0) return notFound(name.replace(/s$/, ''), params.from ?? '');
  const shown = all.slice(start, start + limit);
  const next = all[start + limit];
  const previous = start > 0 ? all[Math.max(0, start - limit)] : undefined;
  const linkFrom = (item: T | undefined) => (item ? pageLink({ call, apiUrl, from: idOf(item), limit }) : null);
  return jsonAnswer(
    200,
    {
      count: shown.length,
      _embedded: { [name]: shown.map(view) },
      _links: {
        documentation: documentation(`list-${name}`),
        self: pageLink({ call, apiUrl, from: params.from, limit }),
        previous: linkFrom(previous),
        next: linkFrom(next),
      },
    },
    HAL_JSON,
  );
}

function pageLink(link: { call: IncomingCall; apiUrl: string; from: string | undefined; limit: number }) {
  const query = new URLSearchParams(link.call.query);
  query.delete('from');
  if (link.from !== undefined) query.set('from', link.from);
  query.set('limit', String(link.limit));
  return { href: `${link.apiUrl}${link.call.path}?${query.toString()}`, type: HAL_JSON };
}
