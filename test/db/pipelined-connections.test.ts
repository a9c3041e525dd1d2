import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isDatabaseUnavailable } from '../../src/db/errors.ts';
import { createPipelinedConnections, type PipelinedConnectionsOptions } from '../../src/db/pipelined-connections.ts';
import { createSql, type Sql } from '../../src/db/statements.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let testDatabase: TestDatabase;
let proxy: TcpProxy;
let settings: ClientConfig;
const opened: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase({ migrated: false });
  const url = new URL(testDatabase.connectionString);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  settings = { connectionString: url.href, connectionTimeoutMillis: 1_000 };
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((connections) => connections.close()));
});
afterAll(async () => {
  await testDatabase.drop();
  await proxy.goAway();
});

function connect(options: Partial<PipelinedConnectionsOptions> & { size: number }): Sql {
  const connections = createPipelinedConnections({ settings, ...options });
  opened.push(connections);
  return createSql(connections.send);
}

const pidOf = async (sql: Sql): Promise<number> => {
  const [row] = await sql.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return row?.pid ?? 0;
};
const waitFor = (sql: Sql, seconds: number) => sql.$queryRaw`SELECT ${seconds}::int AS waited, pg_sleep(${seconds})`;
const kill = (pid: number) => testDatabase.onServer('SELECT pg_terminate_backend($1)', [pid]);
const countConnections = async (): Promise<number> =>
  (await testDatabase.onServer('SELECT FROM pg_stat_activity WHERE datname = $1', [testDatabase.name])).rows.length;
const killAll = () =>
  testDatabase.onServer('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    testDatabase.name,
  ]);
/** Sometimes one that cannot be parsed, bound or carried out, or in time, or whose answer has many rows. */
function oneOf(sql: Sql, n: number): Promise<unknown> {
  if (n % 997 === 1) return sql.$queryRaw`SELECT ${n}::int AS n FROM pg_sleep(1)`;
  if (n % 13 === 0) return sql.$queryRaw`SELECT ${n}::int AS n FROM nowhere`;
  if (n % 11 === 0) return sql.$queryRaw`SELECT ${String(n)}::uuid AS n`;
  if (n % 7 === 0) return sql.$queryRaw`SELECT ${n}::int / 0 AS n`;
  if (n % 5 === 0) return sql.$queryRaw`SELECT max(g) + ${n}::int - 999 AS n FROM generate_series(0, 999) AS g`;
  return sql.$queryRaw`SELECT ${n}::int AS n`;
}
const problemOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('pipelined connections', () => {
  it('give each of many statements at once its own answer', async () => {
    const sql = connect({ size: 2 });
    const answers = await Promise.all(times(500, (n) => sql.$queryRaw`SELECT ${n}::int AS n`));
    expect(answers).toEqual(times(500, (n) => [{ n }]));
  });

  it('let a statement fail alone, whatever is sent around it', async () => {
    const sql = connect({ size: 1 });
    const outcomes = await Promise.allSettled(times(60, (n) => sql.$queryRaw`SELECT ${60}::int / ${n % 3}::int AS n`));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(outcomes[1]).toEqual({ status: 'fulfilled', value: [{ n: 60 }] });
    expect(outcomes[2]).toEqual({ status: 'fulfilled', value: [{ n: 30 }] });
  });

  it('never give a statement the answer to another one, whatever becomes of those around it', async () => {
    const sql = connect({ size: 2, settings: { ...settings, statement_timeout: 300 } });
    const ask = async (n: number): Promise<void> => {
      const answer = await oneOf(sql, n).catch((error: unknown) => error);
      if (answer instanceof Error) return;
      expect(answer).toEqual([{ n }]);
      answered += 1;
    };
    let answered = 0;
    const outcomes: Promise<void>[] = [];
    for (let n = 0; n < 3_000; n += 1) {
      outcomes.push(ask(n));
      if (n % 1_000 === 550) await killAll();
      if (n % 100 === 99) await Promise.all(outcomes.splice(0));
    }
    expect(answered).toBeGreaterThan(1_000);
    expect(await sql.$queryRaw`SELECT ${7}::int AS n`).toEqual([{ n: 7 }]);
  });

  it('are as many as are needed, and no more', async () => {
    const sql = connect({ size: 3 });
    const first = await pidOf(sql);
    expect(await pidOf(sql)).toBe(first);
    for (let round = 0; round < 5; round += 1) await Promise.all(times(20, () => sql.$queryRaw`SELECT pg_sleep(0.01)`));
    expect(await countConnections()).toBe(3);
  });

  it('that a server has none more of are asked for rarely, and told of', async () => {
    let asked = 0;
    const told: string[] = [];
    const sql = connect({
      size: 3,
      async onConnect() {
        asked += 1;
        if (asked > 1) throw new Error('too many connections');
      },
      onTrouble: (what) => told.push(what),
    });
    for (let round = 0; round < 30; round += 1) await Promise.all(times(5, () => pidOf(sql)));
    expect(asked).toBeLessThan(4);
    expect(told).toEqual(Array.from({ length: asked - 1 }, () => 'refused'));
  });

  it('that are lost fail what is under way as worth a repeat, and are replaced', async () => {
    const sql = connect({ size: 1 });
    const pid = await pidOf(sql);
    const underWay = [waitFor(sql, 30), pidOf(sql), pidOf(sql)].map(problemOf);
    await sleep(100);
    await kill(pid);
    for (const problem of await Promise.all(underWay)) expect(isDatabaseUnavailable(problem)).toBe(true);
    expect(await pidOf(sql)).not.toBe(pid);
  });

  it('that are lost while nothing is under way are replaced without a failure', async () => {
    const sql = connect({ size: 1 });
    const pid = await pidOf(sql);
    await kill(pid);
    await sleep(100);
    expect(await pidOf(sql)).not.toBe(pid);
  });

  it('that PostgreSQL does not answer on fail in time, and are replaced', async () => {
    const sql = connect({ size: 1, settings: { ...settings, query_timeout: 300 } });
    await pidOf(sql);
    proxy.fallSilent();
    const problems = await Promise.all(times(3, () => problemOf(pidOf(sql))));
    const early = await problemOf(pidOf(sql));
    await proxy.goAway();
    const away = await problemOf(pidOf(sql));
    await proxy.comeBack();
    expect([...problems, early, away].map(isDatabaseUnavailable)).toEqual(times(5, () => true));
    expect(await pidOf(sql)).toBeGreaterThan(0);
  });

  it('are closed in time though nobody answers any more', async () => {
    const connections = createPipelinedConnections({ settings, size: 2 });
    await pidOf(createSql(connections.send));
    proxy.fallSilent();
    try {
      const closed = connections.close().then(() => 'closed');
      expect(await Promise.race([closed, sleep(5_000)])).toBe('closed');
    } finally {
      await proxy.goAway();
      await proxy.comeBack();
    }
  });

  it('are used only after they were looked at', async () => {
    let refusals = 2;
    const sql = connect({
      size: 1,
      async onConnect() {
        if (refusals > 0) throw Object.assign(new Error('not this one'), { refusal: (refusals -= 1) });
      },
    });
    expect(await Promise.all(times(3, () => problemOf(pidOf(sql))))).toMatchObject(times(3, () => ({ refusal: 1 })));
    expect(await problemOf(pidOf(sql))).toMatchObject({ refusal: 0 });
    expect(await pidOf(sql)).toBeGreaterThan(0);
  });

  it('are closed when nobody has used them for a while, and opened again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const sql = connect({ size: 2 });
      const pid = await pidOf(sql);
      vi.advanceTimersByTime(30_000);
      expect(await pidOf(sql)).toBe(pid);
      vi.advanceTimersByTime(60_000);
      await expect.poll(countConnections).toBe(0);
      expect(await pidOf(sql)).not.toBe(pid);
    } finally {
      vi.useRealTimers();
    }
  });

  it('let what is under way end when they are closed, and take nothing more', async () => {
    const connections = createPipelinedConnections({ settings, size: 1 });
    const sql = createSql(connections.send);
    const underWay = times(3, () => sql.$queryRaw`SELECT pg_sleep(0.1)`);
    await sleep(100);
    await connections.close();
    expect(await Promise.all(underWay)).toHaveLength(3);
    expect(isDatabaseUnavailable(await problemOf(pidOf(sql)))).toBe(true);
    await createPipelinedConnections({ settings, size: 1 }).close();
  });
});
