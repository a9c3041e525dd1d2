import type { Tone } from '../billing-facts.ts';

/** A state in one or two words. The words carry the meaning, the color only repeats it. */
export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
