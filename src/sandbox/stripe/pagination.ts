import type { z } from 'zod';
import type { Answer } from '../core/answer.ts';
import { jsonAnswer } from '../core/answer.ts';
import { resourceMissing } from './errors.ts';
import { expand, integer, text } from './params.ts';

export const paginationParams = {
  ending_before: text().optional(),
  expand: expand().optional(),
  limit: integer({ min: 1, max: 100 }).optional(),
  starting_after: text().optional(),
} satisfies Record<string, z.ZodType>;

type PageInput<T> = {
  /** Newest first. */
  items: T[];
  params: { limit?: number | undefined; starting_after?: string | undefined; ending_before?: string | undefined };
  url: string;
  noun: string;
};

/** @see https://docs.stripe.com/api/pagination */
export function listAnswer<T extends { id: string }>({ items, params, url, noun }: PageInput<T>): Answer {
  const limit = params.limit ?? 10;
  let window = items;
  if (params.starting_after !== undefined) {
    const at = items.findIndex(({ id }) => id === params.starting_after);
    if (at < 0) return resourceMissing({ noun, id: params.starting_after, param: 'starting_after' });
    window = items.slice(at + 1);
  } else if (params.ending_before !== undefined) {
    const at = items.findIndex(({ id }) => id === params.ending_before);
    if (at < 0) return resourceMissing({ noun, id: params.ending_before, param: 'ending_before' });
    const before = items.slice(0, at);
    return jsonAnswer(200, { object: 'list', data: before.slice(-limit), has_more: before.length > limit, url });
  }
  return jsonAnswer(200, { object: 'list', data: window.slice(0, limit), has_more: window.length > limit, url });
}
