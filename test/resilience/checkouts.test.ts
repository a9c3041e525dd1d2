import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Context, createContext } from '../../src/context.ts';
import { createLogger } from '../../src/logger.ts';
import { findPort } from '../../src/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { CheckoutStep } from '../../src/services/checkout-settlement.ts';
import { ask, fillForm, submit } from '../portal/ask.ts';
import { PLAN } from '../support/billed-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { callForLink } from '../support/portal-visitor.ts';
import { type Running, startScript } from '../support/process.ts';
import { createTestApp } from '../support/service.ts';

const CRASHING = 'test/support/crashing-service.mjs';
const ADD = '/portal/payment-methods/add';

let sandbox: Sandbox;
let database: TestDatabase;
let env: Record<string, string>;
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

type Process = Running & { port: number };

const start = async (script = 'dist/main.js', args: string[] = []): Promise<Process> => {
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const service = startScript(script, args, { ...env, PORT: String(port) });
  running.push(service);
  await service.waitFor(/"msg":"ready"/);
  return { ...service, port };
};

/** A tenant with three subscriptions, and a person with a session of theirs, good at every process. */
async function openPortal({ port }: Process) {
  const app = await createTestApp({ context: operator, sandbox, connect: ['mollie'] });
  const link = () => callForLink(`http://127.0.0.1:${port}`, app);
  await link();
  const mine = () => sandbox.mollie.customers().find(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
  const customerId = mine()?.customerId ?? '';
  sandbox.mollie.seedCustomer({ customerId }, PLAN);
  const { cookie } = await ask(await link());
  const at = (process: Process, path: string) => `http://localhost:${process.port}${path}`;
  return {
    payments: () =>
      sandbox.mollie.payments().filter((payment) => payment.customerId === customerId && payment.metadata !== null),
    live: () => mine()?.subscriptions.filter(({ status }) => status === 'active') ?? [],
    get: (process: Process, path: string) => ask(at(process, path), { headers: { cookie } }),
    async add(process: Process): Promise<string> {
      const { body: page } = await ask(at(process, ADD), { headers: { cookie } });
      const body = fillForm(page, ADD, { option: 'creditcard 0 EUR' });
      const { headers } = await submit(at(process, ADD), { cookie, body });
      return headers.location ?? '';
    },
    rows: () => operator.database.prisma.portalCheckout.findMany({ where: { providerCustomerId: customerId } }),
  };
}

/** What a crash leaves is waited for by time; the test does not wait. */
const letTimePass = async (): Promise<void> => {
  await operator.database.pool.query(`UPDATE customer_leases SET held_until = now() - interval '1 second'`);
  await operator.database.pool.query(`UPDATE portal_actions SET claim_until = now() WHERE done_at IS NULL`);
  await operator.database.pool.query(
    `UPDATE portal_checkouts SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL`,
  );
};

describe('a process that is killed', () => {
  it.each<CheckoutStep>(['recorded', 'created', 'opened'])(
    'when a checkout is "%s": the next click goes on with the same payment',
    async (step) => {
      const [doomed, other] = await Promise.all([start(CRASHING, [`checkout ${step}`]), start()]);
      const portal = await openPortal(doomed);
      await portal.add(doomed).catch(() => undefined);
      await doomed.finished;
      await letTimePass();
      const path = await portal.add(other);
      expect(path).toMatch(/^\/portal\/checkouts\/.*\/forward$/);
      expect(portal.payments()).toHaveLength(1);
      expect(await portal.rows()).toMatchObject([{ state: 'open', paymentId: portal.payments()[0]?.paymentId }]);
    },
  );

  it.each<CheckoutStep>(['read', 'paid', 'moved_one', 'moved', 'settled'])(
    'when a checkout is "%s": another one moves the subscriptions, though nobody comes back',
    async (step) => {
      const [doomed, other] = await Promise.all([start(CRASHING, [`checkout ${step}`]), start()]);
      const portal = await openPortal(other);
      const path = await portal.add(other);
      await sandbox.mollie.settlePayment({ paymentId: portal.payments()[0]?.paymentId ?? '', outcome: 'paid' });
      await portal.get(doomed, path.replace('/forward', '')).catch(() => undefined);
      await doomed.finished;
      await letTimePass();
      const state = async () => (await portal.rows())[0]?.state;
      await expect.poll(state, { timeout: 20_000, interval: 200 }).toBe('settled');
      const mandates = portal.live().map(({ mandateId }) => mandateId);
      expect(mandates).toEqual(Array.from({ length: 3 }, () => portal.payments()[0]?.mandateId));
      expect(portal.payments()).toHaveLength(1);
    },
  );
});
