/** A decoded form: texts, nested by the brackets in the names. Objects have no prototype, so any name is safe. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

type Draft = string | Map<string, Draft>;

/**
 * `a=1&b[c]=2&d[0]=3&e[]=4`, as both providers read forms and queries.
 * @returns null when a name is both a text and more than that.
 */
export function parseForm(text: string): { [name: string]: FormValue } | null {
  const root = new Map<string, Draft>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!place(root, keysOf(name), value)) return null;
  }
  return finishObject(root);
}

function keysOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
}

function place(into: Map<string, Draft>, [key = '', ...rest]: string[], value: string): boolean {
  const name = key === '' ? String(into.size) : key;
  const present = into.get(name);
  if (rest.length === 0) {
    if (present instanceof Map) return false;
    into.set(name, value);
    return true;
  }
  if (typeof present === 'string') return false;
  const child = present ?? new Map<string, Draft>();
  into.set(name, child);
  return place(child, rest, value);
}

function finishObject(draft: Map<string, Draft>): { [name: string]: FormValue } {
  const object: { [name: string]: FormValue } = Object.create(null);
  for (const [name, value] of draft) object[name] = finish(value);
  return object;
}

function finish(draft: Draft): FormValue {
  if (typeof draft === 'string') return draft;
  const isList = draft.size > 0 && [...draft.keys()].every((name, index) => name === String(index));
  return isList ? [...draft.values()].map(finish) : finishObject(draft);
}
