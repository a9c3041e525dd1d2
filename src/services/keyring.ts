import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Keyring, parseKeyring } from '../config.ts';
import { createOnce } from '../create-once.ts';
import { hasCode, OperatorError } from '../errors.ts';

/**
 * The embedded database's keyring: `secret-keys` in the data folder, one `id:base64` a line, the active one first,
 * readable by its owner only. Made at the first start; two first starts at once end up with the same file.
 * @param options.mayCreate false when stored secrets are sealed already.
 * @throws OperatorError when the file is lost or not usable: it is never replaced.
 */
export async function loadKeyringFile(options: { dataDir: string; mayCreate: boolean }): Promise<Keyring> {
  const path = join(options.dataDir, 'secret-keys');
  const found = await readOrNull(path);
  if (found === null && !options.mayCreate) {
    throw new OperatorError(
      `${path} is missing. Put it back from a backup, or set SECRET_KEYS to the keys that it held: without them the stored provider secrets cannot be opened.`,
    );
  }
  const text = found ?? (await createKeyringFile(path));
  const parsed = parseKeyring(text.split(/[\n,]/).filter((line) => line.trim() !== ''));
  if (typeof parsed !== 'string') return parsed;
  throw new OperatorError(
    `${path} must hold ${parsed}\nIf it is damaged, put it back from a backup: without its keys the stored provider secrets cannot be opened.`,
  );
}

async function createKeyringFile(path: string): Promise<string> {
  const keyId = `k${randomBytes(4).toString('hex')}`;
  await createOnce(path, `${keyId}:${randomBytes(32).toString('base64')}\n`);
  return readFile(path, 'utf8');
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw new OperatorError(`${path} cannot be read. Its owner must be the user that runs the service.`);
  }
}
