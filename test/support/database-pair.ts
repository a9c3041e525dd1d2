import { execFile } from 'node:child_process';
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Cluster, openCluster } from '../../src/db/embedded/cluster.ts';

export type Server = { host: string; port: number; connectionString: string };

/** A PostgreSQL that takes writes, and a second one that follows it. */
export type DatabasePair = {
  primary: Server;
  standby: Server;
  /** Ends the primary at once, as a machine that is lost; nothing is written any more. */
  killPrimary: () => Promise<void>;
  /** Makes the standby a primary, which takes writes when this resolves. */
  promoteStandby: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Streaming replication, synchronous: what was committed is on both servers, so a failover loses nothing of it. The
 * standby is a copy that PostgreSQL's own functions for backups make.
 * @see https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export async function createDatabasePair(): Promise<DatabasePair> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bpb-pair-'));
  const folders = { primary: join(dataDir, 'primary'), standby: join(dataDir, 'standby') };
  const primary = await openCluster({ dataDir: folders.primary, settings: SETTINGS });
  await primary.start({ port: null, exact: false });
  const first = await serverOf(primary);
  await copy({ from: folders.primary, to: folders.standby, primary: first, password: primary.password });
  const standby = await openCluster({ dataDir: folders.standby, settings: SETTINGS });
  await standby.start({ port: null, exact: false });
  const second = await serverOf(standby);
  await ask(first, `ALTER SYSTEM SET synchronous_standby_names = '*'`);
  await ask(first, 'SELECT pg_reload_conf()');

  return {
    primary: first,
    standby: second,
    async killPrimary() {
      const [pid] = (await readFile(join(primary.clusterDir, 'postmaster.pid'), 'utf8')).split('\n');
      // Immediate shutdown: every process of it ends without a checkpoint, as in a crash.
      process.kill(Number(pid), 'SIGQUIT');
    },
    promoteStandby: () => ask(second, 'SELECT pg_promote()'),
    async close() {
      await primary.stop();
      await standby.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const SETTINGS = ['fsync=off', 'full_page_writes=off', 'hot_standby=on'];

async function serverOf(cluster: Cluster): Promise<Server> {
  const port = (await cluster.readPort()) ?? 0;
  const connectionString = `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
  return { host: '127.0.0.1', port, connectionString };
}

async function ask({ connectionString }: Server, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function copy(options: { from: string; to: string; primary: Server; password: string }): Promise<void> {
  const { from, to, primary, password } = options;
  const client = new Client({ connectionString: primary.connectionString });
  await client.connect();
  await client.query(`SELECT pg_backup_start('standby', true)`);
  // With the owner of each file, who is not root though the test may be.
  await promisify(execFile)('cp', ['-a', from, to]);
  const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
  await client.end();
  const inCluster = (name: string): string => join(to, 'postgres', name);
  const source = `host=${primary.host} port=${primary.port} user=postgres password=${password}`;
  await rm(inCluster('postmaster.pid'));
  await writeFile(inCluster('postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
  const { uid, gid } = await stat(inCluster('PG_VERSION'));
  for (const [name, text] of [
    ['backup_label', rows[0]?.labelfile ?? ''],
    ['standby.signal', ''],
  ] as const) {
    await writeFile(inCluster(name), text);
    await chown(inCluster(name), uid, gid);
  }
}
