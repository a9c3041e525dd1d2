import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { portOf } from '../../../src/ports.ts';
import { ask, askList, pageOf } from '../../../src/providers/mollie/errors.ts';
import { createSdk } from '../../../src/providers/mollie/sdk.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** The SDK with a server that answers in some encoding. */
async function createSdkFor(answer: (res: ServerResponse) => void) {
  const server = createServer((req, res) => {
    if (req.headers['accept-encoding'] !== 'gzip') return res.writeHead(406).end();
    return answer(res.setHeader('content-encoding', 'gzip'));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanUps.push(() => server.close());
  const apiUrl = `http://127.0.0.1:${portOf(server)}`;
  return createSdk({ secret: 'test_123456789012345678901234567890', apiUrl, mode: 'test', settings: {} });
}

const identified = z.object({ id: z.string() });

async function askFor(answer: (res: ServerResponse) => void): Promise<unknown> {
  const sdk = await createSdkFor(answer);
  return ask({ schema: identified, timeoutMs: 5_000, call: () => sdk.customers.get('cst_1') });
}

/** For one page of a customer's payments. */
async function askForList(answer: unknown): Promise<unknown> {
  const sdk = await createSdkFor((res) => res.end(gzipSync(JSON.stringify(answer))));
  const page = () => sdk.customerPayments.page({ customerId: 'cst_1', limit: 2 });
  return askList({ name: 'payments', schema: pageOf(identified), timeoutMs: 5_000, page });
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

it('reads a page of a list, and where the next one begins', async () => {
  const items = [
    { resource: 'payment', id: 'tr_2', _links: {} },
    { resource: 'payment', id: 'tr_1', _links: {} },
  ];
  const next = { href: 'https://api.mollie.com/v2/customers/cst_1/payments?from=tr_0&limit=2', type: 'json' };
  const links = { self: null, previous: null };
  const list = { count: 2, _embedded: { payments: items } };
  expect(await askForList({ ...list, _links: { ...links, next } })).toEqual({
    items: [{ id: 'tr_2' }, { id: 'tr_1' }],
    next: 'tr_0',
  });
  const last = { items: [{ id: 'tr_2' }, { id: 'tr_1' }], next: undefined };
  expect(await askForList({ ...list, _links: { ...links, next: null } })).toEqual(last);
  expect(await askForList({ count: 0, _embedded: { payments: [] }, _links: { ...links, next: null } })).toEqual({
    items: [],
    next: undefined,
  });
});

it.each([
  ['no object', 7],
  ['null', null],
  ['without lists', { count: 0, _links: {} }],
  ['with another list', { count: 1, _embedded: { refunds: [{ id: 're_1' }] }, _links: {} }],
  ['with something else in its list’s place', { count: 1, _embedded: { payments: { id: 'tr_1' } }, _links: {} }],
  ['with nothing in its list', { count: 1, _embedded: { payments: [null] }, _links: {} }],
  ['without links', { count: 1, _embedded: { payments: [{ id: 'tr_1' }] } }],
])('a list that is %s is told as nonsense', async (_what, answer) => {
  await expect(askForList(answer)).rejects.toMatchObject({ kind: 'nonsense' });
});

it('is loaded without leaving anything behind: the platform’s fetch is everybody’s again', async () => {
  const platformFetch = globalThis.fetch;
  const { runExchange } = await import('../../../src/providers/mollie/sdk.ts');
  expect(globalThis.fetch).toBe(platformFetch);
  expect(await runExchange(() => Promise.resolve('not sent'), { timeoutMs: 1000 })).toMatchObject({
    kind: 'thrown',
    outcome: { kind: 'unsent' },
  });
  expect(globalThis.fetch).toBe(platformFetch);
});
