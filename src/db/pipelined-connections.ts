import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientBase, type ClientConfig } from 'pg';
import type { SendQuery, SentQuery } from './statements.ts';

export type PipelinedConnections = {
  /**
   * Sends a query to the least busy connection, behind what is under way there; each succeeds or fails by itself.
   * @throws what PostgreSQL answers; what pg says of a connection that cannot be opened, is lost, or does not answer in
   *   time. Then nothing is known of what was under way on it.
   */
  send: SendQuery;
  /** Lets what is under way end, then waits a second at most for PostgreSQL to take leave. */
  close: () => Promise<void>;
};

export type PipelinedConnectionsOptions = {
  settings: ClientConfig;
  /** At most so many; each is opened when those that are open are busy. */
  size: number;
  /** A new connection is used once this resolves, and never when it rejects. */
  onConnect?: (client: ClientBase) => Promise<void>;
  onTrouble?: (what: 'lost' | 'refused') => void;
};

type Connection = { client: Client; underWay: number; usedLately: boolean; isDropped: boolean };

/** One that is quiet for so long is closed: something on the way may have forgotten it. */
const SWEEP_MS = 30_000;
/** A server that has just refused another connection has none to give, and is busy enough. */
const REST_MS = 1_000;
const LONGEST_LEAVE_MS = 1_000;

/**
 * Connections on which queries are sent without waiting for the answers to those before them. PostgreSQL takes them one
 * after the other, so where all are quick, a few connections carry everybody's, and what is asked for at the same time
 * goes in one packet: half of what a statement costs this process is handing it to the system and being woken for it.
 * pg-pool gives a connection to one query at a time, and does more for it.
 * @see https://node-postgres.com/features/pipelining
 */
export function createPipelinedConnections(options: PipelinedConnectionsOptions): PipelinedConnections {
  const { settings, size, onConnect, onTrouble } = options;
  /** Those that take queries; and all that have not ended. */
  const connections: Connection[] = [];
  const open = new Set<Connection>();
  let opening: Promise<Connection> | undefined;
  let restsUntilMs = 0;
  let isClosed = false;

  /** It is used no more; what is under way on it still ends, unless it is lost. */
  const drop = (connection: Connection): void => {
    if (connection.isDropped) return;
    connection.isDropped = true;
    const index = connections.indexOf(connection);
    if (index !== -1) connections.splice(index, 1);
    connection.client.end().catch(() => undefined);
  };

  const connect = async (): Promise<Connection> => {
    const client = new Client({ ...settings, pipeline: true });
    const connection: Connection = { client, underWay: 0, usedLately: true, isDropped: false };
    open.add(connection);
    client.once('end', () => open.delete(connection));
    // Without a listener one that is lost while nothing is under way would end the process.
    client.on('error', () => {
      if (!connection.isDropped) onTrouble?.('lost');
      drop(connection);
    });
    try {
      await client.connect();
      await onConnect?.(client);
    } catch (error) {
      drop(connection);
      throw error;
    }
    if (!connection.isDropped) connections.push(connection);
    return connection;
  };

  /** One at a time: whoever asks meanwhile waits for the same one. */
  const openOne = (): Promise<Connection> => {
    opening ??= connect().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  /** Nobody waits for it. */
  const grow = (): void => {
    if (opening || connections.length >= size || performance.now() < restsUntilMs) return;
    openOne().catch(() => {
      restsUntilMs = performance.now() + REST_MS;
      onTrouble?.('refused');
    });
  };

  const sendOn = <Query extends SentQuery>(connection: Connection, query: Query): Promise<Query> => {
    connection.underWay += 1;
    connection.usedLately = true;
    return new Promise((resolve, reject) => {
      query.callback = (error) => {
        connection.underWay -= 1;
        if (error && isOfNoUseAfter(error)) drop(connection);
        if (error) reject(error);
        else resolve(query);
      };
      connection.client.query(query);
    });
  };

  const sweep = setInterval(() => {
    const quiet = connections.filter(({ usedLately, underWay }) => !usedLately && underWay === 0);
    for (const connection of connections) connection.usedLately = false;
    for (const connection of quiet) drop(connection);
  }, SWEEP_MS);
  sweep.unref();

  return {
    send(query) {
      if (isClosed) return Promise.reject(new Error('Client was closed and is not queryable'));
      const connection = leastBusy(connections);
      if (!connection) return openOne().then((opened) => sendOn(opened, query));
      if (connection.underWay > 0) grow();
      return sendOn(connection, query);
    },
    async close() {
      isClosed = true;
      clearInterval(sweep);
      await opening?.catch(() => undefined);
      await Promise.all([...open].map(takeLeave));
    },
  };
}

function leastBusy(connections: readonly Connection[]): Connection | undefined {
  let [best] = connections;
  for (const each of connections) if (best && each.underWay < best.underWay) best = each;
  return best;
}

async function takeLeave({ client, underWay }: Connection): Promise<void> {
  const left = client.end();
  if (underWay > 0) await Promise.race([left, new Promise((resolve) => client.once('drain', resolve))]);
  await Promise.race([left, sleep(LONGEST_LEAVE_MS, undefined, { ref: false })]);
  client.connection.stream.destroy();
}

/**
 * The connection has a statement whose columns a migration has changed since, or that PostgreSQL has forgotten, and would
 * fail at it for as long as it lives; or it does not answer.
 */
function isOfNoUseAfter(error: Error): boolean {
  return error.message === 'Query read timeout' || ('code' in error && OUTDATED.has(error.code));
}

const OUTDATED = new Set<unknown>(['0A000', '26000']);
