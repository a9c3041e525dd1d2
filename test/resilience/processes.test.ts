import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Context, createContext } from '../../src/context.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { findPort } from '../../src/ports.ts';
import { PROVIDER_IDS, type ProviderId } from '../../src/providers/registry.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { CustomerStep } from '../../src/services/provider-customers.ts';
import { type Answer, CALLERS } from '../support/callers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Running, startScript } from '../support/process.ts';
import { createTestApp, type TestApp } from '../support/service.ts';

const ROUNDS = Number(process.env['P1_ROUNDS'] ?? 2);
const CALLS = Number(process.env['P1_CALLS'] ?? 40);
const PROCESSES = 4;
const CRASHING = 'test/support/crashing-service.mjs';

let sandbox: Sandbox;
let database: TestDatabase;
let env: Record<string, string>;
/** For setting apps up, as an operator does. */
let operator: Context;
const running: Running[] = [];

beforeAll(async () => {
  sandbox = await createSandbox();
  database = await createTestDatabase();
  env = {
    DATABASE_URL: database.connectionString,
    SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    STRIPE_API_URL: sandbox.stripeUrl,
    MOLLIE_API_URL: sandbox.mollieUrl,
  };
  operator = await createContext(readConfig(env), { logger: createLogger({ level: 'silent' }) });
});
afterEach(async () => {
  sandbox.faults.clear();
  sandbox.setLatency(0);
  for (const { child, finished } of running.splice(0)) {
    child.kill('SIGKILL');
    await finished;
  }
});
afterAll(async () => {
  await operator.close();
  await sandbox.close();
  await database.drop();
});

type Process = Running & { url: string };

type StartOptions = { script?: string; args?: string[]; settings?: Record<string, string> };

const start = async ({ script = 'dist/main.js', args = [], settings = {} }: StartOptions = {}): Promise<Process> => {
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const service = startScript(script, args, { ...env, ...settings, PORT: String(port) });
  running.push(service);
  await service.waitFor(/"msg":"ready"/);
  return { ...service, url: `http://127.0.0.1:${port}` };
};

const answerOf = (baseUrl: string, app: TestApp, paymentProvider: ProviderId): Promise<Answer> => {
  const body = { defaultReturnUrl: 'https://app.example.com/' };
  return CALLERS[0]?.call({ ...app, baseUrl, paymentProvider, body }) ?? Promise.reject(new Error('no caller'));
};
const call = async (baseUrl: string, app: TestApp, paymentProvider: ProviderId): Promise<number> =>
  (await answerOf(baseUrl, app, paymentProvider)).status;

const customersOf = (provider: ProviderId, app: TestApp) =>
  sandbox[provider].customers().filter(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));

describe('several processes on one PostgreSQL', () => {
  it(`make one customer of ${CALLS} first calls at once, in each of ${ROUNDS} rounds (P1)`, async () => {
    const processes = await Promise.all(Array.from({ length: PROCESSES }, () => start()));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const provider of PROVIDER_IDS) {
        const app = await createTestApp({ context: operator, sandbox });
        sandbox.setLatency({ minMs: 0, maxMs: 2_000 });
        const statuses = await Promise.all(
          Array.from({ length: CALLS }, (_, index) => call(processes[index % PROCESSES]?.url ?? '', app, provider)),
        );
        sandbox.setLatency(0);
        expect(statuses.filter((status) => status === 200)).toHaveLength(CALLS);
        expect(customersOf(provider, app)).toHaveLength(1);
      }
    }
  });

  it('refuse a revoked key in every process from the next request on (P5)', async () => {
    const processes = await Promise.all(Array.from({ length: 2 }, () => start()));
    const app = await createTestApp({ context: operator, sandbox });
    for (const { url } of processes) expect(await call(url, app, 'stripe')).toBe(200);
    await operator.apiKeys.revoke(app.writeKeyId);
    for (const { url } of processes) expect(await call(url, app, 'stripe')).toBe(401);
  });
});

describe('limits', () => {
  it('are those of all processes together: exactly so many calls with a key, and so many bad keys (D9)', async () => {
    const settings = { CALLS_PER_KEY_PER_MINUTE: '40', FAILED_KEYS_PER_MINUTE: '10', TRUSTED_PROXIES: '1' };
    const processes = await Promise.all(Array.from({ length: 3 }, () => start({ settings })));
    const app = await createTestApp({ context: operator, sandbox });
    const badHeaders = { ...app.headers, 'x-api-key': 'nonsense', 'x-forwarded-for': '192.0.2.1' };
    const everywhere = (asked: TestApp) =>
      Promise.all(Array.from({ length: 90 }, (_, index) => call(processes[index % 3]?.url ?? '', asked, 'stripe')));
    const countOf = (statuses: number[], status: number) => statuses.filter((given) => given === status).length;

    const withGoodKey = await everywhere(app);
    expect([countOf(withGoodKey, 200), countOf(withGoodKey, 429)]).toEqual([40, 50]);
    const withBadKey = await everywhere({ ...app, headers: badHeaders });
    expect([countOf(withBadKey, 401), countOf(withBadKey, 429)]).toEqual([10, 80]);
  });
});

describe('a process that is killed', () => {
  const steps: CustomerStep[] = ['claimed', 'created', 'bound'];

  it.each(PROVIDER_IDS.flatMap((provider) => steps.map((step) => ({ provider, step }))))(
    'at "$step" with $provider: another one finishes its customer, though nobody asks again (P2)',
    async ({ provider, step }) => {
      const app = await createTestApp({ context: operator, sandbox });
      const doomed = await start({ script: CRASHING, args: [step] });
      await call(doomed.url, app, provider).catch(() => undefined);
      await doomed.finished;
      // The lease is over after 20 s; the test does not wait for it.
      await operator.database.pool.query(
        `UPDATE provider_customers SET claim_until = now() - interval '1 second' WHERE app_uuid = $1 AND claim_until IS NOT NULL`,
        [app.appUuid],
      );
      await operator.customers.completeLeftBehind();
      const customers = customersOf(provider, app);
      const rows = await operator.database.prisma.providerCustomer.findMany({ where: { appUuid: app.appUuid } });
      expect(customers).toHaveLength(1);
      expect(rows.map(({ state, providerCustomerId }) => ({ state, providerCustomerId }))).toEqual([
        { state: 'ready', providerCustomerId: customers[0]?.customerId },
      ]);
    },
  );

  it(
    'leaves nothing that a running process does not finish by itself within a minute (P2)',
    { timeout: 90_000 },
    async () => {
      const app = await createTestApp({ context: operator, sandbox });
      await start();
      const doomed = await start({ script: CRASHING, args: ['created'] });
      await call(doomed.url, app, 'stripe').catch(() => undefined);
      await doomed.finished;
      const isReady = async () =>
        (await operator.database.prisma.providerCustomer.findFirst({ where: { appUuid: app.appUuid } }))?.state;
      await expect.poll(isReady, { timeout: 60_000, interval: 500 }).toBe('ready');
      expect(customersOf('stripe', app)).toHaveLength(1);
    },
  );
});

describe('a process that is told to stop under load (P11)', () => {
  it('answers every request that it was sent, and exits 0', async () => {
    const service = await start();
    const app = await createTestApp({ context: operator, sandbox });
    await call(service.url, app, 'stripe');
    sandbox.setLatency({ minMs: 10, maxMs: 60 });
    const statuses: number[] = [];
    /** Calls on, over a kept connection, until an answer tells it to leave. */
    const caller = async (): Promise<void> => {
      for (;;) {
        const { status, headers } = await answerOf(service.url, app, 'stripe');
        statuses.push(status);
        if (headers.get('connection') === 'close') return;
      }
    };
    const callers = Array.from({ length: 10 }, () => caller());
    await expect.poll(() => statuses.length).toBeGreaterThan(50);
    service.child.kill('SIGTERM');
    await Promise.all(callers);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await service.finished).code).toBe(0);
  });
});
