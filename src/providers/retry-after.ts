/** Longer waits are the caller's business, not a header's. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * Whole seconds, rounded up.
 * @param header seconds or an HTTP date. @see https://httpwg.org/specs/rfc9110.html#field.retry-after
 * @returns undefined when there is none that can be understood.
 */
export function parseRetryAfter(header: string | null | undefined, nowMs = Date.now()): number | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((parseHttpDate(text) - nowMs) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}

/** `Date.parse` alone finds a date in almost anything. */
function parseHttpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
