import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatorError } from '../../errors.ts';
import { runProgram, type Program } from './programs.ts';

export type Owner = { uid: number; gid: number };

/** How PostgreSQL's programs are started, and who owns its files; null: whoever we are. */
export type RunAs = { owner: Owner | null; wrap: (program: Program) => Program };

/** `access(2)` asks as the real user unless this is set, and capabilities would be lost on the way. */
const KEEP_CAPABILITIES = [
  '--securebits=+no_setuid_fixup',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
];

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the owner of an existing cluster, else as `postgres`,
 * else as `nobody`. Where that user cannot reach the files, as below a folder that is root's alone, it keeps the one
 * capability for that.
 */
export async function chooseRunAs({ clusterDir, paths }: { clusterDir: string; paths: string[] }): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { owner: null, wrap: (program) => program };
  const owner = (await ownerOf(clusterDir)) ?? (await userNamed('postgres')) ?? (await userNamed('nobody'));
  if (!owner) throw new OperatorError(`PostgreSQL does not run as root, and there is no user "nobody". ${WAYS_OUT}`);
  const reachable = await Promise.all(paths.map(isReachableByAll));
  if (reachable.every(Boolean)) return { owner, wrap: (program) => ({ ...program, owner }) };
  await assertSetpriv();
  const flags = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', ...KEEP_CAPABILITIES, '--'];
  return {
    owner,
    wrap: (program) => ({ ...program, file: 'setpriv', args: [...flags, program.file, ...program.args] }),
  };
}

const WAYS_OUT =
  'Run this as an ordinary user, set DATA_DIR to a folder that every user may enter, or set DATABASE_URL.';

async function assertSetpriv(): Promise<void> {
  try {
    await runProgram({ file: 'setpriv', args: ['--version'] });
  } catch {
    throw new OperatorError(`PostgreSQL does not run as root, and another user cannot reach its files. ${WAYS_OUT}`);
  }
}

/** The owner of an existing folder, unless that is root. */
async function ownerOf(path: string): Promise<Owner | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : undefined;
}

async function userNamed(name: string): Promise<Owner | undefined> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

async function isReachableByAll(path: string): Promise<boolean> {
  const parent = dirname(path);
  const stats = await stat(parent).catch(() => undefined);
  if (stats === undefined || (stats.mode & 0o001) === 0) return false;
  return parent === path || isReachableByAll(parent);
}
