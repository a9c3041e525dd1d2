/** Standard error, or what stands in for it. */
type Stream = { isTTY?: boolean; write(text: string): unknown };

const EVERY_MS = { terminal: 200, log: 5_000 };

/** Tells how far a long command is: on one line of a terminal, else on a line of its own now and then. */
export function createProgress({ stream, clock = Date.now }: { stream: Stream; clock?: () => number }) {
  const isTerminal = stream.isTTY === true;
  const everyMs = isTerminal ? EVERY_MS.terminal : EVERY_MS.log;
  let nextMs = clock() + everyMs;
  let isLineOpen = false;
  return {
    tell(text: () => string): void {
      if (clock() < nextMs) return;
      nextMs = clock() + everyMs;
      stream.write(isTerminal ? `\r\u001B[K${text()}` : `${text()}\n`);
      isLineOpen = isTerminal;
    },
    end(): void {
      if (isLineOpen) stream.write('\r\u001B[K');
    },
  };
}
