import { Client, type ClientBase, type ClientConfig, type Submittable } from 'pg';

/** What pg sends, and calls back once. */
export type PipelinedQuery = Submittable & { callback: ((error: Error | null) => void) | undefined };

export type PipelinedConnections = {
  /**
   * Sends a query to the least busy connection, behind what is under way there; each succeeds or fails by itself.
   * @returns the query when PostgreSQL has answered.
   * @throws what PostgreSQL answers; what pg says of a connection that cannot be opened, is lost, or does not answer in
   *   time. Then nothing is known of what was under way on it.
   */
  send: <Query extends PipelinedQuery>(query: Query) => Promise<Query>;
  /** Lets what is under way end. */
  close: () => Promise<void>;
};

export type PipelinedConnectionsOptions = {
  settings: ClientConfig;
  /** Another one is opened when those that are open are busy, up to so many. */
  size: number;
  /** A new connection is used once this resolves, and never when it rejects. */
  onConnect?: (client: ClientBase) => Promise<void>;
  onLost?: () => void;
};

type Connection = { client: Client; underWay: number; usedLately: boolean; isLost: boolean };

/** One that is quiet for so long is closed: something on the way may have forgotten it. */
const SWEEP_MS = 30_000;

/**
 * Connections on which queries are sent without waiting for the answers to those before them. PostgreSQL takes them one
 * after the other, so where all are quick, a few connections carry everybody's, and what is asked for at the same time
 * goes in one packet: half of what a statement costs this process is handing it to the system and being woken for it.
 * pg-pool gives a connection to one query at a time.
 * @see https://node-postgres.com/features/pipelining
 */
export function createPipelinedConnections(options: PipelinedConnectionsOptions): PipelinedConnections {
  const { settings, size, onConnect, onLost } = options;
  const connections: Connection[] = [];
  let opening: Promise<void> | undefined;
  let isClosed = false;

  /** It is used no more; what is under way on it still ends, unless it is lost. */
  const drop = (connection: Connection): void => {
    connection.isLost = true;
    const index = connections.indexOf(connection);
    if (index !== -1) connections.splice(index, 1);
    connection.client.end().catch(() => undefined);
  };

  const open = async (): Promise<void> => {
    const client = new Client({ ...settings, pipeline: true });
    const connection: Connection = { client, underWay: 0, usedLately: true, isLost: false };
    // Without a listener one that is lost while nothing is under way would end the process.
    client.on('error', () => {
      drop(connection);
      onLost?.();
    });
    try {
      await client.connect();
      await onConnect?.(client);
    } catch (error) {
      drop(connection);
      throw error;
    }
    if (isClosed) drop(connection);
    if (!connection.isLost) connections.push(connection);
  };

  /** One at a time: whoever asks meanwhile waits for the same one. */
  const openOne = (): Promise<void> => {
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  const sendOn = <Query extends PipelinedQuery>(connection: Connection, query: Query): Promise<Query> => {
    connection.underWay += 1;
    connection.usedLately = true;
    return new Promise((resolve, reject) => {
      query.callback = (error) => {
        connection.underWay -= 1;
        if (error && hasOutdated(error)) drop(connection);
        if (error) reject(error);
        else resolve(query);
      };
      connection.client.query(query);
    });
  };

  const send = <Query extends PipelinedQuery>(query: Query): Promise<Query> => {
    if (isClosed) return Promise.reject(new Error('Client was closed and is not queryable'));
    const connection = leastBusy(connections);
    if (!connection) return openOne().then(() => send(query));
    if (connection.underWay > 0 && connections.length < size) openOne().catch(() => undefined);
    return sendOn(connection, query);
  };

  const sweep = setInterval(() => {
    const quiet = connections.filter(({ usedLately, underWay }) => !usedLately && underWay === 0);
    for (const connection of connections) connection.usedLately = false;
    for (const connection of quiet) drop(connection);
  }, SWEEP_MS);
  sweep.unref();

  return {
    send,
    async close() {
      isClosed = true;
      clearInterval(sweep);
      await opening?.catch(() => undefined);
      await Promise.all(connections.map(({ client }) => client.end()));
    },
  };
}

function leastBusy(connections: readonly Connection[]): Connection | undefined {
  let [best] = connections;
  for (const each of connections) if (best && each.underWay < best.underWay) best = each;
  return best;
}

/**
 * The connection has a statement whose columns a migration has changed since, or that PostgreSQL has forgotten, and would
 * fail at it for as long as it lives.
 */
function hasOutdated(error: Error): boolean {
  return 'code' in error && (error.code === '0A000' || error.code === '26000');
}
