import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientBase, type ClientConfig, Pool, types } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from '../../src/db/errors.ts';
import { createPipelinedConnections } from '../../src/db/pipelined-connections.ts';
import { createSql, sendOver, type SendQuery, type Sql } from '../../src/db/statements.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let settings: ClientConfig;
/** Beside what is tested. */
let pool: Pool;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  settings = { connectionString: testDatabase.connectionString };
  pool = new Pool({ ...settings, max: 1 });
  await pool.query('CREATE TABLE things (id int PRIMARY KEY, name text)');
});
afterAll(async () => {
  await pool.end();
  await testDatabase.drop();
});

type Options = { onConnect?: (client: ClientBase) => Promise<void>; queryTimeoutMs?: number };
type Way = { send: SendQuery; close: () => Promise<void> };

/** Over one connection, so that each statement meets what the one before left there. */
const WAYS: [string, (options?: Options) => Way][] = [
  [
    'over a pool',
    ({ queryTimeoutMs = 0, ...options } = {}) => {
      const own = new Pool({ ...settings, query_timeout: queryTimeoutMs, max: 1, ...options });
      return { send: sendOver(own), close: () => own.end() };
    },
  ],
  [
    'pipelined',
    ({ queryTimeoutMs = 0, ...options } = {}) =>
      createPipelinedConnections({ settings: { ...settings, query_timeout: queryTimeoutMs }, size: 1, ...options }),
  ],
];

describe.each(WAYS)('%s', (_way, connect) => {
  let way: Way;
  let sql: Sql;

  beforeAll(() => {
    way = connect();
    sql = createSql(way.send);
  });
  afterAll(() => way.close());

  const add = (id: number, name: string) => sql.$executeRaw`INSERT INTO things VALUES (${id}, ${name})`;
  const clear = () => sql.$executeRaw`DELETE FROM things`;

  describe('a tagged statement', () => {
    it('answers as pg itself does, the first time and every other', async () => {
      const { rows } = await pool.query<object>(
        `SELECT 1::int AS a, 2.5::float8 AS b, true AS c, 'text' AS d, '2026-03-01T12:00:00.123Z'::timestamptz AS e,
          '\\x00ff'::bytea AS f, '{"x":[1]}'::jsonb AS g, NULL AS h, '{a,b}'::text[] AS i FROM generate_series(1, 2)`,
      );
      const ask = () => sql.$queryRaw`
        SELECT ${1}::int AS a, ${2.5}::float8 AS b, ${true}::boolean AS c, ${'text'} AS d,
          ${new Date('2026-03-01T12:00:00.123Z')}::timestamptz AS e, ${Buffer.from([0, 255])}::bytea AS f,
          ${'{"x":[1]}'}::jsonb AS g, ${null}::text AS h, '{a,b}'::text[] AS i FROM generate_series(1, 2)`;
      for (const answer of [await ask(), await ask(), ...(await Promise.all([ask(), ask()]))]) {
        expect(answer).toEqual(rows);
      }
    });

    it('that finds nothing answers with no rows, and then with those that came since', async () => {
      const find = () => sql.$queryRaw`SELECT name FROM things WHERE id = ${7}`;
      expect(await find()).toEqual([]);
      await add(7, 'seventh');
      expect(await find()).toEqual([{ name: 'seventh' }]);
      await clear();
    });

    it('takes values for values, whatever they look like', async () => {
      const hostile = `'; DROP TABLE things; -- $1 \\ " é 🧾`;
      expect(await sql.$queryRaw`SELECT ${hostile} AS text`).toEqual([{ text: hostile }]);
    });

    it('counts the rows that it changes', async () => {
      expect([await add(1, 'a'), await add(2, 'b')]).toEqual([1, 1]);
      expect(await sql.$executeRaw`UPDATE things SET name = ${'c'}`).toBe(2);
      expect(await sql.$executeRaw`UPDATE things SET name = ${'d'} WHERE id = ${9}`).toBe(0);
      expect(await clear()).toBe(2);
    });

    it('is parsed once for each connection', async () => {
      for (let count = 0; count < 3; count += 1) await sql.$queryRaw`SELECT ${count}::int AS parsed_once`;
      expect(
        await sql.$queryRaw`SELECT 1 FROM pg_prepared_statements WHERE statement LIKE ${'SELECT $1::int AS parsed_once'}`,
      ).toHaveLength(1);
    });

    it('that fails says why, and harms nothing that comes after it', async () => {
      await add(1, 'a');
      for (let count = 0; count < 2; count += 1) await expect(add(1, 'b')).rejects.toMatchObject({ code: '23505' });
      expect(await sql.$queryRaw`SELECT name FROM things`).toEqual([{ name: 'a' }]);
      await clear();
    });

    it('whose answer cannot be read fails alone', async () => {
      const MONEY = 790;
      types.setTypeParser(MONEY, () => {
        throw new Error('unreadable');
      });
      const ask = () => sql.$queryRaw`SELECT ${'12'}::text::money AS amount`;
      await expect(ask()).rejects.toThrow('unreadable');
      await expect(ask()).rejects.toThrow('unreadable');
      expect(await sql.$queryRaw`SELECT ${1}::int AS one`).toEqual([{ one: 1 }]);
    });

    it('whose columns have changed since is read as they are now, and is worth a repeat until then', async () => {
      await pool.query('DROP TABLE IF EXISTS changing');
      await pool.query('CREATE TABLE changing (n int)');
      await pool.query('INSERT INTO changing VALUES (7)');
      const ask = () => sql.$queryRaw`SELECT n FROM changing`;
      expect(await ask()).toEqual([{ n: 7 }]);
      await pool.query('ALTER TABLE changing ALTER n TYPE text');
      await pool.query(`UPDATE changing SET n = 'seven'`);
      const refused: unknown = await ask().catch((error: unknown) => error);
      expect(isDatabaseUnavailable(refused)).toBe(true);
      expect(await ask()).toEqual([{ n: 'seven' }]);
    });

    it('that PostgreSQL has forgotten is worth a repeat', async () => {
      const ask = () => sql.$queryRaw`SELECT ${1}::int AS forgotten`;
      await ask();
      await sql.$executeRaw`DEALLOCATE ALL`;
      const refused: unknown = await ask().catch((error: unknown) => error);
      expect(isDatabaseUnavailable(refused)).toBe(true);
      expect(await ask()).toEqual([{ forgotten: 1 }]);
    });

    it('that cannot be sent fails alone, and not the process when its time is over', async () => {
      let isFirst = true;
      const refuse = () => {
        throw new Error('not now');
      };
      const impatient = connect({
        queryTimeoutMs: 200,
        async onConnect(client) {
          if (isFirst) Reflect.set(Reflect.get(client, 'connection'), 'bind', refuse);
          isFirst = false;
        },
      });
      const own = createSql(impatient.send);
      await expect(own.$queryRaw`SELECT ${1}::int AS one`).rejects.toThrow('not now');
      await sleep(400);
      expect(await own.$queryRaw`SELECT ${1}::int AS one`).toEqual([{ one: 1 }]);
      await impatient.close();
    });

    it.each([[undefined], [['a']], [{ a: 1 }]])('refuses %j, which has no text form', async (value) => {
      await expect(sql.$queryRaw`SELECT ${value} AS a`).rejects.toThrow(TypeError);
    });
  });

  describe('a statement of JSON', () => {
    it('answers with what its rows hold', async () => {
      const ask = sql.prepare<{ n: number }>({
        name: 'numbers',
        text: `SELECT json_build_object('n', n) FROM generate_series(1, $1::int) AS n`,
      });
      expect(await ask([2])).toEqual([{ n: 1 }, { n: 2 }]);
      expect(await ask([0])).toEqual([]);
    });

    it('may be one that only changes rows', async () => {
      const insert = sql.prepare({ name: 'thing-insert', text: 'INSERT INTO things VALUES ($1, $2)' });
      expect(await insert([3, 'third'])).toEqual([]);
      expect(await sql.$queryRaw`SELECT name FROM things`).toEqual([{ name: 'third' }]);
      await clear();
    });
  });
});

describe('a statement over a pool', () => {
  const pools: Pool[] = [];
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((each) => each.end()));
  });
  const open = (max: number): Sql => {
    const own = new Pool({ ...settings, max, connectionTimeoutMillis: 1_000 });
    pools.push(own);
    return createSql(sendOver(own));
  };
  const waitFor = (sql: Sql, seconds: number) => sql.$queryRaw`SELECT ${seconds}::int AS waited, pg_sleep(${seconds})`;
  const ask = (sql: Sql, n: number) => sql.$queryRaw`SELECT ${n}::int AS n`;

  it('that waits holds up no other one', async () => {
    const sql = open(2);
    const slow = { isOver: false };
    const waiting = waitFor(sql, 2).then(() => (slow.isOver = true));
    for (let count = 0; count < 20; count += 1) await ask(sql, count);
    expect(slow.isOver).toBe(false);
    await waiting;
  });

  it('is not sent behind one that waits: it could be given up, and be carried out later', async () => {
    const sql = open(1);
    const slow = waitFor(sql, 2);
    const refused = await Promise.all(
      [1, 2].map((id) => sql.$executeRaw`INSERT INTO things VALUES (${id})`.catch(String)),
    );
    expect(refused).toEqual([expect.stringContaining('timeout'), expect.stringContaining('timeout')]);
    await slow;
    expect(await sql.$queryRaw`SELECT id FROM things`).toEqual([]);
  });

  it('has a connection as soon as one is free, in the order they came', async () => {
    const sql = open(1);
    const order: number[] = [];
    await Promise.all(Array.from({ length: 50 }, (_, n) => ask(sql, n).then(() => order.push(n))));
    expect(order).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('that fails says so as worth a repeat when its connection is lost, and the next one has another', async () => {
    const sql = open(1);
    const [before] = await sql.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const lost = waitFor(sql, 30).catch((error: unknown) => error);
    await sleep(100);
    await testDatabase.onServer('SELECT pg_terminate_backend($1)', [before?.pid]);
    expect(isDatabaseUnavailable(await lost)).toBe(true);
    expect(await ask(sql, 1)).toEqual([{ n: 1 }]);
  });
});
