import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { ROOT } from './support/process.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bpb-build-'));
  await put('node_modules/prisma/build/index.js', '');
  for (const source of ['prisma/schema.prisma', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    await put(source, '');
  }
  await mkdir(join(root, 'src'), { recursive: true });
  await cp(join(ROOT, 'src/build.mjs'), join(root, 'src/build.mjs'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
};

const build = () => spawnSync(process.execPath, [join(root, 'src/build.mjs')], { encoding: 'utf8' });

describe('the build', () => {
  it('says that it began, before what takes its time', async () => {
    await put('node_modules/typescript/bin/tsc', `console.log('wrong'); process.exit(1);`);
    const { status, stderr } = build();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^Building, once .*\nwrong\n$/) });
  });

  it('is silent when there is nothing to build', async () => {
    await put('node_modules/typescript/bin/tsc', `require('fs').mkdirSync(process.argv.at(-1));`);
    await put('src/db/generated/client.ts', '');
    expect(build().stderr).toMatch(/^Building, once .*\nBuilt in .* s\.\n$/);
    expect(build()).toMatchObject({ status: 0, stderr: '', stdout: '' });
  });
});
