import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../dist/config.js';
import { createContext } from '../../dist/context.js';
import { openEmbeddedServer } from '../../dist/db/embedded/server.js';
import { createLogger } from '../../dist/logger.js';
import { createSandboxClient, type SandboxClient } from '../../dist/sandbox/client.js';
import { loadPepper } from '../../dist/services/service-secrets.js';
import { startScript } from '../support/process.js';

type Provider = 'stripe' | 'mollie';

export type BenchApp = {
  appUuid: string;
  /** With a customer at both providers. */
  tenants: BenchTenant[];
  headers: Record<string, string>;
};
export type BenchTenant = { appUuid: string; tenantUuid: string; portalCookie: string };

export type World = {
  /** What our service is started with. */
  serviceEnv: Record<string, string>;
  /** What a route that a user writes has in its environment. */
  contenderEnv: Record<string, string>;
  sandbox: SandboxClient;
  context: Context;
  apps: BenchApp[];
  /** Tenants without a customer, each given out once. */
  takeNewcomers: (count: number) => { app: BenchApp; tenantUuid: string }[];
  close: () => Promise<void>;
};

type Context = Awaited<ReturnType<typeof createContext>>;

const APPS = 4;
const TENANTS_PER_APP = 25;

/** How many others are in the database. Keys, connections and customers grow with their apps and tenants. */
export type WorldSize = { newcomersPerApp: number; otherApps: number; otherTenants: number };

/** First calls for three servers, with the warm-up. */
export const USUAL_SIZE: WorldSize = { newcomersPerApp: 40_000, otherApps: 0, otherTenants: 0 };

/** A database of our own on the embedded server, or on the one at TEST_DATABASE_URL; the stand-ins; apps to call for. */
export async function createWorld(size: WorldSize = USUAL_SIZE): Promise<World> {
  const logger = createLogger({ level: 'silent' });
  const database = await openDatabase(logger);
  const standIns = startScript('dist/sandbox/main.js', [], {});
  const [, stripeUrl = '', mollieUrl = ''] = await standIns.waitFor(/"stripeUrl":"(.+?)","mollieUrl":"(.+?)"/);
  const serviceEnv = {
    DATABASE_URL: database.connectionString,
    SECRET_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    STRIPE_API_URL: stripeUrl,
    MOLLIE_API_URL: mollieUrl,
    PUBLIC_URL: 'http://localhost:3000',
    LOG_LEVEL: 'info',
    // So high that they count and never refuse.
    FAILED_KEYS_PER_MINUTE: '1000000',
    CALLS_PER_KEY_PER_MINUTE: '10000000',
  };
  const context = await createContext(readConfig(serviceEnv), { logger });
  const sandbox = createSandboxClient(stripeUrl);
  const secrets: Record<string, string> = {};
  const apps: BenchApp[] = [];
  for (let count = 0; count < APPS; count += 1) apps.push(await createApp({ context, sandbox, secrets }));
  const pepper = await loadPepper({ prisma: context.database.prisma, secretBox: context.secretBox });
  await fill(database.connectionString, size);
  let taken = 0;
  return {
    serviceEnv,
    contenderEnv: {
      DATABASE_URL: database.connectionString,
      STRIPE_API_URL: stripeUrl,
      MOLLIE_API_URL: mollieUrl,
      PUBLIC_URL: serviceEnv.PUBLIC_URL,
      PEPPER: pepper.toString('base64'),
      SECRETS: JSON.stringify(secrets),
    },
    sandbox,
    context,
    apps,
    takeNewcomers(count) {
      if (taken + count > APPS * size.newcomersPerApp) throw new Error('there are no newcomers left');
      return Array.from({ length: count }, () => {
        const app = apps[taken % APPS];
        taken += 1;
        if (!app) throw new Error('there are no apps');
        return { app, tenantUuid: `newcomer-${Math.ceil(taken / APPS)}` };
      });
    },
    async close() {
      await context.close();
      standIns.child.kill('SIGTERM');
      await standIns.finished;
      await database.close();
    },
  };
}

/** Over a connection of its own: some of these statements take longer than any of the service's may. */
async function fill(connectionString: string, size: WorldSize): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(NEWCOMERS, [size.newcomersPerApp]);
    if (size.otherApps > 0) await addOthers(client, size);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

const NEWCOMERS = `INSERT INTO tenants (app_uuid, uuid, name, email)
  SELECT uuid, 'newcomer-' || n, 'Newcomer ' || n, 'n' || n || '@tenant.example'
  FROM apps, generate_series(1, $1::int) AS n`;

/** Other apps with two keys and a Stripe connection each, and their tenants with a customer there. None is ever called for. */
async function addOthers(client: Client, { otherApps, otherTenants }: WorldSize): Promise<void> {
  await client.query(
    `INSERT INTO apps (uuid, name) SELECT 'other-' || n, 'Other' FROM generate_series(0, $1::int - 1) AS n`,
    [otherApps],
  );
  await client.query(
    `INSERT INTO api_keys (key_id, app_uuid, type, hash)
     SELECT md5(n || '-' || k), 'other-' || n, 'write', sha256((n || '-' || k)::bytea)
     FROM generate_series(0, $1::int - 1) AS n, generate_series(1, 2) AS k`,
    [otherApps],
  );
  await client.query(
    `INSERT INTO provider_connections (id, app_uuid, provider, account, mode, secret_key_id, sealed_secret, updated_at)
     SELECT gen_random_uuid(), 'other-' || n, 'stripe', 'acct_' || n, 'test', 'bench', ''::bytea, now()
     FROM generate_series(0, $1::int - 1) AS n`,
    [otherApps],
  );
  await client.query(
    `INSERT INTO tenants (app_uuid, uuid, name, email)
     SELECT 'other-' || n % $1::int, 'tenant-' || n, 'Tenant ' || n, 't' || n || '@tenant.example'
     FROM generate_series(0, $2::int - 1) AS n`,
    [otherApps, otherTenants],
  );
  await client.query(
    `INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode, state, provider_customer_id)
     SELECT gen_random_uuid(), app_uuid, uuid, 'stripe', replace(app_uuid, 'other-', 'acct_'), 'test', 'ready', 'cus_' || uuid
     FROM tenants WHERE app_uuid LIKE 'other-%'`,
  );
}

async function openDatabase(logger: ReturnType<typeof createLogger>) {
  const given = process.env['TEST_DATABASE_URL'];
  if (given === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'bpb-bench-'));
    const server = await openEmbeddedServer({ dataDir, logger });
    return {
      connectionString: server.connectionString,
      async close() {
        await server.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  }
  const name = `bpb_bench_${randomBytes(6).toString('hex')}`;
  const onServer = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: given });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { connectionString: url.href, close: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function createApp(parts: {
  context: Context;
  sandbox: SandboxClient;
  secrets: Record<string, string>;
}): Promise<BenchApp> {
  const { context, sandbox, secrets } = parts;
  const { appUuid } = await context.apps.create({ name: 'Bench', returnOrigins: [] });
  const { apiKey, keyId } = await context.apiKeys.create({ appUuid, type: 'write' });
  const stripeSecret = `sk_test_${randomBytes(24).toString('hex')}`;
  const mollieSecret = `test_${randomBytes(15).toString('hex')}`;
  await sandbox.stripe.addAccount({ secretKeys: [stripeSecret], portalConfigured: true });
  await sandbox.mollie.addProfile({ apiKeys: [mollieSecret], seedNewCustomers: true });
  const stripe = await context.connections.connect({ appUuid, provider: 'stripe', secret: stripeSecret });
  const mollie = await context.connections.connect({ appUuid, provider: 'mollie', secret: mollieSecret });
  secrets[stripe.account] = stripeSecret;
  secrets[mollie.account] = mollieSecret;

  const makeTenant = async (): Promise<BenchTenant> => {
    const profile = { name: 'Blue Door Bakery', email: 'billing@bluedoor.example', locale: 'en' };
    const { tenantUuid } = await context.tenants.create({ appUuid, ...profile });
    const customerOf = async (provider: Provider, account: string) => {
      const connection = await context.connections.find({ appUuid, provider, account, mode: 'test' });
      if (!connection) throw new Error('the app is not connected');
      return context.customers.ensure(
        { appUuid, tenantUuid, ...profile },
        connection,
        new Date(Date.now() + SET_UP_MS),
      );
    };
    await customerOf('stripe', stripe.account);
    const providerCustomerId = await customerOf('mollie', mollie.account);
    const { account, provider } = mollie;
    const returnUrl = 'https://app.example.com/account';
    const link = {
      appUuid,
      tenantUuid,
      keyId,
      provider,
      account,
      mode: 'test',
      providerCustomerId,
      returnUrl,
    } as const;
    const { url } = await context.portalSessions.openLink(link);
    const opened = await context.portalSessions.exchange(url.slice(url.lastIndexOf('/') + 1));
    if (opened.kind !== 'opened') throw new Error('the link did not open');
    return { appUuid, tenantUuid, portalCookie: `portal-session=${opened.token}` };
  };
  const tenants: BenchTenant[] = [];
  for (let count = 0; count < TENANTS_PER_APP; count += 1) tenants.push(await makeTenant());
  const headers = { 'x-api-key': apiKey, 'x-client-id': appUuid, 'x-api-key-type': 'write' };
  return { appUuid, tenants, headers: { ...headers, 'content-type': 'application/json' } };
}

const SET_UP_MS = 30_000;
