import { expect, it } from 'vitest';
import { isProviderId, mapProviders, PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import { createProviderRegistry } from '../../src/providers/registry.ts';
import { failureOf } from './provider-contract.ts';
import { always, startAnsweringServer } from './answering-server.ts';

it('has a provider of its own id under every word', () => {
  const registry = createProviderRegistry({ apiUrls: mapProviders(() => undefined) });
  expect(Object.keys(registry)).toEqual([...PROVIDER_IDS]);
  for (const id of PROVIDER_IDS) expect(registry[id].id).toBe(id);
});

it('reaches each provider where it is told to', async () => {
  const server = await startAnsweringServer(always(500, {}));
  const registry = createProviderRegistry({ apiUrls: mapProviders(() => server.url) });
  await failureOf(registry.stripe.identify({ secret: `sk_test_${'a'.repeat(24)}` }));
  await failureOf(registry.mollie.identify({ secret: `test_${'a'.repeat(30)}` }));
  await server.close();
  expect(server.requests).toEqual(['GET /v1/account', 'GET /v2/profiles/me']);
});

it('knows its words, and no word of a prototype', () => {
  for (const id of PROVIDER_IDS) expect(isProviderId(id)).toBe(true);
  for (const word of ['', 'Stripe', 'paypal', 'toString', '__proto__', 'constructor']) {
    expect(isProviderId(word)).toBe(false);
  }
});
