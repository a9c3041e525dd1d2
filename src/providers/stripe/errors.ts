import Stripe from 'stripe';
import { ProviderError, type ProviderErrorKind } from '../provider.ts';

/** @see https://docs.stripe.com/api/errors */
export function toProviderError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const retryAfter = Number(error.headers?.['retry-after']);
  return new ProviderError(kindOf(error), {
    provider: 'stripe',
    status: error.statusCode,
    providerRequestId: error.requestId,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    replayed: error.headers?.['idempotent-replayed'] === 'true',
    advice: error.statusCode === 403 ? PERMISSIONS : undefined,
  });
}

/** No portal settings were ever saved in this mode, or the configuration that was named is gone. It has no code of its own. */
export function isConfigurationMissing(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  if (error.code === 'resource_missing') return error.param === 'configuration';
  return /default configuration has not been created|save your customer portal settings/i.test(error.message);
}

const PERMISSIONS = 'a restricted key needs these permissions: Accounts read, Customers write, Customer portal write';

function kindOf(error: InstanceType<typeof Stripe.errors.StripeError>): ProviderErrorKind {
  const { statusCode: status } = error;
  if (error instanceof Stripe.errors.StripeConnectionError) {
    return /timeout/i.test(error.message) ? 'timeout' : 'unavailable';
  }
  if (status === undefined) return 'nonsense';
  if (status === 401 || status === 403) return 'credentials_refused';
  if (status === 409) return 'in_flight';
  if (status === 429) return 'busy';
  if (status >= 500) return 'unavailable';
  if (error instanceof Stripe.errors.StripeIdempotencyError) return 'idempotency_conflict';
  if (error.code === 'resource_missing' && (error.param === 'customer' || error.param === 'id')) {
    return /a similar object exists in (?:live|test) mode/i.test(error.message) ? 'wrong_mode' : 'customer_missing';
  }
  return 'rejected';
}
