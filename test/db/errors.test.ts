import { createServer, type Socket } from 'node:net';
import { Pool, type PoolConfig } from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseUnavailable, isUniqueViolation } from '../../src/db/errors.ts';
import { PrismaClient } from '../../src/db/generated/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const clients: PrismaClient[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const client of clients) await client.$disconnect();
  await database.drop();
});

const connect = (options: PoolConfig = {}): { prisma: PrismaClient; pool: Pool } => {
  const pool = new Pool({ connectionString: database.connectionString, connectionTimeoutMillis: 1_000, ...options });
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  clients.push(prisma);
  return { prisma, pool };
};

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );

/** Both ways that we ask: a model query and a raw one. */
const bothFail = async (prisma: PrismaClient): Promise<boolean[]> => {
  const errors = await Promise.all([failureOf(prisma.app.findMany()), failureOf(prisma.$queryRaw`SELECT 1`)]);
  return errors.map(isDatabaseUnavailable);
};

describe('isDatabaseUnavailable (D10)', () => {
  it('is true when nothing listens', async () => {
    expect(await bothFail(connect({ connectionString: 'postgresql://u:p@127.0.0.1:1/x' }).prisma)).toEqual([
      true,
      true,
    ]);
  });

  it('is true when the server does not answer', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { prisma } = connect({
      connectionString: `postgresql://u:p@127.0.0.1:${port}/x`,
      connectionTimeoutMillis: 200,
    });
    expect(await bothFail(prisma)).toEqual([true, true]);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('is true when the connection is cut in the middle of a statement', async () => {
    const { prisma } = connect({ max: 1 });
    const failure = failureOf(prisma.$queryRaw`SELECT pg_sleep(20)::text`);
    const cut = () =>
      database.onServer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND query LIKE '%pg_sleep%'`,
        [database.name],
      );
    await expect.poll(async () => (await cut()).rowCount, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(isDatabaseUnavailable(await failure)).toBe(true);
  });

  it('is true when every connection of the pool is taken', async () => {
    const { prisma, pool } = connect({ max: 1, connectionTimeoutMillis: 2_000 });
    const taken = await pool.connect();
    expect(await bothFail(prisma)).toEqual([true, true]);
    taken.release();
  });

  it('is true when a statement takes too long', async () => {
    const { prisma } = connect({ statement_timeout: 100 });
    expect(isDatabaseUnavailable(await failureOf(prisma.$queryRaw`SELECT pg_sleep(5)::text`))).toBe(true);
  });

  it('is true when the database takes no connections', async () => {
    const closed = await createTestDatabase();
    await closed.onServer(`ALTER DATABASE ${closed.name} CONNECTION LIMIT 0`);
    await closed.onServer(`CREATE ROLE ${closed.name} LOGIN PASSWORD 'x'`);
    const url = new URL(closed.connectionString);
    [url.username, url.password] = [closed.name, 'x'];
    expect(await bothFail(connect({ connectionString: url.href }).prisma)).toEqual([true, true]);
    await closed.drop();
    await closed.onServer(`DROP ROLE ${closed.name}`);
  });

  it.each([
    ['takes no connections for a while', (name: string) => `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`],
    ['has another name for a while', (name: string) => `ALTER DATABASE ${name} RENAME TO ${name}_away`],
    ['has another password', (name: string) => `ALTER ROLE ${name} PASSWORD 'y'`],
    ['lets the user in no more', (name: string) => `ALTER ROLE ${name} NOLOGIN`],
  ])('is true when the database %s', async (_what, change) => {
    const other = await createTestDatabase();
    const { name, onServer } = other;
    await onServer(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
    const url = new URL(other.connectionString);
    [url.username, url.password] = [name, 'x'];
    await onServer(change(name));
    expect(await bothFail(connect({ connectionString: url.href }).prisma)).toEqual([true, true]);
    await other.drop();
    await onServer(`DROP DATABASE IF EXISTS ${name}_away`);
    await onServer(`DROP ROLE ${name}`);
  });

  it('is false for faults of our own', async () => {
    const { prisma } = connect();
    const bugs = await Promise.all([
      failureOf(prisma.$queryRaw`SELECT nothing FROM nowhere`),
      failureOf(prisma.$queryRaw`SELECT 1/0`),
      failureOf(prisma.tenant.create({ data: { appUuid: 'none', uuid: 'x', name: 'x', email: 'x' } })),
    ]);
    expect(bugs.map(isDatabaseUnavailable)).toEqual([false, false, false]);
    expect([new Error('x'), null, undefined, 'text'].map(isDatabaseUnavailable)).toEqual([false, false, false, false]);
  });
});

describe('isUniqueViolation', () => {
  it('tells a second row with the same key from other faults', async () => {
    const { prisma } = connect();
    const app = { uuid: 'twice', name: 'x' };
    await prisma.app.create({ data: app });
    expect(isUniqueViolation(await failureOf(prisma.app.create({ data: app })))).toBe(true);
    expect(isUniqueViolation(await failureOf(prisma.$queryRaw`SELECT 1/0`))).toBe(false);
  });
});
