import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from '../../src/db/generated/client.ts';
import { REQUEST_TIMEOUT_MS } from '../../src/http/procedure-context.ts';
import type { Claim, RowKey } from '../../src/services/provider-customer-claim.ts';
import { createSql, sendOver } from '../../src/db/statements.ts';
import { createProviderCustomerRows } from '../../src/services/provider-customer-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: Pool;
let prisma: PrismaClient;
let rows: ReturnType<typeof createProviderCustomerRows>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString });
  prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  rows = createProviderCustomerRows({ sql: createSql(sendOver(pool)) });
  await prisma.app.create({ data: { uuid: 'app', name: 'App' } });
});
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

/** Of a race that few lose. */
const ROUNDS = 150;
const AT_ONCE = 8;
const PROFILE = { name: 'A Tenant', email: 'billing@tenant.example', locale: null };
let tenants = 0;
let key: RowKey;
let stale: Claim;
let holder: Claim;

/** One whose lease ran out while it waited for the provider, and one that has claimed the row since. */
beforeEach(async () => {
  const tenantUuid = `tenant-${(tenants += 1)}`;
  await prisma.tenant.create({ data: { appUuid: 'app', uuid: tenantUuid, ...PROFILE } });
  key = { appUuid: 'app', tenantUuid, provider: 'stripe', account: 'acct_1', mode: 'test' };
  const claim = async (): Promise<Claim> => {
    const claimed = (await rows.make(key, PROFILE)) ?? (await rows.claim(key));
    if (!claimed) throw new Error('the row was not free');
    return claimed;
  };
  stale = await claim();
  await prisma.$executeRaw`UPDATE provider_customers SET claim_until = now() - interval '1 second'
    WHERE id = ${stale.id}::uuid`;
  holder = await claim();
});

const stored = () => prisma.providerCustomer.findUniqueOrThrow({ where: { id: holder.id } });

describe('one whose claim was taken over', () => {
  it.each<[string, () => Promise<unknown>, unknown]>([
    ['binds nothing', () => rows.bind(stale, 'cus_stale'), false],
    ['may not ask the provider', () => rows.noteAsking(stale), false],
    ['raises no generation', () => rows.nextGeneration(stale), null],
    ['keeps no place in the list', () => rows.keepListPlace(stale, { cursor: 'cus_9', pages: 9 }), undefined],
    ['frees the row for nobody', () => rows.release(stale, 'unavailable'), undefined],
  ])('%s: the row stays its holder’s (P1)', async (_what, write, answer) => {
    const before = await stored();
    expect(await write()).toEqual(answer);
    expect(await stored()).toEqual(before);
    expect(await rows.bind(holder, `cus_${holder.id}`)).toBe(true);
  });
});

describe('an attempt that is not the first', () => {
  it('sends what the first one sent, to the letter (P1)', async () => {
    expect(JSON.stringify(holder.request)).toBe(JSON.stringify(stale.request));
    expect(holder).toMatchObject({ id: stale.id, generation: 1, attempts: 2, firstAttemptAt: stale.firstAttemptAt });
  });
});

describe('a customer', () => {
  it('is bound to one row alone, and the other says why it has none (P1)', async () => {
    expect(await rows.bind(holder, 'cus_of_one')).toBe(true);
    const tenantUuid = `tenant-${(tenants += 1)}`;
    await prisma.tenant.create({ data: { appUuid: 'app', uuid: tenantUuid, ...PROFILE } });
    const second = await rows.make({ ...key, tenantUuid }, PROFILE);
    if (!second) throw new Error('the row was not free');
    const taken = { errorName: 'internal', reason: 'customer_taken' };
    await expect(rows.bind(second, 'cus_of_one')).rejects.toMatchObject(taken);
    expect(await rows.find({ ...key, tenantUuid })).toEqual({ kind: 'making' });
  });
});

describe('an existing customer', () => {
  it('that many link to one tenant at once is linked once, and is taken for none of them', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tenantUuid = `linked-${round}`;
      await prisma.tenant.create({ data: { appUuid: 'app', uuid: tenantUuid, ...PROFILE } });
      const link = () => rows.bindExisting({ ...key, tenantUuid }, PROFILE, `cus_linked_${round}`);
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, link));
      expect(answers.filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('a claim', () => {
  const letPass = (seconds: number) =>
    prisma.$executeRaw`UPDATE provider_customers SET claim_until = claim_until - make_interval(secs => ${seconds}::float8)
      WHERE id = ${holder.id}::uuid`;
  const others = async () => [await rows.claim(key), await rows.claimLeftBehind()].filter(Boolean).length;

  it('outlives the request that took it, and then the row is free again within a minute (P1, P11)', async () => {
    const requestSeconds = REQUEST_TIMEOUT_MS / 1000;
    await letPass(requestSeconds + 1);
    expect(await others()).toBe(0);
    // Asking is what it is held for, so it begins anew with it.
    expect(await rows.noteAsking(holder)).toBe(true);
    await letPass(requestSeconds + 1);
    expect(await others()).toBe(0);
    await letPass(60 - requestSeconds);
    expect(await others()).toBe(1);
  });
});
