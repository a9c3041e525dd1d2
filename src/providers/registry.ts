import { createMollieProvider } from './mollie/provider.ts';
import type { PaymentProvider, ProviderOptions } from './provider.ts';
import { createStripeProvider } from './stripe/provider.ts';

/** The one list. The path, the OpenAPI document, the commands and the `<ID>_API_URL` variables derive from it. */
export const PROVIDER_IDS = ['stripe', 'mollie'] as const;

const CREATE: Readonly<Record<ProviderId, (options: ProviderOptions) => PaymentProvider>> = {
  stripe: createStripeProvider,
  mollie: createMollieProvider,
};

export type ProviderId = (typeof PROVIDER_IDS)[number];

export type ProviderRegistry = Readonly<Record<ProviderId, PaymentProvider>>;

/** @param options.apiUrls base URLs; undefined: the provider's own. */
export function createProviderRegistry(options: {
  apiUrls: Readonly<Record<ProviderId, string | undefined>>;
}): ProviderRegistry {
  return mapProviders((id) => CREATE[id]({ apiUrl: options.apiUrls[id] }));
}

/** One value per provider. */
export function mapProviders<T>(make: (id: ProviderId) => T): Record<ProviderId, T> {
  return Object.assign({}, ...PROVIDER_IDS.map((id) => ({ [id]: make(id) })));
}

export function isProviderId(text: string): text is ProviderId {
  return PROVIDER_IDS.some((id) => id === text);
}
