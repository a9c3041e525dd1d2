import type { Stripe } from 'stripe';
import { z } from 'zod';
import { assertSameObject } from '../answers.ts';
import {
  type CreateProviderCustomerInput,
  type CustomerPage,
  type KnownCustomer,
  ProviderError,
  type UpdateProviderCustomerInput,
} from '../provider.ts';
import { ask, PROVIDER } from './errors.ts';

/** Stripe keeps keys for at least 24 hours. @see https://docs.stripe.com/api/idempotent_requests */
export const IDEMPOTENCY_WINDOW_SECONDS = 20 * 60 * 60;

const PAGE_LIMIT = 100;

const PREFIX = 'cus_';
const id = z.string().startsWith(PREFIX);
// Others may put anything there.
const metadata = z.record(z.string(), z.string()).catch({});
const customer = z.object({ object: z.literal('customer'), id, metadata });
const found = z.object({ object: z.literal('customer'), id, deleted: z.literal(true).optional() });
const page = z.object({
  data: z.array(customer),
  has_more: z.boolean(),
});

/** @see https://docs.stripe.com/api/customers/create */
export async function createCustomer(sdk: Stripe, { params, idempotencyKey }: CreateProviderCustomerInput) {
  const { name, email, locale } = params;
  const spoken = locale ? { preferred_locales: [locale] } : {};
  const made = await ask(customer, () =>
    sdk.customers.create({ name, email, metadata: { ...params.metadata }, ...spoken }, { idempotencyKey }),
  );
  return toKnown(made);
}

function toKnown({ id: providerCustomerId, metadata: known }: z.infer<typeof customer>): KnownCustomer {
  return { providerCustomerId, metadata: known };
}

/** @see https://docs.stripe.com/api/customers/update */
export async function updateCustomer(sdk: Stripe, { providerCustomerId, changes }: UpdateProviderCustomerInput) {
  const { locale, ...rest } = changes;
  const spoken = locale ? { preferred_locales: [locale] } : {};
  const params: Stripe.CustomerUpdateParams = { ...rest, ...spoken };
  if (Object.keys(params).length === 0) return;
  const { id: answered } = await ask(customer, () => sdk.customers.update(providerCustomerId, params));
  assertSameObject({ asked: providerCustomerId, answered, provider: PROVIDER });
}

/** A list shows what was just written; the search does not. @see https://docs.stripe.com/api/customers/list */
export async function listCustomers(
  sdk: Stripe,
  { createdSince, cursor }: { createdSince: Date; cursor: string | null },
): Promise<CustomerPage> {
  const created = { gte: Math.floor(createdSince.getTime() / 1000) };
  const after = cursor === null ? {} : { starting_after: cursor };
  const { data, has_more: more } = await ask(page, () => sdk.customers.list({ created, limit: PAGE_LIMIT, ...after }));
  const last = data.at(-1);
  if (more && !last) throw new ProviderError('nonsense', { provider: PROVIDER, hint: 'has_more' });
  return { customers: data.map(toKnown), nextCursor: more && last ? last.id : null };
}

/** A deleted customer is an answer, an unknown one an error. @see https://docs.stripe.com/api/customers/retrieve */
export async function lookUpCustomer(sdk: Stripe, providerCustomerId: string): Promise<'present' | 'gone'> {
  if (!providerCustomerId.startsWith(PREFIX)) return 'gone';
  try {
    const { id: answered, deleted } = await ask(found, () => sdk.customers.retrieve(providerCustomerId));
    assertSameObject({ asked: providerCustomerId, answered, provider: PROVIDER });
    return deleted ? 'gone' : 'present';
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone';
    throw error;
  }
}
