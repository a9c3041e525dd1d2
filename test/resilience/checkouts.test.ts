import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutStep } from '../../src/services/checkout-settlement.ts';
import { ask, fillForm, submit } from '../portal/ask.ts';
import { PLAN } from '../support/billed-tenant.ts';
import { callForLink } from '../support/portal-visitor.ts';
import {
  CRASHING_SERVICE,
  createProcessWorld,
  inPairs,
  type ProcessWorld,
  type ServiceProcess,
} from '../support/process-world.ts';
import { createTestApp } from '../support/service.ts';

const ADD = '/portal/payment-methods/add';

let world: ProcessWorld;

beforeAll(async () => {
  world = await createProcessWorld();
});
afterAll(() => world.close());

/** A tenant with three subscriptions, and a person with a session of theirs, good at every process. */
async function openPortal({ url }: ServiceProcess) {
  const app = await createTestApp({ context: world.operator, sandbox: world.sandbox, connect: ['mollie'] });
  const link = () => callForLink(url, app);
  await link();
  const mine = () =>
    world.sandbox.mollie.customers().find(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
  const customerId = mine()?.customerId ?? '';
  world.sandbox.mollie.seedCustomer({ customerId }, PLAN);
  const { cookie } = await ask(await link());
  const at = (process: ServiceProcess, path: string) => `http://localhost:${process.port}${path}`;
  return {
    payments: () =>
      world.sandbox.mollie
        .payments()
        .filter((payment) => payment.customerId === customerId && payment.metadata !== null),
    live: () => mine()?.subscriptions.filter(({ status }) => status === 'active') ?? [],
    get: (process: ServiceProcess, path: string) => ask(at(process, path), { headers: { cookie } }),
    async add(process: ServiceProcess): Promise<string> {
      const { body: page } = await ask(at(process, ADD), { headers: { cookie } });
      const body = fillForm(page, ADD, { option: 'creditcard 0 EUR' });
      const { headers } = await submit(at(process, ADD), { cookie, body });
      return headers.location ?? '';
    },
    /** What a crash leaves is waited for by time; the test does not wait. */
    async letTimePass(): Promise<void> {
      const { pool } = world.operator.database;
      const ours = [customerId];
      await pool.query(
        `UPDATE customer_leases SET held_until = now() - interval '1 second' WHERE key LIKE '%' || $1 || '%'`,
        ours,
      );
      await pool.query(
        `UPDATE portal_actions SET claim_until = now() WHERE done_at IS NULL
          AND session_id IN (SELECT id FROM portal_sessions WHERE provider_customer_id = $1)`,
        ours,
      );
      await pool.query(
        `UPDATE portal_checkouts SET next_attempt_at = now()
          WHERE next_attempt_at IS NOT NULL AND provider_customer_id = $1`,
        ours,
      );
    },
    rows: () => world.operator.database.prisma.portalCheckout.findMany({ where: { providerCustomerId: customerId } }),
  };
}

/** The one who is left. */
let sound: ServiceProcess;
const startDoomed = (step: CheckoutStep) => world.start({ script: CRASHING_SERVICE, args: [`checkout ${step}`] });

describe('a process that is killed', () => {
  beforeAll(async () => {
    sound = await world.start();
  });

  it(
    'before a checkout’s link was handed out: the next click goes on with the same payment',
    { timeout: 60_000 },
    async () => {
      const steps: CheckoutStep[] = ['recorded', 'created', 'opened'];
      const cases = await inPairs(steps, async (step) => {
        const doomed = await startDoomed(step);
        const portal = await openPortal(doomed);
        await portal.add(doomed).catch(() => undefined);
        await doomed.finished;
        return { step, portal };
      });
      for (const { step, portal } of cases) {
        await portal.letTimePass();
        const path = await portal.add(sound);
        expect(path, step).toMatch(/^\/portal\/checkouts\/.*\/forward$/);
        expect(portal.payments(), step).toHaveLength(1);
        const paymentId = portal.payments()[0]?.paymentId;
        expect(await portal.rows(), step).toMatchObject([{ state: 'open', paymentId }]);
      }
    },
  );

  it(
    'after a checkout was paid: another one moves the subscriptions, though nobody comes back',
    { timeout: 90_000 },
    async () => {
      const steps: CheckoutStep[] = ['read', 'paid', 'moved_one', 'moved', 'settled'];
      const cases = await inPairs(steps, async (step) => {
        const doomed = await startDoomed(step);
        const portal = await openPortal(sound);
        const path = await portal.add(sound);
        const paymentId = portal.payments()[0]?.paymentId ?? '';
        await world.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
        await portal.get(doomed, path.replace('/forward', '')).catch(() => undefined);
        await doomed.finished;
        await portal.letTimePass();
        return { step, portal };
      });
      for (const { step, portal } of cases) {
        const state = async () => (await portal.rows())[0]?.state;
        await expect.poll(state, { timeout: 20_000, interval: 200, message: step }).toBe('settled');
        const mandates = portal.live().map(({ mandateId }) => mandateId);
        expect(mandates, step).toEqual(Array.from({ length: 3 }, () => portal.payments()[0]?.mandateId));
        expect(portal.payments(), step).toHaveLength(1);
      }
    },
  );
});
