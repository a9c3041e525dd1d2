import { z } from 'zod';
import type { Reader } from './reader.ts';

/**
 * What became of what a person did, told once at the top of the next overview. Stored with the session, so each holds
 * all that its words need.
 */
export const portalResult = z.discriminatedUnion('kind', [
  /** Nobody knows whether it was done: the page below shows what is so. */
  z.object({ kind: z.literal('unconfirmed') }),
  /** The provider could not be asked, or said no: nothing has changed. */
  z.object({ kind: z.literal('notDone') }),
]);

export type PortalResult = z.infer<typeof portalResult>;

/** What an action answers: for the audit trail, for the person, and where the person goes on. */
export const done = z.object({
  outcome: z.enum(['done', 'refused', 'failed']),
  result: portalResult.nullable(),
  /** A path of ours; without it, the overview. */
  goTo: z.string().optional(),
  /** One word for the audit trail. */
  detail: z.string().optional(),
});

export type Done = z.infer<typeof done>;

export type ResultWords = { tone: 'good' | 'caution' | 'bad'; title: string; text: string };

export function describeResult(result: PortalResult, { messages }: Reader): ResultWords {
  return { tone: 'caution', ...messages.results[result.kind] };
}
