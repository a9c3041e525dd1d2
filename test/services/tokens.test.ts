import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createToken, hashToken, isToken } from '../../src/services/tokens.ts';

describe('createToken', () => {
  it('makes prefix, 43 characters of secret and 6 of checksum', () => {
    expect(createToken('bp_test_w_k1_')).toMatch(/^bp_test_w_k1_[0-9A-Za-z]{49}$/);
  });

  it('never makes the same token twice', () => {
    const tokens = Array.from({ length: 1_000 }, () => createToken('x_'));
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe('isToken', () => {
  it('accepts every token that was made', () => {
    const tokens = Array.from({ length: 1_000 }, () => createToken('x_'));
    expect(tokens.filter((token) => !isToken('x_', token))).toEqual([]);
  });

  it('accepts a token written down, so the form never changes under those already handed out', () => {
    // CRC-32 (IEEE) of `x_` and 43 zeros is 4003040453: 4MuLgb in base62.
    expect(isToken('x_', `x_${'0'.repeat(43)}4MuLgb`)).toBe(true);
  });

  it('refuses a token with any one character changed', () => {
    const token = createToken('x_');
    const changed = Array.from(token, (character, index) => {
      const other = character === 'a' ? 'b' : 'a';
      return token.slice(0, index) + other + token.slice(index + 1);
    });
    expect(changed.filter((text) => isToken('x_', text))).toEqual([]);
  });

  it('refuses a token under another prefix, also one that begins alike', () => {
    const token = createToken('x_');
    expect(isToken('y_', token)).toBe(false);
    expect(isToken('x', token)).toBe(false);
    expect(isToken('x_0', token)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'x_'],
    ['a cut token', createToken('x_').slice(0, -1)],
    ['a longer token', `${createToken('x_')}0`],
    ['a line break at the end', `${createToken('x_')}\n`],
    ['another alphabet', `x_${'-'.repeat(49)}`],
    ['a megabyte', 'x_'.repeat(500_000)],
  ])('refuses %s', (_name, text) => {
    expect(isToken('x_', text)).toBe(false);
  });
});

describe('hashToken', () => {
  it('is the SHA-256 of the text', () => {
    const token = createToken('x_');
    expect(hashToken(token).toString('hex')).toBe(createHash('sha256').update(token).digest('hex'));
  });
});
