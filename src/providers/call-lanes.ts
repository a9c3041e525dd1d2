import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { type BreakerLimits, createBreaker } from './call-breaker.ts';
import { ProviderError } from './provider.ts';

export type LaneLimits = BreakerLimits & {
  /** Calls to one account that run at once, given up ones included. */
  maxInFlight: number;
  /** Calls that may wait for one of those to end; more are refused at once. */
  maxQueued: number;
  /** Accounts whose lane is remembered; of those with no call under way, the one unused for longest goes first. */
  maxAccounts: number;
};

/** Asked again when a call's turn comes. */
export type TimeLeft = () => { attemptMs: number; deadlineMs: number };

/** One account's own breaker and limit, so that a broken account never darkens another. */
export type Lane = {
  /** @throws ProviderError `breaker_open`, `overloaded`, `timeout`; else what `attempt` throws. */
  call<T>(attempt: () => Promise<T>, timeLeft: TimeLeft): Promise<T>;
  isIdle(): boolean;
};

/** Bounded: state is kept for the accounts that were called last. */
export function createLanes(limits: LaneLimits) {
  const lanes = new Map<string, Lane>();
  return {
    of({ provider, account }: { provider: string; account: string }): Lane {
      const key = `${provider}/${account}`;
      const lane = lanes.get(key) ?? createLane({ provider, limits });
      // A Map keeps the order of insertion, so this makes the lane the last one to be forgotten.
      lanes.delete(key);
      if (lanes.size >= limits.maxAccounts) forgetIdle(lanes);
      lanes.set(key, lane);
      return lane;
    },
    count: () => lanes.size,
  };
}

/** A lane in use stays, whatever the limit says: its calls in flight must go on being counted. */
function forgetIdle(lanes: Map<string, Lane>): void {
  for (const [key, lane] of lanes) {
    if (!lane.isIdle()) continue;
    lanes.delete(key);
    return;
  }
}

function createLane({ provider, limits }: { provider: string; limits: LaneLimits }): Lane {
  const { maxInFlight, maxQueued } = limits;
  const breaker = createBreaker({ provider, limits });
  const slots = bulkhead(maxInFlight, maxQueued);
  const overloaded = () => new ProviderError('overloaded', { provider });

  return {
    isIdle: () => slots.executionSlots === maxInFlight && slots.queueSlots === maxQueued,

    async call(attempt, timeLeft) {
      breaker.assertClosed();
      return new Promise((resolve, reject) => {
        let isGivenUp = false;
        const giveUp = (): void => {
          isGivenUp = true;
          reject(overloaded());
        };
        const isFree = slots.executionSlots > 0;
        const queueing = isFree ? undefined : setTimeout(giveUp, timeLeft().deadlineMs);

        /** Holds its slot until the attempt has ended, which may be long after its caller was answered. */
        const occupySlot = async (): Promise<void> => {
          clearTimeout(queueing);
          if (isGivenUp) return;
          breaker.assertClosed();
          let isUnderWay = true;
          let end: Promise<void> | undefined;
          const note = (): void => {
            isUnderWay = false;
          };
          const answer = breaker.run(() => {
            const run = attempt();
            end = run.then(note, note);
            return run;
          }, timeLeft().attemptMs);
          answer.then(resolve, reject);
          await answer.then(ignore, ignore);
          if (isUnderWay) await end;
        };
        slots.execute(occupySlot).catch((error: unknown) => {
          clearTimeout(queueing);
          reject(error instanceof BulkheadRejectedError ? overloaded() : error);
        });
      });
    },
  };
}

const ignore = (): void => undefined;
