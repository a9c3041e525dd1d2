import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { createApps } from '../../src/services/apps.ts';
import { type AuditTrail, createAuditTrail } from '../../src/services/audit-trail.ts';
import { sampleSession } from '../portal/samples.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let audit: AuditTrail;

const logger = createLogger({ level: 'silent' });

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });
  const apps = createApps({ prisma: database.prisma });
  audit = createAuditTrail({ sql: database.sql, apps, logger });
  await apps.create({ name: 'Lumen', uuid: 'app_lumen', returnOrigins: [] });
  await apps.create({ name: 'Other', uuid: 'app_other', returnOrigins: [] });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const note = (overrides: { tenantUuid?: string; appUuid?: string } = {}) =>
  audit.around(
    {
      actionId: randomUUID(),
      session: sampleSession({ sessionId: randomUUID(), ...overrides }),
      action: 'a',
      targetId: null,
    },
    () => Promise.resolve({ outcome: 'done' }),
  );

describe('the audit trail', () => {
  it.each([
    'UPDATE audit_entries SET action = $$other$$',
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    `INSERT INTO audit_entries (id, phase, action_id, session_id, app_uuid, tenant_uuid, key_id, provider, action)
       SELECT id, phase, action_id, session_id, app_uuid, tenant_uuid, key_id, provider, action FROM audit_entries
       ON CONFLICT (id) DO UPDATE SET action = $$other$$`,
  ])('takes rows and gives none back: %.25s', async (statement) => {
    await note();
    await expect(database.pool.query(statement)).rejects.toThrow('append-only');
  });

  it('survives the app’s other rows: nothing takes its entries along', async () => {
    const { rows } = await database.pool.query(
      `SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'audit_entries'::regclass`,
    );
    expect(rows).toEqual([]);
  });

  it('is listed by app, tenant and time, the newest first', async () => {
    await note({ tenantUuid: 'tenant_b' });
    const all = await audit.list({ appUuid: 'app_lumen' });
    expect(all[0]).toMatchObject({ tenantUuid: 'tenant_b', phase: 'outcome' });
    expect(all.map(({ at }) => at.getTime())).toEqual(all.map(({ at }) => at.getTime()).toSorted((a, b) => b - a));
    expect(await audit.list({ appUuid: 'app_lumen', tenantUuid: 'tenant_b' })).toHaveLength(2);
    expect(await audit.list({ appUuid: 'app_lumen', sinceSeconds: 60 })).toHaveLength(all.length);
    expect(await audit.list({ appUuid: 'app_lumen', sinceSeconds: 0 })).toEqual([]);
    expect(await audit.list({ appUuid: 'app_other' })).toEqual([]);
    await expect(audit.list({ appUuid: 'app_unknown' })).rejects.toThrow('There is no app');
  });
});
