import { setTimeout as sleep } from 'node:timers/promises';

/** How long an answer takes: always the same, or evenly spread over a range. */
export type Latency = number | { minMs: number; maxMs: number };

export type LatencyControl = { set(latency: Latency): void; wait(): Promise<void> };

export function createLatency(initial: Latency): LatencyControl {
  let latency = initial;
  return {
    set(next) {
      latency = next;
    },
    async wait() {
      const waitMs =
        typeof latency === 'number' ? latency : latency.minMs + Math.random() * (latency.maxMs - latency.minMs);
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    },
  };
}
