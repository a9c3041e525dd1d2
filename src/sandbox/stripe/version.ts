import type { Answer } from '../core/answer.ts';
import type { IncomingCall } from '../core/provider-api.ts';
import { stripeError } from './errors.ts';

/** What an account has that never chose one. */
const ACCOUNT_VERSION = '2026-10-28.endive';

/** @see https://docs.stripe.com/api/versioning */
export function versionOf(call: IncomingCall): string {
  const asked = call.headers['stripe-version'];
  return typeof asked === 'string' && isVersion(asked) ? asked : ACCOUNT_VERSION;
}

export function refuseVersion(call: IncomingCall): Answer | null {
  const asked = call.headers['stripe-version'];
  if (asked === undefined || (typeof asked === 'string' && isVersion(asked))) return null;
  return stripeError({ message: `Invalid Stripe API version: ${String(asked)}` });
}

function isVersion(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(text);
}
