import { type Answer, isWorthRepeating, judge, parseRetryAfter, type Success } from './answers.ts';
import { BillingPortalError, type BillingPortalErrorDetails } from './errors.ts';
import type { Fetch, Patience } from './options.ts';

type Request = { url: string; method: string; headers: Record<string, string>; body: string | undefined };
type Failure = Omit<BillingPortalErrorDetails, 'attempts'>;
type Outcome = { kind: 'success'; body: Success } | { kind: 'failure'; failure: Failure; mayRepeat: boolean };

/**
 * Sends a call until it succeeds, fails for good, or its time is up. Every call of this service is safe to repeat, so
 * also those are whose answer was lost.
 * @returns the body of the answer, a success of tRPC.
 * @throws BillingPortalError
 */
export async function sendPatiently(options: {
  request: Request;
  patience: Patience;
  fetch: Fetch;
  signal: AbortSignal | undefined;
}): Promise<Success> {
  const { patience, signal } = options;
  const endsAt = performance.now() + patience.timeoutMs;
  if (signal?.aborted) throw new BillingPortalError({ ...aborted(), attempts: 0 });
  for (let attempts = 1; ; attempts++) {
    const timeoutMs = Math.min(patience.attemptTimeoutMs, endsAt - performance.now());
    const outcome = await attempt({ ...options, timeoutMs });
    if (outcome.kind === 'success') return outcome.body;
    const { failure, mayRepeat } = outcome;
    const decision = decideRepeat({
      attempts,
      retries: mayRepeat ? patience.retries : 0,
      retryAfterSeconds: failure.retryAfterSeconds,
      remainingMs: endsAt - performance.now(),
      random: Math.random(),
    });
    if (decision.kind === 'stop') throw new BillingPortalError({ ...failure, attempts });
    await sleep(decision.waitMs, signal);
    if (signal?.aborted) throw new BillingPortalError({ ...aborted(), attempts });
  }
}

/**
 * Pure. Full jitter over a doubling span, after what the service asks for; a wait that the time left does not allow is
 * not begun.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function decideRepeat(state: {
  attempts: number;
  retries: number;
  retryAfterSeconds: number | undefined;
  remainingMs: number;
  /** From 0 to 1. */
  random: number;
}): { kind: 'stop' } | { kind: 'repeat'; waitMs: number } {
  if (state.attempts > state.retries) return { kind: 'stop' };
  const spanMs = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (state.attempts - 1));
  const waitMs = (state.retryAfterSeconds ?? 0) * 1000 + state.random * spanMs;
  return waitMs < state.remainingMs ? { kind: 'repeat', waitMs } : { kind: 'stop' };
}

const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 4_000;

type AttemptOptions = { request: Request; fetch: Fetch; timeoutMs: number; signal: AbortSignal | undefined };

async function attempt({ request, fetch, timeoutMs, signal }: AttemptOptions): Promise<Outcome> {
  const limit = startLimit({ timeoutMs, signal });
  try {
    const answer = await Promise.race([send({ request, fetch, signal: limit.signal }), limit.reached]);
    const verdict = judge(answer);
    if (verdict.kind === 'success') return verdict;
    return { kind: 'failure', failure: verdict.details, mayRepeat: isWorthRepeating(answer.status) };
  } catch (error) {
    if (signal?.aborted) return { kind: 'failure', failure: aborted(), mayRepeat: false };
    const failure = limit.signal.aborted ? timedOut() : unreachable(error);
    return { kind: 'failure', failure, mayRepeat: true };
  } finally {
    limit.end();
  }
}

type SendOptions = { request: Request; fetch: Fetch; signal: AbortSignal };

async function send({ request: { url, method, headers, body }, fetch, signal }: SendOptions): Promise<Answer> {
  // A redirect is never followed: it would take the key elsewhere.
  const init = { method, headers, signal, redirect: 'manual' as const };
  const response = await fetch(url, body === undefined ? init : { ...init, body });
  return {
    status: response.status,
    text: await response.text(),
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), new Date()),
  };
}

/** Ends an attempt when its time is up or the caller gives up, also when the fetch does not heed its signal. */
function startLimit({ timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined }) {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, Math.max(0, timeoutMs));
  signal?.addEventListener('abort', stop);
  const reached = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('the attempt was ended')), { once: true });
  });
  // Nobody waits for it any more once the answer is there.
  reached.catch(() => undefined);
  return {
    signal: controller.signal,
    reached,
    end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

function sleep(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    signal?.addEventListener('abort', done);
  });
}

function timedOut(): Failure {
  return { code: 'TIMEOUT', message: 'The service did not answer in time.' };
}

function aborted(): Failure {
  return { code: 'ABORTED', message: 'The call was aborted.' };
}

function unreachable(cause: unknown): Failure {
  const message = 'The service cannot be reached. Is it running, and is the URL right?';
  return { code: 'NETWORK', message, cause: cause instanceof Error ? cause : undefined };
}
