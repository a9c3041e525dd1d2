import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { portOf } from '../../../src/ports.ts';
import { ask } from '../../../src/providers/mollie/errors.ts';
import { createSdk } from '../../../src/providers/mollie/sdk.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A customer asked for at a server that answers in some encoding. */
async function askFor(answer: (res: ServerResponse) => void): Promise<unknown> {
  const server = createServer((req, res) => {
    if (req.headers['accept-encoding'] !== 'gzip') return res.writeHead(406).end();
    return answer(res.setHeader('content-encoding', 'gzip'));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanUps.push(() => server.close());
  const apiUrl = `http://127.0.0.1:${portOf(server)}`;
  const sdk = createSdk({ secret: 'test_123456789012345678901234567890', apiUrl, mode: 'test', settings: {} });
  const schema = z.object({ id: z.string() });
  return ask({ schema, timeoutMs: 5_000, call: () => sdk.customers.get('cst_1') });
}

it('reads what Mollie sends packed, as the SDK asks for', async () => {
  const customer = { resource: 'customer', id: 'cst_1', _links: {} };
  expect(await askFor((res) => res.end(gzipSync(JSON.stringify(customer))))).toEqual({ id: 'cst_1' });
});

it.each([
  ['is cut off', gzipSync(JSON.stringify({ resource: 'customer', id: 'cst_1' })).subarray(0, 20)],
  ['is not packed at all', Buffer.from('{"resource":"customer","id":"cst_1"}')],
  ['unpacks to more than Mollie would say', gzipSync(`{"resource":"customer","id":"${'x'.repeat(9 * 2 ** 20)}"}`)],
])('an answer that %s is told as nonsense', async (_what, body) => {
  await expect(askFor((res) => res.end(body))).rejects.toMatchObject({ kind: 'nonsense', facts: { status: 200 } });
});

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
