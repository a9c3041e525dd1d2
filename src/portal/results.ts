import { z } from 'zod';
import { isolate } from './format.ts';
import type { Reader } from './reader.ts';

const name = z.string();
const money = z.object({ amountMinor: z.int(), currency: z.string() });
const KEEP_REFUSALS = ['subscriptionOver', 'keepTooLate', 'keepNoMethod', 'keepNameTaken', 'keepRunning'] as const;

/**
 * What became of what a person did, told once at the top of the next overview. Stored with the session, so each holds
 * all that its words need.
 */
export const portalResult = z.discriminatedUnion('kind', [
  /** Nobody knows whether it was done: the page below shows what is so. */
  z.object({ kind: z.literal('unconfirmed') }),
  /** The provider could not be asked, or said no: nothing has changed. */
  z.object({ kind: z.literal('notDone') }),
  /** `until`: the first day without it; null: at once. */
  z.object({ kind: z.literal('subscriptionCanceled'), name, until: z.iso.date().nullable() }),
  z.object({ kind: z.literal('subscriptionKept'), name, on: z.iso.date(), amount: money }),
  z.object({ kind: z.enum(KEEP_REFUSALS), name }),
  /** `method`: as the person read it. */
  z.object({ kind: z.enum(['methodRemoved', 'methodKept']), method: z.string() }),
  z.object({ kind: z.enum(['methodGone', 'nothingDue']) }),
  z.object({ kind: z.literal('detailsSaved') }),
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

export function describeResult(result: PortalResult, { messages, format }: Reader): ResultWords {
  const { ending, checkout } = messages;
  switch (result.kind) {
    case 'unconfirmed':
    case 'notDone':
      return { tone: 'caution', ...messages.results[result.kind] };
    case 'subscriptionCanceled': {
      const { title, until, atOnce } = ending.results.subscriptionCanceled;
      const text = result.until === null ? atOnce : until(format.date(result.until));
      return { tone: 'good', title: title(isolate(result.name)), text };
    }
    case 'subscriptionKept': {
      const { title, text } = ending.results.subscriptionKept;
      const facts = { amount: format.money(result.amount), date: format.date(result.on) };
      return { tone: 'good', title: title(isolate(result.name)), text: text(facts) };
    }
    case 'methodRemoved':
    case 'methodKept': {
      const { title, text } = checkout.results[result.kind];
      return { tone: result.kind === 'methodRemoved' ? 'good' : 'caution', title: title(result.method), text };
    }
    case 'methodGone':
    case 'nothingDue':
      return { tone: 'good', ...checkout.results[result.kind] };
    case 'detailsSaved':
      return { tone: 'good', ...messages.details.saved };
    default: {
      const { title, text } = ending.results[result.kind];
      return { tone: 'caution', title: title(isolate(result.name)), text };
    }
  }
}
