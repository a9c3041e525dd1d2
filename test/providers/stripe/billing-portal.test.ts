import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProviderCalls } from '../../../src/providers/calls.ts';
import type { ConnectionDetails, ProviderClient, ProviderSettings } from '../../../src/providers/provider.ts';
import { createStripeProvider } from '../../../src/providers/stripe/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startAnsweringServer } from '../answering-server.ts';
import { failureOf, newCustomer } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

const SESSIONS = '/v1/billing_portal/sessions';
const CONFIGURATIONS = '/v1/billing_portal/configurations';
const RETURN_URL = 'https://app.example.com/account?tab=billing';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

type Remember = (settings: ProviderSettings) => Promise<void>;

type Tenant = {
  accountId: string;
  secret: string;
  client: ProviderClient;
  connection: ConnectionDetails;
  providerCustomerId: string;
};

/** An account of its own with a customer. `portalConfigured`: its owner has saved portal settings. */
async function createTenant(
  options: { portalConfigured?: boolean; settings?: ProviderSettings } = {},
): Promise<Tenant> {
  const { portalConfigured = false, settings = {} } = options;
  const secret = randomSecret('sk_test_');
  const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret], portalConfigured });
  const connection: ConnectionDetails = { mode: 'test', settings, secret };
  const client = connect(connection);
  const { providerCustomerId } = await client.createCustomer(newCustomer());
  return { accountId, secret, client, connection, providerCustomerId };
}

function connect(connection: ConnectionDetails): ProviderClient {
  return createStripeProvider({ apiUrl: sandbox.stripeUrl }).createClient(connection);
}

async function openPortal(
  { client, providerCustomerId }: Pick<Tenant, 'client' | 'providerCustomerId'>,
  rememberSettings: Remember = async () => undefined,
): Promise<string> {
  const open = client.createBillingPortal?.({ providerCustomerId, returnUrl: RETURN_URL, rememberSettings });
  return (await open)?.url ?? '';
}

const callsOf = ({ accountId }: Tenant) =>
  sandbox.ledger
    .entries({ account: accountId, path: /billing_portal/ })
    .map(({ method, path, status }) => `${method} ${path} ${status}`);

describe('a portal session', () => {
  it('is a page that opens, for this customer, and leads back to the app (C11)', async () => {
    const tenant = await createTenant({ portalConfigured: true });
    const page = await fetch(await openPortal(tenant));
    expect(page.status).toBe(200);
    const [session] = sandbox.stripe.sessions({ accountId: tenant.accountId });
    expect(session).toMatchObject({ customer: tenant.providerCustomerId, return_url: RETURN_URL });
  });

  it('is made anew by every call, without an idempotency key', async () => {
    const tenant = await createTenant({ portalConfigured: true });
    const urls = [await openPortal(tenant), await openPortal(tenant), await openPortal(tenant)];
    expect(new Set(urls).size).toBe(3);
    const keys = sandbox.ledger
      .entries({ account: tenant.accountId, path: SESSIONS })
      .map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([null, null, null]);
  });

  it('uses what the account’s owner has saved, and makes no configuration beside it', async () => {
    const tenant = await createTenant({ portalConfigured: true });
    await openPortal(tenant);
    expect(callsOf(tenant)).toEqual([`POST ${SESSIONS} 200`]);
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId, mode: 'test' })).toHaveLength(1);
  });

  it('of another customer than was asked for is not handed out', async () => {
    const tenant = await createTenant({ portalConfigured: true });
    sandbox.faults.add({ provider: 'stripe', account: tenant.accountId, path: SESSIONS, kind: 'stranger' });
    const failure = await failureOf(openPortal(tenant));
    expect(failure).toMatchObject({ kind: 'nonsense', facts: { hint: 'other_object' } });
  });

  it('of a deleted customer fails as customer_missing', async () => {
    const tenant = await createTenant({ portalConfigured: true });
    sandbox.stripe.deleteCustomer(tenant.providerCustomerId);
    expect((await failureOf(openPortal(tenant))).kind).toBe('customer_missing');
    const unknown = { client: tenant.client, providerCustomerId: 'cus_unknown' };
    expect((await failureOf(openPortal(unknown))).kind).toBe('customer_missing');
  });

  it('of a customer of the other mode fails as wrong_mode, never as a missing one (P4)', async () => {
    const [test, live] = [randomSecret('sk_test_'), randomSecret('sk_live_')];
    sandbox.stripe.addAccount({ secretKeys: [test, live], portalConfigured: true });
    const shared = { settings: {} };
    const { providerCustomerId } = await connect({ ...shared, mode: 'live', secret: live }).createCustomer(
      newCustomer(),
    );
    const client = connect({ ...shared, mode: 'test', secret: test });
    expect((await failureOf(openPortal({ client, providerCustomerId }))).kind).toBe('wrong_mode');
  });

  it.each([
    'http://billing.stripe.com/p/session/1',
    'javascript:alert(1)',
    'https://me:pw@billing.stripe.com/',
    '',
    7,
    undefined,
  ])('whose URL is %j is nonsense', async (url) => {
    const session = { object: 'billing_portal.session', id: 'bps_1', url };
    const server = await startAnsweringServer((_req, res) => res.end(JSON.stringify(session)));
    const client = createStripeProvider({ apiUrl: server.url }).createClient((await createTenant()).connection);
    const error = await failureOf(openPortal({ client, providerCustomerId: 'cus_1' }));
    await server.close();
    expect(error.kind).toBe('nonsense');
  });
});

describe('an account whose owner has saved no portal settings', () => {
  it('gets one configuration, which is remembered and used from then on', async () => {
    const tenant = await createTenant();
    const remember = vi.fn<Remember>(async () => undefined);
    await openPortal(tenant, remember);
    await openPortal(tenant, remember);
    const configurations = sandbox.stripe.configurations({ accountId: tenant.accountId });
    expect(configurations).toHaveLength(1);
    expect(remember.mock.calls).toEqual([[{ portalConfigurationId: configurations[0]?.id }]]);
    expect(callsOf(tenant)).toEqual([
      `POST ${SESSIONS} 400`,
      `GET ${CONFIGURATIONS} 200`,
      `POST ${CONFIGURATIONS} 200`,
      `POST ${SESSIONS} 200`,
      `POST ${SESSIONS} 200`,
    ]);
  });

  it('lets tenants see invoices, change their details and payment methods, and cancel at the period’s end', async () => {
    const tenant = await createTenant();
    await openPortal(tenant);
    const [made] = sandbox.stripe.configurations({ accountId: tenant.accountId });
    expect(made?.features).toMatchObject({
      customer_update: { enabled: true, allowed_updates: ['email', 'address', 'name', 'phone', 'tax_id'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: 'at_period_end' },
      subscription_update: { enabled: false },
    });
  });

  it('is not asked again by a client that was made with what was remembered', async () => {
    const tenant = await createTenant();
    let settings: ProviderSettings = {};
    await openPortal(tenant, async (remembered) => void (settings = remembered));
    const before = callsOf(tenant).length;
    await openPortal({ ...tenant, client: connect({ ...tenant.connection, settings }) });
    expect(callsOf(tenant).slice(before)).toEqual([`POST ${SESSIONS} 200`]);
  });

  it('is looked through for one of ours first, when nothing was remembered', async () => {
    const tenant = await createTenant();
    await openPortal(tenant);
    await openPortal({ ...tenant, client: connect(tenant.connection) });
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId })).toHaveLength(1);
  });

  it('never has a configuration used that is not ours', async () => {
    const tenant = await createTenant();
    const theirs = await stripeOf(tenant).billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    await openPortal(tenant);
    const [session] = sandbox.stripe.sessions({ accountId: tenant.accountId });
    expect(session?.configuration).not.toBe(theirs.id);
  });

  it('gets one configuration for many calls at once', async () => {
    const tenant = await createTenant();
    const urls = await Promise.all(Array.from({ length: 20 }, () => openPortal(tenant)));
    expect(new Set(urls).size).toBe(20);
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId })).toHaveLength(1);
    expect(sandbox.ledger.count({ account: tenant.accountId, method: 'POST', path: CONFIGURATIONS })).toBe(1);
  });

  it('gets one configuration for several processes at once', async () => {
    const tenant = await createTenant();
    const calls = createProviderCalls();
    // All have looked and found none before the first one is made.
    const hold = sandbox.faults.add({
      provider: 'stripe',
      account: tenant.accountId,
      method: 'POST',
      path: CONFIGURATIONS,
      kind: 'hold',
      times: 1,
    });
    const scope = { provider: 'stripe', account: tenant.accountId, deadlineAt: new Date(Date.now() + 12_000) };
    const opened = Array.from({ length: 4 }, () => {
      const client = connect(tenant.connection);
      return calls.run({ ...scope, retry: 'safe' }, () => openPortal({ ...tenant, client }));
    });
    await hold.struck();
    await vi.waitFor(() => expect(callsOf(tenant).filter((call) => call.startsWith('GET'))).toHaveLength(4));
    hold.release();
    expect(new Set(await Promise.all(opened)).size).toBe(4);
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId })).toHaveLength(1);
  });

  it('recovers from a failure that Stripe has saved under the key (P3)', async () => {
    const tenant = await createTenant();
    const fault = { provider: 'stripe', account: tenant.accountId, method: 'POST', path: CONFIGURATIONS } as const;
    sandbox.faults.add({ ...fault, kind: 'status', status: 500, saved: true, times: 1 });
    expect((await failureOf(openPortal(tenant))).kind).toBe('unavailable');
    expect(await openPortal(tenant)).toContain('/p/session/');
  });

  it('adopts a configuration whose making was never answered', async () => {
    const tenant = await createTenant();
    const fault = { provider: 'stripe', account: tenant.accountId, method: 'POST', path: CONFIGURATIONS } as const;
    sandbox.faults.add({ ...fault, kind: 'reset', effect: 'committed', times: 1 });
    expect((await failureOf(openPortal(tenant))).kind).toBe('unavailable');
    await openPortal(tenant);
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId })).toHaveLength(1);
  });

  it('asks again when the configuration could not be remembered', async () => {
    const tenant = await createTenant();
    const lost = new Error('no database');
    await expect(openPortal(tenant, () => Promise.reject(lost))).rejects.toBe(lost);
    const remember = vi.fn<Remember>(async () => undefined);
    await openPortal(tenant, remember);
    expect(remember).toHaveBeenCalledOnce();
    expect(sandbox.stripe.configurations({ accountId: tenant.accountId })).toHaveLength(1);
  });
});

describe('a remembered configuration', () => {
  it('that is missing is healed', async () => {
    const tenant = await createTenant({ settings: { portalConfigurationId: 'bpc_gone' } });
    const remember = vi.fn<Remember>(async () => undefined);
    await openPortal(tenant, remember);
    const [made] = sandbox.stripe.configurations({ accountId: tenant.accountId });
    expect(remember.mock.calls).toEqual([[{ portalConfigurationId: made?.id }]]);
  });

  it('that was switched off is replaced by another', async () => {
    const tenant = await createTenant();
    await openPortal(tenant);
    const [first] = sandbox.stripe.configurations({ accountId: tenant.accountId });
    await stripeOf(tenant).billingPortal.configurations.update(first?.id ?? '', { active: false });
    await openPortal(tenant);
    const configurations = sandbox.stripe.configurations({ accountId: tenant.accountId });
    expect(configurations.map(({ active }) => active)).toEqual([false, true]);
  });

  it('is healed once per call: when Stripe still refuses, that is told', async () => {
    const refusal = { error: { type: 'invalid_request_error', param: 'configuration', message: 'No.' } };
    const configuration = { object: 'billing_portal.configuration', id: 'bpc_1', created: 1, metadata: {} };
    const server = await startAnsweringServer((req, res) => {
      const isSession = req.url?.startsWith(SESSIONS) ?? false;
      res.writeHead(isSession ? 400 : 200);
      const list = { object: 'list', data: [], has_more: false, url: CONFIGURATIONS };
      res.end(JSON.stringify(isSession ? refusal : req.method === 'GET' ? list : configuration));
    });
    const { connection } = await createTenant();
    const client = createStripeProvider({ apiUrl: server.url }).createClient(connection);
    const error = await failureOf(openPortal({ client, providerCustomerId: 'cus_1' }));
    await server.close();
    expect(error).toMatchObject({ kind: 'rejected', facts: { status: 400, hint: 'configuration' } });
    expect(server.requests.map((request) => request.replace(/\?.*/, ''))).toEqual([
      `POST ${SESSIONS}`,
      `GET ${CONFIGURATIONS}`,
      `POST ${CONFIGURATIONS}`,
      `POST ${SESSIONS}`,
    ]);
  });
});

describe('a restricted key', () => {
  const permissions = ['accounts_read', 'customer_write', 'customer_portal_write'] as const;

  it('with the permissions that the advice names does all that is asked of it', async () => {
    const key = randomSecret('rk_test_');
    const { accountId } = sandbox.stripe.addAccount({
      secretKeys: [],
      restrictedKeys: [{ key, permissions: [...permissions] }],
    });
    const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
    const identified = await provider.identify({ secret: key });
    expect(identified).toEqual({ account: accountId, mode: 'test', settings: {} });
    const client = provider.createClient({ secret: key, ...identified });
    const { providerCustomerId } = await client.createCustomer(newCustomer());
    expect(await openPortal({ client, providerCustomerId })).toContain('/p/session/');
    await client.verify();
  });

  it.each(permissions)('without %s is refused with that permission’s name', async (missing) => {
    const key = randomSecret('rk_test_');
    const held = permissions.filter((permission) => permission !== missing);
    const secret = randomSecret('sk_test_');
    sandbox.stripe.addAccount({
      secretKeys: [secret],
      restrictedKeys: [{ key, permissions: held }],
    });
    const shared = { mode: 'test', settings: {} } as const;
    const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
    const client = provider.createClient({ ...shared, secret: key });
    const { providerCustomerId } = await connect({ ...shared, secret }).createCustomer(newCustomer());
    const calls = {
      accounts_read: () => provider.identify({ secret: key }),
      customer_write: () => client.createCustomer(newCustomer()),
      customer_portal_write: () => openPortal({ client, providerCustomerId }),
    };
    const error = await failureOf(calls[missing]());
    expect(error).toMatchObject({ kind: 'credentials_refused', facts: { status: 403 } });
    expect(error.facts.advice).toContain(`(rak_${missing})`);
  });
});

function stripeOf({ secret }: Tenant): Stripe {
  const { hostname, port } = new URL(sandbox.stripeUrl);
  return new Stripe(secret, { protocol: 'http', host: hostname, port });
}
