import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BillingPortalError,
  type BillingPortalClientOptions,
  createBillingPortalClient,
  isBillingPortalError,
} from '../../src/client/index.ts';
import { portOf } from '../../src/ports.ts';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

const KEY = 'bpb_test_w_0123456789abcdef_canary';
const LIST = {
  kind: 'billingPortal',
  totalItems: 1,
  itemsLength: 1,
  items: [{ nextAction: { url: 'https://b.example/' } }],
};
const CALL = {
  appUuid: 'app',
  tenantUuid: 'tenant',
  paymentProvider: 'stripe',
  defaultReturnUrl: 'https://app.example.com/',
} as const;

let server: Server;
let url: string;
/** One per request; the last one again for all that follow. */
let answers: Answer[];
let received: { method: string; url: string; headers: IncomingMessage['headers']; body: string; atMs: number }[];

beforeEach(async () => {
  received = [];
  server = createServer((req, res) => {
    void answerNext(req, res);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${portOf(server)}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function answerNext(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { method = '', url: path = '', headers } = req;
  received.push({ method, url: path, headers, body: await text(req), atMs: performance.now() });
  answers[Math.min(received.length, answers.length) - 1]?.(req, res);
}

const success: Answer = (_req, res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'r-1' });
  res.end(JSON.stringify({ result: { data: LIST } }));
};
const failure =
  (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  (_req, res) => {
    const errors = [{ validation: 'error', code, message: `message of ${code}` }];
    const data = { code, status, httpStatus: status, path: 'billingPortals.create', errors };
    res.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r-2', ...headers });
    res.end(JSON.stringify({ error: { code: -32603, message: `message of ${code}`, data } }));
  };
const hang: Answer = () => undefined;
const cut: Answer = (req) => req.socket.destroy();

const clientOf = (options: Partial<BillingPortalClientOptions> = {}) =>
  createBillingPortalClient({ url, apiKey: KEY, clientId: 'app', ...options });
const create = (options: Partial<BillingPortalClientOptions> = {}, signal?: AbortSignal) =>
  clientOf(options).billingPortals.create.mutate(CALL, signal ? { signal } : {});
const failureOf = async (call: Promise<unknown>): Promise<BillingPortalError> => {
  const error: unknown = await call.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  if (!isBillingPortalError(error)) throw error;
  return error;
};

describe('a call', () => {
  it('is one POST with the three headers of the contract', async () => {
    answers = [success];
    expect(await create()).toEqual(LIST);
    expect(received).toHaveLength(1);
    const [{ method, url: path, headers, body } = { method: '', url: '', headers: {}, body: '' }] = received;
    expect([method, path]).toEqual(['POST', '/trpc/billingPortals.create']);
    expect(headers).toMatchObject({
      'x-api-key': KEY,
      'x-client-id': 'app',
      'x-api-key-type': 'write',
      'content-type': 'application/json',
    });
    expect(JSON.parse(body)).toEqual(CALL);
  });

  it.each(['', '/', '/billing', '/billing/', '/?x=1#y'])('finds the endpoint of a service at %j', async (path) => {
    answers = [success];
    await create({ url: url + path });
    expect(received[0]?.url).toBe(`${path.startsWith('/billing') ? '/billing' : ''}/trpc/billingPortals.create`);
  });

  it('goes through a fetch that is given, and says which key it has', async () => {
    answers = [success];
    let calls = 0;
    await create({ apiKeyType: 'read', fetch: (to, init) => fetch(to, init).finally(() => (calls += 1)) });
    expect(calls).toBe(1);
    expect(received[0]?.headers['x-api-key-type']).toBe('read');
  });
});

describe('a repeat', () => {
  it.each([
    ['429', failure(429, '[E4290]')],
    ['502', failure(502, '[E5020]')],
    ['503', failure(503, '[E5030]')],
    ['504', failure(504, '[E5040]')],
    ['a broken connection', cut],
    ['a 502 of a proxy', (_req, res) => res.writeHead(502).end('<html>Bad Gateway</html>')],
  ] as [string, Answer][])('follows %s, and only as often as it must', async (_name, first) => {
    answers = [first, success];
    expect(await create()).toEqual(LIST);
    expect(received).toHaveLength(2);
  });

  it('waits for as long as Retry-After says', async () => {
    answers = [failure(503, '[E5030]', { 'retry-after': '1' }), success];
    await create();
    const [first, second] = received;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(995);
  });

  it('is not begun when Retry-After is past the time of the call; the error says how long', async () => {
    answers = [failure(429, '[E4290]', { 'retry-after': '60' })];
    const error = await failureOf(create());
    expect(error).toMatchObject({ code: '[E4290]', status: 429, retryAfterSeconds: 60, attempts: 1 });
  });

  it('follows an attempt that got no answer in time', async () => {
    answers = [hang, success];
    expect(await create({ attemptTimeoutMs: 50 })).toEqual(LIST);
  });

  it('ends after as many as were allowed', async () => {
    answers = [failure(503, '[E5030]')];
    expect(await failureOf(create({ retries: 3 }))).toMatchObject({ code: '[E5030]', attempts: 4 });
    expect(await failureOf(create({ retries: 0 }))).toMatchObject({ code: '[E5030]', attempts: 1 });
    expect(received).toHaveLength(5);
  });

  it.each([
    [400, '[E4000]'],
    [401, '[E4010]'],
    [403, '[E4030]'],
    [404, '[E4040]'],
    [409, '[E4090]'],
    [413, '[E4130]'],
    [500, '[E0000]'],
  ] as const)('does not follow %i %s, which would only fail again', async (status, code) => {
    answers = [failure(status, code)];
    const error = await failureOf(create());
    expect(error).toMatchObject({ code, status, attempts: 1, requestId: 'r-2', message: `message of ${code}` });
    expect(error.errors).toEqual([{ validation: 'error', code, message: `message of ${code}` }]);
    expect(error.retryAfterSeconds).toBeUndefined();
  });
});

describe('a call that gets nowhere', () => {
  it('ends with its time, however many repeats were left', async () => {
    answers = [hang];
    const startedAtMs = performance.now();
    const error = await failureOf(create({ timeoutMs: 300, attemptTimeoutMs: 100, retries: 100 }));
    expect(error).toMatchObject({ code: 'TIMEOUT', status: undefined, requestId: undefined });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });

  it('ends in time also when the body never ends, and when the fetch does not heed its signal', async () => {
    answers = [(_req, res) => res.writeHead(200).write('{"result":')];
    const patience = { timeoutMs: 200, retries: 0 };
    expect(await failureOf(create(patience))).toMatchObject({ code: 'TIMEOUT' });
    const deaf = () => new Promise<never>(() => undefined);
    expect(await failureOf(create({ ...patience, fetch: deaf }))).toMatchObject({ code: 'TIMEOUT' });
  });

  it('is NETWORK when nothing listens, with the cause', async () => {
    const error = await failureOf(create({ url: 'http://127.0.0.1:1', retries: 1 }));
    expect(error).toMatchObject({ code: 'NETWORK', attempts: 2, errors: [] });
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each([
    ['HTML', (_req, res) => res.writeHead(200).end('<html></html>')],
    ['JSON of something else', (_req, res) => res.writeHead(200).end('{"hello":"world"}')],
    ['an error of something else', (_req, res) => res.writeHead(404).end('{"error":"not found"}')],
    ['null', (_req, res) => res.writeHead(200).end('null')],
    ['nothing', (_req, res) => res.writeHead(204).end()],
  ] as [string, Answer][])('is UNEXPECTED_ANSWER for %s', async (_name, answer) => {
    answers = [answer];
    expect(await failureOf(create())).toMatchObject({ code: 'UNEXPECTED_ANSWER', attempts: 1 });
  });

  it('is UNEXPECTED_ANSWER for a code of a later version, whose text is kept', async () => {
    answers = [failure(409, '[E4099]')];
    const error = await failureOf(create());
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 409, message: 'message of [E4099]' });
    expect(error.errors[0]?.code).toBe('[E4099]');
  });

  it('follows no redirect, which would take the key elsewhere', async () => {
    answers = [(_req, res) => res.writeHead(307, { location: `${url}/elsewhere` }).end(), success];
    expect(await failureOf(create())).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 307 });
    expect(received).toHaveLength(1);
  });

  it('never has the key in its error', async () => {
    answers = [cut];
    const error = await failureOf(create({ retries: 0 }));
    expect(JSON.stringify(error) + String(error) + String(error.cause) + String(error.stack)).not.toContain(KEY);
  });
});

describe('an aborted call', () => {
  it('is not sent when the signal is aborted already', async () => {
    answers = [success];
    expect(await failureOf(create({}, AbortSignal.abort()))).toMatchObject({ code: 'ABORTED', attempts: 0 });
    expect(received).toHaveLength(0);
  });

  it('ends at once, while it is sent and while it waits', async () => {
    for (const answer of [hang, failure(503, '[E5030]', { 'retry-after': '20' })]) {
      answers = [answer];
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      const startedAtMs = performance.now();
      expect(await failureOf(create({}, controller.signal))).toMatchObject({ code: 'ABORTED', attempts: 1 });
      expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    }
  });

  it('is told as aborted, not as late, when no repeat was left', async () => {
    answers = [hang];
    const controller = new AbortController();
    const call = failureOf(create({ retries: 0 }, controller.signal));
    await expect.poll(() => received.length).toBe(1);
    controller.abort();
    expect(await call).toMatchObject({ code: 'ABORTED', attempts: 1 });
  });
});

describe('errors and options', () => {
  it('an error is a BillingPortalError, a TRPCClientError and an Error', async () => {
    answers = [failure(404, '[E4040]')];
    const error = await failureOf(create());
    expect(error).toBeInstanceOf(BillingPortalError);
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error).toBeInstanceOf(Error);
    expect(isBillingPortalError(new TRPCClientError('other'))).toBe(false);
    expect(isBillingPortalError({ name: 'BillingPortalError' })).toBe(false);
  });

  it.each([
    [{ url: '' }, 'url must be the address of the service, such as https://billing.example.com'],
    [{ url: 'billing.example.com' }, 'url must be the address of the service'],
    [{ url: 'ftp://billing.example.com' }, 'url must be the address of the service'],
    [{ url: undefined }, 'url must be the address of the service'],
    [{ apiKey: '' }, 'apiKey must be a text without white space, and not empty'],
    [{ apiKey: 'key\n' }, 'apiKey must be a text without white space'],
    [{ apiKey: undefined }, 'apiKey must be a text without white space'],
    [{ clientId: ' ' }, 'clientId must be a text without white space'],
    [{ timeoutMs: 0 }, 'timeoutMs must be a number of milliseconds from 1 to 2147483647'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs must be a number of milliseconds'],
    [{ attemptTimeoutMs: Infinity }, 'attemptTimeoutMs must be a number of milliseconds'],
    [{ retries: -1 }, 'retries must be a whole number, 0 or more'],
    [{ retries: 1.5 }, 'retries must be a whole number, 0 or more'],
  ] as [Partial<BillingPortalClientOptions>, string][])('refuses %j, saying what it should be', (options, message) => {
    expect(() => clientOf(options)).toThrow(TypeError);
    expect(() => clientOf(options)).toThrow(message);
  });
});
