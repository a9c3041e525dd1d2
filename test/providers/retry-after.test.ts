import { expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/providers/retry-after.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');

it.each([
  ['7', 7],
  [' 0 ', 0],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30],
  ['Mon, 23 Nov 2026 09:59:00 GMT', 0],
  ['99999999999', 86_400],
])('reads the Retry-After %j as %i seconds', (header, seconds) => {
  expect(parseRetryAfter(header, NOW)).toBe(seconds);
});

it.each([undefined, null, '', 'soon', '-', '1.5.2', 'NaN'])('knows nothing from the Retry-After %j', (header) => {
  expect(parseRetryAfter(header, NOW)).toBeUndefined();
});
