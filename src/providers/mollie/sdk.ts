import type * as MollieSdk from '@mollie/api-client';

/**
 * Mollie's SDK, with a fetch of ours under it. The SDK has no timeout and no way to switch its retries off: on 5xx it
 * repeats a call after whatever Retry-After says, long after everyone has given up on it. It takes its fetch from
 * `globalThis` once, when it is loaded (package.json puts node-fetch-native under it), so for that moment ours is there.
 */
const platformFetch = globalThis.fetch;
globalThis.fetch = fetchOnce;
const sdk: typeof MollieSdk = await import('@mollie/api-client');
globalThis.fetch = platformFetch;

export const { createMollieClient, MollieApiError } = sdk;

/** Longer than any attempt that is waited for: only so that a call does not stay in flight forever. */
const SOCKET_TIMEOUT_MS = 15_000;
const MAX_ANSWER_CHARACTERS = 2_000_000;

/** What the SDK's error says when no usable answer came, since it keeps nothing but a text. */
export const FAULT_TEXTS = {
  timeout: 'no answer in time',
  unavailable: 'no connection',
  nonsense: 'no valid answer',
} as const;

/**
 * One attempt. Answers that are not Mollie's become errors with one of `FAULT_TEXTS`. Error answers keep their true
 * status in the body, where the SDK reads it, and are 400 to the SDK's retrying; `field` carries what the headers said.
 */
async function fetchOnce(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { status, headers, text } = await send(url, init);
  if (status === 204) return new Response(null, { status });
  const body = parseObject(text);
  if (status >= 200 && status < 300 && body) return new Response(text, { status });
  if (status < 400) throw new Error(FAULT_TEXTS.nonsense);
  const facts = { retryAfter: headers.get('retry-after'), replayed: headers.get('idempotent-replayed') === 'true' };
  const detail = `status ${status}`;
  return Response.json({ status, title: '', detail, field: JSON.stringify(facts) }, { status: 400 });
}

async function send(url: string | URL | Request, init: RequestInit) {
  try {
    const signal = AbortSignal.timeout(SOCKET_TIMEOUT_MS);
    const response = await platformFetch(url, { ...init, signal, redirect: 'manual' });
    return { status: response.status, headers: response.headers, text: await readText(response) };
  } catch (error) {
    if (error instanceof Error && error.message === FAULT_TEXTS.nonsense) throw error;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    throw new Error(isTimeout ? FAULT_TEXTS.timeout : FAULT_TEXTS.unavailable, { cause: error });
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_CHARACTERS) throw new Error(FAULT_TEXTS.nonsense);
  }
  return text + decoder.decode();
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
