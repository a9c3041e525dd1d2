import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { OperatorError } from '../../errors.ts';
import { IMPORT_FIELDS, type ImportField, isImportField, type LineFault } from '../../services/import-lines.ts';
import { MAX_LINE_BYTES, type RawLine, readLines } from './lines.ts';

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What stands on a line, not looked at yet. */
export type ImportRecord =
  | { kind: 'record'; number: number; record: Readonly<Record<string, unknown>> }
  | { kind: 'faulty'; number: number; faults: LineFault[] };

const REQUIRED: readonly ImportField[] = ['tenantUuid', 'name', 'email'];

export type ImportFile = {
  /** Those that the header of a CSV file names; null for NDJSON, where each line names its own. */
  columns: readonly ImportField[] | null;
  records(): AsyncGenerator<ImportRecord>;
};

/**
 * Opens a file of tenants; each call of `records` reads it from its beginning.
 * @throws OperatorError when the file is empty, or its header is not one of ours: then nothing of it can be trusted.
 */
export async function openImportFile({ path, format }: { path: string; format: ImportFormat }): Promise<ImportFile> {
  const lines = readLines(path);
  const first = await lines.next();
  await lines.return(undefined);
  if (first.done) throw new OperatorError('The file is empty.');
  if (format === 'ndjson') return { columns: null, records: () => readRecords(path, readJson) };
  const columns = readHeader(first.value);
  return {
    columns,
    async *records() {
      for await (const record of readRecords(path, (text) => readCsv(text, columns))) {
        if (record.number > 1) yield record;
      }
    },
  };
}

type Read = { record: Record<string, unknown> } | { fault: string };

async function* readRecords(path: string, read: (text: string) => Read): AsyncGenerator<ImportRecord> {
  for await (const { number, text } of readLines(path)) {
    if (text !== null && text.trim() === '') continue;
    const outcome = text === null ? { fault: `is longer than ${MAX_LINE_BYTES} bytes` } : read(text);
    if ('record' in outcome) yield { kind: 'record', number, record: outcome.record };
    else yield { kind: 'faulty', number, faults: [{ field: null, why: outcome.fault }] };
  }
}

function readJson(text: string): Read {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { record: { ...value } };
  return { fault: 'is not a JSON object' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** No value of ours has a line break in it, so a quote must be closed on the line where it is opened. */
function readCsv(text: string, columns: readonly ImportField[]): Read {
  const cells = splitCsv(text);
  if (cells === null) return { fault: 'is not valid CSV: a quote is not closed on its line, or stands inside a value' };
  if (cells.length !== columns.length) {
    return { fault: `has ${cells.length} values, but the first line names ${columns.length} columns` };
  }
  return { record: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) };
}

function splitCsv(text: string): string[] | null {
  try {
    // Else it would take a lone CR for the end of a record, and what follows for another one.
    const [cells = []] = parse(text, { record_delimiter: '\n', relax_column_count: true, trim: true });
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function readHeader({ text }: RawLine): ImportField[] {
  const names = (text === null ? null : splitCsv(text)) ?? [];
  const columns = names.filter(isImportField);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  const unknown = names.filter((name) => !isImportField(name));
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  const faults = [
    ...missing.map((name) => `${name} is missing`),
    ...unknown.slice(0, 5).map((name) => `${JSON.stringify(name.slice(0, 40))} is unknown`),
    ...twice.map((name) => `${name} is there twice`),
  ];
  if (faults.length === 0) return columns;
  throw new OperatorError(
    `The first line must name the columns, separated by commas: ${REQUIRED.join(', ')} and, where there are, ${IMPORT_FIELDS.filter((field) => !REQUIRED.includes(field)).join(', ')}. ${faults.join('; ')}. Nothing was imported.`,
  );
}
