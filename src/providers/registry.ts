import { createMollieProvider } from './mollie/provider.ts';
import type { PaymentProvider, ProviderOptions } from './provider.ts';
import { mapProviders, type ProviderId } from './provider-ids.ts';
import { createStripeProvider } from './stripe/provider.ts';

const CREATE: Readonly<Record<ProviderId, (options: ProviderOptions) => PaymentProvider>> = {
  stripe: createStripeProvider,
  mollie: createMollieProvider,
};

export type ProviderRegistry = Readonly<Record<ProviderId, PaymentProvider>>;

/** @param options.apiUrls base URLs; undefined: the provider's own. */
export function createProviderRegistry(options: {
  apiUrls: Readonly<Record<ProviderId, string | undefined>>;
}): ProviderRegistry {
  return mapProviders((id) => CREATE[id]({ apiUrl: options.apiUrls[id] }));
}
