import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type * as MollieSdk from '@mollie/api-client';
import { z } from 'zod';
import { VERSION } from '../../version.ts';
import { parseJson } from '../answers.ts';
import { exchange, MOST_ANSWER_BYTES, type WireAnswer, type WireHeaders } from '../exchange.ts';
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
export type Answered = { kind: 'answered'; status: number; headers: WireHeaders };

export type Thrown = { kind: 'thrown'; error: unknown; outcome: Outcome };
export type Exchanged<T> = { kind: 'value'; value: T } | Thrown;

/** `reads`: what the SDK is given of an answer's text. */
type OpenCall = { outcome: Outcome; timeoutMs: number; reads: (text: string) => string };

/**
 * Whose call the SDK is in. It sends before it waits for anything, so what it sends belongs to whoever has just called
 * it. AsyncLocalStorage would say the same, but from its first use on it slows every promise of the process.
 */
const turn: { call: OpenCall | undefined } = { call: undefined };
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
  // Of a response the SDK reads its status and its text, and nothing else.
  Object.assign(globalThis, { fetch: fetchOnce });
  try {
    return createRequire(import.meta.url)('@mollie/api-client');
  } finally {
    globalThis.fetch = platformFetch;
  }
}

/** All of a fetch and its answer that the SDK uses. */
type SdkRequest = { method?: string; headers?: Record<string, string>; body?: string };
type SdkResponse = { status: number; headers: { get: () => null }; text: () => Promise<string> };

/** An answer of 5xx goes around the SDK, which would repeat the call. */
async function fetchOnce(url: string | URL, init: SdkRequest = {}): Promise<SdkResponse> {
  const { call } = turn;
  if (!call) throw new Error('the Mollie SDK sent something outside its turn');
  const { origin, pathname, search } = new URL(url);
  const { method = 'GET', headers = {}, body = null } = init;
  try {
    const answer = await exchange(origin, { path: pathname + search, method, headers, body }, call.timeoutMs);
    call.outcome = { kind: 'answered', status: answer.status, headers: answer.headers };
    const text = call.reads(await textOf(answer));
    if (answer.status < 500) return { status: answer.status, headers: { get: () => null }, text: async () => text };
  } catch (fault) {
    call.outcome = { kind: 'failed', fault };
  }
  throw new Error('no answer for the SDK');
}

/** The SDK asks for gzip. What does not unpack, or not into a length that Mollie would send, is no answer of Mollie's. */
async function textOf({ headers, body }: WireAnswer): Promise<string> {
  if (headers['content-encoding'] !== 'gzip' || body.length === 0) return body.toString();
  const unpacked = await unpack(body, { maxOutputLength: MOST_ANSWER_BYTES }).catch(() => '');
  return unpacked.toString();
}

const unpack = promisify(gunzip);

/** Runs one call to the SDK: one request at most, and an end to it in time. Never throws; it hands on what was thrown. */
export async function runExchange<T>(
  call: () => Promise<T>,
  { timeoutMs, reads = (text) => text }: { timeoutMs: number; reads?: OpenCall['reads'] },
): Promise<Exchanged<T>> {
  const open: OpenCall = { outcome: { kind: 'unsent' }, timeoutMs, reads };
  try {
    const value = await inTurn(open, call);
    if (open.outcome.kind === 'unsent')
      throw new Error('the Mollie SDK was loaded by somebody else, without our fetch');
    return { kind: 'value', value };
  } catch (error) {
    return { kind: 'thrown', error, outcome: open.outcome };
  }
}

export type ListCall = {
  timeoutMs: number;
  /** Under which an answer has its items. */
  name: 'customers' | 'subscriptions' | 'mandates' | 'payments' | 'profiles';
  /** One call to the SDK. */
  page: () => Promise<{ nextPageCursor?: string | undefined }>;
};

/** `items` as Mollie sent them; undefined when it sent no such list. */
export type List = { items: unknown; next: string | undefined };

/**
 * The same for one page of a list. Its items are kept from the SDK, which makes an object with methods of each, with a
 * prototype of its own: a fifth of an overview's CPU, for objects of which only the data are read.
 */
export async function runListExchange({ timeoutMs, name, page }: ListCall): Promise<Exchanged<List>> {
  let items: unknown;
  const reads = (text: string): string => {
    const answer = listAnswer.safeParse(parseJson(text)).data;
    if (!answer) return text;
    const { _embedded: lists, ...rest } = answer;
    items = lists[name];
    return Array.isArray(items) ? JSON.stringify({ ...rest, _embedded: { [name]: [] } }) : text;
  };
  const exchanged = await runExchange(page, { timeoutMs, reads });
  return exchanged.kind === 'value'
    ? { kind: 'value', value: { items, next: exchanged.value.nextPageCursor } }
    : exchanged;
}

/** What has any other form the SDK refuses. */
const listAnswer = z.looseObject({ _embedded: z.record(z.string(), z.unknown()) });

function inTurn<T>(open: OpenCall, call: () => Promise<T>): Promise<T> {
  turn.call = open;
  try {
    return call();
  } finally {
    turn.call = undefined;
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
