import Stripe from 'stripe';
import { VERSION } from '../../version.ts';
import { hasIdPrefix } from '../answers.ts';
import { checkLink } from '../links.ts';
import { type ConnectionDetails, type ListedCustomer, type ProviderClient, ProviderError } from '../provider.ts';
import { isConfigurationMissing, toProviderError } from './errors.ts';
import { createPortalConfigurations } from './portal-configurations.ts';

/** Longer than any attempt that is waited for: only so that a socket does not stay forever. */
const SOCKET_TIMEOUT_MS = 15_000;

export const STRIPE_API_URL = 'https://api.stripe.com';

/** Retries are not the SDK's: they happen around a call, with the same idempotency key. */
export function createStripe({ secret, apiUrl }: { secret: string; apiUrl: string }): Stripe {
  const { protocol, hostname, port } = new URL(apiUrl);
  return new Stripe(secret, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    maxNetworkRetries: 0,
    timeout: SOCKET_TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'billing-portal-bridge', version: VERSION },
  });
}

/** @see https://docs.stripe.com/api/customers/create and https://docs.stripe.com/api/customer_portal/sessions/create */
export function createStripeClient({
  connection,
  apiUrl,
}: {
  connection: ConnectionDetails;
  apiUrl: string;
}): ProviderClient {
  const stripe = createStripe({ secret: connection.secret, apiUrl });
  const configurations = createPortalConfigurations({ stripe, connection });

  const createSession = async (customer: string, returnUrl: string): Promise<{ url: string }> => {
    const configuration = configurations.current();
    const session = await stripe.billingPortal.sessions.create({
      customer,
      return_url: returnUrl,
      ...(configuration === undefined ? {} : { configuration }),
    });
    return { url: checkLink(session.url, { provider: 'stripe', apiUrl }) };
  };

  return {
    createCustomer: ({ params, idempotencyKey }) =>
      attempt(async () => {
        const { name, email, locale, metadata } = params;
        const customer = await stripe.customers.create(
          { name, email, metadata, ...(locale === null ? {} : { preferred_locales: [locale] }) },
          { idempotencyKey },
        );
        if (hasIdPrefix(customer, 'cus_')) return { providerCustomerId: customer.id };
        throw new ProviderError('nonsense', { provider: 'stripe' });
      }),

    idempotencyWindowSeconds: IDEMPOTENCY_WINDOW_SECONDS,

    listCustomers: ({ createdSince }) => attempt(() => listCustomers(stripe, createdSince)),

    lookUpCustomer: (providerCustomerId) =>
      attempt(async () => {
        // A deleted customer is an answer, an unknown one an error.
        const customer = await stripe.customers.retrieve(providerCustomerId);
        return customer.deleted ? ('gone' as const) : ('present' as const);
      }).catch((error: unknown) => {
        if (error instanceof ProviderError && error.kind === 'customer_missing') return 'gone';
        throw error;
      }),

    // No idempotency key: a replayed session is a dead link.
    createBillingPortal: ({ providerCustomerId, returnUrl, rememberSettings }) =>
      attempt(async () => {
        try {
          return await createSession(providerCustomerId, returnUrl);
        } catch (error) {
          if (!isConfigurationMissing(error)) throw error;
          await configurations.heal(rememberSettings);
          return createSession(providerCustomerId, returnUrl);
        }
      }),

    verify: () => attempt(async () => void (await stripe.accounts.retrieveCurrent())),
  };
}

/** Stripe keeps keys for at least 24 hours. @see https://docs.stripe.com/api/idempotent_requests */
const IDEMPOTENCY_WINDOW_SECONDS = 20 * 3600;
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/** Lists are read-after-write; the search is not. @see https://docs.stripe.com/api/customers/list */
async function listCustomers(stripe: Stripe, createdSince: Date) {
  const customers: ListedCustomer[] = [];
  const created = { gte: Math.floor(createdSince.getTime() / 1000) };
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const last = customers.at(-1)?.providerCustomerId;
    const { data, has_more: more } = await stripe.customers.list({
      created,
      limit: PAGE_SIZE,
      ...(last === undefined ? {} : { starting_after: last }),
    });
    customers.push(...data.map(({ id, metadata }) => ({ providerCustomerId: id, metadata })));
    if (!more) return { customers, complete: true };
    if (data.length === 0) break;
  }
  return { customers, complete: false };
}

export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toProviderError(error);
  }
}
