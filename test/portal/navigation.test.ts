import { describe, expect, it } from 'vitest';
import { purposeOf } from '../../src/portal/navigation.ts';

describe('purposeOf', () => {
  it.each([
    ['a click', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' }],
    ['a browser that does not say', {}],
  ])('counts %s as a person', (_name, headers) => {
    expect(purposeOf(headers)).toBe('navigation');
  });

  it.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'sec-purpose': 'prefetch;anonymous-client-ip' },
    { purpose: 'prefetch' },
    { 'x-moz': 'prefetch' },
    { 'x-purpose': 'preview' },
  ])('counts %o as fetched ahead, also when it looks like a navigation', (headers) => {
    expect(purposeOf({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', ...headers })).toBe('prefetch');
  });

  it.each([
    { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ])('counts %o as no person', (headers) => {
    expect(purposeOf(headers)).toBe('other');
  });
});
