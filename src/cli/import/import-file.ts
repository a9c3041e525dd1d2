import { stat } from 'node:fs/promises';
import { OperatorError } from '../../errors.ts';
import type { ProviderMode } from '../../providers/provider.ts';
import type { ProviderId } from '../../providers/provider-ids.ts';
import type { TenantImports } from '../../services/tenant-import.ts';
import { type ImportFormat, openImportFile } from './records.ts';
import { type ImportResult, type ImportTotals, runImport } from './run-import.ts';
import { scanImportFile } from './scan.ts';

export type ImportOptions = {
  appUuid: string;
  path: string;
  /** Where the customers are; null when the file has none. */
  provider: ProviderId | null;
  /** Null: what the name of the file says. */
  format: ImportFormat | null;
  dryRun: boolean;
};

export type ImportReport = ImportResult & {
  appUuid: string;
  provider: ProviderId | null;
  mode: ProviderMode | null;
  dryRun: boolean;
};

/**
 * Imports a whole file: checks all that can be checked without asking anybody, then line by line.
 * @throws OperatorError before anything is stored: no such file or app, no connection, a first line that is not ours.
 */
export async function importTenantFile(
  options: ImportOptions,
  parts: { tenantImports: TenantImports; signal: AbortSignal; onProgress: (totals: ImportTotals) => void },
): Promise<ImportReport> {
  const { appUuid, path, provider, dryRun } = options;
  const { tenantImports, signal, onProgress } = parts;
  const takesCustomers = provider !== null;
  await assertFile(path);
  const format = options.format ?? formatOf(path);
  const importer = await tenantImports.open({ appUuid, provider, dryRun, signal });
  const file = await openImportFile({ path, format });
  assertColumns(file.columns, takesCustomers);
  const scan = await scanImportFile(file, { takesCustomers });
  const result = await runImport({ file, scan, takesCustomers, importer, signal, onProgress });
  return { appUuid, provider, mode: importer.mode, dryRun, ...result };
}

async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new OperatorError(`The file ${JSON.stringify(path)} cannot be found or opened.`);
  // It is read twice: once to check all of it, and then to import.
  if (!found.isFile()) throw new OperatorError(`${JSON.stringify(path)} is not a regular file.`);
}

function formatOf(path: string): ImportFormat {
  const ending = path.toLowerCase().split('.').at(-1);
  if (ending === 'csv') return 'csv';
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  throw new OperatorError(
    'The name of the file must end with .csv, .ndjson or .jsonl, or --format must say what it is.',
  );
}

function assertColumns(columns: readonly string[] | null, takesCustomers: boolean): void {
  if (columns === null) return;
  const hasCustomers = columns.includes('providerCustomerId');
  if (hasCustomers && !takesCustomers) {
    throw new OperatorError('The file has a column providerCustomerId: say with --provider where the customers are.');
  }
  if (!hasCustomers && takesCustomers) {
    throw new OperatorError('The file has no column providerCustomerId, so there is nothing that --provider is for.');
  }
}
