import { z } from 'zod';
import { PROVIDER_IDS } from '../providers/provider-ids.ts';
import { IDENTIFIER, IDENTIFIER_FAULT } from '../services/identifiers.ts';
import { LOCALE_MAX_LENGTH, type Verdict } from '../services/tenant-details.ts';

/** What is wrong with a value that is no text. */
export function isMissing({ input }: { input?: unknown }): string {
  return input === undefined ? 'is required' : 'must be a string';
}

/** For the document; the pattern says the same. */
export const IDENTIFIER_LENGTHS = { minLength: 1, maxLength: 128 };

export const identifier = z.string({ error: isMissing }).regex(IDENTIFIER, IDENTIFIER_FAULT).meta(IDENTIFIER_LENGTHS);

export const appUuid = identifier.meta({
  description: 'The app that calls. Equal to the `x-client-id` header.',
  example: '0b9f6f0e-3c1c-4b0a-9d0e-6f2a4f1f7a11',
});

export const tenantUuid = identifier.meta({
  description: 'The tenant: a customer of the app. Unique within the app.',
  example: 'tenant_4f8b2c',
});

/** What a language tag looks like, for the document. */
export const LOCALE_FORM = { pattern: '^[A-Za-z0-9-]+$', minLength: 2, maxLength: LOCALE_MAX_LENGTH };

/** A text of the request, in the form that the service keeps. */
export function textThat(parse: (text: string) => Verdict<string>) {
  return z.string({ error: isMissing }).transform((text, context) => {
    const verdict = parse(text);
    if (verdict.kind === 'usable') return verdict.value;
    context.addIssue({ code: 'custom', message: verdict.fault });
    return z.NEVER;
  });
}

export const PROVIDER_FAULT = `must be one of: ${PROVIDER_IDS.join(', ')}`;

export const paymentProvider = z
  .enum(PROVIDER_IDS, { error: PROVIDER_FAULT })
  .meta({ description: 'The provider that bills the tenant.', example: 'stripe' });
