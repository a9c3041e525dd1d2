import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { OperatorError } from '../errors.ts';
import { isDatabaseUnavailable } from './errors.ts';

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

export type Migration = { name: string; sql: string };

export type AppliedMigration = { name: string; checksum: string; finished: boolean };

export type MigrationState =
  | { kind: 'current' }
  | { kind: 'behind'; missing: string[] }
  | { kind: 'unusable'; why: string };

/** Of all processes that start on one database, one migrates and the others wait for it. */
export const MIGRATION_LOCK = 0x62_70_62_01;

/**
 * Brings the database to this version's schema, by Prisma's own engine and in its own table, so that
 * `prisma migrate deploy` and this are interchangeable. Safe when several processes start at once.
 * @throws OperatorError when the database is of a newer version, or an earlier migration failed or was edited.
 */
export async function applyMigrations(options: { connectionString: string; migrationsDir?: string }): Promise<void> {
  const { connectionString, migrationsDir = MIGRATIONS_DIR } = options;
  const migrations = await readMigrations(migrationsDir);
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // What waits is told; without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Before the lock, one that looks half-done may be under way in another process.
    if (decide(migrations, await readApplied(client)).kind === 'current') return;
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (isCurrent(decide(migrations, await readApplied(client)))) return;
    await runEngine({ connectionString, migrationsDir, migrations }).catch((error: unknown) => {
      if (isDatabaseUnavailable(error)) throw error;
      throw new OperatorError(
        "A migration did not apply; the database's own log says why. Mend the database, then mark the migration with: npx prisma migrate resolve",
        { cause: error },
      );
    });
  } finally {
    await client.end();
  }
}

/** Pure: what stands between the migrations that we bring and those that the database says it has. */
export function decide(migrations: readonly Migration[], applied: readonly AppliedMigration[]): MigrationState {
  const own = new Map(migrations.map(({ name, sql }) => [name, checksumOf(sql)]));
  for (const { name, checksum, finished } of applied) {
    const expected = own.get(name);
    if (expected === undefined) {
      return unusable(
        `The database was migrated by a newer version ("${name}" is not known here). Run that version or a later one.`,
      );
    }
    if (!finished) {
      return unusable(
        `The migration "${name}" failed half-way. Look at the database, then mark it with: npx prisma migrate resolve`,
      );
    }
    if (checksum !== expected) {
      return unusable(
        `The migration "${name}" was applied with other contents than it has here. Put its file back as it was.`,
      );
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  const missing = migrations.map(({ name }) => name).filter((name) => !names.has(name));
  return missing.length === 0 ? { kind: 'current' } : { kind: 'behind', missing };
}

export async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names
      .toSorted()
      .map(async (name) => ({ name, sql: await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8') })),
  );
}

function unusable(why: string): MigrationState {
  return { kind: 'unusable', why };
}

function isCurrent(state: MigrationState): boolean {
  if (state.kind === 'unusable') throw new OperatorError(state.why);
  return state.kind === 'current';
}

/** As Prisma's engine takes it. */
function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`,
  );
  if (!rows[0]?.known) return [];
  const applied = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return applied.rows;
}

async function runEngine(options: { connectionString: string; migrationsDir: string; migrations: Migration[] }) {
  const { connectionString, migrationsDir, migrations } = options;
  // Loaded only when there is something to do: most starts are faster without it.
  const { NO_FILTERS, withSchemaEngine } = await import('./schema-engine.ts');
  const lockfile = await readFile(join(migrationsDir, 'migration_lock.toml'), 'utf8');
  await withSchemaEngine({ connectionString }, (engine) =>
    engine.applyMigrations({
      filters: NO_FILTERS,
      migrationsList: {
        baseDir: migrationsDir,
        lockfile: { path: 'migration_lock.toml', content: lockfile },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
    }),
  );
}
