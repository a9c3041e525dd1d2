import type { PaymentProvider, ProviderMode } from '../provider.ts';

export const SECRET_HINT =
  'a secret or restricted key that begins with sk_test_, sk_live_, rk_test_ or rk_live_, followed by 8 or more letters, digits or underscores';

/** @see https://docs.stripe.com/keys */
export function inspectSecret(secret: string): ReturnType<PaymentProvider['inspectSecret']> {
  const mode = modeOf(secret);
  return mode === null ? { kind: 'malformed' } : { kind: 'wellFormed', mode };
}

/** @returns null for anything but a secret or restricted key. */
export function modeOf(secret: string): ProviderMode | null {
  const match = /^[sr]k_(test|live)_\w{8,240}$/.exec(secret);
  if (!match) return null;
  return match[1] === 'live' ? 'live' : 'test';
}
