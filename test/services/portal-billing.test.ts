import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBilledTenant } from '../support/billed-tenant.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

it('asks the provider for its lists side by side: each is under way before any is answered', async () => {
  const { app, session, customerId } = await createBilledTenant(service);
  const account = app.accounts.mollie;
  service.sandbox.ledger.clear();
  const lists = service.sandbox.faults.add({ provider: 'mollie', account, kind: 'hold', method: 'GET' });
  const read = service.service.context.portalBilling.read(session);
  await lists.struck(3);
  const asked = service.sandbox.ledger.entries({ account, method: 'GET' });
  expect(new Set(asked.map(({ path }) => path))).toEqual(
    new Set(['subscriptions', 'mandates', 'payments'].map((list) => `/v2/customers/${customerId}/${list}`)),
  );
  expect(asked.map(({ status }) => status)).toEqual([null, null, null]);
  lists.remove();
  expect(await read).toMatchObject({
    subscriptions: { kind: 'loaded' },
    paymentMethods: { kind: 'loaded' },
    payments: { kind: 'loaded' },
  });
});
