import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderClient, ProviderSettings } from '../../../src/providers/provider.ts';
import { createStripeProvider } from '../../../src/providers/stripe/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { describeProvider } from '../provider-contract.ts';

const newSecret = (prefix = 'sk_test_') => `${prefix}${randomBytes(24).toString('hex')}`;

describeProvider({
  id: 'stripe',
  create: (sandbox) => createStripeProvider({ apiUrl: sandbox.stripeUrl }),
  addAccount(sandbox) {
    const secret = newSecret();
    return { secret, account: sandbox.stripe.addAccount({ secretKeys: [secret] }).accountId };
  },
  customersPath: '/v1/customers',
  customerIdPrefix: 'cus_',
  malformedSecrets: [
    '',
    'sk_',
    'sk_test_',
    'sk_test_short',
    'pk_test_123456789012345',
    'sk_prod_123456789012345',
    'sk_test_1234567890 12345',
    'test_123456789012345678901234567890',
  ],
  secretsByMode: { test: 'rk_test_123456789012345', live: 'sk_live_123456789012345' },
});

describe('Stripe’s portal', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  const setUp = async ({ portalConfigured = true, restricted = false } = {}) => {
    const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
    const secret = newSecret();
    const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret], portalConfigured });
    const remembered: ProviderSettings[] = [];
    const rememberSettings = (settings: ProviderSettings) => {
      remembered.push(settings);
      return Promise.resolve();
    };
    const connection = { connectionId: randomUUID(), account: accountId, mode: 'test' as const, secret };
    const open = (settings: ProviderSettings = {}) => provider.createClient({ ...connection, settings });
    const client = open();
    const params = { name: 'T', email: 't@example.com', locale: null, metadata: {} };
    const { providerCustomerId } = await client.createCustomer({ params, idempotencyKey: randomUUID() });
    const portal = { providerCustomerId, returnUrl: 'https://app.example.com/back', rememberSettings };
    return { accountId, client, open, portal, remembered, restricted };
  };
  const create = async (client: ProviderClient, portal: Awaited<ReturnType<typeof setUp>>['portal']) => {
    if (!client.createBillingPortal) throw new Error('Stripe has a portal of its own');
    return client.createBillingPortal(portal);
  };
  const configurations = (accountId: string) =>
    sandbox.stripe.configurations({ accountId }).filter(({ metadata }) => metadata?.['made_by'] !== undefined);

  it('is a session per call, one call each, never twice under one idempotency key', async () => {
    const { accountId, client, portal } = await setUp();
    const filter = { account: accountId, method: 'POST', path: '/v1/billing_portal/sessions' };
    const [first, second] = [await create(client, portal), await create(client, portal)];
    expect(first.url).not.toBe(second.url);
    const entries = sandbox.ledger.entries(filter);
    expect(new Set(entries.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(entries.map(({ replayed }) => replayed)).toEqual([false, false]);
  });

  it('of an account without saved settings is healed once, and the configuration is used from then on', async () => {
    const { accountId, client, open, portal, remembered } = await setUp({ portalConfigured: false });
    await create(client, portal);
    const [configuration] = configurations(accountId);
    expect(remembered).toEqual([{ portalConfigurationId: configuration?.id }]);
    await create(client, portal);
    await create(open(remembered[0]), portal);
    expect(configurations(accountId)).toHaveLength(1);
    expect(sandbox.ledger.count({ account: accountId, method: 'GET', path: /configurations/ })).toBe(1);
  });

  it('is healed with one configuration by many calls at once, also of several processes', async () => {
    const { accountId, client, open, portal } = await setUp({ portalConfigured: false });
    const clients = [client, client, client, open(), open()];
    await Promise.all(clients.map((each) => create(each, portal)));
    expect(configurations(accountId)).toHaveLength(1);
  });

  it('adopts a configuration of ours that is there already', async () => {
    const { accountId, client, open, portal, remembered } = await setUp({ portalConfigured: false });
    await create(client, portal);
    await create(open(), portal);
    expect(configurations(accountId)).toHaveLength(1);
    expect(remembered[1]).toEqual(remembered[0]);
  });

  it('is healed when the remembered configuration is gone', async () => {
    const { open, portal, remembered } = await setUp({ portalConfigured: false });
    await create(open({ portalConfigurationId: 'bpc_gone' }), portal);
    expect(remembered[0]?.['portalConfigurationId']).toMatch(/^bpc_/);
  });

  it('tells an unknown customer from one of the other mode (P4)', async () => {
    const { client, portal, accountId } = await setUp();
    await expect(create(client, { ...portal, providerCustomerId: 'cus_unknown' })).rejects.toMatchObject({
      kind: 'customer_missing',
    });
    const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
    const [live, test] = [newSecret('sk_live_'), newSecret()];
    sandbox.stripe.addAccount({ secretKeys: [live, test], portalConfigured: true });
    const details = { connectionId: randomUUID(), account: accountId, settings: {} };
    const liveClient = provider.createClient({ ...details, mode: 'live', secret: live });
    const params = { name: 'T', email: 't@example.com', locale: null, metadata: {} };
    const customer = await liveClient.createCustomer({ params, idempotencyKey: randomUUID() });
    const testClient = provider.createClient({ ...details, mode: 'test', secret: test });
    await expect(create(testClient, { ...portal, ...customer })).rejects.toMatchObject({ kind: 'wrong_mode' });
  });

  it('says which permissions a restricted key lacks', async () => {
    const key = newSecret('rk_test_');
    sandbox.stripe.addAccount({
      secretKeys: [newSecret()],
      restrictedKeys: [{ key, permissions: ['customer_write'] }],
    });
    const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
    await expect(provider.identify({ secret: key })).rejects.toMatchObject({
      kind: 'credentials_refused',
      facts: { advice: expect.stringContaining('Accounts read') as string },
    });
  });
});
