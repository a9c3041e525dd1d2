import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const TOKEN_FIELD = 'token';
/** A random word per page, which tells a form that is sent twice from two forms. */
export const NONCE_FIELD = 'nonce';

/** What every form of a session's pages sends along. Only who has the session can know it; it does not tell the session. */
export function formTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('portal form').digest('base64url');
}

export function isFormToken(text: string | null, sessionToken: string): boolean {
  const expected = Buffer.from(formTokenOf(sessionToken));
  const given = Buffer.from(text ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Whether a form was sent from a page of ours, in a window of its own. Browsers say so in headers that no page can
 * write; a request with neither `Origin` nor `Sec-Fetch-Site` comes from no browser of today.
 * @param ownOrigin of the public URL.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isSentFromOwnPage(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site, 'sec-fetch-dest': destination = 'document' } = headers;
  if (origin === undefined && site === undefined) return false;
  return (
    (origin === undefined || origin === ownOrigin) &&
    (site === undefined || site === 'same-origin') &&
    destination === 'document'
  );
}
