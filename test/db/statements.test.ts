import { Pool, types } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from '../../src/db/errors.ts';
import { createPipelinedConnections, type PipelinedConnections } from '../../src/db/pipelined-connections.ts';
import { createSql, type Sql } from '../../src/db/statements.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
/** One, so that each statement meets what the one before left there. */
let connections: PipelinedConnections;
let sql: Sql;
/** Beside it. */
let pool: Pool;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const settings = { connectionString: testDatabase.connectionString };
  connections = createPipelinedConnections({ settings, size: 1, depth: 100 });
  sql = createSql(connections);
  pool = new Pool({ ...settings, max: 1 });
  await pool.query('CREATE TABLE things (id int PRIMARY KEY, name text)');
});
afterAll(async () => {
  await connections.close();
  await pool.end();
  await testDatabase.drop();
});

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
    const impatient = createPipelinedConnections({
      settings: { connectionString: testDatabase.connectionString, query_timeout: 200 },
      size: 1,
      depth: 100,
      async onConnect(client) {
        if (isFirst) Reflect.set(Reflect.get(client, 'connection'), 'bind', refuse);
        isFirst = false;
      },
    });
    const refuse = () => {
      throw new Error('not now');
    };
    const own = createSql(impatient);
    await expect(own.$queryRaw`SELECT ${1}::int AS one`).rejects.toThrow('not now');
    await new Promise((resolve) => setTimeout(resolve, 400));
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
