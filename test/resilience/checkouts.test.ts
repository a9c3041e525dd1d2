import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutStep } from '../../src/services/checkout-settlement.ts';
import { ask, fillForm, submit } from '../portal/ask.ts';
import { PLAN } from '../support/billed-tenant.ts';
import { callForLink } from '../support/portal-visitor.ts';
import {
  CRASHING_SERVICE,
  createProcessWorld,
  type ProcessWorld,
  type ServiceProcess,
} from '../support/process-world.ts';
import { createTestApp } from '../support/service.ts';

const ADD = '/portal/payment-methods/add';

let world: ProcessWorld;

beforeAll(async () => {
  world = await createProcessWorld();
});
afterEach(() => world.killAll());
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
    rows: () => world.operator.database.prisma.portalCheckout.findMany({ where: { providerCustomerId: customerId } }),
  };
}

/** What a crash leaves is waited for by time; the test does not wait. */
const letTimePass = async (): Promise<void> => {
  await world.operator.database.pool.query(`UPDATE customer_leases SET held_until = now() - interval '1 second'`);
  await world.operator.database.pool.query(`UPDATE portal_actions SET claim_until = now() WHERE done_at IS NULL`);
  await world.operator.database.pool.query(
    `UPDATE portal_checkouts SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL`,
  );
};

describe('a process that is killed', () => {
  it.each<CheckoutStep>(['recorded', 'created', 'opened'])(
    'when a checkout is "%s": the next click goes on with the same payment',
    async (step) => {
      const [doomed, other] = await Promise.all([
        world.start({ script: CRASHING_SERVICE, args: [`checkout ${step}`] }),
        world.start(),
      ]);
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
      const [doomed, other] = await Promise.all([
        world.start({ script: CRASHING_SERVICE, args: [`checkout ${step}`] }),
        world.start(),
      ]);
      const portal = await openPortal(other);
      const path = await portal.add(other);
      await world.sandbox.mollie.settlePayment({ paymentId: portal.payments()[0]?.paymentId ?? '', outcome: 'paid' });
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
