import { randomBytes } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { hasCode } from './errors.ts';

/**
 * Makes a file that only its owner can read, unless there is one. It is written aside and linked into place, and a link
 * is refused where the name is taken: of several at once the first one wins, and nobody reads half of it.
 * @throws what the file system says, when it cannot be written.
 */
export async function createOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
