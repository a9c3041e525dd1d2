import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { type Context, createContext } from '../src/context.ts';
import { createLogger } from '../src/logger.ts';
import { findPort } from '../src/ports.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { callOverRest } from './support/callers.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { type Running, startCommand, startScript } from './support/process.ts';
import { createTestApp } from './support/service.ts';

let sandbox: Sandbox;
let database: TestDatabase;
let folder: string;
/** On the same server. */
let operator: Context;
const started: Running[] = [];

beforeAll(async () => {
  sandbox = await createSandbox();
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'bpb-main-'));
  operator = await createContext(readConfig({ ...onServer(), ...providerUrls() }), {
    logger: createLogger({ level: 'silent' }),
  });
});
afterAll(async () => {
  for (const { child, finished } of started) {
    child.kill('SIGTERM');
    await finished;
  }
  await operator.close();
  await sandbox.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

type Env = Record<string, string>;

const onServer = (): Env => ({
  DATABASE_URL: database.connectionString,
  SECRET_KEYS: `k1:${'A'.repeat(43)}=`,
});
const providerUrls = (): Env => ({ STRIPE_API_URL: sandbox.stripeUrl, MOLLIE_API_URL: sandbox.mollieUrl });
const embedded = (name: string): Env => ({ DATA_DIR: join(folder, name) });

const startBuilt = (env: Env): Running => startScript('dist/main.js', [], env);
/** As the README says. */
const startWithNpm = (env: Env): Running => startCommand('npm', ['start'], env);

const start = async (env: Env, run = startBuilt): Promise<Running & { url: string; env: Env }> => {
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const full = { ...providerUrls(), PORT: String(port), ...env };
  const running = run(full);
  started.push(running);
  await running.waitFor(/"msg":"ready"/);
  return { ...running, env: full, url: `http://127.0.0.1:${full.PORT}` };
};

const refuses = async (env: Env, reason: RegExp): Promise<void> => {
  const { code, stdout, stderr } = await startScript('dist/main.js', [], {
    PORT: String(await findPort({ host: '127.0.0.1', wanted: null })),
    ...env,
  }).finished;
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.not.stringContaining('"ready"') });
  expect(stderr).toMatch(reason);
  expect(stderr).not.toMatch(/^\s+at /m);
};

const admin = async <T>(env: Env, args: string[], stdin = ''): Promise<T> => {
  const { stdout, stderr } = await startScript('dist/cli/main.js', [...args, '--json'], env, stdin).finished;
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as T;
};

/** Sets an app up with the operator's commands and returns its call for Stripe. */
const setUp = async (env: Env, url: string): Promise<() => Promise<Response>> => {
  const secret = `sk_test_${randomBytes(24).toString('hex')}`;
  sandbox.stripe.addAccount({ secretKeys: [secret] });
  const { appUuid } = await admin<{ appUuid: string }>(env, ['app', 'create', '--name', 'App']);
  const { apiKey } = await admin<{ apiKey: string }>(env, ['key', 'create', '--app', appUuid, '--type', 'write']);
  const tenant = ['tenant', 'create', '--app', appUuid, '--name', 'T', '--email', 't@example.com'];
  const { tenantUuid } = await admin<{ tenantUuid: string }>(env, tenant);
  await admin(env, ['provider', 'connect', 'stripe', '--app', appUuid], secret);
  return () =>
    fetch(`${url}/api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/stripe/billing-portals`, {
      method: 'POST',
      headers: {
        'x-api-key': apiKey,
        'x-client-id': appUuid,
        'x-api-key-type': 'write',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ defaultReturnUrl: 'https://app.example.com/account' }),
    });
};

// Each starts processes, which takes a busy machine its time.
describe('the process', { timeout: 120_000 }, () => {
  it('starts on the embedded database, and the operator’s commands work beside it', async () => {
    const service = await start(embedded('beside'));
    const call = await setUp(service.env, service.url);
    expect((await call()).status).toBe(200);
    expect(await (await fetch(`${service.url}/readyz`)).json()).toEqual({ status: 'ok' });
  });

  it('loses nothing that was committed when it is killed, and starts again where it was', async () => {
    const first = await start(embedded('killed'));
    const call = await setUp(first.env, first.url);
    expect((await call()).status).toBe(200);
    const customers = () => sandbox.ledger.count({ provider: 'stripe', method: 'POST', path: '/v1/customers' });
    const before = customers();
    first.child.kill('SIGKILL');
    await first.finished;
    await start({ ...first.env });
    expect((await call()).status).toBe(200);
    expect(customers()).toBe(before);
  });

  describe.concurrent.each([
    ['SIGTERM', ['SIGTERM'], startBuilt],
    ['SIGTERM to `npm start`', ['SIGTERM'], startWithNpm],
    // As from a terminal: it gives it to npm and the service, and npm hands it on.
    ['the same twice, or another', ['SIGINT', 'SIGINT', 'SIGTERM'], startBuilt],
  ] as const)('on %s', (_what, signals, run) => {
    it('finishes what was accepted, and exits 0 (P11)', async () => {
      const service = await start({ ...onServer(), LOG_LEVEL: 'info' }, run);
      const app = await createTestApp({ context: operator, sandbox, connect: ['stripe'] });
      const { stripe: account } = app.accounts;
      const path = '/v1/billing_portal/sessions';
      const slow = sandbox.faults.add({ provider: 'stripe', account, path, kind: 'hold' });
      const answers = Array.from({ length: 5 }, () =>
        callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'stripe' }),
      );
      await slow.struck(5);
      for (const signal of signals) {
        service.child.kill(signal);
        await service.waitFor(/finishing what was accepted/);
      }
      slow.remove();
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect((await service.finished).code).toBe(0);
    });
  });

  it('says in one message what is wrong with the environment', async () => {
    await refuses(
      { PORT: 'x', SECRET_KEYS: 'y' },
      /The configuration is not usable:\n {2}- .*SECRET_KEYS[^]*PORT|PORT[^]*SECRET_KEYS/,
    );
  });

  it('says that the database is down', async () => {
    const port = await findPort({ host: '127.0.0.1', wanted: null });
    await refuses(
      { ...onServer(), DATABASE_URL: `postgresql://u:canary@127.0.0.1:${port}/x` },
      /database.*(cannot be reached|refused)/i,
    );
  });

  it('says that the port is in use', async () => {
    const port = await findPort({ host: '127.0.0.1', wanted: null });
    const other = createServer().listen(port, '127.0.0.1');
    await refuses({ ...onServer(), PORT: String(port) }, /in use.*PORT/);
    other.close();
  });

  it('refuses a second service on the same DATA_DIR', async () => {
    const first = await start(embedded('twice'));
    await refuses({ DATA_DIR: first.env['DATA_DIR'] ?? '' }, /already running on this DATA_DIR/i);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it('says that a DATA_DIR cannot be made', async () => {
    await refuses({ DATA_DIR: '/proc/none/data' }, /DATA_DIR \/proc\/none\/data cannot be made/);
  });

  it('refuses to start when the file of keys is lost, and makes no other', async () => {
    const first = await start(embedded('lost'));
    first.child.kill('SIGTERM');
    await first.finished;
    const file = join(folder, 'lost', 'secret-keys');
    const keys = await readFile(file);
    await rm(file);
    await refuses(embedded('lost'), /secret-keys is missing/);
    await writeFile(file, keys, { flag: 'wx' });
    await start(embedded('lost'));
  });

  it('refuses to start when the keyring lacks a key that stored secrets need (P13)', async () => {
    const fresh = await createTestDatabase();
    const env = { ...onServer(), DATABASE_URL: fresh.connectionString };
    const first = await start(env);
    first.child.kill('SIGTERM');
    await first.finished;
    await refuses({ ...env, SECRET_KEYS: `k2:${randomBytes(32).toString('base64')}` }, /SECRET_KEYS lacks "k1"/);
    await fresh.drop();
  });
});
