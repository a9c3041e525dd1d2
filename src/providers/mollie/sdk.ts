import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import type * as MollieSdk from '@mollie/api-client';
import { VERSION } from '../../version.ts';
import { MOST_ANSWER_BYTES } from '../answers.ts';
import type { ProviderMode } from '../provider.ts';
import type { MollieSettings } from './settings.ts';

export const API_URL = 'https://api.mollie.com';

export type MollieReach = {
  /** Base URL without a path. */
  apiUrl: string;
  /** For one call, from its start to the last byte of the answer. */
  timeoutMs: number;
};

/** What became of one call to the SDK on the wire, which the SDK's own errors tell in part only. */
export type Outcome = { kind: 'unsent' } | { kind: 'failed'; fault: unknown } | Answered;
export type Answered = { kind: 'answered'; status: number; headers: Headers };

export type Thrown = { kind: 'thrown'; error: unknown; outcome: Outcome };
export type Exchanged<T> = { kind: 'value'; value: T } | Thrown;

type OpenExchange = { outcome: Outcome; signal: AbortSignal };

const exchanges = new AsyncLocalStorage<OpenExchange>();
const platformFetch = globalThis.fetch;
const sdk = loadSdk();

export const MollieApiError = sdk.MollieApiError;

/**
 * Mollie's SDK repeats a call by itself, up to twice, on every 5xx and after whatever Retry-After says, and it has
 * neither a timeout nor an option for any of this. It takes its fetch from `globalThis`, once, while it is loaded
 * (package.json puts node-fetch-native under it): so for that moment, in which nothing else runs, ours is there.
 * @see https://github.com/mollie/mollie-api-node/blob/master/src/communication/makeRetrying.ts
 */
function loadSdk(): typeof MollieSdk {
  globalThis.fetch = fetchOnce;
  try {
    return createRequire(import.meta.url)('@mollie/api-client');
  } finally {
    globalThis.fetch = platformFetch;
  }
}

/** An answer of 5xx goes around the SDK, which would repeat the call. */
async function fetchOnce(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const exchange = exchanges.getStore();
  if (!exchange) throw new Error('the Mollie SDK was called outside an exchange');
  try {
    const response = await platformFetch(url, { ...init, redirect: 'manual', signal: exchange.signal });
    const { status, headers } = response;
    const body = await readShort(response);
    exchange.outcome = { kind: 'answered', status, headers };
    if (status < 500) return new Response(body === '' ? null : body, { status, headers });
  } catch (fault) {
    exchange.outcome = { kind: 'failed', fault };
  }
  throw new Error('no answer for the SDK');
}

/** The whole body; of one that is longer than anything that Mollie would say nothing is kept, and the rest is not read. */
async function readShort({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    // To leave the loop cancels the body, which closes the connection.
    if (bytes > MOST_ANSWER_BYTES) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Runs one call to the SDK: one request at most, and an end to it in time. Never throws; it hands on what was thrown. */
export async function runExchange<T>(call: () => Promise<T>, timeoutMs: number): Promise<Exchanged<T>> {
  const exchange: OpenExchange = { outcome: { kind: 'unsent' }, signal: AbortSignal.timeout(timeoutMs) };
  try {
    const value = await exchanges.run(exchange, call);
    if (exchange.outcome.kind === 'unsent')
      throw new Error('the Mollie SDK was loaded by somebody else, without our fetch');
    return { kind: 'value', value };
  } catch (error) {
    return { kind: 'thrown', error, outcome: exchange.outcome };
  }
}

/**
 * An API key is of one profile and one mode and must name neither; an access token must name both.
 * @see https://docs.mollie.com/reference/authentication
 */
export function createSdk(options: {
  secret: string;
  apiUrl: string;
  mode: ProviderMode;
  settings: MollieSettings;
}): MollieSdk.MollieClient {
  const { secret, apiUrl, mode, settings } = options;
  const shared = { apiEndpoint: new URL('/v2/', apiUrl).href, versionStrings: `BillingPortalBridge/${VERSION}` };
  if (!isAccessToken(secret)) return sdk.createMollieClient({ ...shared, apiKey: secret });
  const { profileId } = settings;
  return sdk.createMollieClient({
    ...shared,
    accessToken: secret,
    parameterDefaults: {
      ...(profileId === undefined ? {} : { profileId }),
      ...(mode === 'test' ? { testmode: true } : {}),
    },
  });
}

/** Of an organisation, for all its profiles and both modes. */
function isAccessToken(secret: string): boolean {
  return secret.startsWith('access_');
}
