import type { Answer } from '../core/answer.ts';
import type { Authentication, Caller, IncomingCall } from '../core/provider-api.ts';
import type { StripeAccount, StripeAccounts, StripeBooks, StripePermission } from './accounts.ts';
import { stripeError } from './errors.ts';

export type StripeCaller = Caller & {
  stripeAccount: StripeAccount;
  books: StripeBooks;
  /** Masked, for messages. */
  keyHint: string;
  permissions: StripePermission[] | 'all';
};

/** Bearer, or Basic with the key as the user's name. @see https://docs.stripe.com/api/authentication */
export function authenticate(accounts: StripeAccounts, call: IncomingCall): Authentication<StripeCaller> {
  const key = keyOf(call.headers.authorization);
  if (key === null) return refused(401, NO_KEY);
  const known = accounts.byKey.get(key);
  if (!known) return refused(401, `Invalid API Key provided: ${mask(key)}`);
  const connected = call.headers['stripe-account'];
  if (connected !== undefined && connected !== known.account.accountId) {
    const message = `The provided key '${mask(key)}' does not have access to account '${String(connected)}' (or that account does not exist). Application access may have been revoked.`;
    return refused(403, message, 'account_invalid');
  }
  const { account, mode, permissions } = known;
  const books = account.books[mode];
  return {
    kind: 'caller',
    caller: { account: account.accountId, mode, stripeAccount: account, books, keyHint: mask(key), permissions },
  };
}

/** @returns the refusal, or null when the key may do this. */
export function missingPermission(caller: StripeCaller, needed: StripePermission): Answer | null {
  if (caller.permissions === 'all' || caller.permissions.includes(needed)) return null;
  if (caller.permissions.some((held) => held === needed.replace(/_read$/, '_write'))) return null;
  return stripeError({
    status: 403,
    message: `The provided key '${caller.keyHint}' does not have the required permissions for this endpoint on account '${caller.account}'. Having the 'rak_${needed}' permission would allow this request to continue.`,
  });
}

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";

function refused(status: number, message: string, code: string | null = null): Authentication<StripeCaller> {
  const answer = stripeError({ status, message, code });
  if (status !== 401) return { kind: 'refused', answer };
  return {
    kind: 'refused',
    answer: { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer realm="Stripe"' } },
  };
}

function keyOf(header: string | undefined): string | null {
  const [scheme = '', credentials = ''] = (header ?? '').trim().split(/\s+/);
  if (credentials === '') return null;
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return null;
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] || null;
}

function mask(key: string): string {
  return key.length <= 12 ? '****' : `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}
