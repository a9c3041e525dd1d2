import { describe, expect, it } from 'vitest';
import { memoize } from '../../src/portal/memoize.ts';

/** Tells for what it was asked. */
function counted({ most }: { most: number }) {
  const asked: string[] = [];
  const double = memoize(
    (text) => {
      asked.push(text);
      return text + text;
    },
    { most },
  );
  return { asked, double };
}

describe('a function that remembers its answers', () => {
  it('is asked once for each text', () => {
    const { asked, double } = counted({ most: 10 });
    expect(['a', 'b', 'a'].map((text) => double(text))).toEqual(['aa', 'bb', 'aa']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('never knows more than it may, whoever sends texts', () => {
    const { asked, double } = counted({ most: 2 });
    for (const text of ['a', 'b', 'c', 'a']) double(text);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('keeps no long texts', () => {
    const { asked, double } = counted({ most: 10 });
    const long = 'x'.repeat(1000);
    expect([double(long), double(long)]).toEqual([long + long, long + long]);
    expect(asked).toHaveLength(2);
  });
});
