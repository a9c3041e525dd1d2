/** Longer texts are hardly asked for twice, and would fill the memory. */
const LONGEST_KEPT = 100;

/**
 * A pure function that remembers its answers.
 * @param most when it knows so many, it forgets them all.
 */
export function memoize<T>(compute: (text: string) => T, { most }: { most: number }): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    const fresh = compute(text);
    if (text.length > LONGEST_KEPT) return fresh;
    if (known.size >= most) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
