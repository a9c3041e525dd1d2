import {
  bulkhead,
  type BulkheadPolicy,
  BulkheadRejectedError,
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError, type ProviderErrorKind } from './provider.ts';

export type CallScope = {
  provider: string;
  /** Breaker and limit are one account's own: a broken account never darkens another. */
  account: string;
  deadlineAt: Date;
  /** `safe`: a repeat has the same effect as one call. */
  retry: 'safe' | 'never';
};

export type CallLimits = {
  attemptTimeoutMs: number;
  maxAttempts: number;
  maxInFlight: number;
  breakAfterFailures: number;
  breakForMs: number;
  /** Accounts whose breaker and limit are remembered; the one unused for longest is forgotten first. */
  maxAccounts: number;
};

export type ProviderCalls = ReturnType<typeof createProviderCalls>;

export const DEFAULT_CALL_LIMITS: CallLimits = {
  attemptTimeoutMs: 5_000,
  maxAttempts: 3,
  maxInFlight: 50,
  breakAfterFailures: 8,
  breakForMs: 5_000,
  maxAccounts: 10_000,
};

/** Deadline, retries, breaker and in-flight limit around any call of a provider's client. */
export function createProviderCalls(limits: CallLimits = DEFAULT_CALL_LIMITS) {
  const guards = createGuards(limits);

  /** One attempt. Given up at the deadline, but in flight until it ends. */
  const attemptOnce = async <T>(scope: CallScope, attempt: () => Promise<T>): Promise<T> => {
    const { breaker, inFlight } = guards.of(scope);
    const timeoutMs = Math.min(limits.attemptTimeoutMs, scope.deadlineAt.getTime() - Date.now());
    if (timeoutMs <= 0) throw new ProviderError('timeout', { provider: scope.provider });
    try {
      return await breaker.execute(() =>
        raceTimeout({ provider: scope.provider, timeoutMs }, inFlight.execute(attempt)),
      );
    } catch (error) {
      throw translate(error, scope.provider, limits);
    }
  };

  return {
    /**
     * Runs `attempt`, again where that is safe and may help.
     * @throws ProviderError of the last attempt, or `timeout`, `breaker_open`, `overloaded`; anything else as it is.
     */
    async run<T>(scope: CallScope, attempt: () => Promise<T>): Promise<T> {
      for (let number = 1; ; number += 1) {
        try {
          return await attemptOnce(scope, attempt);
        } catch (error) {
          const delayMs = decideRetry({ error, number, scope, maxAttempts: limits.maxAttempts });
          if (delayMs === null) throw error;
          await sleep(delayMs);
        }
      }
    },
  };
}

const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 2_000;
/** A repeat that has less time than this is not worth starting. */
const MIN_ATTEMPT_MS = 500;

const RETRIED = new Set<ProviderErrorKind>(['unavailable', 'timeout', 'in_flight', 'nonsense']);

/** Pure but for its jitter: how long to wait before the next attempt; null: give up. */
function decideRetry(input: { error: unknown; number: number; scope: CallScope; maxAttempts: number }): number | null {
  const { error, number, scope, maxAttempts } = input;
  if (!(error instanceof ProviderError) || scope.retry === 'never' || number >= maxAttempts) return null;
  const { retryAfterSeconds, replayed } = error.facts;
  if (replayed) return null;
  const isWorthwhile = RETRIED.has(error.kind) || (error.kind === 'busy' && retryAfterSeconds !== undefined);
  if (!isWorthwhile) return null;
  const jitterMs = Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** number);
  const delayMs = Math.max(jitterMs, (retryAfterSeconds ?? 0) * 1000);
  const leftMs = scope.deadlineAt.getTime() - Date.now() - delayMs;
  return leftMs >= MIN_ATTEMPT_MS ? delayMs : null;
}

/** Faults of the provider itself; refused credentials and the like say that it is well. */
const PROVIDER_FAULTS = new Set<ProviderErrorKind>(['unavailable', 'timeout', 'nonsense']);

type Guard = { breaker: CircuitBreakerPolicy; inFlight: BulkheadPolicy };

function createGuards(limits: CallLimits) {
  const guards = new Map<string, Guard>();
  const create = (): Guard => ({
    breaker: circuitBreaker(
      handleWhen((error) => error instanceof ProviderError && PROVIDER_FAULTS.has(error.kind)),
      { halfOpenAfter: limits.breakForMs, breaker: new ConsecutiveBreaker(limits.breakAfterFailures) },
    ),
    inFlight: bulkhead(limits.maxInFlight, 0),
  });
  return {
    of({ provider, account }: CallScope): Guard {
      const key = `${provider} ${account}`;
      const guard = guards.get(key) ?? create();
      guards.delete(key);
      guards.set(key, guard);
      const [oldest] = guards.keys();
      if (guards.size > limits.maxAccounts && oldest !== undefined) guards.delete(oldest);
      return guard;
    },
  };
}

async function raceTimeout<T>(
  { provider, timeoutMs }: { provider: string; timeoutMs: number },
  work: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProviderError('timeout', { provider })), timeoutMs);
  });
  // Whichever loses is of no interest any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function translate(error: unknown, provider: string, limits: CallLimits): unknown {
  if (error instanceof BrokenCircuitError) {
    return new ProviderError('breaker_open', { provider, retryAfterSeconds: limits.breakForMs / 1000 });
  }
  if (error instanceof BulkheadRejectedError) return new ProviderError('overloaded', { provider });
  return error;
}
