/** What a command has to say. Values are JSON; dates become ISO text. */
export type Outcome =
  | { kind: 'object'; value: Row; hint?: string }
  | { kind: 'list'; rows: Row[]; empty: string }
  /** `ok`: nothing was found that is not as it should be. */
  | { kind: 'report'; ok: boolean; value: object; text: string };

type Row = Readonly<Record<string, Cell>>;
type Cell = string | number | boolean | Date | null | readonly string[];

/** One JSON value with `--json`; else aligned text, ending with a line break. */
export function render(outcome: Outcome, { json }: { json: boolean }): string {
  if (json) return `${JSON.stringify(outcome.kind === 'list' ? outcome.rows : outcome.value)}\n`;
  if (outcome.kind === 'report') return `${outcome.text}\n`;
  if (outcome.kind === 'list') return outcome.rows.length === 0 ? `${outcome.empty}\n` : renderTable(outcome.rows);
  const entries = Object.entries(outcome.value);
  const width = Math.max(...entries.map(([name]) => name.length));
  const lines = entries.map(([name, cell]) => `${name.padEnd(width)}  ${asText(cell)}`);
  return `${[...lines, ...(outcome.hint === undefined ? [] : ['', outcome.hint])].join('\n')}\n`;
}

function renderTable(rows: Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const table = [names, ...rows.map((row) => names.map((name) => asText(row[name] ?? null)))];
  const widths = names.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function asText(cell: Cell): string {
  if (cell === null) return '-';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'object') return cell.length === 0 ? '-' : cell.join(' ');
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell);
}
