import { createReadStream } from 'node:fs';
import { OperatorError } from '../../errors.ts';

/** A line as it is in the file, numbered from 1, without its end; `null` when it is too long to be looked at. */
export type RawLine = { number: number; text: string | null };

/** Far more than a tenant needs. */
export const MAX_LINE_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 file, one by one: at most one line and one chunk are in memory, however large the file is.
 * Bytes that are no UTF-8 come out as U+FFFD. Lines end with LF or CRLF; a byte order mark is skipped.
 * @throws OperatorError when the file is UTF-16.
 */
export async function* readLines(path: string): AsyncGenerator<RawLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= MAX_LINE_BYTES) parts.push(part);
  };
  const end = (): RawLine => {
    const line = { number, text: bytes > MAX_LINE_BYTES ? null : decode(Buffer.concat(parts)) };
    number += 1;
    parts = [];
    bytes = 0;
    return line;
  };

  let isFirst = true;
  for await (const read of createReadStream(path)) {
    const chunk = Buffer.from(read);
    if (isFirst) assertUtf8(chunk);
    isFirst = false;
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, at));
      yield end();
      start = at + 1;
    }
    add(chunk.subarray(start));
  }
  if (bytes > 0) yield end();
}

const utf8 = new TextDecoder('utf-8');

/** The decoder drops a byte order mark. */
function decode(bytes: Buffer): string {
  return utf8.decode(bytes).replace(/\r$/, '');
}

function assertUtf8(start: Buffer): void {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark !== 'fffe' && mark !== 'feff') return;
  throw new OperatorError('The file is UTF-16. Save it as UTF-8 first (in a spreadsheet: "CSV UTF-8").');
}
