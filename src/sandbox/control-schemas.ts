import { z } from 'zod';
import type { FaultRule } from './core/faults.ts';
import type { Latency } from './core/latency.ts';
import type { MollieProfileOptions } from './mollie/accounts.ts';
import { OUTCOMES } from './mollie/payment-settlement.ts';
import type { SeedTarget } from './mollie/stand-in.ts';
import type { WebhookConditions } from './mollie/webhooks.ts';
import type { SeedMandate, SeedPayment, SeedPlan, SeedSubscription } from './mollie/seed.ts';
import { STRIPE_PERMISSIONS, type StripeAccountOptions } from './stripe/accounts.ts';

const text = z.string().exactOptional();
const number = z.number().exactOptional();
const mode = z.enum(['test', 'live']);
const effect = z.enum(['none', 'committed']).exactOptional();

const aim = {
  provider: z.enum(['stripe', 'mollie']),
  account: text,
  method: text,
  path: text,
  times: number,
  skip: number,
  every: number,
  afterMs: number,
};

/* The annotations keep these equal to what the functions take. */

export const faultRule: z.ZodType<FaultRule> = z.discriminatedUnion('kind', [
  z.strictObject({ ...aim, kind: z.literal('hang'), effect }),
  z.strictObject({ ...aim, kind: z.literal('delay'), delayMs: z.number(), effect }),
  z.strictObject({ ...aim, kind: z.literal('hold'), effect }),
  z.strictObject({ ...aim, kind: z.literal('reset'), effect }),
  z.strictObject({ ...aim, kind: z.literal('truncate') }),
  z.strictObject({ ...aim, kind: z.literal('html'), status: number, effect }),
  z.strictObject({ ...aim, kind: z.literal('huge'), bytes: number, effect }),
  z.strictObject({ ...aim, kind: z.literal('redirect'), location: text, effect }),
  z.strictObject({ ...aim, kind: z.literal('stranger') }),
  z.strictObject({ ...aim, kind: z.literal('drip'), everyMs: z.number() }),
  z.strictObject({
    ...aim,
    kind: z.literal('status'),
    status: z.number(),
    retryAfterSeconds: number,
    effect,
    saved: z.boolean().exactOptional(),
  }),
  z.strictObject({ ...aim, kind: z.literal('invisible'), forMs: z.number() }),
]);

export const latencySetting: z.ZodType<{ latencyMs: Latency }> = z.strictObject({
  latencyMs: z.union([z.number().min(0), z.strictObject({ minMs: z.number().min(0), maxMs: z.number().min(0) })]),
});

export const clockAdvance = z.strictObject({ advanceMs: z.number().min(0) });

export const stripeAccountOptions: z.ZodType<StripeAccountOptions> = z.strictObject({
  accountId: text,
  businessName: text,
  secretKeys: z.array(z.string()),
  restrictedKeys: z
    .array(z.strictObject({ key: z.string(), permissions: z.array(z.enum(STRIPE_PERMISSIONS)) }))
    .exactOptional(),
  portalConfigured: z.boolean().exactOptional(),
});

export const portalSettings = z.strictObject({ accountId: z.string(), mode });

export const secret = z.strictObject({ secret: z.string() });

export const mollieProfileOptions: z.ZodType<MollieProfileOptions> = z.strictObject({
  profileId: text,
  organizationId: text,
  name: text,
  website: text,
  apiKeys: z.array(z.string()),
  accessTokens: z.array(z.string()).exactOptional(),
  methods: z.array(z.string()).exactOptional(),
  seedNewCustomers: z.boolean().exactOptional(),
});

const amount = z.strictObject({ value: z.string(), currency: z.string() });

const seedMandate: z.ZodType<SeedMandate> = z.strictObject({
  ref: z.string(),
  kind: z.enum(['card', 'sepa', 'paypal']),
  status: z.enum(['valid', 'pending', 'invalid']).exactOptional(),
  holder: text,
  signedDaysAgo: number,
  label: text,
  last4: text,
  expiresInDays: number,
  account: text,
});

const seedSubscription: z.ZodType<SeedSubscription> = z.strictObject({
  ref: z.string(),
  description: z.string(),
  amount,
  interval: z.string(),
  state: z.enum(['active', 'trialing', 'pending', 'suspended', 'canceled', 'completed']),
  mandate: text,
  startedDaysAgo: number,
  nextInDays: number,
  canceledDaysAgo: number,
  times: number,
  metadata: z.unknown().optional(),
  webhookUrl: text,
});

const seedPayment: z.ZodType<SeedPayment> = z.strictObject({
  ref: z.string(),
  description: z.string(),
  amount,
  status: z.enum(['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed']),
  daysAgo: z.number(),
  subscription: text,
  mandate: text,
  sequenceType: z.enum(['oneoff', 'first', 'recurring']).exactOptional(),
  method: text,
  refunded: text,
  chargedBack: text,
  failureReason: text,
});

const seedPlan: z.ZodType<SeedPlan> = z.strictObject({
  mandates: z.array(seedMandate).exactOptional(),
  subscriptions: z.array(seedSubscription).exactOptional(),
  payments: z.array(seedPayment).exactOptional(),
});

const seedTarget: z.ZodType<SeedTarget> = z.union([
  z.strictObject({ customerId: z.string() }),
  z.strictObject({ profileId: z.string(), mode: mode.exactOptional(), name: text, email: text, locale: text }),
]);

export const seedInput = z.strictObject({ target: seedTarget, plan: seedPlan.exactOptional() });
export const seedDemoInput = z.strictObject({ target: seedTarget });

export const settleInput = z.strictObject({
  paymentId: z.string(),
  outcome: z.enum(OUTCOMES),
  method: text,
  mandateStatus: z.enum(['valid', 'pending']).exactOptional(),
});

export const settleMandateInput = z.strictObject({ paymentId: z.string(), status: z.enum(['valid', 'invalid']) });

export const webhookConditions: z.ZodType<WebhookConditions> = z.strictObject({
  lost: z.boolean().exactOptional(),
  copies: z.int().min(1).max(100).exactOptional(),
  beforeReturn: z.boolean().exactOptional(),
  routes: z.record(z.string(), z.string()).exactOptional(),
});
