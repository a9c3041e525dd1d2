import { AppError } from '../errors.ts';
import { isLoopbackHost } from '../loopback.ts';
import type { ProviderMode } from '../providers/provider.ts';

/** A return URL that keeps every rule that does not depend on the app or its connection. */
export type ReturnUrl = { href: string; origin: string; isPlainHttp: boolean };

export type ReturnUrlVerdict = { kind: 'usable'; url: ReturnUrl } | { kind: 'unusable'; fault: string };

export const RETURN_URL_MAX_LENGTH = 2048;

/**
 * Characters first, then the parser, because the parser forgives what a browser would follow elsewhere: backslashes,
 * tabs and newlines, missing slashes, user info (contract D14). Nothing is ever fetched.
 */
export function parseReturnUrl(text: string): ReturnUrlVerdict {
  if (text.length > RETURN_URL_MAX_LENGTH) return unusable(`must be at most ${RETURN_URL_MAX_LENGTH} characters`);
  if (FORBIDDEN_CHARACTERS.test(text)) {
    return unusable('must not contain white space, control characters or backslashes');
  }
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return unusable(ABSOLUTE_HTTPS);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(text)) {
    return unusable('must not contain user information');
  }
  if (url.href.length > RETURN_URL_MAX_LENGTH) {
    return unusable(`must be at most ${RETURN_URL_MAX_LENGTH} characters, percent-encoded`);
  }
  if (FORBIDDEN_CHARACTERS.test(url.href)) return unusable(ABSOLUTE_HTTPS);
  const isPlainHttp = url.protocol === 'http:';
  if (isPlainHttp && !isLoopbackHost(url.hostname)) return unusable(ABSOLUTE_HTTPS);
  return { kind: 'usable', url: { href: url.href, origin: url.origin, isPlainHttp } };
}

/** The origins an operator may allow: exactly what `URL.origin` writes, https or loopback http. */
export function parseReturnOrigin(text: string): { kind: 'usable'; origin: string } | { kind: 'unusable' } {
  const verdict = parseReturnUrl(text);
  if (verdict.kind === 'unusable' || verdict.url.origin !== text.replace(/\/$/, '')) return { kind: 'unusable' };
  return { kind: 'usable', origin: verdict.url.origin };
}

/** @throws AppError bad_request */
export function assertAllowedOrigin(url: ReturnUrl, returnOrigins: readonly string[]): void {
  if (returnOrigins.length === 0 || returnOrigins.includes(url.origin)) return;
  throw new AppError('bad_request', {
    faults: ['defaultReturnUrl must have one of the origins that are set for the app'],
  });
}

/** Plain http is for a developer's own machine only. @throws AppError bad_request */
export function assertAllowedInMode(url: ReturnUrl, mode: ProviderMode): void {
  if (!url.isPlainHttp || mode === 'test') return;
  throw new AppError('bad_request', { faults: [`defaultReturnUrl ${ABSOLUTE_HTTPS}`] });
}

const ABSOLUTE_HTTPS = 'must be an absolute https URL';

/** White space and control characters of all of Unicode, also those that only separate or direct text. */
const FORBIDDEN_CHARACTERS = /[\s\\\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Zl}\p{Zp}]/u;

function unusable(fault: string): ReturnUrlVerdict {
  return { kind: 'unusable', fault };
}
