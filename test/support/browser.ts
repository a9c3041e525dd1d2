import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

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
    executablePath: process.env['CHROMIUM_PATH'] ?? (await bundled.executablePath()),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
