import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Config, readConfigFromProcess } from '../config.ts';
import { openEmbeddedServer } from '../db/embedded/server.ts';
import { explainFailure, OperatorError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { billingPortalList } from '../procedures/billing-portals.ts';
import { findPort } from '../ports.ts';
import { PROVIDER_IDS, type ProviderId } from '../providers/provider-ids.ts';
import { startService, type Service } from '../service.ts';
import { onStopSignal } from '../signals.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

const DATA_DIR = resolve('.demo');

/** The service on an embedded database of its own, both stand-ins, and an app that is ready to call. */
async function main(): Promise<void> {
  const stopping = listenForStop();
  const logger = createLogger({ level: 'warn' });
  await startAfresh();
  const sandbox = await createSandbox();
  const config = await readDemoConfig(sandbox);
  const service = await startService(config, { logger });
  try {
    // A start is not left halfway: what it has begun, as PostgreSQL, would stay behind.
    if (!stopping.aborted) {
      const call = await setUp({ service, sandbox });
      process.stdout.write(await describe({ config, call }));
    }
    if (!stopping.aborted) await once(stopping, 'abort');
  } finally {
    await Promise.all([service.close(), sandbox.close()]);
  }
  process.exit(0);
}

/** Aborted by a Ctrl-C, or when the terminal is closed; a second Ctrl-C ends the process at once. */
function listenForStop(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    process.stdout.write('\nStopping.\n');
    controller.abort();
  };
  onStopSignal(['SIGINT', 'SIGTERM', 'SIGHUP'], stop);
  // A terminal that is closed takes no more lines.
  process.stdout.on('error', () => undefined);
  return controller.signal;
}

/** Nothing of the last demo is left; one that still runs is left alone. */
async function startAfresh(): Promise<void> {
  if (await isLeftOver()) {
    const server = await openEmbeddedServer({ dataDir: DATA_DIR, logger: createLogger({ level: 'silent' }) });
    try {
      await server.claimService();
    } catch {
      throw new OperatorError('A demo is running in this folder already. Stop it with Ctrl-C where it runs.');
    } finally {
      await server.close();
    }
  }
  if (await isLeftOver()) throw new OperatorError(`${DATA_DIR} is still in use. End the command that uses it.`);
  await rm(DATA_DIR, { recursive: true, force: true });
}

/** Whether a server runs in the folder, or was killed there. */
function isLeftOver(): Promise<boolean> {
  return access(join(DATA_DIR, 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  );
}

async function readDemoConfig({ stripeUrl, mollieUrl }: Sandbox): Promise<Config> {
  const fixed = {
    DATA_DIR,
    DATABASE_URL: undefined,
    SECRET_KEYS: undefined,
    PUBLIC_URL: undefined,
    STRIPE_API_URL: stripeUrl,
    MOLLIE_API_URL: mollieUrl,
  };
  const config = readConfigFromProcess(fixed);
  const port = await findPort({ host: config.host, wanted: config.port });
  if (port === config.port) return config;
  process.stdout.write(`Port ${config.port} is in use; this demo takes ${port}.\n`);
  return readConfigFromProcess({ ...fixed, PORT: String(port) });
}

type DemoCall = {
  appUuid: string;
  tenantUuid: string;
  path: (provider: ProviderId) => string;
  headers: Record<string, string>;
};

/** What an operator does with the commands. */
async function setUp({ service, sandbox }: { service: Service; sandbox: Sandbox }): Promise<DemoCall> {
  const { apps, apiKeys, tenants, connections } = service.context;
  const secrets = {
    stripe: `sk_test_${randomBytes(24).toString('hex')}`,
    mollie: `test_${randomBytes(15).toString('hex')}`,
  };
  sandbox.stripe.addAccount({ secretKeys: [secrets.stripe], businessName: 'Acme Notes' });
  sandbox.mollie.addProfile({ apiKeys: [secrets.mollie], seedNewCustomers: true });
  const { appUuid } = await apps.create({ name: 'Acme Notes', returnOrigins: [] });
  const { apiKey } = await apiKeys.create({ appUuid, type: 'write', label: 'test' });
  const tenant = { appUuid, name: 'Blue Door Bakery', email: 'billing@bluedoor.example', locale: 'en' };
  const { tenantUuid } = await tenants.create(tenant);
  for (const provider of PROVIDER_IDS) await connections.connect({ appUuid, provider, secret: secrets[provider] });
  return {
    appUuid,
    tenantUuid,
    path: (provider) => `/api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/${provider}/billing-portals`,
    headers: {
      'x-api-key': apiKey,
      'x-client-id': appUuid,
      'x-api-key-type': 'write',
      'content-type': 'application/json',
    },
  };
}

async function describe({ config, call }: { config: Config; call: DemoCall }): Promise<string> {
  const { publicUrl } = config;
  const body = JSON.stringify({ defaultReturnUrl: `${publicUrl}/docs/` });
  const headers = Object.entries(call.headers).map(([name, value]) => `-H '${name}: ${value}'`);
  const curls = PROVIDER_IDS.map(
    (provider) => `curl -sS -X POST '${publicUrl}${call.path(provider)}' ${headers.join(' ')} -d '${body}'`,
  );
  const portals = await Promise.all(
    PROVIDER_IDS.map(async (provider) => {
      const url = publicUrl + call.path(provider);
      const response = await fetch(url, { method: 'POST', headers: call.headers, body });
      const { items } = billingPortalList.parse(await response.json());
      return `  ${provider.padEnd(7)} ${items[0].nextAction.url}`;
    }),
  );
  return [
    'Ready. Paste either line; each answers with a new URL to open:',
    '',
    ...curls,
    '',
    'Two such URLs, good once and for 5 minutes:',
    ...portals,
    '',
    'For the samples of the README, and for Authorize on the pages:',
    `export URL='${publicUrl}' APP='${call.appUuid}' TENANT='${call.tenantUuid}' KEY='${call.headers['x-api-key']}'`,
    '',
    'Other pages worth opening:',
    `  ${publicUrl}/docs/`,
    `  ${publicUrl}/openapi.json`,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

function fail(error: unknown): never {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
}

main().catch(fail);
