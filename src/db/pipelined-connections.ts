import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientBase, type ClientConfig, type Submittable } from 'pg';

/** What pg sends, and calls back once. */
export type PipelinedQuery = Submittable & { callback: ((error: Error | null) => void) | undefined };

export type PipelinedConnections = {
  /**
   * Sends a query to the least busy connection; each succeeds or fails by itself.
   * @returns the query when PostgreSQL has answered.
   * @throws what PostgreSQL answers; what pg says of a connection that cannot be opened, is lost, or does not answer in
   *   time. Then nothing is known of what was under way on it.
   */
  send: <Query extends PipelinedQuery>(query: Query) => Promise<Query>;
  /** Lets what is under way end, then waits a second at most for PostgreSQL to take leave. */
  close: () => Promise<void>;
};

export type PipelinedConnectionsOptions = {
  settings: ClientConfig;
  /** At most so many; each is opened when those that are open are busy. */
  size: number;
  /** At most so many queries are under way on one; others wait, unsent, for a few seconds. */
  depth: number;
  /** A new connection is used once this resolves, and never when it rejects. */
  onConnect?: (client: ClientBase) => Promise<void>;
  onTrouble?: (what: 'lost' | 'refused') => void;
};

type Connection = { client: Client; underWay: number; usedLately: boolean; isDropped: boolean };
type Settling<Query> = { resolve: (query: Query) => void; reject: (error: unknown) => void };
type Waiting = { send: (connection: Connection) => void; refuse: (error: unknown) => void; untilMs: number };

/** One that is quiet for so long is closed: something on the way may have forgotten it. */
const SWEEP_MS = 30_000;
/** A server that has just refused another connection has none to give, and is busy enough. */
const REST_MS = 1_000;
const LONGEST_WAIT_MS = 3_000;
const LONGEST_LEAVE_MS = 1_000;

/**
 * Connections on which queries are sent without waiting for the answers to those before them, as deep as is allowed.
 * PostgreSQL takes them one after the other, so where all are quick, a few connections carry everybody's, and what is
 * asked for at the same time goes in one packet: half of what a statement costs this process is handing it to the system
 * and being woken for it. pg-pool gives a connection to one query at a time, and does more for it.
 * @see https://node-postgres.com/features/pipelining
 */
export function createPipelinedConnections(options: PipelinedConnectionsOptions): PipelinedConnections {
  const { settings, size, depth, onConnect, onTrouble } = options;
  const connections: Connection[] = [];
  const clients = new Set<Client>();
  const waiting = new Set<Waiting>();
  let opening: Promise<void> | undefined;
  let restsUntilMs = 0;
  let unsettled = 0;
  let whenSettled: (() => void) | undefined;
  let watch: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** It is used no more; what is under way on it still ends, unless it is lost. */
  const drop = (connection: Connection): void => {
    if (connection.isDropped) return;
    connection.isDropped = true;
    const index = connections.indexOf(connection);
    if (index !== -1) connections.splice(index, 1);
    connection.client.end().catch(() => undefined);
  };

  const open = async (): Promise<void> => {
    const client = new Client({ ...settings, pipeline: true });
    const connection: Connection = { client, underWay: 0, usedLately: true, isDropped: false };
    clients.add(client);
    client.once('end', () => clients.delete(client));
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
  };

  /** One at a time, for whoever waits. */
  const grow = (): void => {
    if (opening || connections.length >= size) return;
    if (connections.length > 0 && performance.now() < restsUntilMs) return;
    opening = openAndServe();
  };

  const openAndServe = async (): Promise<void> => {
    try {
      await open();
    } catch (error) {
      restsUntilMs = performance.now() + REST_MS;
      if (connections.length > 0) onTrouble?.('refused');
      else for (const each of waiting) each.refuse(error);
    }
    opening = undefined;
    serve();
  };

  const serve = (): void => {
    for (const each of waiting) {
      const connection = leastBusy(connections);
      if (!connection || connection.underWay >= depth) return grow();
      each.send(connection);
    }
  };

  const settle = (): void => {
    unsettled -= 1;
    if (unsettled === 0) whenSettled?.();
  };

  const sendOn = <Query extends PipelinedQuery>(
    connection: Connection,
    query: Query,
    { resolve, reject }: Settling<Query>,
  ): void => {
    connection.underWay += 1;
    connection.usedLately = true;
    query.callback = (error) => {
      connection.underWay -= 1;
      if (error && isOfNoUseAfter(error)) drop(connection);
      settle();
      if (error) reject(error);
      else resolve(query);
      if (waiting.size > 0) serve();
    };
    connection.client.query(query);
  };

  const wait = <Query extends PipelinedQuery>(query: Query, settling: Settling<Query>): void => {
    const entry: Waiting = {
      untilMs: performance.now() + LONGEST_WAIT_MS,
      send(connection) {
        waiting.delete(entry);
        sendOn(connection, query, settling);
      },
      refuse(error) {
        waiting.delete(entry);
        settle();
        settling.reject(error);
      },
    };
    waiting.add(entry);
    // One timer for all: whoever came first has waited longest.
    watch ??= setTimeout(refuseLate, LONGEST_WAIT_MS);
  };

  const refuseLate = (): void => {
    const nowMs = performance.now();
    for (const each of waiting) if (each.untilMs <= nowMs) each.refuse(new Error('no connection was free in time'));
    const [oldest] = waiting;
    watch = oldest && setTimeout(refuseLate, oldest.untilMs - nowMs);
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
      if (!connection || connection.underWay > 0) grow();
      unsettled += 1;
      return new Promise((resolve, reject) => {
        if (connection && connection.underWay < depth) sendOn(connection, query, { resolve, reject });
        else wait(query, { resolve, reject });
      });
    },
    async close() {
      isClosed = true;
      clearInterval(sweep);
      await opening;
      if (unsettled > 0) {
        await new Promise<void>((resolve) => {
          whenSettled = resolve;
        });
      }
      clearTimeout(watch);
      await Promise.all([...clients].map(takeLeave));
    },
  };
}

function leastBusy(connections: readonly Connection[]): Connection | undefined {
  let [best] = connections;
  for (const each of connections) if (best && each.underWay < best.underWay) best = each;
  return best;
}

async function takeLeave(client: Client): Promise<void> {
  await Promise.race([client.end(), sleep(LONGEST_LEAVE_MS, undefined, { ref: false })]);
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
