import { randomBytes } from 'node:crypto';
import { Client, type QueryResult } from 'pg';
import { inject } from 'vitest';

export type TestDatabase = {
  connectionString: string;
  name: string;
  /** Drops it, whoever is still connected. */
  drop: () => Promise<void>;
  /** Runs a statement on the server itself, as its superuser. */
  onServer: (sql: string, values?: unknown[]) => Promise<QueryResult>;
};

/** A migrated, empty database of one's own; `migrated: false` for one without tables. */
export async function createTestDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const serverUrl = inject('databaseServerUrl');
  const name = `bpb_test_${randomBytes(6).toString('hex')}`;
  const onServer = async (sql: string, values: unknown[] = []): Promise<QueryResult> => {
    const client = new Client({ connectionString: serverUrl });
    await client.connect();
    try {
      return await client.query(sql, values);
    } finally {
      await client.end();
    }
  };
  await onServer(`CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${inject('templateDatabase')}` : ''}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    connectionString: url.href,
    name,
    onServer,
    drop: async () => void (await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}
