import { randomBytes } from 'node:crypto';
import { createMollieClient } from '@mollie/api-client';
import { Stripe } from 'stripe';

/** Stripe's own SDK, one attempt per call. */
export function stripeClient(url: string, key: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });
}

export function mollieClient(url: string, apiKey: string) {
  return createMollieClient({ apiKey, apiEndpoint: `${url}/v2/` });
}

export function mollieTokenClient(url: string, accessToken: string) {
  return createMollieClient({ accessToken, apiEndpoint: `${url}/v2/` });
}

export function stripeKey(prefix: 'sk_test' | 'sk_live' | 'rk_test' | 'rk_live'): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function mollieKey(prefix: 'test' | 'live' | 'access'): string {
  return `${prefix}_${randomBytes(15).toString('hex')}`;
}

/** What the SDKs do not send or do not show. */
export async function rawCall(
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

/** The rejection of a promise that must not be kept. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was expected to fail');
    },
    (error: unknown) => error,
  );
}
