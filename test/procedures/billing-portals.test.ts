import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import { type Answer, type Call, CALLERS } from '../support/callers.ts';
import { openAsPerson } from '../support/person.ts';
import { findPort } from '../../src/ports.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;
let other: TestApp;

beforeAll(async () => {
  service = await startTestService({ metricsPort: await findPort({ host: '127.0.0.1', wanted: null }) });
  app = await service.createApp();
  other = await service.createApp();
});
afterAll(() => service.close());

const good = (overrides: Partial<Call> = {}): Call => ({
  baseUrl: service.url,
  appUuid: app.appUuid,
  tenantUuid: app.tenantUuid,
  paymentProvider: 'stripe',
  headers: app.headers,
  body: { defaultReturnUrl: 'https://app.example.com/account' },
  ...overrides,
});
const withHeaders = (headers: Record<string, string | undefined>, overrides: Partial<Call> = {}): Call =>
  good({ headers: { ...app.headers, ...headers }, ...overrides });

describe.each(CALLERS)('billingPortals.create over $transport (C1, C2, D13)', ({ transport, call }) => {
  const refused = async (request: Call, status: number, code: string, message: string): Promise<Answer> => {
    const answer = await call(request);
    expect({ status: answer.status, code: answer.code, messages: answer.messages }).toEqual({
      status,
      code,
      messages: [message],
    });
    return answer;
  };

  describe('200', () => {
    it.each(PROVIDER_IDS)('answers with exactly the documented body for %s (C8, C9, C10)', async (paymentProvider) => {
      const answer = await call(good({ paymentProvider }));
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        kind: 'billingPortal',
        totalItems: 1,
        itemsLength: 1,
        items: [{ nextAction: { url: expect.stringMatching(/^https?:\/\//) } }],
      });
    });

    it.each(PROVIDER_IDS)('answers for %s with a URL that opens (C11)', async (paymentProvider) => {
      const answer = await call(good({ paymentProvider }));
      const page = await openAsPerson(urlOf(answer));
      expect(page.status).toBe(200);
      expect(page.contentType).toContain('text/html');
      expect(page.text).toContain('https://app.example.com/account');
    });

    it.each(PROVIDER_IDS)(
      'makes one %s customer at the first call and uses it from then on (C12)',
      async (paymentProvider) => {
        const fresh = await service.createApp();
        const request = good({ ...fresh, paymentProvider });
        const path = paymentProvider === 'stripe' ? '/v1/customers' : '/v2/customers';
        const account = fresh.accounts[paymentProvider];
        expect((await call(request)).status).toBe(200);
        expect((await call(request)).status).toBe(200);
        // Of this account: what other tests left behind is finished meanwhile.
        expect(service.sandbox.ledger.count({ account, method: 'POST', path })).toBe(1);
      },
    );

    it.each(PROVIDER_IDS)('makes one %s customer for many first calls at once (P1)', async (paymentProvider) => {
      const fresh = await service.createApp();
      const path = paymentProvider === 'stripe' ? '/v1/customers' : '/v2/customers';
      const account = fresh.accounts[paymentProvider];
      const answers = await Promise.all(Array.from({ length: 10 }, () => call(good({ ...fresh, paymentProvider }))));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
      expect(service.sandbox.ledger.count({ account, method: 'POST', path })).toBe(1);
    });

    it('answers each call with a URL of its own', async () => {
      const [first, second] = [await call(good()), await call(good())];
      expect(urlOf(first)).not.toBe(urlOf(second));
    });

    it('ignores unknown fields of the body, a tenant there too (C7, D6)', async () => {
      const foreign = { tenantUuid: other.tenantUuid, appUuid: other.appUuid, paymentProvider: 'paypal' };
      const body = { defaultReturnUrl: 'https://app.example.com/', ...foreign, __proto__: { x: 1 }, extra: [1] };
      expect((await call(good({ body }))).status).toBe(200);
    });

    it('takes http on localhost while the connection is in test mode (D14)', async () => {
      expect((await call(good({ body: { defaultReturnUrl: 'http://localhost:3000/back' } }))).status).toBe(200);
    });

    it('is never cached and always has its request id (D12)', async () => {
      const { headers } = await call(good());
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('401', () => {
    const unauthorized = (request: Call) => refused(request, 401, '[E4010]', 'Unauthorized Token or API key');

    it('refuses every unusable key and client id with the same bytes (C3, C4, C13, D2, P6)', async () => {
      const { apiKeys } = service.service.context;
      const { appUuid } = app;
      const revoked = await apiKeys.create({ appUuid, type: 'write' });
      await apiKeys.revoke(revoked.keyId);
      const expired = await apiKeys.create({ appUuid, type: 'write', expiresInSeconds: 0 });
      const wrongSecret = app.writeKey.replace(/.{49}$/, other.writeKey.slice(-49));
      const answers = await Promise.all(
        [
          { 'x-api-key': undefined },
          { 'x-api-key': '' },
          { 'x-api-key': 'nonsense' },
          { 'x-api-key': `${app.writeKey}x` },
          { 'x-api-key': app.writeKey.slice(0, -1) },
          { 'x-api-key': wrongSecret },
          { 'x-api-key': revoked.apiKey },
          { 'x-api-key': expired.apiKey },
          { 'x-api-key': other.writeKey },
          { 'x-client-id': undefined },
          { 'x-client-id': other.appUuid },
          { 'x-client-id': app.appUuid.toUpperCase() },
          { 'x-api-key': other.writeKey, 'x-client-id': other.appUuid },
          { 'x-api-key': undefined, 'x-client-id': undefined, 'x-api-key-type': undefined },
        ].map((headers) => unauthorized(withHeaders(headers))),
      );
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    it('refuses a path of another app with an own key', async () => {
      await unauthorized(good({ appUuid: other.appUuid }));
      await unauthorized(good({ appUuid: other.appUuid, headers: { ...app.headers, 'x-client-id': other.appUuid } }));
    });

    it.each([undefined, '', 'read', 'Write', 'write,write', 'admin'])(
      'refuses the key type header %j (C5, C14, D3)',
      async (type) => {
        await refused(withHeaders({ 'x-api-key-type': type }), 401, '[E4011]', 'Unauthorized API key type');
      },
    );

    it('refuses a read key, whatever the header claims (D3)', async () => {
      for (const type of ['read', 'write']) {
        const request = withHeaders({ 'x-api-key': app.readKey, 'x-api-key-type': type });
        await refused(request, 401, '[E4011]', 'Unauthorized API key type');
      }
    });
  });

  it('403: refuses a disabled app, and takes it again when it is enabled (C15)', async () => {
    const disabled = await service.createApp();
    const { apps } = service.service.context;
    await apps.disable(disabled.appUuid);
    await refused(good({ ...disabled }), 403, '[E4030]', 'App Is Disabled');
    await apps.enable(disabled.appUuid);
    expect((await call(good({ ...disabled }))).status).toBe(200);
  });

  describe('400', () => {
    const invalid = (request: Call, fault: string) =>
      refused(request, 400, '[E4000]', `Bad Request / validation error: ${fault}`);

    it.each([
      [{}, 'defaultReturnUrl is required'],
      [{ defaultReturnUrl: null }, 'defaultReturnUrl must be a string'],
      [{ defaultReturnUrl: 7 }, 'defaultReturnUrl must be a string'],
      [{ defaultReturnUrl: ['https://app.example.com/'] }, 'defaultReturnUrl must be a string'],
      [{ defaultReturnUrl: '' }, 'defaultReturnUrl must be an absolute https URL'],
      [{ defaultReturnUrl: '/account' }, 'defaultReturnUrl must be an absolute https URL'],
      [{ defaultReturnUrl: 'http://app.example.com/' }, 'defaultReturnUrl must be an absolute https URL'],
      [{ defaultReturnUrl: 'https://me@app.example.com/' }, 'defaultReturnUrl must not contain user information'],
    ])('refuses the body %j (C16, D5, D14)', async (body, fault) => {
      await invalid(good({ body }), fault);
    });

    it('refuses an unknown provider (C2, D5)', async () => {
      await invalid(good({ paymentProvider: 'paypal' }), 'paymentProvider must be one of: stripe, mollie');
    });

    it.each(['a.b', 'a~b', 'x'.repeat(129)])('refuses the tenant id %s (D4)', async (tenantUuid) => {
      await invalid(good({ tenantUuid }), 'tenantUuid must be 1 to 128 characters of A-Z a-z 0-9 _ and -');
    });

    it('has one entry per fault (D5)', async () => {
      const answer = await call(good({ paymentProvider: 'paypal', tenantUuid: 'a.b', body: {} }));
      expect(answer.messages).toHaveLength(3);
    });

    it('refuses an origin that the app does not allow, and takes one that it does (D14)', async () => {
      const strict = await service.createApp({ returnOrigins: ['https://app.example.com'] });
      expect((await call(good({ ...strict }))).status).toBe(200);
      const body = { defaultReturnUrl: 'https://app.example.com.evil.example/' };
      await invalid(
        good({ ...strict, body }),
        'defaultReturnUrl must have one of the origins that are set for the app',
      );
    });

    it('refuses http on localhost in live mode (D14)', async () => {
      const live = await service.createApp({ mode: 'live' });
      const body = { defaultReturnUrl: 'http://localhost:3000/' };
      await invalid(good({ ...live, body }), 'defaultReturnUrl must be an absolute https URL');
    });
  });

  it('404: answers for an unknown tenant and for one of another app with the same bytes (D7, P6)', async () => {
    const unknown = await refused(good({ tenantUuid: 'nobody' }), 404, '[E4040]', 'Tenant Not Found');
    const foreign = await refused(good({ tenantUuid: other.tenantUuid }), 404, '[E4040]', 'Tenant Not Found');
    expect(foreign.text).toBe(unknown.text);
  });

  it('409: refuses a provider that the app is not connected to (D8)', async () => {
    const stripeOnly = await service.createApp({ connect: ['stripe'] });
    const request = good({ ...stripeOnly, paymentProvider: 'mollie' });
    await refused(request, 409, '[E4090]', 'Payment Provider Not Connected');
  });

  describe('the order of the checks (D1)', () => {
    it('tells only the first: key, key type, app, validation, tenant, provider', async () => {
      const closed = await service.createApp({ connect: [] });
      await service.service.context.apps.disable(closed.appUuid);
      const wrong = { appUuid: closed.appUuid, tenantUuid: 'nobody', body: {} };
      const headers = { ...closed.headers, 'x-api-key-type': 'read' };
      expect((await call(good({ ...wrong, headers: { ...headers, 'x-api-key': 'no' } }))).code).toBe('[E4010]');
      expect((await call(good({ ...wrong, headers }))).code).toBe('[E4011]');
      expect((await call(good({ ...wrong, headers: closed.headers }))).code).toBe('[E4030]');
      await service.service.context.apps.enable(closed.appUuid);
      expect((await call(good({ ...wrong, headers: closed.headers }))).code).toBe('[E4000]');
      expect((await call(good({ ...closed, tenantUuid: 'nobody' }))).code).toBe('[E4040]');
      expect((await call(good({ ...closed }))).code).toBe('[E4090]');
    });
  });

  describe('when the provider fails (D10, D11)', () => {
    const cases = [
      { fault: { kind: 'status', status: 500 }, status: 502, code: '[E5020]', message: 'Payment Provider Error' },
      { fault: { kind: 'html' }, status: 502, code: '[E5020]', message: 'Payment Provider Error' },
      { fault: { kind: 'status', status: 429 }, status: 503, code: '[E5030]', message: 'Service Unavailable' },
    ] as const;

    it.each(PROVIDER_IDS.flatMap((provider) => cases.map((entry) => ({ provider, ...entry }))))(
      '$provider, $fault.kind: $status $code, with Retry-After',
      async ({ provider, fault, status, code, message }) => {
        const fresh = await service.createApp();
        const handle = service.sandbox.faults.add({ provider, method: 'POST', ...fault });
        const answer = await refused(good({ ...fresh, paymentProvider: provider }), status, code, message);
        handle.remove();
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      },
    );

    it('both never answering: 504 [E5040], with Retry-After', async () => {
      const answers = await Promise.all(
        PROVIDER_IDS.map(async (provider) => {
          const fresh = await service.createApp();
          const handle = service.sandbox.faults.add({ provider, method: 'POST', kind: 'hang' });
          const request = good({ ...fresh, paymentProvider: provider });
          const answer = await refused(request, 504, '[E5040]', 'Payment Provider Timeout');
          handle.remove();
          return answer;
        }),
      );
      for (const { headers } of answers) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it.each(PROVIDER_IDS)('%s refusing the app’s own credentials: 500, and the operator sees why', async (provider) => {
      const fresh = await service.createApp();
      const handle = service.sandbox.faults.add({ provider, method: 'POST', kind: 'status', status: 401 });
      const answer = await refused(
        good({ ...fresh, paymentProvider: provider }),
        500,
        '[E0000]',
        'Internal Server Error',
      );
      handle.remove();
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(service.logged()).toContain('credentials_refused');
      const metrics = await (await fetch(service.service.metricsUrl ?? '')).text();
      expect(metrics).toMatch(/call_errors_total\{.*error="internal",reason="credentials_refused"\} \d+/);
    });

    it('when a secret is sealed with a key that this service lacks; only the log says which (D11)', async () => {
      const { appUuid, tenantUuid, headers } = await service.createApp({ connect: ['stripe'] });
      const keyId = `later-${transport}`;
      await service.service.context.database.prisma.providerConnection.updateMany({
        where: { appUuid },
        data: { secretKeyId: keyId },
      });
      await refused(good({ appUuid, tenantUuid, headers }), 500, '[E0000]', 'Internal Server Error');
      expect(service.logged()).toContain(
        `"detail":"A stored secret does not open: the key \\"${keyId}\\" is not in SECRET_KEYS.`,
      );
    });
  });

  it(`never logs a key, a provider's secret or a link (P12) [${transport}]`, async () => {
    const answers = await Promise.all(PROVIDER_IDS.map((paymentProvider) => call(good({ paymentProvider }))));
    const logged = service.logged();
    for (const canary of [app.writeKey, app.readKey, ...Object.values(app.secrets), ...answers.map(urlOf)]) {
      expect(logged.includes(canary)).toBe(false);
    }
    expect(logged).toContain('"requestId"');
  });
});

function urlOf(answer: Answer): string {
  const body = answer.body as { items: { nextAction: { url: string } }[] };
  return body.items[0]?.nextAction.url ?? '';
}
