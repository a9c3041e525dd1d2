import { z } from 'zod';

/** What providers are sent of a tenant, in the form that they take. */
export type TenantDetails = {
  name: string;
  email: string;
  /** BCP 47, canonical, or null. */
  locale: string | null;
};

export type Verdict<T> = { kind: 'usable'; value: T } | { kind: 'unusable'; fault: string };

export const NAME_MAX_LENGTH = 200;
export const EMAIL_MAX_LENGTH = 254;
export const LOCALE_MAX_LENGTH = 35;

/** Control characters, halves of pairs, and those that end a line, in all of Unicode. */
const NAME = new RegExp(`^[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,${NAME_MAX_LENGTH}}$`, 'u');

/** Pure. White space around it is dropped. */
export function parseTenantName(text: string): Verdict<string> {
  const name = text.trim();
  if (NAME.test(name)) return { kind: 'usable', value: name };
  return { kind: 'unusable', fault: `must have 1 to ${NAME_MAX_LENGTH} characters and no control characters` };
}

const emailAddress = z.email().max(EMAIL_MAX_LENGTH);

/** Pure. White space around it is dropped. */
export function parseTenantEmail(text: string): Verdict<string> {
  const email = text.trim();
  if (emailAddress.safeParse(email).success) return { kind: 'usable', value: email };
  return { kind: 'unusable', fault: 'must be an e-mail address' };
}

/** Pure. The canonical form: `de-at` is `de-AT`. */
export function parseTenantLocale(text: string): Verdict<string> {
  try {
    const [canonical] = Intl.getCanonicalLocales(text);
    if (canonical !== undefined && canonical.length <= LOCALE_MAX_LENGTH) return { kind: 'usable', value: canonical };
  } catch {
    // falls through to the same refusal
  }
  return { kind: 'unusable', fault: 'must be a language tag (BCP 47) like en, nl-NL or pt-BR' };
}
