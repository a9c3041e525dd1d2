import { IDENTIFIER } from './identifiers.ts';

/** Callers are to take it as it is: another version may write another form. */
const PREFIX = 'after:';

/** Where the next page begins: behind this id, whatever is added or changed meanwhile. */
export function createPageCursor(lastUuid: string): string {
  return Buffer.from(PREFIX + lastUuid).toString('base64url');
}

/** @returns the id that the page before it ended with; null when no cursor of ours looks like this. */
export function readPageCursor(cursor: string): string | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  const uuid = text.slice(PREFIX.length);
  const isOurs = text.startsWith(PREFIX) && IDENTIFIER.test(uuid) && createPageCursor(uuid) === cursor;
  return isOurs ? uuid : null;
}
