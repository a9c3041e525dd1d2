import { expect, it } from 'vitest';

it('is loaded without leaving anything behind: the platform’s fetch is everybody’s again', async () => {
  const platformFetch = globalThis.fetch;
  const { runExchange } = await import('../../../src/providers/mollie/sdk.ts');
  expect(globalThis.fetch).toBe(platformFetch);
  expect(await runExchange(() => Promise.resolve('not sent'), 1000)).toMatchObject({
    kind: 'thrown',
    outcome: { kind: 'unsent' },
  });
  expect(globalThis.fetch).toBe(platformFetch);
});
