import { z, ZodError } from 'zod';
import { VERSION } from '../../version.ts';
import { hasIdPrefix } from '../answers.ts';
import {
  type ConnectionDetails,
  type ListedCustomer,
  type ProviderClient,
  ProviderError,
  type ProviderSettings,
} from '../provider.ts';
import { createMollieBilling } from './billing.ts';
import { toProviderError } from './errors.ts';
import { toMollieLocale } from './locales.ts';
import { createMollieClient } from './sdk.ts';
import { isAccessToken } from './secret.ts';

export const MOLLIE_API_URL = 'https://api.mollie.com';

/**
 * API keys are one profile in one mode and must not name either; access tokens must name both.
 * @see https://docs.mollie.com/reference/authentication
 */
export function createMollie({
  secret,
  apiUrl,
  settings,
  mode,
}: {
  secret: string;
  apiUrl: string;
  settings: ProviderSettings;
  mode: 'test' | 'live';
}) {
  const shared = { apiEndpoint: `${apiUrl}/v2/`, versionStrings: `BillingPortalBridge/${VERSION}` };
  if (!isAccessToken(secret)) return createMollieClient({ ...shared, apiKey: secret });
  const { profileId } = settings;
  const parameterDefaults = { ...(profileId && { profileId }), ...(mode === 'test' && { testmode: true }) };
  return createMollieClient({ ...shared, accessToken: secret, parameterDefaults });
}

/** @see https://docs.mollie.com/reference/create-customer */
export function createConnectedClient({
  connection,
  apiUrl,
}: {
  connection: ConnectionDetails;
  apiUrl: string;
}): ProviderClient {
  const { secret, settings, mode } = connection;
  const mollie = createMollie({ secret, apiUrl, settings, mode });
  return {
    createCustomer: ({ params, idempotencyKey }) =>
      attempt(async () => {
        const { name, email, metadata } = params;
        const locale = toMollieLocale(params.locale);
        const customer = await mollie.customers.create({
          name,
          email,
          metadata: { ...metadata },
          idempotencyKey,
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK's enum has these very texts
          ...(locale && { locale: locale as never }),
        });
        if (hasIdPrefix(customer, 'cst_')) return { providerCustomerId: customer.id };
        throw new ProviderError('nonsense', { provider: 'mollie' });
      }),

    idempotencyWindowSeconds: IDEMPOTENCY_WINDOW_SECONDS,

    listCustomers: ({ createdSince }) => attempt(() => listCustomers(mollie, createdSince)),

    lookUpCustomer: (providerCustomerId) =>
      attempt(async () => {
        await mollie.customers.get(providerCustomerId);
        return 'present' as const;
      }).catch((error: unknown) => {
        if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone';
        throw error;
      }),

    verify: () =>
      attempt(async () => {
        await mollie.customers.page({ limit: 1 });
      }),

    billing: createMollieBilling({ mollie, clock: () => new Date() }),
  };
}

/** Mollie keeps keys for an hour. @see https://docs.mollie.com/reference/api-idempotency */
const IDEMPOTENCY_WINDOW_SECONDS = 30 * 60;
const PAGE_SIZE = 250;
const MAX_PAGES = 40;

const listed = z.object({
  id: z.string(),
  createdAt: z.string(),
  // Customers that others made may have anything there.
  metadata: z.record(z.string(), z.string()).catch({}),
});

/** The list has no filter; it is the newest first. @see https://docs.mollie.com/reference/list-customers */
async function listCustomers(mollie: ReturnType<typeof createMollie>, createdSince: Date) {
  const customers: ListedCustomer[] = [];
  let from: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await mollie.customers.page({ limit: PAGE_SIZE, ...(from === undefined ? {} : { from }) });
    const rows = z.array(listed).parse([...answer]);
    const recent = rows.filter(({ createdAt }) => new Date(createdAt) >= createdSince);
    customers.push(...recent.map(({ id, metadata }) => ({ providerCustomerId: id, metadata })));
    const next = answer.nextPageCursor;
    if (next === undefined || recent.length < rows.length) return { customers, complete: true };
    if (next === from) break;
    from = next;
  }
  return { customers, complete: false };
}

export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // An answer without what Mollie documents.
    if (error instanceof ZodError) throw new ProviderError('nonsense', { provider: 'mollie' });
    throw toProviderError(error);
  }
}
