import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { ProviderError, type ProviderErrorKind } from './provider.ts';
import { startSilenceTimer } from './silence-timer.ts';

export type BreakerLimits = {
  /** Failures of the provider, one after another, until its account is left alone. */
  breakAfterFailures: number;
  breakForMs: number;
};

export type Breaker = ReturnType<typeof createBreaker>;

/** A refused secret or a wrong request says that the provider is well. */
const PROVIDER_FAULTS: ReadonlySet<ProviderErrorKind> = new Set(['unavailable', 'timeout', 'nonsense']);

/** Leaves an account alone for a while whose calls keep failing; then lets one call try whether that is over. */
export function createBreaker({ provider, limits }: { provider: string; limits: BreakerLimits }) {
  const { breakAfterFailures, breakForMs } = limits;
  const circuit = circuitBreaker(
    handleWhen((error) => error instanceof ProviderError && PROVIDER_FAULTS.has(error.kind)),
    { halfOpenAfter: breakForMs, breaker: new ConsecutiveBreaker(breakAfterFailures) },
  );
  let openUntilMs = 0;
  circuit.onBreak(() => {
    openUntilMs = Date.now() + breakForMs;
  });
  const open = (forMs: number) =>
    new ProviderError('breaker_open', { provider, retryAfterSeconds: Math.ceil(forMs / 1000) });

  return {
    /** At once. @throws ProviderError `breaker_open` */
    assertClosed(): void {
      const restMs = openUntilMs - Date.now();
      if (circuit.state === CircuitState.Open && restMs > 0) throw open(restMs);
      // Cockatiel would have everyone wait for the one call that tries.
      if (circuit.state === CircuitState.HalfOpen) throw open(breakForMs);
    },

    /** @throws ProviderError `timeout`, `breaker_open`; else what `attempt` throws. */
    async run<T>(attempt: () => Promise<T>, timeoutMs: number): Promise<T> {
      const attemptInTime = () => inTime({ attempt, timeoutMs, provider });
      return circuit.execute(attemptInTime).catch((error: unknown) => {
        throw error instanceof BrokenCircuitError ? open(breakForMs) : error;
      });
    },
  };
}

type Timed<T> = { attempt: () => Promise<T>; timeoutMs: number; provider: string };

/** A timer and no more: an AbortController for each call, which nothing listens to, cost a tenth of a warm call's CPU. */
function inTime<T>({ attempt, timeoutMs, provider }: Timed<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stopTimer = startSilenceTimer(timeoutMs, () => reject(new ProviderError('timeout', { provider })));
    attempt().then(resolve, reject).finally(stopTimer);
  });
}
