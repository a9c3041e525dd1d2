/**
 * Fires when nothing has come for so long, after what has come was read: a process that was paused, as by its host,
 * finds its time over and the answers waiting, and must not take its own silence for the provider's.
 * @returns stops it.
 */
export function startSilenceTimer(forMs: number, fire: () => void): () => void {
  let firing: NodeJS.Immediate | undefined;
  // Node looks at timers first, then reads what has come, then does what is immediate.
  const timer = setTimeout(() => {
    firing = setImmediate(fire);
  }, forMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(firing);
  };
}
