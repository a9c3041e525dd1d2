import type { MollieClient } from '@mollie/api-client';
import { z } from 'zod';
import { assertSameObject } from '../answers.ts';
import {
  type CreateProviderCustomerInput,
  type CustomerPage,
  type KnownCustomer,
  ProviderError,
  type UpdateProviderCustomerInput,
} from '../provider.ts';
import { ask, askList, pageOf, PROVIDER } from './errors.ts';
import { toMollieLocale } from './locales.ts';

/** Mollie keeps keys for an hour. @see https://docs.mollie.com/reference/api-idempotency */
export const IDEMPOTENCY_WINDOW_SECONDS = 30 * 60;

/** The most that Mollie gives at once. @see https://docs.mollie.com/reference/pagination */
const PAGE_LIMIT = 250;

/** Of a call that names a customer. */
export const MISSING = { 404: 'customer_missing', 410: 'customer_missing' } as const;

export type MollieCalls = { sdk: MollieClient; timeoutMs: number };

const PREFIX = 'cst_';
const customer = z.object({
  resource: z.literal('customer'),
  id: z.string().startsWith(PREFIX),
  // Others may put anything there.
  metadata: z.record(z.string(), z.string()).catch({}),
});
const customersPage = pageOf(
  customer.extend({ createdAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)) }),
);

/** @see https://docs.mollie.com/reference/create-customer */
export async function createCustomer(
  { sdk, timeoutMs }: MollieCalls,
  { params: { name, email, locale, metadata }, idempotencyKey }: CreateProviderCustomerInput,
): Promise<KnownCustomer> {
  const spoken = spokenLocale(locale);
  const made = await ask({
    schema: customer,
    timeoutMs,
    // What a key is told off with that was used with other parameters; a parameter at fault is 422.
    meanings: { 400: 'idempotency_conflict' },
    call: () => sdk.customers.create({ name, email, metadata: { ...metadata }, idempotencyKey, ...spoken }),
  });
  return toKnown(made);
}

function toKnown({ id: providerCustomerId, metadata }: z.infer<typeof customer>): KnownCustomer {
  return { providerCustomerId, metadata };
}

/** No idempotency key: the SDK would send it as a parameter. @see https://docs.mollie.com/reference/update-customer */
export async function updateCustomer(
  { sdk, timeoutMs }: MollieCalls,
  { providerCustomerId, changes: { locale, ...rest } }: UpdateProviderCustomerInput,
): Promise<void> {
  const params = { ...rest, ...spokenLocale(locale) };
  if (Object.keys(params).length === 0) return;
  const call = () => sdk.customers.update(providerCustomerId, params);
  const { id: answered } = await ask({ schema: customer, timeoutMs, meanings: MISSING, call });
  assertSameObject({ asked: providerCustomerId, answered, provider: PROVIDER });
}

function spokenLocale(tag: string | null | undefined) {
  const locale = toMollieLocale(tag ?? null);
  return locale === null ? {} : { locale };
}

/** There is no filter; the newest come first. @see https://docs.mollie.com/reference/list-customers */
export async function listCustomers(
  { sdk, timeoutMs }: MollieCalls,
  { createdSince, cursor }: { createdSince: Date; cursor: string | null },
): Promise<CustomerPage> {
  const { items, next } = await askList({
    name: 'customers',
    schema: customersPage,
    timeoutMs,
    page: () => sdk.customers.page({ limit: PAGE_LIMIT, ...(cursor === null ? {} : { from: cursor }) }),
  });
  const recent = items.filter(({ createdAt }) => createdAt >= createdSince);
  const isLast = next === undefined || recent.length < items.length;
  return { customers: recent.map(toKnown), nextCursor: isLast ? null : next };
}

/** @see https://docs.mollie.com/reference/get-customer */
export async function lookUpCustomer({ sdk, timeoutMs }: MollieCalls, providerCustomerId: string) {
  if (!providerCustomerId.startsWith(PREFIX)) return 'gone' as const;
  try {
    const call = () => sdk.customers.get(providerCustomerId);
    const { id: answered } = await ask({ schema: customer, timeoutMs, meanings: MISSING, call });
    assertSameObject({ asked: providerCustomerId, answered, provider: PROVIDER });
    return 'present' as const;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone' as const;
    throw error;
  }
}

/** @see https://docs.mollie.com/reference/list-customers */
export async function verify({ sdk, timeoutMs }: MollieCalls): Promise<void> {
  await askList({ name: 'customers', schema: customersPage, timeoutMs, page: () => sdk.customers.page({ limit: 1 }) });
}
