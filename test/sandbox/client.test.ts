import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxClient, type SandboxClient } from '../../src/sandbox/client.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall, stripeClient, stripeKey } from './clients.ts';

let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await createSandbox();
  client = createSandboxClient(sandbox.mollieUrl);
});

afterEach(() => sandbox.close());

describe('the sandbox over HTTP', () => {
  test('adds accounts, shows their customers and deletes one', async () => {
    const key = stripeKey('sk_test');
    const { accountId } = await client.stripe.addAccount({ secretKeys: [key], portalConfigured: true });
    const { id } = await stripeClient(sandbox.stripeUrl, key).customers.create({
      name: 'Tenant',
      metadata: { t: '1' },
    });
    const view = { customerId: id, accountId, mode: 'test', name: 'Tenant', metadata: { t: '1' } };
    expect(await client.stripe.customers()).toMatchObject([{ ...view, deleted: false, createdAt: expect.any(Date) }]);
    await client.stripe.deleteCustomer(id);
    expect(await client.stripe.customers()).toMatchObject([{ ...view, deleted: true }]);
    await client.stripe.revokeKey(key);
    expect(await failureOf(stripeClient(sandbox.stripeUrl, key).customers.list())).toMatchObject({ statusCode: 401 });
  });

  test('saves portal settings', async () => {
    const { accountId } = await client.stripe.addAccount({ secretKeys: [] });
    const { configurationId } = await client.stripe.savePortalSettings({ accountId, mode: 'live' });
    expect(sandbox.stripe.configurations()).toMatchObject([
      { id: configurationId, accountId, mode: 'live', is_default: true },
    ]);
  });

  test('adds profiles, seeds their customers, settles payments and revokes credentials', async () => {
    const key = mollieKey('test');
    const { profileId, organizationId } = await client.mollie.addProfile({ apiKeys: [key] });
    const { customerId } = await client.mollie.seedDemoCustomer({ profileId });
    await client.mollie.seedCustomer({ customerId }, { mandates: [{ ref: 'm', kind: 'paypal' }] });
    expect(await client.mollie.customers()).toMatchObject([
      { customerId, organizationId, mode: 'test', name: 'Studio Noordlicht' },
    ]);
    const mollie = mollieClient(sandbox.mollieUrl, key);
    expect(await mollie.customerMandates.page({ customerId })).toHaveLength(4);
    const { id: paymentId } = await mollie.payments.create({
      amount: { value: '1.00', currency: 'EUR' },
      description: 'Order',
      redirectUrl: 'https://app.example.com/',
    });
    await client.mollie.setWebhookConditions({ lost: true });
    await client.mollie.settlePayment({ paymentId, outcome: 'paid' });
    expect(await mollie.payments.get(paymentId)).toMatchObject({ status: 'paid' });
    await client.mollie.deleteCustomer(customerId);
    expect(await client.mollie.customers()).toMatchObject([{ customerId, deleted: true }]);
    await client.mollie.revokeCredential(key);
    expect(await failureOf(mollie.customers.page())).toMatchObject({ statusCode: 401 });
  });

  test('reads, counts and clears the ledger', async () => {
    const key = stripeKey('sk_test');
    const { accountId } = await client.stripe.addAccount({ secretKeys: [key] });
    const stripe = stripeClient(sandbox.stripeUrl, key);
    await stripe.customers.create({}, { idempotencyKey: 'k' });
    await stripe.customers.list();
    expect(await client.ledger.entries({ method: 'POST' })).toEqual(sandbox.ledger.entries({ method: 'POST' }));
    expect(await client.ledger.count({ provider: 'stripe', account: accountId, path: '/v1/customers' })).toBe(2);
    expect(await client.ledger.count({ path: /customers$/ })).toBe(2);
    expect(await client.ledger.count({ path: /nothing/ })).toBe(0);
    await client.ledger.clear();
    expect(await client.ledger.count()).toBe(0);
  });

  test('adds a fault, waits for it, releases and removes it', async () => {
    const hold = await client.faults.add({ provider: 'stripe', path: /^\/v1\/account/, kind: 'hold' });
    const call = rawCall(`${sandbox.stripeUrl}/v1/account`);
    await hold.struck();
    expect(await hold.hits()).toBe(1);
    await hold.release();
    expect(await call).toMatchObject({ status: 401 });
    await hold.remove();
    await client.faults.add({ provider: 'stripe', kind: 'status', status: 503, retryAfterSeconds: 3 });
    expect(await rawCall(`${sandbox.stripeUrl}/v1/account`)).toMatchObject({ status: 503 });
    await client.faults.clear();
    expect(await rawCall(`${sandbox.stripeUrl}/v1/account`)).toMatchObject({ status: 401 });
  });

  test('moves the clock on and sets the latency', async () => {
    const before = await client.clock.now();
    await client.clock.advance(86_400_000);
    expect((await client.clock.now()).getTime()).toBeGreaterThanOrEqual(before.getTime() + 86_400_000);
    await client.setLatency({ minMs: 0, maxMs: 1 });
    await client.setLatency(0);
    expect(await rawCall(`${sandbox.stripeUrl}/v1/account`)).toMatchObject({ status: 401 });
  });

  test('refuses what it does not understand, and says why', async () => {
    await expect(client.stripe.addAccount({ secretKeys: ['nonsense'] })).rejects.toThrow('not a Stripe key');
    await expect(client.clock.advance(-1)).rejects.toThrow('advanceMs');
    const json = { 'content-type': 'application/json' };
    const post = (path: string, init: { headers?: Record<string, string>; body: string }) =>
      rawCall(`${sandbox.stripeUrl}/_sandbox${path}`, { method: 'POST', ...init });
    expect(await post('/faults', { headers: json, body: '{"provider":"stripe","kind":"earthquake"}' })).toMatchObject({
      status: 400,
    });
    expect(await post('/faults', { headers: json, body: '{"provider"' })).toMatchObject({ status: 400 });
    expect(await post('/clock', { headers: { 'content-type': 'text/plain' }, body: '{"advanceMs":1}' })).toMatchObject({
      status: 400,
    });
    expect(await post('/nothing', { headers: json, body: '{}' })).toMatchObject({ status: 404 });
    expect(await rawCall(`${sandbox.stripeUrl}/_sandbox/faults/fault_9`)).toMatchObject({ status: 400 });
  });

  test('is the same on both servers and is not in the ledger', async () => {
    await createSandboxClient(sandbox.stripeUrl).clock.advance(1);
    expect(sandbox.ledger.count()).toBe(0);
  });
});
