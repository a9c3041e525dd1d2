import type { ErrorName } from '../error-table.ts';
import { AppError } from '../errors.ts';
import { ProviderError, type ProviderErrorKind } from './provider.ts';

/** What the caller is told (contract D10, D11), and what the operator's log says about it. */
const BY_KIND: Readonly<Record<ProviderErrorKind, readonly [ErrorName, string]>> = {
  unavailable: ['provider_failed', 'the provider could not be reached or answered with a failure of its own'],
  nonsense: ['provider_failed', 'the provider answered with something that it does not document'],
  timeout: ['provider_timeout', 'the provider did not answer in time'],
  busy: ['unavailable', 'the provider asks for fewer calls'],
  in_flight: ['unavailable', 'the provider is still working on the first call with this idempotency key'],
  breaker_open: ['unavailable', 'the account is left alone for a moment because its calls keep failing'],
  overloaded: ['unavailable', 'too many calls to this account are under way'],
  credentials_refused: ['internal', 'the provider refuses the secret, or the secret lacks a permission'],
  wrong_mode: ['internal', 'the secret is of the other mode than the customer'],
  flow_refused: ['bad_request', 'the provider does not open its portal for that'],
  customer_missing: ['internal', 'the customer is unknown or deleted at the provider'],
  idempotency_conflict: ['internal', 'the idempotency key was used before with other parameters'],
  rejected: ['internal', 'the provider refuses the request as wrong'],
};

/** A provider may name a whole day; nobody should be kept away for that long by one answer. */
const LONGEST_RETRY_AFTER_SECONDS = 300;

/** Pure. The reason is the error's kind; `Retry-After` is the provider's own, where it gave a usable one. */
export function fromProviderError(error: ProviderError): AppError {
  const [name, sentence] = BY_KIND[error.kind];
  const { advice, providerRequestId, retryAfterSeconds = 0 } = error.facts;
  const request = providerRequestId === undefined ? undefined : `request ${providerRequestId}`;
  const isWaitKnown = name !== 'internal' && retryAfterSeconds > 0;
  return new AppError(name, {
    reason: error.kind,
    detail: [error.message, sentence, advice, request].filter((note) => note !== undefined).join('; '),
    ...(isWaitKnown ? { retryAfterSeconds: Math.min(retryAfterSeconds, LONGEST_RETRY_AFTER_SECONDS) } : {}),
  });
}

/** One word for what went wrong, of a fixed set: for a row, and for the operator's log. */
export function reasonOf(error: unknown): string {
  if (error instanceof ProviderError) return error.kind;
  return error instanceof AppError ? (error.reason ?? error.errorName) : 'internal';
}
