import type { Answer } from './answer.ts';
import type { SandboxClock } from './clock.ts';

type Saved = { fingerprint: string; savedAt: Date; answer: Answer; requestId: string };

export type IdempotentBegin =
  | { kind: 'fresh'; save: (answer: Answer, requestId: string) => void }
  | { kind: 'replay'; answer: Answer; originalRequestId: string }
  | { kind: 'inUse' }
  | { kind: 'reused' };

export type Idempotency = {
  /** `fresh` holds the key until `save`, which the caller owes whatever happens. */
  begin(input: { scope: string; key: string; fingerprint: string }): IdempotentBegin;
};

/**
 * The first answer per (scope, key) is kept for `ttlMs` of the sandbox's clock, whatever its status.
 * @see https://docs.stripe.com/api/idempotent_requests
 * @see https://docs.mollie.com/reference/api-idempotency
 */
export function createIdempotency({ clock, ttlMs }: { clock: SandboxClock; ttlMs: number }): Idempotency {
  const saved = new Map<string, Saved>();
  const running = new Set<string>();
  return {
    begin({ scope, key, fingerprint }) {
      const id = JSON.stringify([scope, key]);
      if (running.has(id)) return { kind: 'inUse' };
      const first = saved.get(id);
      if (first && clock.now().getTime() - first.savedAt.getTime() < ttlMs) {
        if (first.fingerprint !== fingerprint) return { kind: 'reused' };
        return { kind: 'replay', answer: first.answer, originalRequestId: first.requestId };
      }
      running.add(id);
      return {
        kind: 'fresh',
        save(answer, requestId) {
          running.delete(id);
          saved.set(id, { fingerprint, savedAt: clock.now(), answer, requestId });
        },
      };
    },
  };
}
