import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { OperatorError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { type Cluster, DATABASE_NAME, openCluster } from './cluster.ts';

export type EmbeddedServer = {
  connectionString: string;
  /** Makes this process the data folder's one service, until it ends. @throws OperatorError when another one is. */
  claimService: () => Promise<void>;
  /** The last process out stops the server. */
  close: () => Promise<void>;
};

export type EmbeddedServerOptions = {
  /** Absolute. */
  dataDir: string;
  logger: Logger;
  /** More of PostgreSQL's settings, `name=value`. */
  settings?: readonly string[];
};

/** Held shared by every process that uses the server, for as long as it does. */
const PRESENCE_LOCK = 0x62_70_62_02;
export const SERVICE_LOCK = 0x62_70_62_03;
const ATTACH_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;
const DISCONNECT_TIMEOUT_MS = 500;

/**
 * The PostgreSQL server of a data folder, shared by the service and the operator's commands: found when it runs,
 * started when not, and stopped by the last one out. It outlives a process that is killed. When it dies itself it is
 * started again, on the same port.
 * @throws OperatorError
 */
export async function openEmbeddedServer({
  dataDir,
  logger,
  settings = [],
}: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const cluster = await openCluster({ dataDir, settings });
  let closing = false;
  let isService = false;
  let recovery: Promise<void> | undefined;
  let presence = await attach(cluster);
  const { port } = presence;
  watch();

  function watch(): void {
    presence.client.once('end', () => {
      if (closing) return;
      logger.error('the embedded PostgreSQL is gone; starting it again');
      recovery = recover();
    });
  }

  async function takePlace({ client }: Presence): Promise<void> {
    if (isService) await takeServiceLock(client);
  }

  async function recover(): Promise<void> {
    for (;;) {
      if (closing) return;
      try {
        const next = await attach(cluster, port);
        await takePlace(next).catch(async (error: unknown) => {
          await disconnect(next.client);
          throw error;
        });
        presence = next;
        watch();
        logger.info('the embedded PostgreSQL is back');
        return;
      } catch (error) {
        logger.error(
          { reason: error instanceof OperatorError ? error.message : 'unknown' },
          'it did not come back yet',
        );
        await sleep(1_000);
      }
    }
  }

  return {
    connectionString: urlOf({ port, password: cluster.password, database: DATABASE_NAME }),
    async claimService() {
      await takeServiceLock(presence.client);
      isService = true;
    },
    async close() {
      closing = true;
      // A server that is just being started again would be nobody's.
      await recovery;
      const isLast = await leave(presence.client);
      if (isLast) await cluster.stop();
      await disconnect(presence.client);
    },
  };
}

type Presence = { client: Client; port: number };

/** Finds or starts the server, and holds the presence lock. @param portInUse the one that connections know already. */
async function attach(cluster: Cluster, portInUse?: number): Promise<Presence> {
  const giveUpAt = Date.now() + ATTACH_TIMEOUT_MS;
  let isStartedHere = false;
  const stopIfStarted = async (error: unknown): Promise<never> => {
    if (isStartedHere) await cluster.stop();
    throw error;
  };
  for (;;) {
    const noted = await cluster.readPort();
    const port = portInUse ?? noted;
    const client = port === null ? null : await enter(cluster, port).catch(stopIfStarted);
    if (client && port !== null) return { client, port };
    if (Date.now() > giveUpAt) {
      throw new OperatorError(
        `The embedded PostgreSQL in ${cluster.clusterDir} runs but does not answer. Look at postgres.log beside it.`,
      );
    }
    if (await cluster.start({ port, exact: portInUse !== undefined })) isStartedHere = true;
    await sleep(RETRY_MS);
  }
}

/**
 * @returns null when there is no server, it is not ours, or it is starting or stopping.
 * @throws OperatorError when ours refuses the password.
 */
async function enter(cluster: Cluster, port: number): Promise<Client | null> {
  try {
    return (await prepareDatabase(cluster, port)) ? await takePresence(cluster, port) : null;
  } catch (error) {
    // When ours is gone another server may have its port, and refuses us rightly.
    const isFinal = error instanceof DatabaseError && error.code === '28P01' && (await cluster.isRunning());
    if (!isFinal) return null;
    throw new OperatorError(
      `The embedded PostgreSQL refuses the password in ${cluster.passwordFile}. Put that file back from a backup.`,
      { cause: error },
    );
  }
}

/** @returns false when the server is another folder's. */
async function prepareDatabase({ clusterDir, password }: Cluster, port: number): Promise<boolean> {
  const client = await connect(urlOf({ port, password, database: 'postgres' }));
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = rows[0]?.data_directory;
    if (served !== (await realpath(clusterDir)) && served !== clusterDir) return false;
    await ensureDatabase(client);
    return true;
  } finally {
    await disconnect(client);
  }
}

async function takePresence({ password }: Cluster, port: number): Promise<Client> {
  const client = await connect(urlOf({ port, password, database: DATABASE_NAME }));
  try {
    // Waits while the last one out is stopping the server, and then fails with the connection.
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    return client;
  } catch (error) {
    await disconnect(client);
    throw error;
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'billing-portal-bridge',
  });
  // Without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Does not wait for a goodbye: a server that was stopped meanwhile says none. */
async function disconnect(client: Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(DISCONNECT_TIMEOUT_MS, undefined, { ref: false })]);
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
  if (rowCount === 1) return;
  // Of two first starts at once, one is told that it is there already.
  await client.query(`CREATE DATABASE ${DATABASE_NAME}`).catch((error: unknown) => {
    if (!(error instanceof DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error;
  });
}

async function takeServiceLock(client: Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SERVICE_LOCK]);
  if (rows[0]?.taken) return;
  throw new OperatorError(
    'Another service is already running on this DATA_DIR. Stop it, choose another DATA_DIR, or set DATABASE_URL: on a PostgreSQL server several services can run.',
  );
}

/** @returns true when nobody else uses the server; newcomers then wait until it is stopped. */
async function leave(client: Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      PRESENCE_LOCK,
    ]);
    return rows[0]?.taken ?? false;
  } catch {
    return false;
  }
}

function urlOf({ port, password, database }: { port: number; password: string; database: string }): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
