/** The stand-ins' time: the machine's, moved on by as much as a test says. It never runs backwards. */
export type SandboxClock = {
  now(): Date;
  /** @throws RangeError when `byMs` is negative or no number. */
  advance(byMs: number): void;
};

export function createSandboxClock({ read = Date.now }: { read?: () => number } = {}): SandboxClock {
  let aheadMs = 0;
  return {
    now: () => new Date(read() + aheadMs),
    advance(byMs) {
      if (!(byMs >= 0)) throw new RangeError('the sandbox clock only moves forwards');
      aheadMs += byMs;
    },
  };
}
