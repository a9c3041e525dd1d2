import { createLanes, type LaneLimits } from './call-lanes.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS, ProviderError, type ProviderErrorKind } from './provider.ts';

export type CallScope = {
  provider: string;
  /** The provider's id of the account; the breaker and the limit are its own. */
  account: string;
  /** The caller has its answer by then. */
  deadlineAt: Date;
  /** `safe`: a repeat has the same effect as one call. */
  retry: 'safe' | 'never';
};

export type CallLimits = LaneLimits & {
  /** For one attempt; never past the deadline. */
  attemptTimeoutMs: number;
  /** The first one included. */
  maxAttempts: number;
};

export const DEFAULT_CALL_LIMITS: Readonly<CallLimits> = {
  attemptTimeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
  maxAttempts: 3,
  maxInFlight: 50,
  maxQueued: 500,
  breakAfterFailures: 8,
  breakForMs: 5_000,
  maxAccounts: 10_000,
};

export type ProviderCalls = ReturnType<typeof createProviderCalls>;

/**
 * Puts deadline, retries, breaker and in-flight limit around any call to a provider.
 * @param options.clock what deadlines go by; the breaker's pause is by the machine's clock.
 * @param options.random for the jitter, from 0 to below 1.
 */
export function createProviderCalls(
  options: { clock?: () => Date; random?: () => number; limits?: Partial<CallLimits> } = {},
) {
  const { clock = () => new Date(), random = Math.random } = options;
  const limits = { ...DEFAULT_CALL_LIMITS, ...options.limits };
  const lanes = createLanes(limits);

  return {
    /**
     * Runs `attempt`, and again where that is safe and may help: at most as often as the limits say, with full jitter,
     * and only while the deadline leaves time for it. An attempt that is given up stays in flight until it ends.
     * @throws ProviderError of the last attempt, or `timeout`, `breaker_open`, `overloaded`. Anything else that
     *   `attempt` throws passes as it is.
     */
    async run<T>({ provider, account, deadlineAt, retry: mode }: CallScope, attempt: () => Promise<T>): Promise<T> {
      const lane = lanes.of({ provider, account });
      const restMs = () => deadlineAt.getTime() - clock().getTime();
      const timeLeft = () => ({
        attemptMs: Math.min(limits.attemptTimeoutMs, restMs()),
        deadlineMs: Math.min(LONGEST_TIMER_MS, restMs()),
      });
      for (let attempts = 1; ; attempts += 1) {
        if (restMs() <= 0) throw new ProviderError('timeout', { provider });
        try {
          return await lane.call(async () => attempt(), timeLeft);
        } catch (error) {
          const isLast = mode === 'never' || attempts >= limits.maxAttempts;
          if (isLast || !isWorthRepeating(error, restMs())) throw error;
          await pause(pauseMs({ retries: attempts, error, restMs: restMs(), random }));
        }
      }
    },
    /** Of accounts whose state is remembered. */
    countAccounts: () => lanes.count(),
  };
}

/** Node fires a timer with a longer delay at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const BASE_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** An attempt with less time than this is not worth its start. */
const SHORTEST_ATTEMPT_MS = 250;

const REPEATED: ReadonlySet<ProviderErrorKind> = new Set(['unavailable', 'nonsense', 'timeout', 'in_flight']);

/** Pure. Of the 4xx, only a call in flight, and a 429 that says for how long. */
function isWorthRepeating(error: unknown, restMs: number): boolean {
  if (!(error instanceof ProviderError)) return false;
  const { retryAfterSeconds, replayed } = error.facts;
  // The provider remembers this failure with the key.
  if (replayed === true) return false;
  if (!REPEATED.has(error.kind) && !(error.kind === 'busy' && retryAfterSeconds !== undefined)) return false;
  return (retryAfterSeconds ?? 0) * 1000 + SHORTEST_ATTEMPT_MS <= restMs;
}

const pause = (forMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, forMs);
  });

type Pause = { retries: number; error: unknown; restMs: number; random: () => number };

/** Anything from nothing to the bound, so that callers who failed together do not come back together. */
function pauseMs({ retries, error, restMs, random }: Pause): number {
  const leastMs = error instanceof ProviderError ? (error.facts.retryAfterSeconds ?? 0) * 1000 : 0;
  const spareMs = restMs - SHORTEST_ATTEMPT_MS - leastMs;
  return leastMs + random() * Math.max(0, Math.min(LONGEST_PAUSE_MS, BASE_PAUSE_MS * 2 ** retries, spareMs));
}
