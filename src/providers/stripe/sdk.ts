import { Stripe } from 'stripe';
import { VERSION } from '../../version.ts';
import { createHttpClient } from './http-client.ts';

export const API_URL = 'https://api.stripe.com';

export type StripeReach = {
  /** Base URL without a path. */
  apiUrl: string;
  /** For one call, from its start to the last byte of the answer. */
  timeoutMs: number;
};

/** Stripe's own client, set so that one call of ours is one request. Connections are kept open between calls. */
export function createSdk({ secret, apiUrl, timeoutMs }: StripeReach & { secret: string }): Stripe {
  const sdk = new Stripe(secret, {
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: createHttpClient({ apiUrl, timeoutMs }),
    appInfo: { name: 'billing-portal-bridge', version: VERSION },
  });
  // It is the same for every call, and the SDK would write it anew for each: a fiftieth of a warm call's CPU.
  sdk.getClientUserAgent((text) => {
    sdk.getClientUserAgent = (use) => use(text);
  });
  return sdk;
}

/**
 * The SDK writes down the whole stack of whoever calls it, for each call, in case that it fails; we keep none of it. A
 * sixth of the SDK's CPU per call. The limit is back before anything else runs.
 * @see https://github.com/stripe/stripe-node/blob/master/src/StripeResource.ts
 */
export function withoutStack<T>(call: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
