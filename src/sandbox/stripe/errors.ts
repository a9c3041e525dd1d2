import type Stripe from 'stripe';
import { jsonAnswer, type Answer } from '../core/answer.ts';

type StripeErrorBody = Pick<Stripe.StripeRawError, 'code' | 'doc_url' | 'message' | 'param' | 'request_log_url'> & {
  type: 'api_error' | 'idempotency_error' | 'invalid_request_error';
};

type StripeErrorInput = {
  status?: number;
  type?: StripeErrorBody['type'];
  message: string;
  code?: string | null;
  param?: string;
};

/** @see https://docs.stripe.com/api/errors */
export function stripeError({
  status = 400,
  type = 'invalid_request_error',
  message,
  code,
  param,
}: StripeErrorInput): Answer {
  const error: StripeErrorBody = {
    ...(code ? { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` } : {}),
    message,
    ...(param === undefined ? {} : { param }),
    type,
  };
  return jsonAnswer(status, { error });
}

/** The object is unknown, deleted, or of the other mode. On a path it is 404 and `id`, in a parameter 400 and its name. */
export function resourceMissing(input: {
  noun: string;
  id: string;
  param: string;
  otherMode?: 'test' | 'live' | null;
}): Answer {
  const { noun, id, param, otherMode } = input;
  const keyMode = otherMode === 'live' ? 'test' : 'live';
  const hint = otherMode
    ? `; a similar object exists in ${otherMode} mode, but a ${keyMode} mode key was used to make this request.`
    : '';
  const status = param === 'id' ? 404 : 400;
  return stripeError({ status, code: 'resource_missing', param, message: `No such ${noun}: '${id}'${hint}` });
}

/** What the stand-in shows when it is told to fail with this status. */
export function stripeFailure(status: number): Answer {
  if (status === 429) return stripeError({ status, code: 'rate_limit', message: 'Request rate limit exceeded.' });
  if (status === 401) return stripeError({ status, message: 'Invalid API Key provided: sk_****' });
  if (status === 403) {
    return stripeError({
      status,
      message: 'The provided key does not have the required permissions for this endpoint.',
    });
  }
  if (status === 409)
    return stripeError({ status, code: 'lock_timeout', message: 'This object cannot be accessed right now.' });
  if (status >= 500) {
    return stripeError({ status, type: 'api_error', message: 'An unknown error occurred. Please try again.' });
  }
  return stripeError({ status, message: 'Invalid request.' });
}
