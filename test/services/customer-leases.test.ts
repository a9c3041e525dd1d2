import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { createCustomerLeases, type CustomerRef, isHeld, type Lease } from '../../src/services/customer-leases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let made = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ level: 'silent' });
  database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const customer = (): CustomerRef => ({
  provider: 'mollie',
  account: 'pfl_1',
  mode: 'test',
  providerCustomerId: `cst_${++made}`,
});
const leases = () => createCustomerLeases(database);
const held = async (lease: Lease): Promise<boolean> => {
  const [row] = await database.prisma.$queryRaw<{ held: boolean }[]>`SELECT ${isHeld(lease)} AS held`;
  return row?.held ?? false;
};

it('lets one work at a time on a customer, in whatever process, and side by side on two', async () => {
  const shared = customer();
  let atWork = 0;
  let most = 0;
  const work = async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await sleep(20);
    atWork -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => leases().hold({ customer: shared, waitMs: 10_000 }, work)));
  expect(most).toBe(1);
  await Promise.all([customer(), customer()].map((each) => leases().hold({ customer: each, waitMs: 0 }, work)));
  expect(most).toBe(2);
});

it('tells who waits too long, and holds nothing of the database meanwhile', async () => {
  const shared = customer();
  await leases().hold({ customer: shared, waitMs: 0 }, async (lease) => {
    await expect(leases().hold({ customer: shared, waitMs: 100 }, () => Promise.resolve())).rejects.toMatchObject({
      errorName: 'unavailable',
    });
    expect(await held(lease)).toBe(true);
    const { rows } = await testDatabase.onServer(
      `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = $1 AND state LIKE 'idle in%'`,
      [testDatabase.name],
    );
    expect(rows).toEqual([{ open: 0 }]);
  });
});

it('is given back when the work fails, and leaves no row', async () => {
  const shared = customer();
  await expect(leases().hold({ customer: shared, waitMs: 0 }, () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  await leases().hold({ customer: shared, waitMs: 0 }, () => Promise.resolve());
  expect(await database.prisma.customerLease.count({ where: { key: { contains: shared.providerCustomerId } } })).toBe(
    0,
  );
});

it('passes to another when a process died with it, and the dead one’s writes count no more', async () => {
  const shared = customer();
  let lost: Lease | undefined;
  void leases().hold({ customer: shared, waitMs: 0 }, (lease) => {
    lost = lease;
    return new Promise(() => undefined);
  });
  await expect.poll(() => lost && held(lost)).toBe(true);
  await database.prisma.$executeRaw`UPDATE customer_leases SET held_until = now() - interval '1 second'
    WHERE key LIKE ${`%${shared.providerCustomerId}`}`;
  expect(lost && (await held(lost))).toBe(false);
  await leases().hold({ customer: shared, waitMs: 0 }, async (lease) => {
    expect(await held(lease)).toBe(true);
    expect(lost && (await held(lost))).toBe(false);
  });
});
