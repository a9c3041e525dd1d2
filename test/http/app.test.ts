import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;
let path: string;

beforeAll(async () => {
  service = await startTestService();
  app = await service.createApp();
  path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}/payment-providers/stripe/billing-portals`;
});
afterAll(() => service.close());

type Send = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Uint8Array };

const send = async (request: Send) => {
  const response = await fetch(service.url + (request.path ?? path), {
    method: request.method ?? 'POST',
    headers: { ...app.headers, 'content-type': 'application/json', ...request.headers },
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: request.body as string }),
  });
  return { response, text: await response.text() };
};

const refused = async (request: Send, status: number, code: string, message: string) => {
  const { response, text } = await send(request);
  expect({ status: response.status, body: text && (JSON.parse(text) as unknown) }).toEqual({
    status,
    body: { errors: [{ validation: 'error', code, message }] },
  });
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  return response;
};

const body = JSON.stringify({ defaultReturnUrl: 'https://app.example.com/account' });
const invalid = (fault: string) => `Bad Request / validation error: ${fault}`;

/** Sends text as it is, and reads until the end. */
async function exchangeRaw(sent: string): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => socket.write(sent));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}

describe('REST bodies (C6, C16, D5, D9)', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'takes the content type %s',
    async (contentType) => {
      const { response } = await send({ headers: { 'content-type': contentType }, body });
      expect(response.status).toBe(200);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data', ','])(
    'refuses the content type %s',
    async (contentType) => {
      const message = invalid('Content-Type must be application/json, and the body not empty');
      await refused({ headers: { 'content-type': contentType }, body }, 400, '[E4000]', message);
    },
  );

  it.each(['{', '{"defaultReturnUrl":', 'defaultReturnUrl=https://app.example.com', "{'a':1}", '{"a":1}}', '\u0000'])(
    'refuses the malformed body %j',
    async (malformed) => {
      await refused({ body: malformed }, 400, '[E4000]', invalid('the body is not valid JSON'));
    },
  );

  it.each(['[]', '"text"', '1', 'null', 'true'])('refuses the body %s, which is no object', async (other) => {
    await refused({ body: other }, 400, '[E4000]', invalid('the body must be a JSON object'));
  });

  it('refuses bytes that are no UTF-8, packed or not', async () => {
    const bytes = Buffer.from('{"defaultReturnUrl":"https://app.example.com/?q=\xff"}', 'latin1');
    await refused({ body: bytes }, 400, '[E4000]', invalid('the body is not valid UTF-8'));
    const { gzipSync } = await import('node:zlib');
    const packed = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(bytes) };
    await refused(packed, 400, '[E4000]', invalid('the body is not valid UTF-8'));
  });

  it('refuses a charset and an encoding that it does not know', async () => {
    const charset = { 'content-type': 'application/json; charset=klingon' };
    await refused({ headers: charset, body }, 400, '[E4000]', invalid('the charset of Content-Type is not supported'));
    const encoding = { 'content-encoding': 'snappy' };
    await refused({ headers: encoding, body }, 400, '[E4000]', invalid('Content-Encoding is not supported'));
  });

  it('refuses an oversized body, and one that is small only while compressed', async () => {
    const large = JSON.stringify({ defaultReturnUrl: 'x'.repeat(200_000) });
    await refused({ body: large }, 413, '[E4130]', 'Request Body Too Large');
    const { gzipSync } = await import('node:zlib');
    const headers = { 'content-encoding': 'gzip' };
    await refused({ headers, body: gzipSync(large) }, 413, '[E4130]', 'Request Body Too Large');
  });

  it('says nothing of the body to a caller without a key (D1)', async () => {
    const headers = { 'x-api-key': 'none' };
    for (const bad of ['{', '[]', 'x'.repeat(200_000)]) {
      await refused({ headers, body: bad }, 401, '[E4010]', 'Unauthorized Token or API key');
    }
  });

  it('a tenant id in the body never overrides the path (D6)', async () => {
    const other = await service.createApp();
    const foreign = JSON.stringify({ defaultReturnUrl: 'https://app.example.com/', tenantUuid: other.tenantUuid });
    const ghost = path.replace(app.tenantUuid, 'nobody');
    await refused({ path: ghost, body: foreign }, 404, '[E4040]', 'Tenant Not Found');
  });

  it('two faults have two entries (D5)', async () => {
    const { text } = await send({ path: path.replace('/stripe/', '/paypal/'), body: '{}' });
    expect((JSON.parse(text) as { errors: unknown[] }).errors).toHaveLength(2);
  });
});

describe('REST paths and methods (D1, D9)', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'refuses %s on the path, and names what it takes',
    async (method) => {
      const response = await refused({ method }, 405, '[E4050]', 'Method Not Allowed');
      expect(response.headers.get('allow')).toBe('POST');
    },
  );

  it('refuses HEAD too, without a body', async () => {
    const { response, text } = await send({ method: 'HEAD' });
    expect([response.status, response.headers.get('allow'), text]).toEqual([405, 'POST', '']);
  });

  it('refuses the method before it looks at the key', async () => {
    await refused({ method: 'GET', headers: { 'x-api-key': '' } }, 405, '[E4050]', 'Method Not Allowed');
  });

  it.each([
    '/',
    '/nothing',
    '/api',
    '/api/v1',
    '/api/v1/apps',
    '/api/v1/apps/a/tenants/t/payment-providers/stripe',
    '/api/v1/apps/a/tenants/t/payment-providers/stripe/billing-portals/x',
    '/api/v2/apps/a/tenants/t/payment-providers/stripe/billing-portals',
    '/api/v1//apps//tenants//payment-providers//billing-portals',
    '/%zz',
    '/api/v1/%zz',
    '/docs/../package.json',
    '/docs/..%2f..%2fpackage.json',
    '/docs/swagger-ui.css.map',
  ])('answers the unknown path %s with the envelope', async (unknown) => {
    await refused({ path: unknown, method: 'GET' }, 404, '[E4041]', 'Not Found');
    await refused({ path: unknown, body }, 404, '[E4041]', 'Not Found');
  });

  it('decodes the path once, and checks what comes out (D4)', async () => {
    const encoded = path.replace(
      app.tenantUuid,
      encodeURIComponent(app.tenantUuid).replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`),
    );
    expect((await send({ path: encoded, body })).response.status).toBe(200);
    for (const tenant of ['a%2Fb', 'a%20b', '%00', '%25', '%zz', '%F0%9F%98%80']) {
      const message = invalid('tenantUuid must be 1 to 128 characters of A-Z a-z 0-9 _ and -');
      await refused({ path: path.replace(app.tenantUuid, tenant), body }, 400, '[E4000]', message);
    }
  });

  it.each([
    ['is not HTTP', 'NONSENSE\r\n\r\n', 'the request is not valid HTTP'],
    ['has too many headers', `GET /livez HTTP/1.1\r\nX: ${'x'.repeat(30_000)}\r\n\r\n`, 'headers are too large'],
    ['names no host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 'the Host header is missing'],
  ])('answers what %s with the envelope, and closes', async (_, sent, reason) => {
    const raw = await exchangeRaw(sent);
    expect(raw).toMatch(/^HTTP\/1\.1 400 /);
    expect(raw).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\nCache-Control: no-store\r\n/);
    expect(raw).toContain('{"errors":[{"validation":"error","code":"[E4000]"');
    expect(raw).toContain(reason);
  });

  it('answers as ever where something is expected of it that it does not know', async () => {
    const raw = await exchangeRaw('GET /livez HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n');
    expect(raw).toMatch(/^HTTP\/1\.1 200 .*\r\nx-request-id: /);
  });

  it('takes HTTP/1.0, which has no hosts', async () => {
    expect(await exchangeRaw('GET /livez HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('refuses POST on the document’s pages', async () => {
    for (const docs of ['/docs', '/docs/']) {
      const response = await refused({ path: docs, method: 'POST', body }, 405, '[E4050]', 'Method Not Allowed');
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
  });
});

describe('a crash inside (C17, D11)', () => {
  it('is the envelope of 500 and nothing more, on both transports; the log says where, not what', async () => {
    const { billingPortals } = service.service.context;
    const create = billingPortals.create.bind(billingPortals);
    billingPortals.create = () => Promise.reject(new Error('canary in a message'));
    try {
      await refused({ body }, 500, '[E0000]', 'Internal Server Error');
      const input = {
        appUuid: app.appUuid,
        tenantUuid: app.tenantUuid,
        paymentProvider: 'stripe',
        defaultReturnUrl: 'https://a.example/',
      };
      const { response, text } = await send({ path: '/trpc/billingPortals.create', body: JSON.stringify(input) });
      expect(response.status).toBe(500);
      expect(text).not.toContain('canary');
      expect(text).not.toContain('.ts');
      expect(service.logged()).not.toContain('canary in a message');
      expect(service.logged()).toContain('app.test.ts');
    } finally {
      billingPortals.create = create;
    }
  });
});

describe('tRPC (D13)', () => {
  const trpcError = async (request: Send) => {
    const { response, text } = await send(request);
    const parsed = JSON.parse(text) as { error: { code: number; message: string; data: Record<string, unknown> } };
    return { response, error: parsed.error, text };
  };

  it.each([
    [{ path: '/trpc/nothing', body: '{}' }, 404, '[E4041]', -32_004],
    [{ path: '/trpc/billingPortals.create', method: 'GET' }, 405, '[E4050]', -32_005],
    [{ path: '/trpc/billingPortals.create', body: '{' }, 400, '[E4000]', -32_600],
    [{ path: '/trpc/billingPortals.create', body: '{}' }, 401, '[E4010]', -32_001],
    [
      { path: '/trpc/billingPortals.create', body: '{}', headers: { 'content-type': 'text/plain' } },
      400,
      '[E4000]',
      -32_600,
    ],
    [{ path: '/trpc/billingPortals.create', body: `"${'x'.repeat(200_000)}"` }, 413, '[E4130]', -32_013],
  ] as [Send, number, string, number][])(
    'carries our code and status as data: %j',
    async (request, status, code, rpc) => {
      const { response, error, text } = await trpcError(request);
      expect(response.status).toBe(status);
      expect(error.code).toBe(rpc);
      expect(error.data).toMatchObject({ code, status, httpStatus: status });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('cache-control')).toContain('no-store');
      expect(text).not.toContain('stack');
    },
  );

  it.each([
    [{ body: '{' }, 'the body is not valid JSON'],
    [{ body: '{}', headers: { 'content-type': 'text/plain' } }, 'Content-Type must be application/json'],
  ] as [Send, string][])('says what is wrong with the body (D5): %j', async (request, fault) => {
    const { error } = await trpcError({ path: '/trpc/billingPortals.create', ...request });
    expect(error.message).toBe(`Bad Request / validation error: ${fault}`);
  });

  it('checks the key before it reads the body (D1)', async () => {
    const { error } = await trpcError({
      path: '/trpc/billingPortals.create',
      body: '{',
      headers: { 'x-api-key': 'x' },
    });
    expect(error.data['code']).toBe('[E4010]');
  });
});

describe('the other paths', () => {
  it('says that it lives and that it is ready', async () => {
    for (const probe of ['/livez', '/readyz']) {
      const { response, text } = await send({ path: probe, method: 'GET' });
      expect([response.status, text]).toEqual([200, '{"status":"ok"}']);
    }
  });

  it('serves the document’s pages from itself only', async () => {
    const { response, text } = await send({ path: '/docs/', method: 'GET' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).toMatch(/^\.{1,2}\//);
      const { pathname } = new URL(source, `${service.url}/docs/`);
      expect((await send({ path: pathname, method: 'GET' })).response.status).toBe(200);
    }
  });
});
