import Stripe from 'stripe';
import { VERSION } from '../../version.ts';
import { hasIdPrefix } from '../answers.ts';
import { checkLink } from '../links.ts';
import { type ConnectionDetails, ProviderError, type ProviderClient } from '../provider.ts';
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

export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toProviderError(error);
  }
}
