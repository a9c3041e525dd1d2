import { AppError } from '../errors.ts';
import { isProviderId } from '../providers/provider-ids.ts';
import type { CallTarget, FoundTarget } from '../services/call-lookup.ts';
import { IDENTIFIER } from '../services/identifiers.ts';

/**
 * Which tenant and provider an input names, before its schema has looked at it, so that they can be looked up together
 * with the key.
 * @returns undefined unless both have the right form; the schema then says what is wrong.
 */
export function readTarget(input: unknown): CallTarget | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (!('tenantUuid' in input) || !('paymentProvider' in input)) return undefined;
  const { tenantUuid, paymentProvider: provider } = input;
  if (typeof tenantUuid !== 'string' || !IDENTIFIER.test(tenantUuid)) return undefined;
  return typeof provider === 'string' && isProviderId(provider) ? { tenantUuid, provider } : undefined;
}

/** What was found is what the checked input names. @throws AppError internal: it always is, or this has a bug. */
export function assertTarget(
  found: FoundTarget | undefined,
  input: { tenantUuid: string; paymentProvider: string },
): FoundTarget {
  if (found?.tenantUuid === input.tenantUuid && found.provider === input.paymentProvider) return found;
  throw new AppError('internal', { detail: 'another target was looked up than the input names' });
}
