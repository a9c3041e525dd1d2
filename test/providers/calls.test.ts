import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallLimits, createProviderCalls, DEFAULT_CALL_LIMITS } from '../../src/providers/calls.ts';
import { ProviderError, type ProviderErrorKind } from '../../src/providers/provider.ts';

// Time is the test's own, so that seconds of waiting take none.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => vi.useRealTimers());

const inMs = (ms: number) => new Date(Date.now() + ms);
const scope = (account = 'acct') => ({ provider: 'p', account, deadlineAt: inMs(12_000), retry: 'safe' as const });
const fail = (kind: ProviderErrorKind, facts: { retryAfterSeconds?: number; replayed?: boolean } = {}) =>
  new ProviderError(kind, { provider: 'p', ...facts });
const once: Partial<CallLimits> = { maxAttempts: 1 };

/** Fails with each error in turn, then succeeds; notes when it was called. */
function failing(...errors: unknown[]) {
  const calledAt: number[] = [];
  const attempt = async (): Promise<string> => {
    const error = errors[calledAt.length];
    calledAt.push(Date.now());
    if (error !== undefined) throw error;
    return 'done';
  };
  return { attempt, calledAt, count: () => calledAt.length };
}

/** Never ends by itself. */
function hanging() {
  const endings: (() => void)[] = [];
  const attempt = () => new Promise<string>((resolve) => void endings.push(() => resolve('late')));
  return { attempt, endAll: () => endings.forEach((end) => end()), count: () => endings.length };
}

/** What becomes of a call, however much time that takes. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  const settled = call.catch((error: unknown) => (error instanceof ProviderError ? error.kind : error));
  await vi.advanceTimersByTimeAsync(60_000);
  return settled;
}

/** Without letting time pass. */
const atOnce = (call: Promise<unknown>) =>
  call.catch((error: unknown) => (error instanceof ProviderError ? error.kind : error));

describe('a repeat', () => {
  it.each(['unavailable', 'timeout', 'in_flight', 'nonsense'] as const)('follows %s', async (kind) => {
    const { attempt, count } = failing(fail(kind), fail(kind));
    expect(await outcomeOf(createProviderCalls().run(scope(), attempt))).toBe('done');
    expect(count()).toBe(3);
  });

  it.each([
    'credentials_refused',
    'wrong_mode',
    'customer_missing',
    'idempotency_conflict',
    'rejected',
    'busy',
  ] as const)('never follows %s', async (kind) => {
    const { attempt, count } = failing(fail(kind));
    expect(await outcomeOf(createProviderCalls().run(scope(), attempt))).toBe(kind);
    expect(count()).toBe(1);
  });

  it('never follows an error of ours, which passes as it is', async () => {
    const bug = new Error('bug');
    const { attempt, count } = failing(bug);
    expect(await outcomeOf(createProviderCalls().run(scope(), attempt))).toBe(bug);
    expect(count()).toBe(1);
    const thrown = createProviderCalls().run(scope(), () => {
      throw bug;
    });
    expect(await outcomeOf(thrown)).toBe(bug);
  });

  it('never follows a failure that the provider remembers with the key', async () => {
    const { attempt, count } = failing(fail('unavailable', { replayed: true }));
    expect(await outcomeOf(createProviderCalls().run(scope(), attempt))).toBe('unavailable');
    expect(count()).toBe(1);
  });

  it('never follows where it is not safe', async () => {
    const { attempt, count } = failing(fail('unavailable'));
    expect(await outcomeOf(createProviderCalls().run({ ...scope(), retry: 'never' }, attempt))).toBe('unavailable');
    expect(count()).toBe(1);
  });

  it('is the second and the third attempt, not a fourth', async () => {
    const { attempt, count } = failing(...Array.from({ length: 9 }, () => fail('unavailable')));
    expect(await outcomeOf(createProviderCalls().run(scope(), attempt))).toBe('unavailable');
    expect(count()).toBe(3);
  });

  it.each([0.01, 0.5, 0.999])('comes after any part of a growing bound (%d of it)', async (part) => {
    const { attempt, calledAt } = failing(fail('unavailable'), fail('unavailable'));
    await outcomeOf(createProviderCalls({ random: () => part }).run(scope(), attempt));
    const [first = 0, second = 0, third = 0] = calledAt;
    expect([second - first, third - second]).toEqual([200 * part, 400 * part].map((ms) => Math.floor(ms)));
  });

  it('waits as long as the provider asks for, when that is before the deadline', async () => {
    const { attempt, calledAt } = failing(fail('busy', { retryAfterSeconds: 7 }));
    const run = createProviderCalls({ random: () => 0 }).run(scope(), attempt);
    expect(await outcomeOf(run)).toBe('done');
    expect((calledAt[1] ?? 0) - (calledAt[0] ?? 0)).toBe(7000);
  });

  it.each(['busy', 'unavailable'] as const)('is left out when the provider asks for longer (%s)', async (kind) => {
    const { attempt, count } = failing(fail(kind, { retryAfterSeconds: 12 }));
    expect(await atOnce(createProviderCalls().run(scope(), attempt))).toBe(kind);
    expect(count()).toBe(1);
  });
});

describe('the deadline (P8)', () => {
  it('is when every caller has its answer, though the provider never answers', async () => {
    const startedAt = Date.now();
    let endedAt = 0;
    const { attempt, count } = hanging();
    const run = createProviderCalls({ random: () => 0.5 }).run(scope(), attempt);
    const ended = run.catch((error: unknown) => {
      endedAt = Date.now();
      return error;
    });
    expect(await outcomeOf(ended)).toMatchObject({ kind: 'timeout' });
    expect(endedAt - startedAt).toBe(12_000);
    expect(count()).toBe(3);
  });

  it('gives each attempt five seconds at most, and less when less is left', async () => {
    const timeoutAfter = async (deadlineMs: number) => {
      const startedAt = Date.now();
      const run = createProviderCalls({ limits: once }).run(
        { ...scope(), deadlineAt: inMs(deadlineMs) },
        hanging().attempt,
      );
      const took = run.catch(() => Date.now() - startedAt);
      await vi.advanceTimersByTimeAsync(60_000);
      return took;
    };
    expect(await timeoutAfter(12_000)).toBe(5_000);
    expect(await timeoutAfter(800)).toBe(800);
    expect(await timeoutAfter(8.64e15 - Date.now())).toBe(5_000);
  });

  it('that has passed lets nothing begin', async () => {
    const { attempt, count } = failing();
    expect(await atOnce(createProviderCalls().run({ ...scope(), deadlineAt: inMs(0) }, attempt))).toBe('timeout');
    expect(count()).toBe(0);
  });

  it('goes by the clock that was passed in', async () => {
    const { attempt, count } = failing();
    const calls = createProviderCalls({ clock: () => new Date(Date.now() + 20_000) });
    expect(await atOnce(calls.run(scope(), attempt))).toBe('timeout');
    expect(count()).toBe(0);
  });
});

describe('the breaker (P9)', () => {
  const limits: Partial<CallLimits> = { maxAttempts: 1, breakAfterFailures: 3, breakForMs: 5_000 };

  async function breakAccount(calls: ReturnType<typeof createProviderCalls>, kind: ProviderErrorKind = 'unavailable') {
    for (let count = 0; count < 3; count += 1) await atOnce(calls.run(scope('broken'), failing(fail(kind)).attempt));
  }

  it.each(['unavailable', 'timeout', 'nonsense'] as const)(
    'opens after failures with %s, at once and for all',
    async (kind) => {
      const calls = createProviderCalls({ limits });
      await breakAccount(calls, kind);
      const { attempt, count } = failing();
      expect(await atOnce(calls.run(scope('broken'), attempt))).toBe('breaker_open');
      expect(count()).toBe(0);
    },
  );

  it('opens when attempts get no answer', async () => {
    const calls = createProviderCalls({ limits });
    for (let count = 0; count < 3; count += 1) await outcomeOf(calls.run(scope('broken'), hanging().attempt));
    // The pause has passed with the waiting: one is let through, and it hangs as well.
    void atOnce(calls.run(scope('broken'), hanging().attempt));
    expect(await atOnce(calls.run(scope('broken'), failing().attempt))).toBe('breaker_open');
  });

  it.each([
    'credentials_refused',
    'customer_missing',
    'rejected',
    'busy',
    'in_flight',
    'idempotency_conflict',
  ] as const)('stays closed however often a call ends with %s', async (kind) => {
    const calls = createProviderCalls({ limits });
    for (let round = 0; round < 5; round += 1) await breakAccount(calls, kind);
    expect(await atOnce(calls.run(scope('broken'), failing().attempt))).toBe('done');
  });

  it('stays closed while some calls succeed', async () => {
    const calls = createProviderCalls({ limits });
    for (let round = 0; round < 5; round += 1) {
      await atOnce(calls.run(scope(), failing(fail('unavailable')).attempt));
      await atOnce(calls.run(scope(), failing(fail('unavailable')).attempt));
      expect(await atOnce(calls.run(scope(), failing().attempt))).toBe('done');
    }
  });

  it('leaves other accounts, and the same account of another provider, unharmed', async () => {
    const calls = createProviderCalls({ limits });
    await breakAccount(calls);
    expect(await atOnce(calls.run(scope('healthy'), failing().attempt))).toBe('done');
    expect(await atOnce(calls.run({ ...scope('broken'), provider: 'q' }, failing().attempt))).toBe('done');
  });

  it('says for how long it stays open', async () => {
    const calls = createProviderCalls({ limits });
    await breakAccount(calls);
    await vi.advanceTimersByTimeAsync(1_500);
    const error: unknown = await calls.run(scope('broken'), failing().attempt).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'breaker_open', facts: { retryAfterSeconds: 4 } });
  });

  it('lets one call try when its time is over, has no other wait for it, and closes when that succeeds', async () => {
    const calls = createProviderCalls({ limits });
    await breakAccount(calls);
    await vi.advanceTimersByTimeAsync(5_000);
    const { attempt, endAll } = hanging();
    const probe = atOnce(calls.run(scope('broken'), attempt));
    const others = failing();
    expect(await atOnce(calls.run(scope('broken'), others.attempt))).toBe('breaker_open');
    endAll();
    expect(await probe).toBe('late');
    expect(await atOnce(calls.run(scope('broken'), others.attempt))).toBe('done');
    expect(others.count()).toBe(1);
  });

  it('stays open when that one fails too', async () => {
    const calls = createProviderCalls({ limits });
    await breakAccount(calls);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await atOnce(calls.run(scope('broken'), failing(fail('unavailable')).attempt))).toBe('unavailable');
    expect(await atOnce(calls.run(scope('broken'), failing().attempt))).toBe('breaker_open');
  });
});

describe('the in-flight limit', () => {
  const limits: Partial<CallLimits> = { maxAttempts: 1, maxInFlight: 2, maxQueued: 1, breakAfterFailures: 99 };

  it('has one call more wait for its turn, and refuses the next at once', async () => {
    const calls = createProviderCalls({ limits });
    const { attempt, endAll, count } = hanging();
    const running = [calls.run(scope(), attempt), calls.run(scope(), attempt), calls.run(scope(), attempt)];
    expect(await atOnce(calls.run(scope(), attempt))).toBe('overloaded');
    expect(count()).toBe(2);
    endAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(count()).toBe(3);
    endAll();
    expect(await Promise.all(running)).toEqual(['late', 'late', 'late']);
  });

  it('counts calls that were given up on until they end', async () => {
    const calls = createProviderCalls({ limits: { ...limits, maxQueued: 0 } });
    const { attempt, endAll } = hanging();
    for (let round = 0; round < 2; round += 1)
      expect(await outcomeOf(calls.run(scope('slow'), attempt))).toBe('timeout');
    expect(await atOnce(calls.run(scope('slow'), failing().attempt))).toBe('overloaded');
    endAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(await atOnce(calls.run(scope('slow'), failing().attempt))).toBe('done');
  });

  it('never makes one account wait for another', async () => {
    const calls = createProviderCalls({ limits });
    const { attempt } = hanging();
    for (let count = 0; count < 4; count += 1) void atOnce(calls.run(scope('slow'), attempt));
    expect(await atOnce(calls.run(scope('other'), failing().attempt))).toBe('done');
  });

  it('tells a call that it was overloaded when its turn has not come by the deadline, and never runs it', async () => {
    const calls = createProviderCalls({ limits: { ...limits, attemptTimeoutMs: 60_000 } });
    const { attempt, endAll } = hanging();
    for (let count = 0; count < 2; count += 1)
      void atOnce(calls.run({ ...scope(), deadlineAt: inMs(60_000) }, attempt));
    const waiting = failing();
    const outcome = atOnce(calls.run({ ...scope(), deadlineAt: inMs(1_000) }, waiting.attempt));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await outcome).toBe('overloaded');
    endAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(waiting.count()).toBe(0);
  });

  it('gives its turn back when an attempt throws before it begins', async () => {
    const calls = createProviderCalls({ limits });
    const bug = () => {
      throw new Error('bug');
    };
    for (let count = 0; count < 5; count += 1) await atOnce(calls.run(scope(), bug));
    expect(await atOnce(calls.run(scope(), failing().attempt))).toBe('done');
  });
});

describe('what is remembered', () => {
  it('is bounded: of the accounts at rest, the one called longest ago is forgotten first', async () => {
    const calls = createProviderCalls({ limits: { ...once, breakAfterFailures: 1, maxAccounts: 2 } });
    for (const account of ['first', 'second'])
      await atOnce(calls.run(scope(account), failing(fail('unavailable')).attempt));
    expect(await atOnce(calls.run(scope('first'), failing().attempt))).toBe('breaker_open');
    expect(await atOnce(calls.run(scope('third'), failing().attempt))).toBe('done');
    expect(calls.countAccounts()).toBe(2);
    expect(await atOnce(calls.run(scope('first'), failing().attempt))).toBe('breaker_open');
    expect(await atOnce(calls.run(scope('second'), failing().attempt))).toBe('done');
  });

  it('keeps accounts with calls in flight, which go on being counted', async () => {
    const calls = createProviderCalls({ limits: { ...once, maxInFlight: 1, maxQueued: 0, maxAccounts: 2 } });
    const { attempt, endAll } = hanging();
    void atOnce(calls.run(scope('busy'), attempt));
    for (let account = 0; account < 50; account += 1) await atOnce(calls.run(scope(`a${account}`), failing().attempt));
    expect(calls.countAccounts()).toBe(2);
    expect(await atOnce(calls.run(scope('busy'), failing().attempt))).toBe('overloaded');
    endAll();
  });
});

it('lets fifty calls to an account run at once unless told otherwise, and many more wait', () => {
  expect(DEFAULT_CALL_LIMITS).toMatchObject({
    maxInFlight: 50,
    maxQueued: 500,
    maxAttempts: 3,
    attemptTimeoutMs: 5_000,
  });
});
