import { z } from 'zod';
import { parseMoney } from '../money.ts';
import type { BillingReader, Payment, PaymentMethod, Subscription } from '../provider.ts';
import { attempt } from './client.ts';
import type { createMollieClient } from './sdk.ts';

const MAX_ITEMS = 500;

/** What our pages show of a customer, from Mollie's lists. */
export function createMollieBilling({
  mollie,
  clock,
}: {
  mollie: ReturnType<typeof createMollieClient>;
  clock: () => Date;
}): BillingReader {
  return {
    listSubscriptions: (customerId) =>
      attempt(async () => {
        const raw = await toArray(mollie.customerSubscriptions.iterate({ customerId }).take(MAX_ITEMS));
        return z
          .array(subscription)
          .parse(raw)
          .map((data) => toSubscription(data, clock()));
      }),
    listPaymentMethods: (customerId) =>
      attempt(async () => {
        const raw = await toArray(mollie.customerMandates.iterate({ customerId }).take(MAX_ITEMS));
        return z.array(mandate).parse(raw).map(toPaymentMethod);
      }),
    listPayments: (customerId, limit) =>
      attempt(async () => {
        const raw = await mollie.customerPayments.page({ customerId, limit });
        return z
          .array(payment)
          .parse([...raw])
          .map(toPayment);
      }),
  };
}

const money = z.object({ value: z.string(), currency: z.string() }).transform((data, context) => {
  const parsed = parseMoney(data);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'is no amount' });
  return z.NEVER;
});
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.string().transform((text) => new Date(text));

/** @see https://docs.mollie.com/reference/get-subscription */
const subscription = z.object({
  id: z.string(),
  description: z.string(),
  status: z.enum(['pending', 'active', 'suspended', 'canceled', 'completed']).catch('pending'),
  amount: money,
  interval: z.string(),
  startDate: day,
  nextPaymentDate: day.nullish(),
  canceledAt: instant.nullish(),
  mandateId: z.string().nullish(),
});

function toSubscription(data: z.infer<typeof subscription>, now: Date): Subscription {
  const isTrial = data.status === 'active' && data.startDate > now.toISOString().slice(0, 10);
  return {
    subscriptionId: data.id,
    description: data.description,
    status: isTrial ? 'trialing' : data.status,
    amount: data.amount,
    interval: toInterval(data.interval),
    startsOn: data.startDate,
    nextPaymentOn: data.nextPaymentDate ?? null,
    canceledAt: data.canceledAt ?? null,
    paymentMethodId: data.mandateId ?? null,
  };
}

const UNITS: Partial<Record<string, Subscription['interval']['unit']>> = { day: 'day', week: 'week', year: 'year' };

/** `1 month`, `14 days`; twelve months are a year to people. */
function toInterval(text: string): Subscription['interval'] {
  const [, number = '1', word = 'month'] = /^(\d+) (day|week|month|year)s?$/.exec(text) ?? [];
  const count = Number(number);
  if (word === 'month' && count % 12 === 0) return { count: count / 12, unit: 'year' };
  return { count, unit: UNITS[word] ?? 'month' };
}

/** @see https://docs.mollie.com/reference/get-mandate */
const mandate = z.object({
  id: z.string(),
  method: z.string(),
  status: z.enum(['valid', 'pending', 'invalid']).catch('pending'),
  createdAt: instant,
  details: z
    .object({
      cardHolder: z.string().nullish(),
      cardNumber: z.string().nullish(),
      cardLabel: z.string().nullish(),
      cardExpiryDate: day.nullish().catch(null),
      consumerName: z.string().nullish(),
      consumerAccount: z.string().nullish(),
    })
    .nullish(),
});

const KINDS: Partial<Record<string, PaymentMethod['kind']>> = {
  creditcard: 'card',
  directdebit: 'bank',
  paypal: 'paypal',
};

function toPaymentMethod({ id, method, status, createdAt, details }: z.infer<typeof mandate>): PaymentMethod {
  const kind = KINDS[method] ?? 'other';
  const account = kind === 'paypal' ? null : (details?.cardNumber ?? details?.consumerAccount ?? null);
  return {
    paymentMethodId: id,
    kind,
    status,
    brand: details?.cardLabel ?? null,
    holder: details?.cardHolder ?? details?.consumerName ?? null,
    last4: account === null ? null : account.replaceAll(/\s/g, '').slice(-4),
    expiresOn: details?.cardExpiryDate ?? null,
    createdAt,
  };
}

/** @see https://docs.mollie.com/reference/get-payment */
const payment = z.object({
  id: z.string(),
  description: z.string(),
  amount: money,
  status: z.enum(['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed']).catch('pending'),
  amountRefunded: money.nullish(),
  amountChargedBack: money.nullish(),
  createdAt: instant,
  paidAt: instant.nullish(),
  subscriptionId: z.string().nullish(),
});

function toPayment(data: z.infer<typeof payment>): Payment {
  return {
    paymentId: data.id,
    description: data.description,
    amount: data.amount,
    status: data.status,
    refundedMinor: data.amountRefunded?.amountMinor ?? 0,
    chargedBackMinor: Math.abs(data.amountChargedBack?.amountMinor ?? 0),
    createdAt: data.createdAt,
    paidAt: data.paidAt ?? null,
    subscriptionId: data.subscriptionId ?? null,
  };
}

async function toArray<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
