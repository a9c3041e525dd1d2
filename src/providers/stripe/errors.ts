import { Stripe } from 'stripe';
import type { z } from 'zod';
import { readAnswer } from '../answers.ts';
import { ProviderError, type ProviderErrorKind } from '../provider.ts';
import { parseRetryAfter } from '../retry-after.ts';
import { withoutStack } from './sdk.ts';

export const PROVIDER = 'stripe';

/**
 * Makes a call to Stripe and reads the part of its answer that we rely on.
 * @throws ProviderError for whatever Stripe or the way there does; anything else is ours and passes.
 */
export async function ask<T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<T> {
  return readAnswer(schema, await withoutStack(call).catch(rethrow), PROVIDER);
}

function rethrow(error: unknown): never {
  throw error instanceof Stripe.errors.StripeError ? toProviderError(error) : error;
}

/** @see https://docs.stripe.com/api/errors */
export function toProviderError(error: Stripe.errors.StripeError): ProviderError {
  return new ProviderError(kindOf(error), {
    provider: PROVIDER,
    status: error.statusCode,
    hint: hintOf(error),
    providerRequestId: error.requestId,
    retryAfterSeconds: parseRetryAfter(error.headers?.['retry-after']),
    replayed: error.headers?.['idempotent-replayed'] === 'true',
    advice: adviceFor(error),
  });
}

/** Asked for a portal without saying which configuration, in an account whose owner has saved none. */
export function isConfigurationUnsaved(error: unknown): boolean {
  // It has no code of its own, and its text has changed over the years.
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.statusCode === 400 &&
    error.param === undefined &&
    /default configuration|portal settings/i.test(error.message)
  );
}

/** The configuration that was named is missing or switched off. */
export function isConfigurationUnusable(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'configuration';
}

/** A refusal that names neither a code nor a parameter. */
export function isUnexplained(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.kind === 'rejected' && error.facts.hint === undefined;
}

/** Stripe answered, and answers the same to this idempotency key for a day. */
export function isKept(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  const { kind, facts } = error;
  return (
    kind === 'idempotency_conflict' || kind === 'nonsense' || (kind === 'unavailable' && facts.status !== undefined)
  );
}

function kindOf(error: Stripe.errors.StripeError): ProviderErrorKind {
  const { errors } = Stripe;
  if (error instanceof errors.StripeConnectionError) return isTimeout(error) ? 'timeout' : 'unavailable';
  if (error instanceof errors.StripeAuthenticationError) return 'credentials_refused';
  if (error instanceof errors.StripePermissionError) return 'credentials_refused';
  if (error instanceof errors.StripeRateLimitError) return 'busy';
  if (error instanceof errors.StripeIdempotencyError) return 'idempotency_conflict';
  if (error instanceof errors.StripeInvalidRequestError) return kindOfInvalidRequest(error);
  return kindOfStatus(error.statusCode);
}

function kindOfInvalidRequest({ code, param, message }: Stripe.errors.StripeError): ProviderErrorKind {
  if (param?.startsWith('flow_data') === true) return 'flow_refused';
  if (code !== 'resource_missing') return 'rejected';
  if (/similar object exists in (test|live) mode/.test(message)) return 'wrong_mode';
  // In a path it is `id`, and of all that is looked up by its id, only customers go missing.
  return param === 'customer' || param === 'id' ? 'customer_missing' : 'rejected';
}

/** No status: the answer was no JSON. */
function kindOfStatus(status = 200): ProviderErrorKind {
  if (status >= 500) return 'unavailable';
  if (status === 409) return 'in_flight';
  return status >= 400 ? 'rejected' : 'nonsense';
}

/** Stripe names the permission in its text only. @see https://docs.stripe.com/keys/restricted-api-keys */
function adviceFor(error: Stripe.errors.StripeError): string | undefined {
  if (!(error instanceof Stripe.errors.StripePermissionError)) return undefined;
  const [named] = /\brak_[a-z_]{1,60}\b/.exec(error.message) ?? [];
  return `the key lacks a permission${named === undefined ? '' : ` (${named})`}: a restricted key needs to read its own account, and to write customers and the customer portal`;
}

function isTimeout(error: Stripe.errors.StripeError): boolean {
  return faultCodeOf(error) === Stripe.HttpClient.TIMEOUT_ERROR_CODE;
}

function hintOf(error: Stripe.errors.StripeError): string | undefined {
  return faultCodeOf(error) ?? error.code ?? error.param;
}

/** Of the fault below an SDK's connection error. */
function faultCodeOf({ detail }: Stripe.errors.StripeError): string | undefined {
  if (!(detail instanceof Error)) return undefined;
  const fault = detail.cause instanceof Error ? detail.cause : detail;
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
}
