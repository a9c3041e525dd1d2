import type { Stripe } from 'stripe';
import { z } from 'zod';
import {
  type CreateProviderCustomerInput,
  type ListedCustomer,
  ProviderError,
  type UpdateProviderCustomerInput,
} from '../provider.ts';
import { ask } from './errors.ts';

/** Stripe keeps keys for at least 24 hours. @see https://docs.stripe.com/api/idempotent_requests */
export const IDEMPOTENCY_WINDOW_SECONDS = 20 * 60 * 60;

const PAGE_LIMIT = 100;
const MOST_PAGES = 50;

const id = z.string().startsWith('cus_');
const made = z.object({ object: z.literal('customer'), id });
const found = z.object({ object: z.literal('customer'), id, deleted: z.literal(true).optional() });
const page = z.object({
  data: z.array(z.object({ object: z.literal('customer'), id, metadata: z.record(z.string(), z.string()).catch({}) })),
  has_more: z.boolean(),
});

/** @see https://docs.stripe.com/api/customers/create */
export async function createCustomer(sdk: Stripe, { params, idempotencyKey }: CreateProviderCustomerInput) {
  const { name, email, locale, metadata } = params;
  const spoken = locale ? { preferred_locales: [locale] } : {};
  const customer = await ask(made, () =>
    sdk.customers.create({ name, email, metadata: { ...metadata }, ...spoken }, { idempotencyKey }),
  );
  return { providerCustomerId: customer.id };
}

/** @see https://docs.stripe.com/api/customers/update */
export async function updateCustomer(sdk: Stripe, { providerCustomerId, changes }: UpdateProviderCustomerInput) {
  const { locale, ...rest } = changes;
  const spoken = locale ? { preferred_locales: [locale] } : {};
  const params: Stripe.CustomerUpdateParams = { ...rest, ...spoken };
  if (Object.keys(params).length === 0) return;
  await ask(made, () => sdk.customers.update(providerCustomerId, params));
}

/** A list shows what was just written; the search does not. @see https://docs.stripe.com/api/customers/list */
export async function listCustomers(sdk: Stripe, { createdSince }: { createdSince: Date }) {
  const customers: ListedCustomer[] = [];
  const created = { gte: Math.floor(createdSince.getTime() / 1000) };
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const last = customers.at(-1)?.providerCustomerId;
    const after = last === undefined ? {} : { starting_after: last };
    const { data, has_more: more } = await ask(page, () =>
      sdk.customers.list({ created, limit: PAGE_LIMIT, ...after }),
    );
    customers.push(...data.map((listed) => ({ providerCustomerId: listed.id, metadata: listed.metadata })));
    if (!more) return { customers, complete: true };
    if (data.length === 0) break;
  }
  return { customers, complete: false };
}

/** A deleted customer is an answer, an unknown one an error. @see https://docs.stripe.com/api/customers/retrieve */
export async function lookUpCustomer(sdk: Stripe, providerCustomerId: string): Promise<'present' | 'gone'> {
  try {
    const customer = await ask(found, () => sdk.customers.retrieve(providerCustomerId));
    return customer.deleted ? 'gone' : 'present';
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone';
    throw error;
  }
}
