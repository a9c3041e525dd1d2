import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../src/error-table.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('has the error table, row by row, in both directions', () => {
    const documented = [...readme.matchAll(/^\| `(\[E\d{4}\])`\s*\| (\d{3})\s*\| (.+?)\s*\| (yes|)\s*\|$/gm)].map(
      ([, code, status, message, repeat]) => ({ code, status: Number(status), message, retryable: repeat === 'yes' }),
    );
    expect(documented).toEqual(Object.values(ERRORS));
  });

  it('opens with the two commands', () => {
    const firstBlock = readme.split('```')[1] ?? '';
    expect(firstBlock).toContain('npm ci && npm run demo');
    expect(firstBlock).toContain('npm ci && npm test');
  });
});
