import type { CallScope, ProviderCalls } from '../../src/providers/calls.ts';
import { ProviderError, type ProviderErrorKind } from '../../src/providers/provider.ts';
import type { Schedule } from './schedule.ts';

const ATTEMPT_MS = 5_000;
const MOST_ATTEMPTS = 3;
const PAUSE_MS = 150;
const REPEATED: ReadonlySet<ProviderErrorKind> = new Set(['unavailable', 'nonsense', 'timeout', 'in_flight']);

/**
 * Deadline, given up attempts and repeats of `src/providers/calls.ts`, by the simulated time. No breaker and no limit:
 * they only keep calls from being made, and go by the machine's clock.
 */
export function createSimulatedCalls({ schedule, owner }: { schedule: Schedule; owner: number }): ProviderCalls {
  const inTime = async <T>(attempt: Promise<T>, timeoutMs: number): Promise<T> => {
    let giveUp: () => void = () => undefined;
    const timeUp = new Promise<never>((_resolve, reject) => {
      const task = schedule.add({
        label: 'gives up waiting',
        owner,
        atMs: schedule.nowMs() + timeoutMs,
        run: () => reject(new ProviderError('timeout', { provider: 'simulated' })),
      });
      giveUp = () => schedule.remove(task);
    });
    return Promise.race([attempt, timeUp]).finally(() => giveUp());
  };

  return {
    async run<T>({ deadlineAt, retry }: CallScope, attempt: () => Promise<T>): Promise<T> {
      const restMs = () => deadlineAt.getTime() - schedule.nowMs();
      for (let attempts = 1; ; attempts += 1) {
        if (restMs() <= 0) throw new ProviderError('timeout', { provider: 'simulated' });
        try {
          return await inTime(attempt(), Math.min(ATTEMPT_MS, restMs()));
        } catch (error) {
          const isRepeated = error instanceof ProviderError && REPEATED.has(error.kind) && !error.facts.replayed;
          if (retry === 'never' || attempts >= MOST_ATTEMPTS || !isRepeated || restMs() < 2 * PAUSE_MS) throw error;
          const atMs = schedule.nowMs() + PAUSE_MS;
          await schedule.wait({ label: 'pauses', owner, atMs }, async () => undefined);
        }
      }
    },
    countAccounts: () => 0,
  };
}
