import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { type ApiKeys, createApiKeys } from '../../src/services/api-keys.ts';
import { type CallLookup, createCallLookup } from '../../src/services/call-lookup.ts';
import { createApps } from '../../src/services/apps.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const DAY_SECONDS = 86_400;
const logger = createLogger({ level: 'silent' });
let testDatabase: TestDatabase;
let database: Database;
let lookUp: CallLookup;
let apiKeys: ApiKeys;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });
  const apps = createApps({ prisma: database.prisma });
  await apps.create({ name: 'App', uuid: 'app', returnOrigins: [] });
  lookUp = createCallLookup(database);
  apiKeys = createApiKeys({ prisma: database.prisma, apps, lookUp, pepper: randomBytes(32), logger });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const outcome = async (apiKey: string): Promise<string> => {
  const authentication = await apiKeys.authenticate({ apiKey, clientId: 'app' });
  return authentication.kind === 'refused' ? authentication.reason : authentication.kind;
};

describe('API keys', () => {
  it('are stored as a hash only', async () => {
    const { apiKey, keyId } = await apiKeys.create({ appUuid: 'app', type: 'write' });
    const row = await database.prisma.apiKey.findUniqueOrThrow({ where: { keyId } });
    expect(row.hash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(apiKey.slice(-49));
    expect(Buffer.from(row.hash).toString('latin1')).not.toContain(apiKey.slice(-49));
  });

  it('say what they are in their text', async () => {
    const write = await apiKeys.create({ appUuid: 'app', type: 'write', label: 'test' });
    const read = await apiKeys.create({ appUuid: 'app', type: 'read' });
    expect(write.apiKey).toMatch(/^bpb_test_w_[0-9a-f]{16}_[0-9A-Za-z]{49}$/);
    expect(read.apiKey).toMatch(/^bpb_live_r_[0-9a-f]{16}_[0-9A-Za-z]{49}$/);
  });

  it('mistyped in any character are refused without asking the database', async () => {
    const { apiKey } = await apiKeys.create({ appUuid: 'app', type: 'write' });
    for (let index = apiKey.length - 49; index < apiKey.length; index += 1) {
      const swapped = apiKey[index] === 'x' ? 'y' : 'x';
      const typo = apiKey.slice(0, index) + swapped + apiKey.slice(index + 1);
      expect(await outcome(typo)).toBe('malformed');
    }
  });

  it('of another pepper are refused', async () => {
    const apps = createApps({ prisma: database.prisma });
    const others = createApiKeys({ prisma: database.prisma, apps, lookUp, pepper: randomBytes(32), logger });
    expect(await outcome((await others.create({ appUuid: 'app', type: 'write' })).apiKey)).toBe('wrong_secret');
  });

  it('rolled with a grace both work; without one the old is refused at once', async () => {
    const old = await apiKeys.create({ appUuid: 'app', type: 'read' });
    const first = await apiKeys.roll({ keyId: old.keyId, graceSeconds: 60 });
    expect([first.type, await outcome(old.apiKey), await outcome(first.apiKey)]).toEqual([
      'read',
      'authenticated',
      'authenticated',
    ]);
    const second = await apiKeys.roll({ keyId: first.keyId, graceSeconds: 0 });
    expect([await outcome(first.apiKey), await outcome(second.apiKey)]).toEqual(['expired', 'authenticated']);
  });

  it('never live longer by being rolled', async () => {
    const old = await apiKeys.create({ appUuid: 'app', type: 'write', expiresInSeconds: 60 });
    await apiKeys.roll({ keyId: old.keyId, graceSeconds: 3600 });
    const stored = (await apiKeys.list('app')).find(({ keyId }) => keyId === old.keyId);
    expect(stored?.expiresAt).toEqual(old.expiresAt);
  });

  it('rolled leave their label and how long they live to the next one, however often they are', async () => {
    const old = await apiKeys.create({ appUuid: 'app', type: 'write', label: 'test', expiresInSeconds: DAY_SECONDS });
    const forever = await apiKeys.create({ appUuid: 'app', type: 'write' });
    for (const graceSeconds of [3600, 60, 0]) {
      const next = await apiKeys.roll({ keyId: old.keyId, graceSeconds });
      expect(next.apiKey).toMatch(/^bpb_test_w_/);
      expect(Math.abs((next.expiresAt?.getTime() ?? 0) - Date.now() - DAY_SECONDS * 1000)).toBeLessThan(10_000);
      const another = await apiKeys.roll({ keyId: forever.keyId, graceSeconds });
      expect(another).toMatchObject({ apiKey: expect.stringMatching(/^bpb_live_w_/), expiresAt: null });
    }
  });

  it('that are expired are not rolled', async () => {
    const old = await apiKeys.create({ appUuid: 'app', type: 'write', expiresInSeconds: 0 });
    await expect(apiKeys.roll({ keyId: old.keyId, graceSeconds: 3600 })).rejects.toThrow(
      `The key "${old.keyId}" is expired. Make another with: key create`,
    );
    expect(await outcome(old.apiKey)).toBe('expired');
  });

  it('note when they were last used, at most every five minutes', async () => {
    const { apiKey, keyId } = await apiKeys.create({ appUuid: 'app', type: 'write' });
    const lastUsedAt = async () => (await apiKeys.list('app')).find((key) => key.keyId === keyId)?.lastUsedAt;
    expect(await lastUsedAt()).toBeNull();
    await outcome(apiKey);
    await expect.poll(lastUsedAt).not.toBeNull();
    const noted = await lastUsedAt();
    await outcome(apiKey);
    await outcome(apiKey);
    expect(await lastUsedAt()).toEqual(noted);
    await database.prisma
      .$executeRaw`UPDATE api_keys SET last_used_at = now() - interval '6 minutes' WHERE key_id = ${keyId}`;
    await outcome(apiKey);
    await expect.poll(async () => ((await lastUsedAt())?.getTime() ?? 0) >= (noted?.getTime() ?? 0)).toBe(true);
  });
});
