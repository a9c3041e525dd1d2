import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './support/process.ts';

let fresh: string;

beforeAll(async () => {
  fresh = await mkdtemp(join(tmpdir(), 'bpb-contract-'));
  execFileSync(process.execPath, ['src/contract.mjs', '--into', fresh], { cwd: ROOT });
});
afterAll(() => rm(fresh, { recursive: true, force: true }));

/** Every file of the client, and the document. */
async function read(folder: string): Promise<Record<string, string>> {
  const names = await readdir(join(folder, 'client'), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = [...files, join(folder, 'openapi.json')].map(
    async (file) => [file.slice(folder.length).replace(/^\//, ''), await readFile(file, 'utf8')] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

describe('what others program against is committed, so that no change of it goes unseen', () => {
  it('the client’s package and openapi.json are what the sources say; `npm run contract` writes them', async () => {
    expect(await read(ROOT)).toEqual(await read(fresh));
  });
});
