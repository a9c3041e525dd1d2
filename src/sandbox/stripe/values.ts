import type Stripe from 'stripe';

/** The new value, or the present one when none was sent. */
export function changed<N, P>(next: N | undefined, present: P): N | P {
  return next === undefined ? present : next;
}

/** Key by key; an empty value takes its key out, null takes out all. @see https://docs.stripe.com/api/metadata */
export function mergeMetadata(
  present: Stripe.Metadata,
  changes: Record<string, string> | null | undefined,
): Stripe.Metadata {
  if (changes === null) return {};
  const merged = Object.entries({ ...present, ...changes }).filter(([, value]) => value !== '');
  return Object.fromEntries(merged);
}
