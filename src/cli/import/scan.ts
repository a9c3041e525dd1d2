import { type ImportLine, type LineFault, parseImportLine, type ParsedLine } from '../../services/import-lines.ts';
import { IDENTIFIER } from '../../services/identifiers.ts';
import type { ImportFile, ImportRecord } from './records.ts';

export type Scan = {
  /** Those with something on them; a header is none. */
  lines: number;
  /** By line number. */
  bad: Map<number, LineFault[]>;
};

/**
 * Reads a whole file and asks nobody: the form of each line, and ids that are there twice. Of those every line is bad,
 * since nobody knows which one is right. Must come before anything is stored.
 */
export async function scanImportFile(file: ImportFile, options: { takesCustomers: boolean }): Promise<Scan> {
  const scan: Scan = { lines: 0, bad: new Map() };
  const noteTenant = createDuplicates('tenantUuid', scan);
  const noteCustomer = createDuplicates('providerCustomerId', scan);
  for await (const record of file.records()) {
    scan.lines += 1;
    const parsed = parseRecord(record, options);
    if (parsed.kind === 'faulty') addFaults(scan, record.number, parsed.faults);
    if (record.kind === 'faulty') continue;
    // Also of a line that is bad anyway: when it is mended, nobody knows any better which one is right.
    noteTenant(record.record['tenantUuid'], record.number);
    noteCustomer(record.record['providerCustomerId'], record.number);
  }
  return scan;
}

export function parseRecord(record: ImportRecord, options: { takesCustomers: boolean }): ParsedLine {
  return record.kind === 'record' ? parseImportLine(record.record, options) : record;
}

/** The lines of a file that a scan found nothing wrong with, with their numbers. */
export async function* goodLines(
  file: ImportFile,
  { scan, takesCustomers }: { scan: Scan; takesCustomers: boolean },
): AsyncGenerator<{ number: number; line: ImportLine }> {
  for await (const record of file.records()) {
    if (scan.bad.has(record.number)) continue;
    const parsed = parseRecord(record, { takesCustomers });
    if (parsed.kind === 'line') yield { number: record.number, line: parsed.line };
  }
}

function createDuplicates(field: string, scan: Scan) {
  const firstLines = new Map<string, number>();
  return (id: unknown, number: number): void => {
    if (typeof id !== 'string' || !IDENTIFIER.test(id)) return;
    const first = firstLines.get(id);
    if (first === undefined) {
      firstLines.set(id, number);
      return;
    }
    if (!scan.bad.has(first)) addFaults(scan, first, [{ field, why: `is on line ${number} too` }]);
    addFaults(scan, number, [{ field, why: `is on line ${first} too` }]);
  };
}

function addFaults({ bad }: Scan, number: number, faults: LineFault[]): void {
  bad.set(number, [...(bad.get(number) ?? []), ...faults]);
}
