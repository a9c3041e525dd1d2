import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderId } from '../../src/providers/provider-ids.ts';
import { CALLERS } from '../support/callers.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { countStatements, type StatementCounter } from '../support/statement-counter.ts';

let counter: StatementCounter;
let service: TestService;

beforeAll(async () => {
  service = await startTestService({}, async (direct) => {
    counter = await countStatements(direct);
    return counter.connectionString;
  });
});
afterAll(async () => {
  await service.close();
  await counter.close();
});

/** Of a chore that may run meanwhile. */
const isOfChore = (text: string) => text.includes('SKIP LOCKED');

describe.each(CALLERS)('what a call costs over $transport', ({ call }) => {
  const count = async (paymentProvider: ProviderId, { warm }: { warm: boolean }) => {
    const app = await service.createApp();
    const body = { defaultReturnUrl: 'https://app.example.com/' };
    const request = { ...app, baseUrl: service.url, paymentProvider, body };
    // The first call with a key notes its use; an account without portal settings gets ours, and the connection's
    // client is made anew with them.
    const others = await service.service.context.tenants.create({
      appUuid: app.appUuid,
      name: 'Another',
      email: 'another@tenant.example',
    });
    for (const primer of [request, request].map((one) => ({ ...one, tenantUuid: others.tenantUuid }))) {
      expect((await call(primer)).status).toBe(200);
    }
    if (warm) expect((await call(request)).status).toBe(200);
    service.sandbox.ledger.clear();
    counter.clear();
    expect((await call(request)).status).toBe(200);
    const statements = counter.statements().filter((text) => !isOfChore(text));
    return { providerCalls: service.sandbox.ledger.count(), statements: statements.length };
  };

  it('warm Stripe: one provider call, one statement', async () => {
    expect(await count('stripe', { warm: true })).toEqual({ providerCalls: 1, statements: 1 });
  });

  it('warm Mollie: no provider call, two statements', async () => {
    expect(await count('mollie', { warm: true })).toEqual({ providerCalls: 0, statements: 2 });
  });

  it('new Stripe: two provider calls, and of the statements two for its claim and binding', async () => {
    expect(await count('stripe', { warm: false })).toEqual({ providerCalls: 2, statements: 3 });
  });

  it('new Mollie: one provider call, and of the statements two for its claim and binding', async () => {
    expect(await count('mollie', { warm: false })).toEqual({ providerCalls: 1, statements: 4 });
  });
});
