import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createSql } from '../../src/db/statements.ts';
import { createLogger } from '../../src/logger.ts';
import { readPortalConfiguration } from '../../src/services/portal-configuration.ts';
import { createPortalSessions, type PortalSessions } from '../../src/services/portal-sessions.ts';
import { createToken, hashToken } from '../../src/services/tokens.ts';
import { APP_NAME, RETURN_URL, seedTenant } from '../portal/seed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let sessions: PortalSessions;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ level: 'silent' });
  database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });
  sessions = createPortalSessions({ ...database, publicUrl: 'https://billing.example.com' });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const CONFIGURATION = readPortalConfiguration(null);
const WAY_BACK = { appName: APP_NAME, configuration: CONFIGURATION, returnUrl: RETURN_URL, locales: [] };

async function openLink() {
  const input = await seedTenant(database.prisma);
  const { url } = await sessions.openLink(input);
  return { input, code: url.slice(url.lastIndexOf('/') + 1), url };
}

async function openSession() {
  const link = await openLink();
  const outcome = await sessions.exchange(link.code);
  if (outcome.kind !== 'opened') throw new Error(`the link was not opened: ${outcome.kind}`);
  return { ...link, token: outcome.token };
}

/** Moves the row's times into the past: as if that much time went by. */
async function letPass(code: string, interval: string): Promise<void> {
  await database.pool.query(
    `UPDATE portal_sessions SET created_at = created_at - $2::interval, code_expires_at = code_expires_at - $2::interval,
       exchanged_at = exchanged_at - $2::interval, last_seen_at = last_seen_at - $2::interval,
       expires_at = expires_at - $2::interval
     WHERE code_hash = $1`,
    [hashToken(code), interval],
  );
}

const rowOf = (code: string) =>
  database.prisma.portalSession.findUniqueOrThrow({ where: { codeHash: hashToken(code) } });

/** What ends a link and a session alike, wherever it is in its life. */
const ENDINGS: [string, (input: { appUuid: string; keyId: string }, code: string) => Promise<unknown>][] = [
  [
    'its key is revoked',
    ({ keyId }) => database.prisma.apiKey.update({ where: { keyId }, data: { revokedAt: new Date() } }),
  ],
  [
    'its key has expired',
    ({ keyId }) =>
      database.prisma.apiKey.update({ where: { keyId }, data: { expiresAt: new Date(Date.now() - 1_000) } }),
  ],
  [
    'its app is disabled',
    ({ appUuid }) => database.prisma.app.update({ where: { uuid: appUuid }, data: { disabledAt: new Date() } }),
  ],
  [
    'it is revoked itself',
    (_input, code) =>
      database.prisma.portalSession.update({ where: { codeHash: hashToken(code) }, data: { revokedAt: new Date() } }),
  ],
];

describe('openLink', () => {
  it('makes a URL of ours with a code of 256 random bits and a checksum', async () => {
    const { url } = await openLink();
    expect(url).toMatch(/^https:\/\/billing\.example\.com\/portal\/open\/bpl_[0-9A-Za-z]{49}$/);
  });

  it('stores the code as a hash only, for 5 minutes of the database’s clock', async () => {
    const { code } = await openLink();
    const { rows } = await database.pool.query(
      `SELECT extract(epoch FROM code_expires_at - created_at)::int AS seconds, s::text AS everything
       FROM portal_sessions s WHERE code_hash = $1`,
      [hashToken(code)],
    );
    expect(rows[0].seconds).toBe(300);
    expect(rows[0].everything).not.toContain(code);
  });

  it('makes another link each time', async () => {
    const { input, url } = await openLink();
    expect((await sessions.openLink(input)).url).not.toBe(url);
  });
});

describe('exchange', () => {
  it('opens a session for the link’s tenant', async () => {
    const { input, code } = await openLink();
    const { appUuid, tenantUuid } = input;
    expect(await sessions.exchange(code)).toEqual({
      kind: 'opened',
      token: expect.stringMatching(/^bps_[0-9A-Za-z]{49}$/),
      appUuid,
      tenantUuid,
      flow: null,
      locale: null,
    });
  });

  it('P15 opens exactly one session for 20 exchanges at once', async () => {
    const { code } = await openLink();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sessions.exchange(code)));
    const kinds = outcomes.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['opened', ...Array.from({ length: 19 }, () => 'used')]);
    const opened = outcomes.find(({ kind }) => kind === 'opened');
    expect(opened?.kind === 'opened' && (await sessions.resolve(opened.token))).toBeTruthy();
  });

  it('P15 tells a used link from an expired one, with the way back to the app', async () => {
    const used = await openSession();
    const { id: sessionId } = await rowOf(used.code);
    expect(await sessions.exchange(used.code)).toEqual({ kind: 'used', sessionId, wayBack: WAY_BACK });
    const late = await openLink();
    await letPass(late.code, '301 seconds');
    expect(await sessions.exchange(late.code)).toEqual({ kind: 'expired', wayBack: WAY_BACK });
  });

  it('opens a link in its last seconds', async () => {
    const { code } = await openLink();
    await letPass(code, '270 seconds');
    expect((await sessions.exchange(code)).kind).toBe('opened');
  });

  it.each(ENDINGS)('opens nothing once %s', async (_name, end) => {
    const { input, code } = await openLink();
    await end(input, code);
    expect(await sessions.exchange(code)).toEqual({ kind: 'expired', wayBack: WAY_BACK });
    expect((await rowOf(code)).tokenHash).toBeNull();
  });

  it('knows nothing of a code that was never handed out', async () => {
    expect(await sessions.exchange(createToken('bpl_'))).toEqual({ kind: 'unknown' });
  });

  it('refuses a mistyped code and a session’s token without asking the database', async () => {
    const refuse = () => {
      throw new Error('the database was asked');
    };
    const prisma = new Proxy(database.prisma, { get: refuse });
    const sql = createSql(refuse);
    const offline = createPortalSessions({ prisma, sql, publicUrl: '' });
    const { code, token } = await openSession();
    const mistyped = `${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`;
    for (const text of [mistyped, token, '', 'favicon.ico', '../../etc/passwd']) {
      expect(await offline.exchange(text)).toEqual({ kind: 'unknown' });
    }
    for (const text of [code, '', 'undefined', `${token} `]) {
      expect(await offline.resolve(text)).toBeNull();
    }
    await expect(offline.exchange(code)).rejects.toThrow('the database was asked');
  });
});

describe('resolve', () => {
  it('gives what the page needs to know', async () => {
    const { input, code, token } = await openSession();
    expect(await sessions.resolve(token)).toEqual({
      ...input,
      sessionId: (await rowOf(code)).id,
      appName: APP_NAME,
      configuration: CONFIGURATION,
      tenantName: 'Nordwind GmbH',
      tenantEmail: 'billing@nordwind.example',
      tenantLocale: null,
      locales: [],
      connection: null,
      profileChanged: false,
      hasNews: false,
    });
  });

  it('stores the token as a hash only', async () => {
    const { code, token } = await openSession();
    const { rows } = await database.pool.query(
      'SELECT token_hash, s::text AS everything FROM portal_sessions s WHERE code_hash = $1',
      [hashToken(code)],
    );
    expect(rows[0].token_hash).toEqual(hashToken(token));
    expect(rows[0].everything).not.toContain(token);
  });

  it('knows nothing of a token that was never handed out', async () => {
    expect(await sessions.resolve(createToken('bps_'))).toBeNull();
  });

  it('lives on for 30 minutes from the last visit', async () => {
    const { code, token } = await openSession();
    for (let visit = 0; visit < 3; visit += 1) {
      await letPass(code, '29 minutes');
      expect(await sessions.resolve(token)).not.toBeNull();
    }
    await letPass(code, '31 minutes');
    expect(await sessions.resolve(token)).toBeNull();
  });

  it('ends after 4 hours, however busy', async () => {
    const { code, token } = await openSession();
    for (let visit = 0; visit < 9; visit += 1) {
      await letPass(code, '26 minutes');
      expect(await sessions.resolve(token)).not.toBeNull();
    }
    await letPass(code, '8 minutes');
    expect(await sessions.resolve(token)).toBeNull();
  });

  it('writes the last visit at most once a minute', async () => {
    const { code, token } = await openSession();
    const { lastSeenAt: opened } = await rowOf(code);
    await sessions.resolve(token);
    expect((await rowOf(code)).lastSeenAt).toEqual(opened);
    await letPass(code, '61 seconds');
    const { lastSeenAt: before } = await rowOf(code);
    await sessions.resolve(token);
    expect((await rowOf(code)).lastSeenAt?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
  });

  it.each(ENDINGS)('ends at once when %s', async (_name, end) => {
    const { input, code, token } = await openSession();
    await end(input, code);
    expect(await sessions.resolve(token)).toBeNull();
  });
});

describe('end', () => {
  it('ends one session for good, and a repeat changes nothing', async () => {
    const one = await openSession();
    const other = await openSession();
    await sessions.end(one.token);
    const { revokedAt } = await rowOf(one.code);
    await sessions.end(one.token);
    expect((await rowOf(one.code)).revokedAt).toEqual(revokedAt);
    expect(await sessions.resolve(one.token)).toBeNull();
    expect(await sessions.resolve(other.token)).not.toBeNull();
  });

  it('takes any text', async () => {
    await expect(sessions.end('')).resolves.toBeUndefined();
    await expect(sessions.end(createToken('bps_'))).resolves.toBeUndefined();
  });
});

describe('findWayBack', () => {
  it('still knows the app after the session', async () => {
    const { token } = await openSession();
    await sessions.end(token);
    expect(await sessions.findWayBack(token)).toEqual(WAY_BACK);
  });

  it('knows nothing of other tokens', async () => {
    expect(await sessions.findWayBack('')).toBeNull();
    expect(await sessions.findWayBack(createToken('bps_'))).toBeNull();
  });
});

describe('purge', () => {
  it('deletes what has been over for 30 days and keeps the rest', async () => {
    const old = await openSession();
    const unused = await openLink();
    const recent = await openSession();
    await letPass(old.code, '31 days');
    await letPass(unused.code, '31 days');
    await letPass(recent.code, '29 days');
    expect(await sessions.purge()).toBe(2);
    expect(await sessions.exchange(old.code)).toEqual({ kind: 'unknown' });
    expect(await sessions.exchange(unused.code)).toEqual({ kind: 'unknown' });
    expect((await sessions.exchange(recent.code)).kind).toBe('used');
    expect(await sessions.purge()).toBe(0);
  });
});
