import type { z } from 'zod';
import { ProviderError } from './provider.ts';

/**
 * The part of a provider's answer that we rely on.
 * @throws ProviderError `nonsense` when it is not what the provider documents; values of the answer are not repeated.
 */
export function readAnswer<T>(schema: z.ZodType<T>, answer: unknown, provider: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProviderError('nonsense', { provider, hint: issue?.path.map(String).join('.') });
}

/** @returns undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws ProviderError `nonsense` when the provider answers for another object than it was asked for. */
export function assertSameObject({ asked, answered, provider }: { asked: string; answered: string; provider: string }) {
  if (answered !== asked) throw new ProviderError('nonsense', { provider, hint: 'other_object' });
}
