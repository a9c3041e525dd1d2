import { describe, expect, it } from 'vitest';
import { createProviderCalls, DEFAULT_CALL_LIMITS } from '../../src/providers/calls.ts';
import { ProviderError, type ProviderErrorKind } from '../../src/providers/provider.ts';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
const scope = (account = 'acct') => ({ provider: 'p', account, deadlineAt: inSeconds(10), retry: 'safe' as const });
const fail = (kind: ProviderErrorKind, retryAfterSeconds?: number) =>
  new ProviderError(kind, { provider: 'p', retryAfterSeconds });

/** Fails with each error in turn, then succeeds. */
const failing = (...errors: unknown[]) => {
  let attempts = 0;
  const attempt = (): Promise<string> => {
    const error = errors[attempts];
    attempts += 1;
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  return { attempt, attempts: () => attempts };
};

describe('calls to a provider', () => {
  it.each(['unavailable', 'timeout', 'in_flight', 'nonsense'] as const)('are repeated after %s', async (kind) => {
    const { attempt, attempts } = failing(fail(kind), fail(kind));
    expect(await createProviderCalls().run(scope(), attempt)).toBe('done');
    expect(attempts()).toBe(3);
  });

  it.each([
    'credentials_refused',
    'wrong_mode',
    'customer_missing',
    'idempotency_conflict',
    'rejected',
    'busy',
  ] as const)('are not repeated after %s', async (kind) => {
    const { attempt, attempts } = failing(fail(kind));
    await expect(createProviderCalls().run(scope(), attempt)).rejects.toMatchObject({ kind });
    expect(attempts()).toBe(1);
  });

  it('are repeated when the provider says when, and that is before the deadline', async () => {
    const soon = failing(fail('busy', 0.01));
    expect(await createProviderCalls().run(scope(), soon.attempt)).toBe('done');
    const late = failing(fail('busy', 60));
    await expect(createProviderCalls().run(scope(), late.attempt)).rejects.toMatchObject({ kind: 'busy' });
    expect(late.attempts()).toBe(1);
  });

  it('are never repeated where a repeat is not safe', async () => {
    const { attempt, attempts } = failing(fail('unavailable'));
    await expect(createProviderCalls().run({ ...scope(), retry: 'never' }, attempt)).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(attempts()).toBe(1);
  });

  it('end with the last error after three attempts, and pass errors of ours on as they are', async () => {
    const { attempt, attempts } = failing(...Array.from({ length: 9 }, () => fail('unavailable')));
    await expect(createProviderCalls().run(scope(), attempt)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(attempts()).toBe(3);
    const bug = new Error('bug');
    await expect(createProviderCalls().run(scope(), () => Promise.reject(bug))).rejects.toBe(bug);
  });

  it('that get no answer end in a timeout, and none begins past the deadline (P8)', async () => {
    const calls = createProviderCalls({ ...DEFAULT_CALL_LIMITS, attemptTimeoutMs: 20, maxAttempts: 1 });
    await expect(calls.run(scope(), () => new Promise(() => undefined))).rejects.toMatchObject({ kind: 'timeout' });
    const { attempt, attempts } = failing();
    await expect(calls.run({ ...scope(), deadlineAt: inSeconds(-1) }, attempt)).rejects.toMatchObject({
      kind: 'timeout',
    });
    expect(attempts()).toBe(0);
  });

  it('to a broken account are not made for a while, and recover by themselves; others are unharmed (P9)', async () => {
    const calls = createProviderCalls({
      ...DEFAULT_CALL_LIMITS,
      maxAttempts: 1,
      breakAfterFailures: 3,
      breakForMs: 50,
    });
    const broken = failing(...Array.from({ length: 3 }, () => fail('unavailable')));
    for (let count = 0; count < 3; count += 1) await calls.run(scope('broken'), broken.attempt).catch(() => undefined);
    await expect(calls.run(scope('broken'), broken.attempt)).rejects.toMatchObject({ kind: 'breaker_open' });
    expect(broken.attempts()).toBe(3);
    expect(await calls.run(scope('healthy'), failing().attempt)).toBe('done');
    await expect.poll(() => calls.run(scope('broken'), broken.attempt).catch(() => 'open')).toBe('done');
  });

  it('do not open the breaker when it is the caller’s fault', async () => {
    const calls = createProviderCalls({ ...DEFAULT_CALL_LIMITS, maxAttempts: 1, breakAfterFailures: 2 });
    for (const kind of ['credentials_refused', 'customer_missing', 'rejected', 'busy'] as const) {
      await calls.run(scope(), failing(fail(kind)).attempt).catch(() => undefined);
    }
    expect(await calls.run(scope(), failing().attempt)).toBe('done');
  });

  it('that were given up on still count as in flight; one account’s never take another’s place', async () => {
    const limits = { ...DEFAULT_CALL_LIMITS, attemptTimeoutMs: 10, maxAttempts: 1, maxInFlight: 2 };
    const calls = createProviderCalls(limits);
    const endings: (() => void)[] = [];
    const hanging = () => new Promise<void>((resolve) => endings.push(resolve));
    for (let count = 0; count < 2; count += 1) await calls.run(scope('slow'), hanging).catch(() => undefined);
    await expect(calls.run(scope('slow'), hanging)).rejects.toMatchObject({ kind: 'overloaded' });
    expect(await calls.run(scope('other'), failing().attempt)).toBe('done');
    for (const end of endings) end();
    await expect.poll(() => calls.run(scope('slow'), failing().attempt).catch(() => 'full')).toBe('done');
  });

  it('remember a bounded number of accounts', async () => {
    const calls = createProviderCalls({
      ...DEFAULT_CALL_LIMITS,
      maxAttempts: 1,
      breakAfterFailures: 1,
      maxAccounts: 2,
    });
    await calls.run(scope('first'), failing(fail('unavailable')).attempt).catch(() => undefined);
    await expect(calls.run(scope('first'), failing().attempt)).rejects.toMatchObject({ kind: 'breaker_open' });
    for (const account of ['second', 'third']) await calls.run(scope(account), failing().attempt);
    expect(await calls.run(scope('first'), failing().attempt)).toBe('done');
  });
});
