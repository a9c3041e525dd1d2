import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createOnce } from '../../create-once.ts';
import { hasCode, OperatorError } from '../../errors.ts';

/** Makes the folder when there is none. One that is there keeps its mode, but for the way to the cluster. @throws OperatorError */
export async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
    const stats = await stat(dataDir);
    if (!stats.isDirectory()) throw new OperatorError(`DATA_DIR ${dataDir} is not a folder. Choose another one.`);
    // The cluster's own folder is its user's alone; the way to it must be open to that user.
    const isOpen = (stats.mode & 0o001) !== 0;
    if (process.getuid?.() === 0 && !isOpen) await chmod(dataDir, (stats.mode & 0o7777) | 0o011);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(
      `DATA_DIR ${dataDir} cannot be made or entered by this user. Choose a folder that it may write to.`,
      { cause: error },
    );
  }
}

/** Node's own recursive mkdir never ends where nothing can be made, as in /proc. Whether all went well `stat` tells. */
async function makeFolder(path: string): Promise<void> {
  if (await makeLast(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  await makeLast(path);
}

/** Makes one folder unless it is there. @returns false when its parent is not. */
async function makeLast(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  return true;
}

/** Makes the password of a cluster that is about to be made; of two first starts at once, one makes it. @throws OperatorError */
export async function createPassword(path: string): Promise<void> {
  try {
    await createOnce(path, randomBytes(24).toString('base64url'));
  } catch (error) {
    throw new OperatorError(`${path} cannot be written. Set DATA_DIR to a folder that this user may write to.`, {
      cause: error,
    });
  }
}

/** @throws OperatorError: the cluster knows no other password, so none is made here. */
export async function readPassword(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new OperatorError(`${path} is missing. Put it back from a backup.`);
    throw new OperatorError(`${path} cannot be read by this user. Run as the user that made it.`, { cause: error });
  }
  if (text.trim() === '') throw new OperatorError(`${path} is empty. Put it back from a backup.`);
  return text.trim();
}
