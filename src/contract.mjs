// Writes what others program against, out of dist/: the typed client's package and the OpenAPI document. Both are
// committed, so that each change of the contract is seen, and `npm pack` needs no build. `--into <folder>` writes
// them there instead.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const { values } = parseArgs({ options: { into: { type: 'string', default: root } } });
const clientDir = join(values.into, 'client');
/** What the server's own code is given; callers have no use for it. */
const SERVER_TYPES = /import\("[^"]+"\)\.(?:RequestContext|ProcedureMeta)\b/g;

const files = new Map();
collect(join(dist, 'client/index.js'));
collect(join(dist, 'client/index.d.ts'));
rmSync(clientDir, { recursive: true, force: true });
mkdirSync(join(clientDir, 'cjs'), { recursive: true });
for (const [file, text] of files) writeFileSync(join(clientDir, basename(file)), text);
writeCommonJs();
await writeDocument();

/** A file and all that it imports: code of code, types of types. Each is rewritten for one flat folder. */
function collect(file) {
  if (files.has(file)) return;
  const extension = file.endsWith('.d.ts') ? '.d.ts' : '.js';
  files.set(file, '');
  const text = readFileSync(file, 'utf8')
    .replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n')
    .replace(SERVER_TYPES, 'object')
    .replace(/(['"])(\.{1,2}\/[^'"]+)\.(?:ts|js)\1/g, (_all, quote, specifier) => {
      const target = resolve(dirname(file), specifier);
      collect(`${target}${extension}`);
      return `${quote}./${basename(target)}.js${quote}`;
    });
  files.set(file, text);
}

/** The same modules for `require`, with the same types. */
function writeCommonJs() {
  const sources = [...files.keys()].map((file) => join(clientDir, basename(file)));
  const options = '--module commonjs --moduleResolution bundler --target es2022 --allowJs --noCheck --types node';
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const inputs = sources.filter((file) => file.endsWith('.js'));
  const args = [tsc, '--ignoreConfig', ...options.split(' '), '--outDir', join(clientDir, 'cjs'), ...inputs];
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  for (const file of sources) if (file.endsWith('.d.ts')) copyFileSync(file, join(clientDir, 'cjs', basename(file)));
  writeFileSync(join(clientDir, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
}

async function writeDocument() {
  const { createOpenApiDocument } = await import(pathToFileURL(join(dist, 'http/openapi.js')).href);
  const { appRouter } = await import(pathToFileURL(join(dist, 'procedures/router.js')).href);
  const document = createOpenApiDocument({ router: appRouter, publicUrl: 'https://billing.acme.example' });
  writeFileSync(join(values.into, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
}
