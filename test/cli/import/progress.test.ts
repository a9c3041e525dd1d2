import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../src/cli/import/progress.ts';

/** What a stream was sent while a command told of its progress at these times. */
function toldAt(timesMs: readonly number[], { isTTY }: { isTTY: boolean }): string[] {
  const written: string[] = [];
  let nowMs = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) };
  const progress = createProgress({ stream, clock: () => nowMs });
  for (const atMs of timesMs) {
    nowMs = atMs;
    progress.tell(() => `at ${atMs}`);
  }
  progress.end();
  return written;
}

const CLEAR = '\r\u001B[K';

describe('progress', () => {
  it('is one line of a terminal, written anew five times a second at most and gone at the end', () => {
    const written = toldAt([0, 199, 200, 201, 399, 400, 5_000], { isTTY: true });
    expect(written).toEqual([`${CLEAR}at 200`, `${CLEAR}at 400`, `${CLEAR}at 5000`, CLEAR]);
  });

  it('is a line of its own in a log, every five seconds at most, and steers no terminal', () => {
    expect(toldAt([0, 200, 4_999, 5_000, 9_999, 10_001], { isTTY: false })).toEqual(['at 5000\n', 'at 10001\n']);
  });

  it('is nothing when the command is quicker', () => {
    expect(toldAt([0, 100], { isTTY: true })).toEqual([]);
    expect(toldAt([0, 100], { isTTY: false })).toEqual([]);
  });
});
