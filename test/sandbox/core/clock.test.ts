import { expect, test } from 'vitest';
import { createSandboxClock } from '../../../src/sandbox/core/clock.ts';

test('the clock is the machine’s, plus what it was moved on by', () => {
  let machine = 1_000;
  const clock = createSandboxClock({ read: () => machine });
  expect(clock.now()).toEqual(new Date(1_000));
  clock.advance(500);
  machine = 2_000;
  expect(clock.now()).toEqual(new Date(2_500));
});

test('the clock never runs backwards', () => {
  const clock = createSandboxClock();
  expect(() => clock.advance(-1)).toThrow(RangeError);
  expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
});
