import { access, chown, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode, OperatorError } from '../../errors.ts';
import { findPort } from '../../ports.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { createPassword, prepareFolder, readPassword } from './data-folder.ts';
import { type Program, ProgramError, runProgram } from './programs.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

/** A PostgreSQL cluster in a data folder, whether its server runs or not. */
export type Cluster = {
  clusterDir: string;
  passwordFile: string;
  password: string;
  /** Of a server that runs, or did: `null` when none is noted. */
  readPort: () => Promise<number | null>;
  /** Whether the noted server's process is there. */
  isRunning: () => Promise<boolean>;
  /**
   * Starts the server; on any port when the wanted one is taken, unless it must be that one.
   * @returns false when another process is doing so.
   * @throws OperatorError
   */
  start: (wanted: { port: number | null; exact: boolean }) => Promise<boolean>;
  /** Stops it now; what was committed stays. @throws OperatorError when it goes on running. */
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
  if (!isAbsolute(dataDir)) throw new Error('the data folder’s path must be absolute');
  const clusterDir = join(dataDir, 'postgres');
  const logFile = join(dataDir, 'postgres.log');
  await prepareFolder(dataDir);
  const binaries = await findBinaries();
  const runAs = await chooseRunAs({ clusterDir, paths: [binaries.initdb, clusterDir] });
  const passwordFile = join(dataDir, 'postgres-password');
  if ((await versionOf(clusterDir)) === null) await create({ dataDir, clusterDir, binaries, runAs, passwordFile });
  await assertVersion(clusterDir);
  const password = await readPassword(passwordFile);
  await prepareLog(logFile, runAs);
  const pgCtl = (args: string[]): Promise<string> =>
    runProgram(runAs.wrap({ file: binaries.pgCtl, args: ['-D', clusterDir, ...args] }));

  return {
    clusterDir,
    passwordFile,
    password,
    readPort: async () => (await readPostmaster(clusterDir))?.port ?? null,
    async isRunning() {
      const noted = await readPostmaster(clusterDir);
      return noted !== undefined && isAlive(noted.pid);
    },
    async start({ port, exact }) {
      const chosen = exact && port !== null ? port : await findPort({ host: '127.0.0.1', wanted: port });
      const flags = [...SERVER_SETTINGS, `port=${chosen}`, ...settings].map((setting) => `-c ${setting}`);
      try {
        await pgCtl(['start', '-w', '-t', '60', '-l', logFile, '-o', flags.join(' ')]);
        return true;
      } catch (error) {
        // Another process was quicker, if only by a moment, or its server is just ending. The caller looks whether one
        // answers. A server that cannot start leaves no such file.
        const log = error instanceof ProgramError ? error.output : '';
        const isOther =
          /another server might be running/.test(log) || (await isThere(join(clusterDir, 'postmaster.pid')));
        if (isOther) return false;
        throw new OperatorError(`The embedded PostgreSQL did not start. ${logFile} says why.`, { cause: error });
      }
    },
    async stop() {
      const running = await readPostmaster(clusterDir);
      // pg_ctl would wait for a newcomer's server too, so the waiting is for this one process, which shows a failure.
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

async function create(options: {
  dataDir: string;
  clusterDir: string;
  binaries: Binaries;
  runAs: RunAs;
  passwordFile: string;
}): Promise<void> {
  const { dataDir, clusterDir, binaries, runAs, passwordFile } = options;
  await createPassword(passwordFile);
  const draft = await mkdtemp(join(dataDir, 'postgres-draft-'));
  try {
    const cluster = join(draft, 'cluster');
    const passwordCopy = join(draft, 'password');
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(passwordCopy, await readPassword(passwordFile), { mode: 0o600 });
    for (const path of runAs.owner ? [draft, cluster, passwordCopy] : []) {
      await chown(path, runAs.owner?.uid ?? 0, runAs.owner?.gid ?? 0);
    }
    await runInitdb({
      program: { file: binaries.initdb, args: ['-D', cluster, '--pwfile', passwordCopy, ...INITDB_FLAGS] },
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
    if (hasCode(error, 'ENOENT')) return null;
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

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
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
  while ((await readPostmaster(clusterDir))?.pid === pid && isAlive(pid)) {
    if (Date.now() > giveUpAt) {
      throw new OperatorError(
        `The embedded PostgreSQL in ${clusterDir} did not stop. Look at postgres.log beside it, and end process ${pid}.`,
      );
    }
    await sleep(20);
  }
}

/** A process of another user is no server of ours. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
