import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/**
 * Why a browser asks. Only a `navigation` means that a person wants to see the page now; what a browser fetches ahead,
 * frames, or lets a script fetch must not use up anything.
 *
 * Programs and old browsers say nothing of it and count as persons.
 */
export type RequestPurpose = 'navigation' | 'prefetch' | 'other';

/** The standard one, and those that older Chromium, Firefox and Safari send. */
const PREFETCH_HEADERS = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'];

/**
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://fetch.spec.whatwg.org/#sec-purpose-header
 */
export function purposeOf(headers: IncomingHttpHeaders): RequestPurpose {
  if (PREFETCH_HEADERS.some((name) => /\b(prefetch|prerender|preview)\b/i.test(String(headers[name]))))
    return 'prefetch';
  const { 'sec-fetch-mode': mode = 'navigate', 'sec-fetch-dest': destination = 'document' } = headers;
  return mode === 'navigate' && destination === 'document' ? 'navigation' : 'other';
}

/** A person is going to see the page: what is told once may be told. */
export function isLookedAt({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'GET' && purposeOf(headers) === 'navigation';
}
