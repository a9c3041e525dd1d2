import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/client/answers.ts';
import { decideRepeat } from '../../src/client/attempts.ts';

const state = { attempts: 1, retries: 5, retryAfterSeconds: undefined, remainingMs: 60_000, random: 1 };

describe('decideRepeat', () => {
  it('doubles the span of the wait, up to four seconds', () => {
    const waits = [1, 2, 3, 4, 5].map((attempts) => decideRepeat({ ...state, attempts }));
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000].map((waitMs) => ({ kind: 'repeat', waitMs })));
    expect(decideRepeat({ ...state, retries: 50, attempts: 50 })).toEqual({ kind: 'repeat', waitMs: 4_000 });
  });

  it('takes any part of the span, so that callers who failed together come back apart', () => {
    expect(decideRepeat({ ...state, attempts: 3, random: 0.25 })).toEqual({ kind: 'repeat', waitMs: 250 });
    expect(decideRepeat({ ...state, attempts: 3, random: 0 })).toEqual({ kind: 'repeat', waitMs: 0 });
  });

  it('adds it to what the service asks for, never takes from it', () => {
    expect(decideRepeat({ ...state, retryAfterSeconds: 2 })).toEqual({ kind: 'repeat', waitMs: 2_250 });
    expect(decideRepeat({ ...state, retryAfterSeconds: 2, random: 0 })).toEqual({ kind: 'repeat', waitMs: 2_000 });
  });

  it('stops when the repeats are used up, and when the time is', () => {
    expect(decideRepeat({ ...state, attempts: 6 })).toEqual({ kind: 'stop' });
    expect(decideRepeat({ ...state, retries: 0 })).toEqual({ kind: 'stop' });
    expect(decideRepeat({ ...state, remainingMs: 250 })).toEqual({ kind: 'stop' });
    expect(decideRepeat({ ...state, remainingMs: -1, random: 0 })).toEqual({ kind: 'stop' });
  });
});

describe('parseRetryAfter', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  it.each([
    ['7', 7],
    [' 0 ', 0],
    ['Wed, 25 Nov 2026 12:00:05 GMT', 5],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %j as %j seconds', (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });
});
