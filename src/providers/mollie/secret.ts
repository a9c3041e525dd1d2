import type { PaymentProvider } from '../provider.ts';

const API_KEY = /^(test|live)_[A-Za-z0-9]{20,100}$/;
const ACCESS_TOKEN = /^access_[A-Za-z0-9]{20,100}$/;

/** API keys tell their mode; organisation access tokens reach both. @see https://docs.mollie.com/reference/authentication */
export const inspectSecret: PaymentProvider['inspectSecret'] = (secret) => {
  const mode = API_KEY.exec(secret)?.[1];
  if (mode === 'test' || mode === 'live') return { kind: 'wellFormed', mode };
  return isAccessToken(secret) ? { kind: 'wellFormed', mode: null } : { kind: 'malformed' };
};

export function isAccessToken(secret: string): boolean {
  return ACCESS_TOKEN.test(secret);
}
