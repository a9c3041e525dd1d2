/** A terminal gives a Ctrl-C to the command and to npm, and npm hands it on: what comes that soon is the same one. */
const SAME_WITHIN_MS = 1_000;

/**
 * Calls `stop` with the first of these signals that the process gets. One that comes a second later or more ends the
 * process at once.
 * @returns a function by which the process takes signals as it did before.
 */
export function onStopSignal(signals: readonly NodeJS.Signals[], stop: (signal: NodeJS.Signals) => void): () => void {
  let stoppedAtMs: number | undefined;
  const forget = (): void => {
    for (const signal of signals) process.off(signal, take);
  };
  const take = (signal: NodeJS.Signals): void => {
    if (stoppedAtMs === undefined) {
      stoppedAtMs = performance.now();
      stop(signal);
      return;
    }
    if (performance.now() - stoppedAtMs < SAME_WITHIN_MS) return;
    forget();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, take);
  return forget;
}
