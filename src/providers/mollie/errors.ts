import { z } from 'zod';
import { ProviderError, type ProviderErrorKind } from '../provider.ts';
import { FAULT_TEXTS, MollieApiError } from './sdk.ts';

/** What `sdk.ts` writes into an error's `field`. */
const headerFacts = z.object({ retryAfter: z.string().nullish(), replayed: z.boolean().optional() });

/** @see https://docs.mollie.com/reference/handling-errors */
export function toProviderError(error: unknown): unknown {
  if (!(error instanceof MollieApiError)) return error;
  const { statusCode: status } = error;
  const { retryAfter, replayed } = headerFacts.parse(JSON.parse(error.field ?? '{}'));
  return new ProviderError(status === undefined ? faultOf(error.message) : kindOf(status), {
    provider: 'mollie',
    status,
    retryAfterSeconds: /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined,
    replayed,
  });
}

/** A reuse of an idempotency key is the only 400 that Mollie documents for the calls we make. */
function kindOf(status: number): ProviderErrorKind {
  if (status === 400) return 'idempotency_conflict';
  if (status === 401 || status === 403) return 'credentials_refused';
  if (status === 404 || status === 410) return 'customer_missing';
  if (status === 409) return 'in_flight';
  if (status === 429) return 'busy';
  return status >= 500 ? 'unavailable' : 'rejected';
}

function faultOf(message: string): ProviderErrorKind {
  if (message === FAULT_TEXTS.timeout) return 'timeout';
  if (message === FAULT_TEXTS.unavailable) return 'unavailable';
  return 'nonsense';
}
