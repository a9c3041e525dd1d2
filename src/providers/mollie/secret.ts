import type { PaymentProvider } from '../provider.ts';

export const SECRET_HINT =
  'an API key that begins with test_ or live_, or an organisation access token that begins with access_, followed by 20 or more letters, digits or underscores';

/** An API key is of one mode; an access token reaches both. @see https://docs.mollie.com/reference/authentication */
export function inspectSecret(secret: string): ReturnType<PaymentProvider['inspectSecret']> {
  const match = /^(test|live|access)_\w{20,240}$/.exec(secret);
  if (!match) return { kind: 'malformed' };
  if (match[1] === 'access') return { kind: 'wellFormed', mode: null };
  return { kind: 'wellFormed', mode: match[1] === 'live' ? 'live' : 'test' };
}
