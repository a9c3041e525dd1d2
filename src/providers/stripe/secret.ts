import type { PaymentProvider } from '../provider.ts';

const FORM = /^(?:sk|rk)_(test|live)_[A-Za-z0-9]{10,247}$/;

/** Secret (`sk_`) and restricted (`rk_`) keys. @see https://docs.stripe.com/keys */
export const inspectSecret: PaymentProvider['inspectSecret'] = (secret) => {
  const mode = FORM.exec(secret)?.[1];
  return mode === 'test' || mode === 'live' ? { kind: 'wellFormed', mode } : { kind: 'malformed' };
};
