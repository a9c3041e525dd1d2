import type { MollieClient } from '@mollie/api-client';
import { z } from 'zod';
import {
  type CreateProviderCustomerInput,
  type ListedCustomer,
  ProviderError,
  type UpdateProviderCustomerInput,
} from '../provider.ts';
import { ask } from './errors.ts';
import { toMollieLocale } from './locales.ts';

/** Mollie keeps keys for an hour. @see https://docs.mollie.com/reference/api-idempotency */
export const IDEMPOTENCY_WINDOW_SECONDS = 30 * 60;

/** The most that Mollie gives at once. @see https://docs.mollie.com/reference/pagination */
const PAGE_LIMIT = 250;
const MOST_PAGES = 40;

/** Of a call that names a customer. */
export const MISSING = { 404: 'customer_missing', 410: 'customer_missing' } as const;

export type MollieCalls = { sdk: MollieClient; timeoutMs: number };

const customer = z.object({ resource: z.literal('customer'), id: z.string().startsWith('cst_') });
const page = z.object({
  items: z.array(
    customer.extend({
      createdAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
      // Others may put anything there.
      metadata: z.record(z.string(), z.string()).catch({}),
    }),
  ),
  next: z.string().optional(),
});

/** @see https://docs.mollie.com/reference/create-customer */
export async function createCustomer(
  { sdk, timeoutMs }: MollieCalls,
  { params: { name, email, locale, metadata }, idempotencyKey }: CreateProviderCustomerInput,
) {
  const spoken = spokenLocale(locale);
  const { id } = await ask({
    schema: customer,
    timeoutMs,
    // What a key is told off with that was used with other parameters; a parameter at fault is 422.
    meanings: { 400: 'idempotency_conflict' },
    call: () => sdk.customers.create({ name, email, metadata: { ...metadata }, idempotencyKey, ...spoken }),
  });
  return { providerCustomerId: id };
}

/** No idempotency key: the SDK would send it as a parameter. @see https://docs.mollie.com/reference/update-customer */
export async function updateCustomer(
  { sdk, timeoutMs }: MollieCalls,
  { providerCustomerId, changes: { locale, ...rest } }: UpdateProviderCustomerInput,
): Promise<void> {
  const params = { ...rest, ...spokenLocale(locale) };
  if (Object.keys(params).length === 0) return;
  const call = () => sdk.customers.update(providerCustomerId, params);
  await ask({ schema: customer, timeoutMs, meanings: MISSING, call });
}

function spokenLocale(tag: string | null | undefined) {
  const locale = toMollieLocale(tag ?? null);
  return locale === null ? {} : { locale };
}

/** There is no filter; the newest come first. @see https://docs.mollie.com/reference/list-customers */
export async function listCustomers({ sdk, timeoutMs }: MollieCalls, { createdSince }: { createdSince: Date }) {
  const customers: ListedCustomer[] = [];
  let from: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const cursor = { limit: PAGE_LIMIT, ...(from === undefined ? {} : { from }) };
    const { items, next } = await ask({
      schema: page,
      timeoutMs,
      async call() {
        const answer = await sdk.customers.page(cursor);
        return { items: [...answer], next: answer.nextPageCursor };
      },
    });
    const recent = items.filter(({ createdAt }) => createdAt >= createdSince);
    customers.push(...recent.map(({ id, metadata }) => ({ providerCustomerId: id, metadata })));
    if (next === undefined || recent.length < items.length) return { customers, complete: true };
    if (next === from) break;
    from = next;
  }
  return { customers, complete: false };
}

/** @see https://docs.mollie.com/reference/get-customer */
export async function lookUpCustomer({ sdk, timeoutMs }: MollieCalls, providerCustomerId: string) {
  try {
    await ask({ schema: customer, timeoutMs, meanings: MISSING, call: () => sdk.customers.get(providerCustomerId) });
    return 'present' as const;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone' as const;
    throw error;
  }
}

/** @see https://docs.mollie.com/reference/list-customers */
export async function verify({ sdk, timeoutMs }: MollieCalls): Promise<void> {
  await ask({ schema: z.array(customer), timeoutMs, call: () => sdk.customers.page({ limit: 1 }) });
}
