import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { type ClientBase, Pool, type PoolClient } from 'pg';
import { OperatorError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { openEmbeddedServer } from './embedded/server.ts';
import { isDatabaseUnavailable } from './errors.ts';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations } from './migrations.ts';
import { createPipelinedConnections } from './pipelined-connections.ts';
import { createSql, sendOver, type Sql } from './statements.ts';

export type Database = {
  prisma: PrismaClient;
  /** For statements that calls wait for; each has a connection to itself. */
  sql: Sql;
  /**
   * For those that read, and so wait for nobody: neither for a lock nor for a disk to have what they wrote. All share a
   * few connections, and one that waits would hold up the others.
   */
  readSql: Sql;
  /** Prisma's. */
  pool: Pool;
  /** The embedded database has one service at a time; a server has any number. @throws OperatorError */
  claimService: () => Promise<void>;
  /** @returns whether the database answers and takes writes now. Never throws. */
  ping: () => Promise<boolean>;
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Undefined: the embedded server in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  logger: Logger;
};

const CONNECTION = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 5_000,
  /** For a server that does not answer at all, as behind a network that is cut without a word. */
  query_timeout: 6_000,
  application_name: 'billing-portal-bridge',
};

/**
 * Prisma's are for what operators do, for back ends that write tenants, and for transactions: what waits for a lock there
 * takes no connection from calls. Theirs are enough to wait for a disk side by side.
 */
const PRISMA_CONNECTIONS = 6;
const SQL_CONNECTIONS = 18;
const POOL = {
  idleTimeoutMillis: 30_000,
  // pg-pool waits for its promise, which the types do not say.
  onConnect: refuseStandby,
};

/** One would do; a second one is there when the first is lost. */
const READ_CONNECTIONS = 2;
/** A pool waits for as long as PostgreSQL takes to take leave; statements under way are over by then. */
const LONGEST_CLOSE_MS = CONNECTION.query_timeout + 1_000;

/**
 * Opens the database and brings it to this version's schema.
 * @throws OperatorError when it cannot be reached, opened or migrated.
 */
export async function openDatabase({ databaseUrl, dataDir, logger }: DatabaseOptions): Promise<Database> {
  const embedded = databaseUrl === undefined ? await openEmbeddedServer({ dataDir, logger }) : undefined;
  const connectionString = databaseUrl ?? embedded?.connectionString ?? '';
  try {
    await applyMigrations({ connectionString });
  } catch (error) {
    await embedded?.close();
    throw explain(error);
  }
  const settings = { ...CONNECTION, connectionString };
  const onTrouble = (what: string) => logger.warn(`a database connection was ${what}`);
  const openPool = (max: number): Pool => {
    const opened = new Pool({ ...settings, ...POOL, max });
    // A connection that dies while idle is replaced; without a listener it would end the process.
    return opened.on('error', () => onTrouble('lost')).on('release', endUnlessIdle);
  };
  const pool = openPool(PRISMA_CONNECTIONS);
  const sqlPool = openPool(SQL_CONNECTIONS);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const readConnections = createPipelinedConnections({
    settings,
    size: READ_CONNECTIONS,
    onConnect: refuseStandby,
    onTrouble,
  });
  const sql = createSql(sendOver(sqlPool));
  return {
    prisma,
    sql,
    readSql: createSql(readConnections.send),
    pool,
    claimService: async () => embedded?.claimService(),
    ping: () =>
      sql.$queryRaw<{ writable: boolean }[]>`SELECT current_setting('transaction_read_only') = 'off' AS writable`.then(
        ([row]) => row?.writable === true,
        () => false,
      ),
    async close() {
      await prisma.$disconnect();
      const left = Promise.all([pool.end(), sqlPool.end(), readConnections.close()]);
      await Promise.race([left, sleep(LONGEST_CLOSE_MS, undefined, { ref: false })]);
      await embedded?.close();
    },
  };
}

/**
 * A transaction that was given up because PostgreSQL did not answer in time may still be open on its connection, and what
 * is sent over that next would be part of it, told to be done, and never be committed. Prisma lets go of the connection
 * all the same; a pool takes one that has been ended for broken.
 */
function endUnlessIdle(_error: Error | undefined, client: PoolClient): void {
  if (client.getTransactionStatus() !== 'I') client.end().catch(() => undefined);
}

/** A connection to a standby that takes no writes. */
class StandbyError extends Error {
  /** What PostgreSQL says of a write on a standby. */
  readonly code = '25006';
}

/**
 * Refuses a new connection that a failover, not complete yet, leads to a standby. A pool would go on using it for as
 * long as there are calls, though the name leads to the primary by then.
 */
async function refuseStandby(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  if (rows[0]?.standby === true) throw new StandbyError('the server is a standby');
}

/** Messages of pg may hold the URL with its password, so only codes are told. */
function explain(error: unknown): unknown {
  if (error instanceof OperatorError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
  if (code === '28P01' || code === '28000') {
    return new OperatorError(`The database refused the user or password of DATABASE_URL (${code}).`, { cause: error });
  }
  if (code === '3D000')
    return new OperatorError('The database that DATABASE_URL names does not exist. Create it first.', { cause: error });
  if (isDatabaseUnavailable(error)) {
    return new OperatorError(`The database cannot be reached (${code}). Start it, or correct DATABASE_URL.`, {
      cause: error,
    });
  }
  return error;
}
