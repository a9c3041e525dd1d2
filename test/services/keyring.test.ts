import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKeyringFile } from '../../src/services/keyring.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bpb-keyring-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('the keyring file', () => {
  it('is made once, also by many first starts at once, and readable by its owner only', async () => {
    const keyrings = await Promise.all(Array.from({ length: 20 }, () => loadKeyringFile({ dataDir, mayCreate: true })));
    expect(new Set(keyrings.map(([first]) => first.key.toString('hex'))).size).toBe(1);
    expect(await loadKeyringFile({ dataDir, mayCreate: true })).toEqual(keyrings[0]);
    expect(await readdir(dataDir)).toEqual(['secret-keys']);
    expect((await stat(join(dataDir, 'secret-keys'))).mode & 0o777).toBe(0o600);
  });

  it('may hold several keys, the active one first', async () => {
    const line = (id: string) => `${id}:${Buffer.alloc(32, id).toString('base64')}`;
    await writeFile(join(dataDir, 'secret-keys'), `${line('new')}\n${line('old')}\n`);
    expect((await loadKeyringFile({ dataDir, mayCreate: true })).map(({ keyId }) => keyId)).toEqual(['new', 'old']);
  });

  it('is refused when two keys in it have one id: what the first sealed would be opened with the second', async () => {
    const line = (byte: number) => `k1:${Buffer.alloc(32, byte).toString('base64')}`;
    await writeFile(join(dataDir, 'secret-keys'), `${line(1)}\n${line(2)}\n`);
    await expect(loadKeyringFile({ dataDir, mayCreate: true })).rejects.toThrow(/two are called "k1".*such as k2/);
  });

  it('is not replaced when it is lost: what it sealed is stored', async () => {
    await expect(loadKeyringFile({ dataDir, mayCreate: false })).rejects.toThrow(
      /secret-keys is missing.*from a backup.*SECRET_KEYS/,
    );
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each(['', 'nonsense', 'k1:short', `k1:${'A'.repeat(43)}=\nnonsense`])(
    'is never replaced when it is damaged: %j',
    async (text) => {
      await writeFile(join(dataDir, 'secret-keys'), text);
      await expect(loadKeyringFile({ dataDir, mayCreate: true })).rejects.toThrow(/from a backup/);
      expect(await readFile(join(dataDir, 'secret-keys'), 'utf8')).toBe(text);
    },
  );
});
