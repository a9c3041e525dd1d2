import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../../errors.ts';
import { findPort } from '../../ports.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Program, ProgramError, runProgram } from './programs.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

/** A PostgreSQL cluster in a data folder, whether its server runs or not. */
export type Cluster = {
  clusterDir: string;
  password: string;
  /** Of a server that runs, or did: `null` when none is noted. */
  readPort: () => Promise<number | null>;
  /** Starts the server unless another process is doing so; on any port when the wanted one is taken, unless it must be that one. @throws OperatorError */
  start: (wanted: { port: number | null; exact: boolean }) => Promise<void>;
  /** Stops it now; what was committed stays. */
  stop: () => Promise<void>;
};

export const DATABASE_NAME = 'billing_portal_bridge';
const MAJOR_VERSION = '18';
const STOP_TIMEOUT_MS = 30_000;

/**
 * The data folder's cluster, made when there is none. Made aside and moved into place, so two first starts at once, or
 * a crash in between, leave nothing half-made.
 * @throws OperatorError
 */
export async function openCluster(options: { dataDir: string; settings?: readonly string[] }): Promise<Cluster> {
  const { dataDir, settings = [] } = options;
  const clusterDir = join(dataDir, 'postgres');
  const logFile = join(dataDir, 'postgres.log');
  await prepareFolder(dataDir);
  const binaries = await findBinaries();
  const runAs = await chooseRunAs({ clusterDir, paths: [binaries.initdb, clusterDir] });
  const password = await readOrCreatePassword(join(dataDir, 'postgres-password'));
  if ((await versionOf(clusterDir)) === null) await create({ dataDir, clusterDir, binaries, runAs, password });
  await assertVersion(clusterDir);
  await prepareLog(logFile, runAs);
  const pgCtl = (args: string[]): Promise<string> =>
    runProgram(runAs.wrap({ file: binaries.pgCtl, args: ['-D', clusterDir, ...args] }));

  return {
    clusterDir,
    password,
    readPort: async () => (await readPostmaster(clusterDir))?.port ?? null,
    async start({ port, exact }) {
      const chosen = exact && port !== null ? port : await findPort({ host: '127.0.0.1', wanted: port });
      const flags = [...SERVER_SETTINGS, `port=${chosen}`, ...settings].map((setting) => `-c ${setting}`);
      try {
        await pgCtl(['start', '-w', '-t', '60', '-l', logFile, '-o', flags.join(' ')]);
      } catch (error) {
        // Another process was quicker: its server is as good. The caller looks whether one answers.
        const log = error instanceof ProgramError ? error.output : '';
        if (/another server might be running/.test(log)) return;
        throw new OperatorError(`The embedded PostgreSQL did not start. ${logFile} says why.`, { cause: error });
      }
    },
    async stop() {
      const running = await readPostmaster(clusterDir);
      // pg_ctl would wait for a newcomer's server too, so the waiting is for this one process.
      await pgCtl(['stop', '-W', '-m', 'fast']).catch(() => undefined);
      if (running) await waitUntilGone({ clusterDir, pid: running.pid });
    },
  };
}

/** No socket file: its path may be longer than the system allows. */
const SERVER_SETTINGS = [
  'listen_addresses=127.0.0.1',
  "unix_socket_directories=''",
  'logging_collector=off',
  'max_connections=200',
];

async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    if (!(await stat(dataDir)).isDirectory()) throw new OperatorError(`DATA_DIR ${dataDir} is not a folder.`);
    // The cluster's own folder is its user's alone; the way to it must be open to that user.
    if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`DATA_DIR ${dataDir} cannot be made or entered by this user.`, { cause: error });
  }
}

async function readOrCreatePassword(path: string): Promise<string> {
  await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true }).catch(
    () => undefined,
  );
  const password = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (password !== '') return password;
  throw new OperatorError(`${path} cannot be read, or is empty. Put it back from a backup.`);
}

async function create(options: {
  dataDir: string;
  clusterDir: string;
  binaries: Binaries;
  runAs: RunAs;
  password: string;
}): Promise<void> {
  const { dataDir, clusterDir, binaries, runAs, password } = options;
  const draft = await mkdtemp(join(dataDir, 'postgres-draft-'));
  try {
    const cluster = join(draft, 'cluster');
    const passwordFile = join(draft, 'password');
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    for (const path of runAs.owner ? [draft, cluster, passwordFile] : []) {
      await chown(path, runAs.owner?.uid ?? 0, runAs.owner?.gid ?? 0);
    }
    await runInitdb({
      program: { file: binaries.initdb, args: ['-D', cluster, '--pwfile', passwordFile, ...INITDB_FLAGS] },
      runAs,
    });
    await rename(cluster, clusterDir).catch(async (error: unknown) => {
      // Of two first starts at once, the other one's cluster is in place: it is taken.
      if ((await versionOf(clusterDir)) === null) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** C.UTF-8 of PostgreSQL's own provider: sorts the same on every machine, whatever its system library. */
const INITDB_FLAGS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
];

async function runInitdb({ program, runAs }: { program: Program; runAs: RunAs }): Promise<void> {
  try {
    await runProgram(runAs.wrap(program));
  } catch (error) {
    const reason = error instanceof ProgramError ? error.output.trim().split('\n').at(-1) : 'unknown reason';
    throw new OperatorError(`The embedded database could not be made: ${reason}`, { cause: error });
  }
}

async function prepareLog(logFile: string, { owner }: RunAs): Promise<void> {
  await (await open(logFile, 'a', 0o600)).close();
  if (owner) await chown(logFile, owner.uid, owner.gid);
}

async function versionOf(clusterDir: string): Promise<string | null> {
  try {
    return (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new OperatorError(`${clusterDir} cannot be read by this user. Run as the user that made it.`, {
      cause: error,
    });
  }
}

async function assertVersion(clusterDir: string): Promise<void> {
  const version = await versionOf(clusterDir);
  if (version === MAJOR_VERSION) return;
  throw new OperatorError(
    `${clusterDir} is of PostgreSQL ${version}; this version brings ${MAJOR_VERSION}. Move the data with pg_dump and pg_restore, or set DATABASE_URL.`,
  );
}

/** The first line of `postmaster.pid` is the process, the fourth the port. */
async function readPostmaster(clusterDir: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = 0, , , port = 0] = text.split('\n').map(Number);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** The file is the last thing that a server removes; a newcomer's server writes its own. */
async function waitUntilGone({ clusterDir, pid }: { clusterDir: string; pid: number }): Promise<void> {
  const giveUpAt = Date.now() + STOP_TIMEOUT_MS;
  while ((await readPostmaster(clusterDir))?.pid === pid && Date.now() < giveUpAt) await sleep(20);
}
