// Makes dist/ when it is older than its sources: the Prisma client, then JavaScript. `--force` makes it anyway.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', '.built');
const sources = ['src', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

if (process.argv.includes('--force') || isStale()) build();

function isStale() {
  if (!existsSync(stamp) || !existsSync(join(root, 'src/db/generated/client.ts'))) return true;
  const builtMs = statSync(stamp).mtimeMs;
  return sources.some((source) => newestMs(join(root, source)) > builtMs);
}

/** Of a file, or of everything in a folder but what the build itself makes there. */
function newestMs(path) {
  const stats = statSync(path);
  if (!stats.isDirectory() || path.endsWith('generated')) return stats.isDirectory() ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

function build() {
  const startedAt = new Date();
  process.stderr.write('Building, once ...\n');
  // `prisma generate` never runs the engine, but insists on a file to be there, or else downloads one.
  run('prisma/build/index.js', ['generate', '--no-hints'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  // Built aside and swapped in, so that a command that runs meanwhile never sees half of it.
  const draft = join(root, `dist.${process.pid}`);
  const old = `${draft}.old`;
  run('typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', draft]);
  writeFileSync(join(draft, '.built'), '');
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  renameSync(draft, join(root, 'dist'));
  rmSync(old, { recursive: true, force: true });
  process.stderr.write(`Built in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s.\n`);
}

function run(script, args, env = {}) {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    process.stderr.write(`${error.stdout}${error.stderr}`);
    process.exit(1);
  }
}
