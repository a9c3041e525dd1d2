import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSql, type RawSql, sendOver, type Sql } from '../../src/db/statements.ts';
import { createSharedQuota, type SharedQuota } from '../../src/services/shared-quotas.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: Pool;
let statements = 0;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
  const send = sendOver(pool);
  sql = createSql((query) => {
    statements += 1;
    return send(query);
  });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

let subjects = 0;
const newSubject = (): string => `subject-${(subjects += 1)}`;
/** As so many processes have it. */
const processes = (count: number, perMinute: number, nowMs?: () => number): SharedQuota[] =>
  Array.from({ length: count }, () =>
    createSharedQuota({ sql, policy: { policy: 'test', perMinute }, ...(nowMs ? { nowMs } : {}) }),
  );
/** Has callers spend in every process at once until each is refused. @returns how much was granted. */
const spendAll = async (quotas: SharedQuota[], subject: string): Promise<number> => {
  let granted = 0;
  const caller = async (quota: SharedQuota): Promise<void> => {
    while ((await quota.spend(subject)).kind === 'granted') granted += 1;
  };
  await Promise.all(quotas.flatMap((quota) => Array.from({ length: 10 }, () => caller(quota))));
  return granted;
};

describe('a quota that processes share', () => {
  it.each([
    { limit: 1, count: 3 },
    { limit: 15, count: 4 },
    { limit: 100, count: 4 },
    { limit: 1_000, count: 4 },
    { limit: 4_321, count: 7 },
  ])('of $limit is granted exactly, to $count of them together', async ({ limit, count }) => {
    const subject = newSubject();
    const quotas = processes(count, limit);
    expect(await spendAll(quotas, subject)).toBe(limit);
    expect(await spendAll([...quotas, ...processes(1, limit)], subject)).toBe(0);
  });

  it('is held back by a process that stops calling by a sixteenth at most', async () => {
    const subject = newSubject();
    const [stopped, other] = processes(2, 160);
    if (!stopped || !other) throw new Error('there are two');
    for (let count = 0; count < 30; count += 1) await stopped.spend(subject);
    expect(await spendAll([other], subject)).toBeGreaterThanOrEqual(160 - 30 - 160 / 16);
  });

  it('costs a statement for a block, not for each: 60,000 for fewer than 400', async () => {
    const subject = newSubject();
    const quotas = processes(4, 60_000);
    const before = statements;
    expect(await spendAll(quotas, subject)).toBe(60_000);
    expect(statements - before).toBeLessThan(400);
  });

  it('asks nobody once it is known to be gone, and says when it is whole again', async () => {
    const subject = newSubject();
    const [quota] = processes(1, 2);
    expect(quota?.look(subject)).toEqual({ kind: 'granted' });
    for (let count = 0; count < 3; count += 1) await quota?.spend(subject);
    const before = statements;
    const verdict = await quota?.spend(subject);
    expect(statements).toBe(before);
    if (verdict?.kind !== 'spent') throw new Error('it is gone');
    expect(verdict.restMs).toBeGreaterThan(50_000);
    expect(verdict.restMs).toBeLessThanOrEqual(60_000);
    expect(quota?.look(subject).kind).toBe('spent');
  });

  it('is whole again a minute after the first one, and what a process has left of the old minute is void', async () => {
    const subject = newSubject();
    let aheadMs = 0;
    const [first, second] = processes(2, 64, () => performance.now() + aheadMs);
    await first?.spend(subject);
    const age = `UPDATE request_quotas SET window_ends_at = window_ends_at - interval '61 seconds' WHERE subject = $1`;
    await pool.query(age, [subject]);
    // The first process holds 3 of the old minute, by its own clock for as long as that has not moved.
    aheadMs = 61_000;
    const both = [first, second].filter((quota) => quota !== undefined);
    expect(await spendAll(both, subject)).toBe(64);
  });

  it('is one subject’s own', async () => {
    const [quota] = processes(1, 1);
    expect(await quota?.spend(newSubject())).toEqual({ kind: 'granted' });
    expect(await quota?.spend(newSubject())).toEqual({ kind: 'granted' });
  });

  it('is kept for at least the nine thousand that spent last, and for ten thousand at most', async () => {
    let asked = 0;
    const unasked: RawSql = {
      async $queryRaw() {
        asked += 1;
        return JSON.parse('[{"granted":2,"rest_ms":60000}]');
      },
      $executeRaw: async () => 0,
    };
    const quota = createSharedQuota({ sql: unasked, policy: { policy: 'test', perMinute: 32 } });
    for (let count = 0; count <= 10_000; count += 1) await quota.spend(`one-${count}`);
    expect(asked).toBe(10_001);
    await quota.spend('one-10000');
    await quota.spend('one-1000');
    expect(asked).toBe(10_001);
    await quota.spend('one-999');
    expect(asked).toBe(10_002);
  });

  it('begins anew when the database’s clock was set back behind the minute', async () => {
    const subject = newSubject();
    const [quota, other] = processes(2, 1);
    await quota?.spend(subject);
    await pool.query(`UPDATE request_quotas SET window_ends_at = now() + interval '5 minutes' WHERE subject = $1`, [
      subject,
    ]);
    expect(await other?.spend(subject)).toEqual({ kind: 'granted' });
  });

  it('keeps no minute that is over', async () => {
    const [quota] = processes(1, 1);
    await quota?.spend(newSubject());
    const age = `UPDATE request_quotas SET window_ends_at = window_ends_at - interval '3 minutes'`;
    await pool.query(age);
    await quota?.spend(newSubject());
    await quota?.purge();
    expect((await pool.query('SELECT count(*)::int AS n FROM request_quotas')).rows).toEqual([{ n: 1 }]);
  });

  it('is lost with a crash of the server at the worst: the table writes no log', async () => {
    const { rows } = await pool.query(`SELECT relpersistence FROM pg_class WHERE relname = 'request_quotas'`);
    expect(rows).toEqual([{ relpersistence: 'u' }]);
  });
});
