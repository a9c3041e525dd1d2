// oxlint-disable typescript/no-unsafe-type-assertion -- Object.keys and Object.fromEntries forget the keys

import { createMollieProvider } from './mollie/provider.ts';
import type { PaymentProvider } from './provider.ts';
import { createStripeProvider } from './stripe/provider.ts';

/** The one list. Path, OpenAPI document, commands and environment derive from it. */
const PROVIDERS = {
  stripe: createStripeProvider,
  mollie: createMollieProvider,
} satisfies Record<string, (options: ProviderOptions) => PaymentProvider>;

export type ProviderOptions = {
  /** An origin; undefined: the provider's own. */
  apiUrl: string | undefined;
};

export type ProviderId = keyof typeof PROVIDERS;
export type ProviderRegistry = Record<ProviderId, PaymentProvider>;

export const PROVIDER_IDS = Object.keys(PROVIDERS) as [ProviderId, ...ProviderId[]];

export function isProviderId(text: string): text is ProviderId {
  return Object.hasOwn(PROVIDERS, text);
}

export function mapProviders<T>(map: (id: ProviderId) => T): Record<ProviderId, T> {
  return Object.fromEntries(PROVIDER_IDS.map((id) => [id, map(id)])) as Record<ProviderId, T>;
}

export function createProviderRegistry({
  apiUrls,
}: {
  apiUrls: Record<ProviderId, string | undefined>;
}): ProviderRegistry {
  return mapProviders((id) => PROVIDERS[id]({ apiUrl: apiUrls[id] }));
}
