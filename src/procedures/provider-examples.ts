import type { PaymentProvider } from '../providers/provider.ts';
import { mapProviders, type ProviderId } from '../providers/provider-ids.ts';
import { createProviderRegistry } from '../providers/registry.ts';

const providers = createProviderRegistry({ apiUrls: mapProviders(() => undefined) });

type Example = { summary: string; value: object };

/** A realistic answer for each provider, for the document. */
export function exampleOfEachProvider(
  make: (provider: PaymentProvider & { id: ProviderId }) => Example,
): Record<ProviderId, Example> {
  return mapProviders((id) => make({ ...providers[id], id }));
}
