import { randomBytes } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import { type Context, createContext } from '../../src/context.ts';
import { createLogger } from '../../src/logger.ts';
import { findPort } from '../../src/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type Running, startScript } from './process.ts';

/** Stand-ins for the providers, a database of one's own, and the environment that leads a process to them. */
export type Surroundings = {
  sandbox: Sandbox;
  database: TestDatabase;
  env: Record<string, string>;
  close: () => Promise<void>;
};

export async function createSurroundings(): Promise<Surroundings> {
  const sandbox = await createSandbox();
  const database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.connectionString,
    SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    STRIPE_API_URL: sandbox.stripeUrl,
    MOLLIE_API_URL: sandbox.mollieUrl,
  };
  return {
    sandbox,
    database,
    env,
    async close() {
      await sandbox.close();
      await database.drop();
    },
  };
}

export type ServiceProcess = Running & { port: number; url: string };

export type StartOptions = { script?: string; args?: string[]; settings?: Record<string, string> };

/** The built service as processes of its own, all in the same surroundings. */
export type ProcessWorld = {
  sandbox: Sandbox;
  /** For setting apps up, as an operator does. */
  operator: Context;
  /** Resolves when it is ready. `settings` add to the environment. */
  start: (options?: StartOptions) => Promise<ServiceProcess>;
  /** Every process that was started. */
  killAll: () => Promise<void>;
  close: () => Promise<void>;
};

/** The service that is killed at the step which its argument names. */
export const CRASHING_SERVICE = 'test/support/crashing-service.mjs';

export async function createProcessWorld(): Promise<ProcessWorld> {
  const { sandbox, env, close } = await createSurroundings();
  const operator = await createContext(readConfig(env), { logger: createLogger({ level: 'silent' }) });
  const running: Running[] = [];
  const killAll = async (): Promise<void> => {
    for (const { child, finished } of running.splice(0)) {
      child.kill('SIGKILL');
      await finished;
    }
  };
  return {
    sandbox,
    operator,
    async start({ script = 'dist/main.js', args = [], settings = {} } = {}) {
      const port = await findPort({ host: '127.0.0.1', wanted: null });
      const service = startScript(script, args, { ...env, ...settings, PORT: String(port) });
      running.push(service);
      await service.waitFor(/"msg":"ready"/);
      return { ...service, port, url: `http://127.0.0.1:${port}` };
    },
    killAll,
    async close() {
      await killAll();
      await operator.close();
      await close();
    },
  };
}

/** Two at a time: each begins a process, which takes a core. */
export async function inPairs<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let index = 0; index < items.length; index += 2)
    results.push(...(await Promise.all(items.slice(index, index + 2).map(work))));
  return results;
}
