import { AppError, type ErrorName } from '../errors.ts';
import type { ProviderError, ProviderErrorKind } from './provider.ts';

/** What a caller is told of a failed provider call (contract D10, D11). */
const NAMES: Record<ProviderErrorKind, ErrorName> = {
  unavailable: 'provider_failed',
  nonsense: 'provider_failed',
  busy: 'unavailable',
  in_flight: 'unavailable',
  breaker_open: 'unavailable',
  overloaded: 'unavailable',
  timeout: 'provider_timeout',
  credentials_refused: 'internal',
  wrong_mode: 'internal',
  customer_missing: 'internal',
  idempotency_conflict: 'internal',
  rejected: 'internal',
};

const MAX_RETRY_AFTER_SECONDS = 300;

/** The kind and the provider's request id go to the operator's log and metrics only. */
export function toAppError(error: ProviderError): AppError {
  const { retryAfterSeconds, providerRequestId, advice } = error.facts;
  const notes = [error.message, advice, providerRequestId && `request ${providerRequestId}`].filter(Boolean);
  const name = NAMES[error.kind];
  const mayRepeat = name !== 'internal' && retryAfterSeconds !== undefined;
  return new AppError(name, {
    reason: error.kind,
    detail: notes.join('; '),
    ...(mayRepeat
      ? { retryAfterSeconds: Math.min(Math.max(1, Math.ceil(retryAfterSeconds)), MAX_RETRY_AFTER_SECONDS) }
      : {}),
  });
}
