import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** What each folder may import besides itself. Files beside the folders are shared by all, or put all together. */
const ALLOWED: Record<string, string[]> = {
  db: [],
  providers: [],
  services: ['db', 'providers'],
  procedures: ['services', 'providers', 'db'],
  portal: ['services', 'providers'],
  http: ['procedures', 'services'],
  cli: ['services', 'providers'],
  sandbox: [],
  client: ['procedures'],
};

/** Files of the top that any folder may use; the others only put folders together. */
const SHARED = new Set([
  'create-once.ts',
  'ports.ts',
  'signals.ts',
  'errors.ts',
  'error-table.ts',
  'logger.ts',
  'loopback.ts',
  'version.ts',
  'config.ts',
]);
const ROOTS = new Set(['cli/run.ts', 'sandbox/demo.ts']);

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(join('db', 'generated')))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');

describe('the house', () => {
  it('imports one way: http → procedures → services → providers | db', () => {
    const wrong = files.flatMap(({ file, text }) => {
      const [room, ...rest] = file.split('/');
      if (rest.length === 0 || room === undefined || ROOTS.has(file)) return [];
      return importsOf(text)
        .map((target) => relative(root, join(root, dirname(file), target)))
        .filter((target) => {
          const [other, ...inside] = target.split('/');
          if (inside.length === 0) return !SHARED.has(target);
          return other !== room && !ALLOWED[room]?.includes(other ?? '');
        })
        .map((target) => `${file} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('knows every folder', () => {
    const rooms = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map(({ name }) => name).toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it('sends callers of the client only the types of the procedures', () => {
    const ours = files.filter(({ file }) => file.startsWith('client/'));
    const lines = ours.flatMap(({ text }) => text.match(/^(?:import|export) .*procedures\/.*$/gm) ?? []);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/^(?:import|export) type /.test(line))).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = files.filter(({ file, text }) => file !== 'config.ts' && text.includes('process.env'));
    expect(readers.map(({ file }) => file)).toEqual([]);
  });

  it('exports by name only', () => {
    expect(files.filter(({ text }) => /^export default/m.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
