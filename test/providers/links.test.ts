import { describe, expect, it } from 'vitest';
import { checkLink } from '../../src/providers/links.ts';

const REAL = 'https://api.stripe.com';
const LOCAL = 'http://127.0.0.1:12111';

describe('a link from a provider', () => {
  it.each([
    ['https://billing.stripe.com/p/session/test_1?a=b#c', REAL],
    ['https://billing.stripe.com/p/session/test_1', LOCAL],
    ['http://127.0.0.1:12111/p/session/test_1', LOCAL],
    ['http://localhost:9/p', 'http://localhost:12111'],
    ['http://[::1]:9/p', LOCAL],
  ])('%s from %s is handed on', (url, apiUrl) => {
    expect(checkLink(url, { apiUrl, provider: 'stripe' })).toBe(url);
  });

  it.each([
    ['http://billing.stripe.com/p', REAL],
    ['http://127.0.0.1/p', REAL],
    ['http://billing.stripe.com/p', LOCAL],
    ['http://127.0.0.1.evil.example/p', LOCAL],
    ['http://127.0.0.1@evil.example/p', LOCAL],
    ['https://user:password@billing.stripe.com/p', REAL],
    ['javascript:alert(1)', LOCAL],
    ['data:text/html,x', LOCAL],
    ['/p/session', LOCAL],
    ['', REAL],
    ['https://', REAL],
  ])('%s from %s is nonsense', (url, apiUrl) => {
    expect(() => checkLink(url, { apiUrl, provider: 'stripe' })).toThrow(
      expect.objectContaining({ kind: 'nonsense', facts: expect.objectContaining({ hint: 'url' }) }),
    );
  });
});
