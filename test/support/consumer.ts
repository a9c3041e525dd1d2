import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './process.ts';

const run = promisify(execFile);

/** The TypeScript versions that callers may have. */
export const COMPILERS = {
  'TypeScript 5.9': 'test/toolchains/typescript-5/node_modules/typescript/bin/tsc',
  'TypeScript 6': 'test/toolchains/typescript-6/node_modules/typescript/bin/tsc',
  'TypeScript 7': 'node_modules/typescript/bin/tsc',
} as const;

/** `rootDir`: the folder of its sources, `src` when left out. */
type CompilerOptions = Record<string, unknown> & { rootDir?: string };

export type Project = {
  folder: string;
  write: (file: string, text: string) => Promise<void>;
  /** @returns what the compiler complains about; '' when it does not. */
  compile: (compiler: keyof typeof COMPILERS, options?: CompilerOptions) => Promise<string>;
  /** Runs a script of the project. @returns its output. */
  run: (script: string, ...args: string[]) => Promise<string>;
  remove: () => Promise<void>;
};

/** Everything that strict projects switch on, and the declarations of packages are checked too. */
const STRICT = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  target: 'es2022',
  // What tRPC's own declarations ask for.
  lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
  types: [],
  rootDir: 'src',
  outDir: 'out',
};

/** An empty project of somebody else, outside this one. */
export async function createProject(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'bpb-consumer-'));
  const write: Project['write'] = async (file, text) => {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  await write('package.json', JSON.stringify({ name: 'consumer', version: '1.0.0', private: true, type: 'module' }));
  return {
    folder,
    write,
    async compile(compiler, options = {}) {
      const compilerOptions = { ...STRICT, module: 'nodenext', ...options };
      await write('tsconfig.json', JSON.stringify({ compilerOptions, include: [compilerOptions.rootDir] }));
      return run(process.execPath, [join(ROOT, COMPILERS[compiler]), '-p', folder], { cwd: folder }).then(
        () => '',
        (error: { stdout: string; stderr: string }) => error.stdout + error.stderr || 'the compiler failed',
      );
    },
    async run(script, ...args) {
      const { stdout } = await run(process.execPath, [script, ...args], { cwd: folder });
      return stdout;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What `npm pack` makes of a package's folder. @returns the file. */
export async function pack(packageFolder: string, into: string): Promise<string> {
  const { stdout } = await npm(['pack', '--json', '--pack-destination', into], packageFolder);
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  return join(into, packed?.filename ?? '');
}

/**
 * Installs files, and nothing else: without the network a dependency that is not among them fails the installation.
 * TypeScript is tRPC's only peer; the tests bring their own.
 */
export async function install(project: Project, files: readonly string[]): Promise<void> {
  const dependencies = files.map((file) => `file:${file}`);
  await npm(['install', '--offline', '--legacy-peer-deps', ...dependencies], project.folder);
}

function npm(args: string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  return run('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier'], {
    cwd,
    shell: process.platform === 'win32',
  });
}
