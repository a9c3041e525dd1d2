import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/error-table.ts';
import type { Answer } from '../support/callers.ts';
import { assertDocumented, type DocumentedOperation, OPERATIONS } from '../support/document.ts';
import { makeExistingCustomer } from '../support/existing-customers.ts';
import { PROCEDURE_CALLERS, PROCEDURES } from '../support/procedures.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let service: TestService;
let strict: TestService;
let proxy: TcpProxy;
let app: TestApp;

beforeAll(async () => {
  [service, strict] = await Promise.all([
    startTestService({}, async (direct) => {
      const url = new URL(direct);
      proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
      url.port = String(proxy.port);
      return url.href;
    }),
    startTestService({ callsPerKeyPerMinute: 1 }),
  ]);
  for (const operation of OPERATIONS.filter(({ responses }) => responses.has(504))) {
    const answer = callAndWaitInVain(operation);
    // Whoever asks for it sees its failure.
    answer.catch(() => undefined);
    tooLate.set(operation.operationId, answer);
  }
});
afterAll(async () => {
  await service.close();
  await strict.close();
  await proxy.goAway();
});
beforeEach(async () => {
  app = await service.createApp();
});
afterEach(() => service.sandbox.faults.clear());

type Change = { by?: TestApp; at?: TestService; headers?: Record<string, string>; input?: Record<string, unknown> };

/** A right call of an operation, but for what is changed. Its answer is held against the document on the way. */
async function call(operation: DocumentedOperation, { by = app, at = service, headers, input }: Change = {}) {
  const procedure = PROCEDURES.find(({ method, path }) => method === operation.method && path === operation.path);
  const [rest] = PROCEDURE_CALLERS;
  if (!procedure || !rest) throw new Error(`no procedure answers ${operation.operationId}`);
  return rest.call(procedure, {
    baseUrl: at.url,
    headers: { ...by.headers, ...headers },
    input: { ...RIGHT, appUuid: by.appUuid, tenantUuid: by.tenantUuid, ...input },
  });
}

/** What any operation's body may need; what it does not know it ignores. */
const RIGHT = {
  paymentProvider: 'stripe',
  defaultReturnUrl: 'https://app.example.com/account',
  name: 'A Tenant',
  email: 'billing@tenant.example',
  providerCustomerId: 'cus_nobody',
};

/** Each takes the whole deadline of a call, so all of them wait from the start, in the service that nothing is done to. */
const tooLate = new Map<string, Promise<Answer>>();

async function callAndWaitInVain(operation: DocumentedOperation): Promise<Answer> {
  const by = await strict.createApp();
  strict.sandbox.faults.add({ provider: 'stripe', account: by.accounts.stripe, kind: 'hang' });
  return call(operation, { at: strict, by });
}

const newCustomer = () => makeExistingCustomer(service, { app, provider: 'stripe' });
const link = async (tenantUuid: string, providerCustomerId: string): Promise<void> => {
  const put = OPERATIONS.find(({ operationId }) => operationId === 'putProviderCustomer');
  if (!put) throw new Error('the document has no putProviderCustomer');
  expect((await call(put, { input: { tenantUuid, providerCustomerId } })).status).toBe(200);
};

/** What is wrong in the call that an operation's example of `400` answers. */
const MISTAKES: Record<string, Record<string, unknown>> = {
  createBillingPortal: { defaultReturnUrl: '/account' },
  putTenant: { name: undefined, email: 'nobody' },
  getTenant: { tenantUuid: 'a.b' },
  listTenants: { limit: 'x' },
  putProviderCustomer: { providerCustomerId: 'a.b' },
  getProviderCustomer: { paymentProvider: 'paypal' },
};

/** How the service is brought to send each code. A code that the document gains needs a way here. */
const PROVOKE: Partial<Record<ErrorCode, (operation: DocumentedOperation) => Promise<Answer>>> = {
  '[E4000]': (operation) => call(operation, { input: MISTAKES[operation.operationId] ?? {} }),
  '[E4010]': (operation) => call(operation, { headers: { 'x-api-key': 'nobody' } }),
  '[E4011]': (operation) => call(operation, { headers: { 'x-api-key-type': 'neither' } }),
  '[E4030]': async (operation) => {
    await service.service.context.apps.disable(app.appUuid);
    return call(operation);
  },
  '[E4040]': (operation) => call(operation, { input: { tenantUuid: 'nobody' } }),
  '[E4042]': (operation) => call(operation),
  '[E4050]': async ({ method, path }) => {
    const filled = path.replace(/\{\w+\}/g, 'x');
    const response = await fetch(service.url + filled, { method: 'PATCH' });
    const text = await response.text();
    assertDocumented({ method, path: filled }, { status: response.status, headers: response.headers, text });
    const { errors } = JSON.parse(text) as { errors: [{ code: string; message: string }] };
    const [{ code, message }] = errors;
    return { status: response.status, headers: response.headers, text, code, messages: [message], body: undefined };
  },
  '[E4090]': async (operation) => call(operation, { by: await service.createApp({ connect: [] }) }),
  '[E4091]': async (operation) => {
    await link(app.tenantUuid, await newCustomer());
    return call(operation, { input: { providerCustomerId: await newCustomer() } });
  },
  '[E4092]': async (operation) => {
    const providerCustomerId = await newCustomer();
    await link(app.tenantUuid, providerCustomerId);
    const details = { appUuid: app.appUuid, name: 'Another', email: 'another@tenant.example' };
    const { tenantUuid } = await service.service.context.tenants.create(details);
    return call(operation, { input: { tenantUuid, providerCustomerId } });
  },
  '[E4130]': (operation) => call(operation, { input: { filler: 'x'.repeat(100_000) } }),
  '[E4290]': async (operation) => {
    const by = await strict.createApp();
    await call(operation, { at: strict, by });
    return call(operation, { at: strict, by });
  },
  '[E5020]': (operation) => {
    service.sandbox.faults.add({ provider: 'stripe', kind: 'status', status: 500 });
    return call(operation);
  },
  '[E5030]': async (operation) => {
    await proxy.goAway();
    const answer = await call(operation);
    await proxy.comeBack();
    return answer;
  },
  '[E5040]': async ({ operationId }) => {
    const answer = await tooLate.get(operationId);
    if (!answer) throw new Error(`${operationId} has no 504`);
    return answer;
  },
  '[E0000]': (operation) => {
    const { apiKeys } = service.service.context;
    const authenticate = apiKeys.authenticate.bind(apiKeys);
    apiKeys.authenticate = () => Promise.reject(new Error('a bug'));
    return call(operation).finally(() => (apiKeys.authenticate = authenticate));
  },
};

const CASES = OPERATIONS.flatMap((operation) =>
  [...operation.responses].flatMap(([status, response]) =>
    Object.values(response.content['application/json'].examples).flatMap(({ value: example }) => {
      const { errors: [first] = [] } = example as { errors?: { code: ErrorCode }[] };
      return first ? [{ ...operation, operation, status, code: first.code, example }] : [];
    }),
  ),
);

describe('the service sends every answer that its document has', () => {
  it.each(OPERATIONS)('$operationId: 200', async (operation) => {
    const providerCustomerId = await newCustomer();
    if (operation.operationId === 'getProviderCustomer') await link(app.tenantUuid, providerCustomerId);
    expect((await call(operation, { input: { providerCustomerId } })).status).toBe(200);
  });

  it.each(CASES)('$operationId: $status $code, as in its example', async ({ operation, status, code, example }) => {
    const provoke = PROVOKE[code];
    if (!provoke) throw new Error(`nothing here provokes ${code}`);
    const answer = await provoke(operation);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual(example);
  });
});
