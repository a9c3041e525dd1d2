import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Config } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { createLogger } from '../../src/logger.ts';
import type { ProviderId } from '../../src/providers/provider-ids.ts';
import { findPort } from '../../src/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { type Service, startService } from '../../src/service.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** A whole service on a port of its own, its own database, and stand-ins for the providers. */
export type TestService = {
  url: string;
  service: Service;
  sandbox: Sandbox;
  testDatabase: TestDatabase;
  /** Every line that was logged so far. */
  logged: () => string;
  createApp: (options?: AppOptions) => Promise<TestApp>;
  close: () => Promise<void>;
};

export type AppOptions = { returnOrigins?: string[]; connect?: ProviderId[]; mode?: 'test' | 'live' };

export type TestApp = {
  appUuid: string;
  tenantUuid: string;
  writeKey: string;
  writeKeyId: string;
  readKey: string;
  secrets: Partial<Record<ProviderId, string>>;
  /** By which the stand-ins' faults and ledger know the app's calls. */
  accounts: Record<'stripe' | 'mollie', string>;
  headers: Record<'x-api-key' | 'x-client-id' | 'x-api-key-type', string>;
};

export async function startTestService(
  settings: Partial<Config> = {},
  /** Puts something between the service and its database. */
  routeDatabase: (connectionString: string) => Promise<string> = (direct) => Promise.resolve(direct),
): Promise<TestService> {
  const sandbox = await createSandbox();
  const testDatabase = await createTestDatabase();
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const config: Config = {
    host: '127.0.0.1',
    port,
    publicUrl: `http://localhost:${port}`,
    databaseUrl: await routeDatabase(testDatabase.connectionString),
    dataDir: '',
    secretKeys: [{ keyId: 'test', key: randomBytes(32) }],
    apiUrls: { stripe: sandbox.stripeUrl, mollie: sandbox.mollieUrl },
    logLevel: 'trace',
    metricsPort: undefined,
    trustedProxies: 0,
    failedKeysPerMinute: 10_000,
    callsPerKeyPerMinute: 10_000,
    customerAttemptsPerTenantPerMinute: 10_000,
    ...settings,
  };
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const service = await startService(config, { logger: createLogger({ level: 'trace', destination: stream }) });
  return {
    url: service.url,
    service,
    sandbox,
    testDatabase,
    logged: () => Buffer.concat(chunks).toString('utf8'),
    createApp: (options) => createTestApp({ context: service.context, sandbox, ...options }),
    async close() {
      await service.close();
      await sandbox.close();
      await testDatabase.drop();
    },
  };
}

/** An app with a tenant, a key of each type, and connections to accounts of its own. */
export async function createTestApp(options: AppOptions & { context: Context; sandbox: Sandbox }): Promise<TestApp> {
  const { context, sandbox, returnOrigins = [], connect = ['stripe', 'mollie'], mode = 'test' } = options;
  const { apps, apiKeys, tenants, connections } = context;
  const { appUuid } = await apps.create({ name: 'Test App', returnOrigins });
  const { tenantUuid } = await tenants.create({ appUuid, name: 'Test Tenant', email: 'billing@tenant.example' });
  const write = await apiKeys.create({ appUuid, type: 'write' });
  const read = await apiKeys.create({ appUuid, type: 'read' });
  const secrets = {
    stripe: `sk_${mode}_${randomBytes(24).toString('hex')}`,
    mollie: `${mode}_${randomBytes(15).toString('hex')}`,
  };
  const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secrets.stripe] });
  const { profileId } = sandbox.mollie.addProfile({ apiKeys: [secrets.mollie] });
  for (const provider of connect) await connections.connect({ appUuid, provider, secret: secrets[provider] });
  return {
    appUuid,
    tenantUuid,
    writeKey: write.apiKey,
    writeKeyId: write.keyId,
    readKey: read.apiKey,
    secrets,
    accounts: { stripe: accountId, mollie: profileId },
    headers: { 'x-api-key': write.apiKey, 'x-client-id': appUuid, 'x-api-key-type': 'write' },
  };
}
