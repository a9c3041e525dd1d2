import { explainFailure } from '../../errors.ts';
import type { ImportLine, LineFault } from '../../services/import-lines.ts';
import type { LineOutcome, OpenImport } from '../../services/tenant-import.ts';
import type { ImportFile } from './records.ts';
import { goodLines, type Scan } from './scan.ts';

export type ImportTotals = {
  lines: number;
  created: number;
  updated: number;
  /** Stored already; a linked customer may be new all the same. */
  unchanged: number;
  /** Customers that were linked now. */
  linked: number;
  bad: number;
};

export type ImportResult = ImportTotals & {
  /** Why lines are left; null when every line was looked at. */
  stopped: string | null;
  /** In the order of the file. */
  badLines: ({ line: number } & LineFault)[];
};

/** Looked up together; what is stored may change until a line's turn comes, which storing it notices. */
const CHUNK_LINES = 200;
/** Calls to the provider at once. */
const AT_ONCE = 8;

/**
 * Imports the good lines of a scanned file. It goes on past bad lines, and stops for what concerns all of them; what
 * is stored by then stays, and a repeat skips it.
 * @param options.onProgress called after each line.
 */
export async function runImport(options: {
  file: ImportFile;
  scan: Scan;
  takesCustomers: boolean;
  importer: OpenImport;
  signal: AbortSignal;
  onProgress: (totals: ImportTotals) => void;
}): Promise<ImportResult> {
  const { file, scan, takesCustomers, importer, signal, onProgress } = options;
  const bad = new Map(scan.bad);
  const totals: ImportTotals = { lines: scan.lines, created: 0, updated: 0, unchanged: 0, linked: 0, bad: bad.size };

  const note = (number: number, outcome: LineOutcome): void => {
    if (outcome.kind === 'bad') {
      bad.set(number, outcome.faults);
      totals.bad += 1;
    } else {
      totals[outcome.tenant] += 1;
      if (outcome.isLinked) totals.linked += 1;
    }
    onProgress(totals);
  };

  const importChunk = async (chunk: NumberedLine[]): Promise<void> => {
    const known = await importer.lookUp(chunk.map(({ line }) => line));
    await inParallel(chunk, async ({ number, line }) => {
      if (!signal.aborted) note(number, await importer.importLine(line, known));
    });
  };

  let stopped: string | null = null;
  try {
    let chunk: NumberedLine[] = [];
    for await (const line of goodLines(file, { scan, takesCustomers })) {
      if (signal.aborted) break;
      if (chunk.push(line) < CHUNK_LINES) continue;
      await importChunk(chunk);
      chunk = [];
    }
    if (!signal.aborted) await importChunk(chunk);
  } catch (error) {
    stopped = explainFailure(error);
  }
  if (signal.aborted) stopped = 'It was stopped.';
  return { ...totals, stopped: stopped ?? (countDone(totals) < totals.lines ? CHANGED : null), badLines: listBad(bad) };
}

const CHANGED = 'The file changed while it was read.';

type NumberedLine = { number: number; line: ImportLine };

export function countDone({ created, updated, unchanged, bad }: ImportTotals): number {
  return created + updated + unchanged + bad;
}

/** A few at a time. After a failure no more are begun, those under way end, and then it throws. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
}

function listBad(bad: Map<number, LineFault[]>): ImportResult['badLines'] {
  return [...bad]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([line, faults]) => faults.map((fault) => ({ line, ...fault })));
}
