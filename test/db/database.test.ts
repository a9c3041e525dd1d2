import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let testDatabase: TestDatabase;
let proxy: TcpProxy;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const url = new URL(testDatabase.connectionString);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  database = await openDatabase({ databaseUrl: url.href, dataDir: '', logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await proxy.goAway();
  await testDatabase.drop();
});

it('a connection that is let go in the middle of a transaction is used no more: what comes next would be lost with it', async () => {
  const { pool } = database;
  for (const last of ['SELECT 1', 'SELECT 1 / 0']) {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(last).catch(() => undefined);
    client.release();
    const { rows } = await pool.query<{ alone: boolean }>('SELECT now() = statement_timestamp() AS alone');
    expect(rows).toEqual([{ alone: true }]);
  }
  (await pool.connect()).release();
  expect(pool.idleCount).toBe(1);
});

it('one that answers nothing any more is closed in time: a stop signal does not wait for the network', async () => {
  await Promise.all([database.prisma.app.count(), database.ping(), database.readSql.$queryRaw`SELECT 1`]);
  proxy.fallSilent();
  const closed = database.close().then(() => 'closed');
  expect(await Promise.race([closed, sleep(10_000)])).toBe('closed');
});
