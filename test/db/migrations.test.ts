import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from '../../src/db/errors.ts';
import { applyMigrations, MIGRATION_LOCK, MIGRATIONS_DIR, readMigrations } from '../../src/db/migrations.ts';
import { NO_FILTERS, withSchemaEngine } from '../../src/db/schema-engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

let folder: string;
const databases: TestDatabase[] = [];

const create = async (options: { migrated: boolean }): Promise<TestDatabase> => {
  const database = await createTestDatabase(options);
  databases.push(database);
  return database;
};

/** A copy of our migrations with one more. */
const withOneMore = async (sql: string): Promise<string> => {
  const dir = await mkdtemp(join(folder, 'migrations-'));
  await cp(MIGRATIONS_DIR, dir, { recursive: true });
  await mkdir(join(dir, '29990101000000_next'));
  await writeFile(join(dir, '29990101000000_next', 'migration.sql'), sql);
  return dir;
};

const query = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-migrations-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('migrations at start', () => {
  it('are applied once when many processes start at the same time', async () => {
    const { connectionString } = await create({ migrated: false });
    await Promise.all(Array.from({ length: 6 }, () => applyMigrations({ connectionString })));
    const rows = await query(connectionString, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1');
    const names = (await readMigrations(MIGRATIONS_DIR)).map(({ name }) => name);
    expect(rows.map((row) => row['migration_name'])).toEqual(names);
  });

  it('bring an older database up to date, and leave a current one alone', async () => {
    const { connectionString } = await create({ migrated: true });
    const migrationsDir = await withOneMore('CREATE TABLE next (id int);');
    await applyMigrations({ connectionString });
    await applyMigrations({ connectionString, migrationsDir });
    await applyMigrations({ connectionString, migrationsDir });
    expect(await query(connectionString, 'SELECT count(*)::int AS n FROM next')).toEqual([{ n: 0 }]);
  });

  it('fail with what can be told, and do not end the process, when the connection is lost meanwhile', async () => {
    const { connectionString } = await create({ migrated: false });
    const direct = new URL(connectionString);
    const proxy = await startTcpProxy({ host: direct.hostname, port: Number(direct.port) });
    const other = new Client({ connectionString });
    await other.connect();
    try {
      await other.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      direct.port = String(proxy.port);
      const lost = applyMigrations({ connectionString: direct.href }).catch((error: unknown) => error);
      const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      await expect.poll(() => query(connectionString, waiting)).toEqual([{ n: 1 }]);
      await proxy.goAway();
      expect(isDatabaseUnavailable(await lost)).toBe(true);
    } finally {
      await other.end();
      await proxy.goAway();
    }
  });

  it('refuse a database of a newer version, and change nothing', async () => {
    const { connectionString } = await create({ migrated: true });
    await applyMigrations({ connectionString, migrationsDir: await withOneMore('CREATE TABLE next (id int);') });
    await expect(applyMigrations({ connectionString })).rejects.toThrow(
      /newer version.*29990101000000_next.*later one/,
    );
  });

  it('refuse to go on after one that failed, naming it', async () => {
    const { connectionString } = await create({ migrated: true });
    const migrationsDir = await withOneMore('CREATE TABLE next (id int); SELECT 1/0;');
    await expect(applyMigrations({ connectionString, migrationsDir })).rejects.toThrow(/did not apply/);
    await expect(applyMigrations({ connectionString, migrationsDir })).rejects.toThrow(
      /29990101000000_next.*failed half-way/,
    );
  });

  it('refuse a migration that was edited after it was applied', async () => {
    const { connectionString } = await create({ migrated: true });
    const migrationsDir = await withOneMore('CREATE TABLE next (id int);');
    await applyMigrations({ connectionString, migrationsDir });
    await writeFile(join(migrationsDir, '29990101000000_next', 'migration.sql'), 'CREATE TABLE other (id int);');
    await expect(applyMigrations({ connectionString, migrationsDir })).rejects.toThrow(
      /29990101000000_next.*other contents/,
    );
  });

  it('make exactly what schema.prisma says', async () => {
    const { connectionString } = await create({ migrated: true });
    const schema = await readFile(fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url)), 'utf8');
    const scratch = await create({ migrated: false });
    const fromSchema = await withSchemaEngine({ connectionString: scratch.connectionString }, (engine) =>
      engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      }),
    );
    await query(scratch.connectionString, fromSchema.stdout ?? '');
    const shape = `
      SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, character_maximum_length, datetime_precision
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`;
    const indexes = `SELECT tablename, indexname, indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1, 2`;
    expect(await query(connectionString, shape)).toEqual(await query(scratch.connectionString, shape));
    expect(await query(connectionString, indexes)).toEqual(await query(scratch.connectionString, indexes));
  });
});
