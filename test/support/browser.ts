import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const MODULES = join(import.meta.dirname, '../../node_modules');
const CACHE = join(MODULES, '.cache');
const UNPACKED = join(CACHE, `chromium-${versionOf('@sparticuz/chromium')}`);
const given = process.env['CHROMIUM_PATH'] || undefined;

/**
 * A headless Chromium: the one at CHROMIUM_PATH, else the one that comes with the packages (Linux x64).
 *
 * The package's own arguments are for small containers: they put all pages into one process, which ends with the first
 * page that closes, and turn web security off, which these tests are about.
 *
 * @throws when there is none that starts; a test that needs a browser then fails.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: given ?? join(UNPACKED, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/**
 * Makes the packages' Chromium ready, once for all tests and before any of them: the package takes one that another
 * process is unpacking at that moment, or did not end unpacking, for whole.
 */
export async function unpackBrowser(): Promise<void> {
  if (given !== undefined || existsSync(UNPACKED)) return;
  await mkdir(CACHE, { recursive: true });
  const unpacking = await mkdtemp(join(CACHE, 'unpacking-'));
  const { TMPDIR: usual } = process.env;
  // Where the package unpacks to.
  process.env['TMPDIR'] = unpacking;
  try {
    await bundled.executablePath();
    await rename(unpacking, UNPACKED);
  } catch (error) {
    await rm(unpacking, { recursive: true });
    // Another run was quicker.
    if (!existsSync(UNPACKED)) throw error;
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as { version: string };
  return version;
}
