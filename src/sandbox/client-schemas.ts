import { z } from 'zod';
import type { LedgerEntry } from './core/ledger.ts';
import type { StripeCustomerView } from './stripe/stand-in.ts';

/* What the control answers say, read back. */

const mode = z.enum(['test', 'live']);

const ledgerEntry: z.ZodType<LedgerEntry> = z.object({
  sequence: z.number(),
  at: z.coerce.date(),
  provider: z.enum(['stripe', 'mollie']),
  account: z.string().nullable(),
  mode: mode.nullable(),
  method: z.string(),
  path: z.string(),
  params: z.unknown(),
  idempotencyKey: z.string().nullable(),
  status: z.number().nullable(),
  replayed: z.boolean(),
  fault: z
    .enum([
      'hang',
      'delay',
      'hold',
      'reset',
      'truncate',
      'html',
      'huge',
      'redirect',
      'stranger',
      'drip',
      'status',
      'invisible',
    ])
    .nullable(),
  executed: z.boolean(),
});

export const ledgerAnswer = z.object({ entries: z.array(ledgerEntry) });
export const faultAnswer = z.object({ faultId: z.string() });
export const hitsAnswer = z.object({ hits: z.number() });
export const clockAnswer = z.object({ now: z.coerce.date() });
export const accountAnswer = z.object({ accountId: z.string() });
export const configurationAnswer = z.object({ configurationId: z.string() });
export const profileAnswer = z.object({ profileId: z.string(), organizationId: z.string() });

const ids = z.record(z.string(), z.string());
export const seededAnswer = z.object({ customerId: z.string(), mandates: ids, subscriptions: ids, payments: ids });

export const stripeCustomersAnswer: z.ZodType<StripeCustomerView[]> = z.array(
  z.object({
    accountId: z.string(),
    mode,
    customerId: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    preferredLocales: z.array(z.string()),
    metadata: z.record(z.string(), z.string()),
    createdAt: z.coerce.date(),
    deleted: z.boolean(),
  }),
);

export const mollieCustomersAnswer = z.array(
  z.object({
    organizationId: z.string(),
    mode,
    customerId: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string().nullable(),
    metadata: z.unknown(),
    createdAt: z.coerce.date(),
    deleted: z.boolean(),
  }),
);
