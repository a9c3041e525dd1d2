import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPassword, readPassword } from '../../../src/db/embedded/data-folder.ts';

it('the password of many first starts at once is one, and none of them reads half of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bpb-password-'));
  for (let round = 0; round < 100; round += 1) {
    const path = join(folder, `password-${round}`);
    const readNew = async () => {
      await createPassword(path);
      return readPassword(path);
    };
    const passwords = await Promise.all(Array.from({ length: 6 }, readNew));
    expect(new Set(passwords).size).toBe(1);
  }
  expect(await readdir(folder)).toHaveLength(100);
  await rm(folder, { recursive: true });
});
