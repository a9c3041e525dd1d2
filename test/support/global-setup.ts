import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbeddedServer } from '../../src/db/embedded/server.ts';
import { applyMigrations } from '../../src/db/migrations.ts';
import { createLogger } from '../../src/logger.ts';
import { unpackBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServerUrl: string;
    templateDatabase: string;
  }
}

const TEMPLATE = 'bpb_test_template';

/**
 * A browser that is ready, and one real PostgreSQL for the whole run, with a migrated database to copy.
 * `TEST_DATABASE_URL` names another server.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackBrowser();
  const given = process.env['TEST_DATABASE_URL'];
  const dataDir = await mkdtemp(join(tmpdir(), 'bpb-test-'));
  const server = given
    ? undefined
    : await openEmbeddedServer({
        dataDir,
        logger: createLogger({ level: 'silent' }),
        settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
      });
  const serverUrl = given ?? server?.connectionString ?? '';
  await makeTemplate(serverUrl);
  project.provide('databaseServerUrl', serverUrl);
  project.provide('templateDatabase', TEMPLATE);
  return async () => {
    await server?.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${TEMPLATE}`;
  await applyMigrations({ connectionString: url.href });
}
