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
  const { protocol, hostname, port } = new URL(apiUrl);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secret, {
    protocol: scheme,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (scheme === 'http' ? 80 : 443) : Number(port),
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: createHttpClient({ timeoutMs }),
    appInfo: { name: 'billing-portal-bridge', version: VERSION },
  });
}
