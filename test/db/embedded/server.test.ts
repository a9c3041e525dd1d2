import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedServer, SERVICE_LOCK } from '../../../src/db/embedded/server.ts';
import { createLogger } from '../../../src/logger.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-embedded-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (dataDir: string, logger = createLogger({ level: 'silent' })) =>
  openEmbeddedServer({ dataDir, logger, settings: ['fsync=off'] });

const query = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const answers = (connectionString: string): Promise<boolean> =>
  query(connectionString, 'SELECT 1').then(
    () => true,
    () => false,
  );

/** As soon as the server lets anybody in. */
const takeServiceLock = async (connectionString: string): Promise<Client> => {
  for (;;) {
    const client = new Client({ connectionString });
    client.on('error', () => undefined);
    const taken = await client
      .connect()
      .then(() => client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SERVICE_LOCK]))
      .catch(() => null);
    if (taken?.rows[0]?.taken === true) return client;
    await client.end().catch(() => undefined);
  }
};

const postmasterOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

// Each starts processes, which takes a busy machine its time.
describe('the embedded server', { timeout: 120_000 }, () => {
  it('keeps what was committed from one start to the next', async () => {
    const dataDir = join(folder, 'kept');
    const first = await open(dataDir);
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.close();
    expect(await answers(first.connectionString)).toBe(false);
    const second = await open(dataDir);
    expect(await query(second.connectionString, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.close();
  });

  it('is one server to all who open it at once, and is stopped by the last one out', async () => {
    const dataDir = join(folder, 'shared');
    const users = await Promise.all([open(dataDir), open(dataDir), open(dataDir)]);
    expect(new Set(users.map(({ connectionString }) => connectionString)).size).toBe(1);
    const [first, second, third] = users;
    await first?.close();
    await second?.close();
    expect(await answers(third?.connectionString ?? '')).toBe(true);
    await third?.close();
    expect(await answers(third?.connectionString ?? '')).toBe(false);
    expect((await readdir(dataDir)).filter((name) => name.includes('draft'))).toEqual([]);
  });

  it('lets in all who open it within a moment of each other, over and over', async () => {
    const dataDir = join(folder, 'moments');
    for (let round = 0; round < 6; round += 1) {
      const openers = [0, 1, 2, 3].map((place) => sleep(place * round * 8).then(() => open(dataDir)));
      const servers = await Promise.all(openers);
      expect(await answers(servers[0]?.connectionString ?? '')).toBe(true);
      for (const server of servers) await server.close();
    }
  });

  it('serves newcomers that arrive while the last one leaves', async () => {
    const dataDir = join(folder, 'newcomers');
    let current = await open(dataDir);
    for (let round = 0; round < 3; round += 1) {
      const [, next] = await Promise.all([current.close(), open(dataDir)]);
      expect(await answers(next.connectionString)).toBe(true);
      current = next;
    }
    await current.close();
  });

  it('has one service at a time', async () => {
    const dataDir = join(folder, 'service');
    const [first, second] = [await open(dataDir), await open(dataDir)];
    await first.claimService();
    await expect(second.claimService()).rejects.toThrow(/already running on this DATA_DIR/);
    await first.close();
    await expect
      .poll(() =>
        second.claimService().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await second.close();
  });

  it('is started again on the same port when it dies under its users, and the service stays the service', async () => {
    const dataDir = join(folder, 'dies');
    const server = await open(dataDir);
    await server.claimService();
    await query(server.connectionString, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await expect.poll(() => answers(server.connectionString), { timeout: 20_000, interval: 200 }).toBe(true);
    expect(await query(server.connectionString, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    const locks = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'`;
    await expect.poll(() => query(server.connectionString, locks), { timeout: 20_000 }).toEqual([{ n: 1 }]);
    const other = await open(dataDir);
    await expect(other.claimService()).rejects.toThrow(/already running/);
    await other.close();
    await server.close();
  });

  it('whose place as the service was taken while it was away asks for it again, on one connection', async () => {
    const dataDir = join(folder, 'taken');
    const server = await open(dataDir);
    await server.claimService();
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    const rival = await takeServiceLock(server.connectionString);
    await sleep(3_500);
    const ours = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'billing-portal-bridge'`;
    const [counted] = await query(server.connectionString, ours);
    expect(counted?.['n']).toBeLessThanOrEqual(1);
    await rival.end();
    const other = await open(dataDir);
    const claim = () => other.claimService().then(String, String);
    await sleep(3_000);
    expect(await claim()).toMatch(/already running/);
    await other.close();
    await server.close();
    expect(await answers(server.connectionString)).toBe(false);
  });

  it('is stopped by the last one out also when that leaves while it is started again', async () => {
    const dataDir = join(folder, 'leaves');
    const log = new PassThrough();
    const server = await open(dataDir, createLogger({ level: 'error', destination: log }));
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await once(log, 'data');
    await server.close();
    await sleep(2_000);
    expect(await answers(server.connectionString)).toBe(false);
  });

  it('runs as another user below a folder that is root’s alone', async () => {
    const locked = join(folder, 'locked');
    await mkdir(locked, { mode: 0o700 });
    const server = await open(join(locked, 'data'));
    expect(await answers(server.connectionString)).toBe(true);
    if (process.getuid?.() === 0) expect((await stat(join(locked, 'data', 'postgres'))).uid).not.toBe(0);
    await server.close();
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const dataDir = join(folder, 'secret');
    const server = await open(dataDir);
    const url = new URL(server.connectionString);
    url.password = 'wrong';
    expect(await answers(url.href)).toBe(false);
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
    await server.close();
  });

  it('never makes another password for a cluster that has one', async () => {
    const dataDir = join(folder, 'forgotten');
    await (await open(dataDir)).close();
    await rm(join(dataDir, 'postgres-password'));
    await expect(open(dataDir)).rejects.toThrow(/postgres-password is missing. Put it back from a backup/);
    expect(await readdir(dataDir)).not.toContain('postgres-password');
    await writeFile(join(dataDir, 'postgres-password'), '');
    await expect(open(dataDir)).rejects.toThrow(/postgres-password is empty. Put it back from a backup/);
  });

  it('says at once that the password is another one, and leaves no server behind', async () => {
    const dataDir = join(folder, 'mistaken');
    await (await open(dataDir)).close();
    await writeFile(join(dataDir, 'postgres-password'), 'mistaken');
    await expect(open(dataDir)).rejects.toThrow(/refuses the password in .*postgres-password.*from a backup/);
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('is left running for its users when a newcomer has another password', async () => {
    const dataDir = join(folder, 'newcomer');
    const server = await open(dataDir);
    await writeFile(join(dataDir, 'postgres-password'), 'mistaken');
    await expect(open(dataDir)).rejects.toThrow(/refuses the password/);
    expect(await answers(server.connectionString)).toBe(true);
    await server.close();
  });

  it('takes no refusal from a server that has the port of one that is gone', async () => {
    const [gone, other] = [join(folder, 'gone'), join(folder, 'other')];
    await (await open(gone)).close();
    const server = await open(other);
    const noted = (await readFile(join(other, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    // No process has this number: Linux ends at 2^22.
    await writeFile(join(gone, 'postgres', 'postmaster.pid'), ['4194305', ...noted.slice(1)].join('\n'));
    const newcomer = await open(gone);
    expect(await answers(newcomer.connectionString)).toBe(true);
    expect(newcomer.connectionString).not.toBe(server.connectionString);
    await newcomer.close();
    await server.close();
  });

  it('says what is wrong with a folder of another PostgreSQL version', async () => {
    const dataDir = join(folder, 'older');
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(open(dataDir)).rejects.toThrow(/is of PostgreSQL 15; this version brings 18.*pg_dump/);
  });

  it('says that a DATA_DIR is a file', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    await expect(open(dataDir)).rejects.toThrow(/DATA_DIR .*file cannot be made or entered|is not a folder/);
  });
});
