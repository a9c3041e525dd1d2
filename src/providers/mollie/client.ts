import { ZodError } from 'zod';
import { VERSION } from '../../version.ts';
import { hasIdPrefix } from '../answers.ts';
import { type ConnectionDetails, type ProviderClient, ProviderError, type ProviderSettings } from '../provider.ts';
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

    verify: () =>
      attempt(async () => {
        await mollie.customers.page({ limit: 1 });
      }),

    billing: createMollieBilling({ mollie, clock: () => new Date() }),
  };
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
