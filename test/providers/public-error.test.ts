import { describe, expect, it } from 'vitest';
import { toPublicError } from '../../src/errors.ts';
import { PROVIDER_ERROR_KINDS, ProviderError } from '../../src/providers/provider.ts';
import { fromProviderError } from '../../src/providers/public-error.ts';

describe('what callers are told of a failed provider call (D10, D11)', () => {
  const expected = {
    unavailable: ['[E5020]', 502],
    nonsense: ['[E5020]', 502],
    busy: ['[E5030]', 503],
    in_flight: ['[E5030]', 503],
    breaker_open: ['[E5030]', 503],
    overloaded: ['[E5030]', 503],
    timeout: ['[E5040]', 504],
    credentials_refused: ['[E0000]', 500],
    wrong_mode: ['[E0000]', 500],
    flow_refused: ['[E4000]', 400],
    customer_missing: ['[E0000]', 500],
    idempotency_conflict: ['[E0000]', 500],
    rejected: ['[E0000]', 500],
  } satisfies Record<(typeof PROVIDER_ERROR_KINDS)[number], [string, number]>;

  it.each(PROVIDER_ERROR_KINDS)('%s', (kind) => {
    const error = toPublicError(fromProviderError(new ProviderError(kind, { provider: 'stripe' })));
    expect([error.code, error.status]).toEqual(expected[kind]);
    // All but what the caller or the operator has to mend are safe to repeat, and say when.
    expect(error.retryAfterSeconds !== undefined).toBe(error.status > 500);
  });

  it('is the provider’s own Retry-After where it gave one, within bounds', () => {
    const retryAfterOf = (retryAfterSeconds: number) =>
      fromProviderError(new ProviderError('busy', { provider: 'stripe', retryAfterSeconds })).retryAfterSeconds;
    expect(retryAfterOf(7)).toBe(7);
    expect(retryAfterOf(0)).toBeGreaterThan(0);
    expect(retryAfterOf(86_400)).toBe(300);
  });

  it('never a Retry-After on a 500, whatever the provider said', () => {
    const error = new ProviderError('rejected', { provider: 'stripe', retryAfterSeconds: 5 });
    expect(fromProviderError(error).retryAfterSeconds).toBeUndefined();
  });
});

describe('what the operator is told', () => {
  it('is which of the causes it was, in our own words, with what helps to look further', () => {
    const facts = { provider: 'stripe', status: 403, providerRequestId: 'req_1', advice: 'grant it more' };
    const error = fromProviderError(new ProviderError('credentials_refused', facts));
    expect(error.reason).toBe('credentials_refused');
    expect(error.detail).toBe(
      'stripe call failed: credentials_refused (403); the provider refuses the secret, or the secret lacks a permission; grant it more; request req_1',
    );
  });

  it('is never more than a word of the provider', () => {
    const facts = { provider: 'stripe', hint: 'No such key: sk_live_x', providerRequestId: '<b>me</b>' };
    const error = new ProviderError('rejected', facts);
    expect(error.facts).toMatchObject({ hint: undefined, providerRequestId: undefined });
    expect(fromProviderError(error).detail).not.toContain('sk_live');
    expect(new ProviderError('rejected', { provider: 'stripe', hint: 'features[customer_update]' }).message).toBe(
      'stripe call failed: rejected (features[customer_update])',
    );
  });
});
