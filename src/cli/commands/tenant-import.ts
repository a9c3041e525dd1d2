import { type Command, Option } from 'commander';
import { PROVIDER_IDS, type ProviderId } from '../../providers/provider-ids.ts';
import type { TenantImports } from '../../services/tenant-import.ts';
import { onStopSignal } from '../../signals.ts';
import { createProgress } from '../import/progress.ts';
import { importTenantFile, type ImportReport } from '../import/import-file.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../import/records.ts';
import { countDone } from '../import/run-import.ts';
import type { Outcome } from '../output.ts';
import { addCommand, type Run, type Terminal } from '../run.ts';

type Options = { app: string; file: string; provider?: ProviderId; format?: ImportFormat; dryRun?: boolean };

const FILE_HELP = `
The file is UTF-8, one tenant a line. CSV has a first line that names its columns:

  tenantUuid,name,email,locale,providerCustomerId
  tenant_4f8b2c,"Jänner & Söhne",billing@tenant.example,de-AT,cus_NffrFeUfNV2Hib

NDJSON has one JSON object a line, with the same names. locale and providerCustomerId may be empty or left out.
A line is the tenant as it shall be; its customer is looked up at the provider and linked, and not changed there.

A line is imported whole or not at all. Bad lines are told, and the others are imported; a first line that does not
name the columns refuses the whole file. Exit 1 when any line is bad or left. A repeat is safe and skips what is
stored, so after Ctrl-C, or a provider that failed, run the same command again.`;

export function addTenantImportCommand(tenant: Command, run: Run): void {
  addCommand(tenant, 'import', 'move tenants in, with the customers that they have at a provider')
    .requiredOption('--app <appUuid>', 'their app')
    .requiredOption('--file <path>', 'a CSV or NDJSON file')
    .addOption(new Option('--provider <provider>', 'where the customers are').choices(PROVIDER_IDS))
    .addOption(
      new Option('--format <format>', 'when the name of the file does not end with it').choices(IMPORT_FORMATS),
    )
    .option('--dry-run', 'check everything, at the provider too, and write nothing')
    .addHelpText('after', FILE_HELP)
    .action((options: Options, command: Command) =>
      run(command, ({ tenantImports }, { stderr }) => importTenants(options, { tenantImports, stderr })),
    );
}

async function importTenants(
  options: Options,
  { tenantImports, stderr }: { tenantImports: TenantImports; stderr: Terminal['stderr'] },
): Promise<Outcome> {
  const { app: appUuid, file: path, provider = null, format = null, dryRun = false } = options;
  const progress = createProgress({ stream: stderr });
  const stopping = new AbortController();
  const forgetSignals = onStopSignal(['SIGINT', 'SIGTERM'], () => {
    stderr.write('Stopping after the lines that are under way.\n');
    stopping.abort();
  });
  const report = await importTenantFile(
    { appUuid, path, provider, format, dryRun },
    {
      tenantImports,
      signal: stopping.signal,
      onProgress: (totals) =>
        progress.tell(() => `${countDone(totals)} of ${totals.lines} lines, ${totals.bad} of them bad`),
    },
  ).finally(forgetSignals);
  progress.end();
  return { kind: 'report', ok: report.bad === 0 && report.stopped === null, value: report, text: describe(report) };
}

function describe(report: ImportReport): string {
  const { lines, created, updated, unchanged, linked, bad, stopped, badLines, dryRun } = report;
  const left = lines - countDone(report);
  const tenants = `tenants: ${created} created, ${updated} updated, ${unchanged} unchanged; customers: ${linked} linked`;
  return [
    ...badLines.map(({ line, field, why }) => `line ${line}: ${field === null ? '' : `${printable(field)} `}${why}`),
    ...(stopped === null ? [] : [`${stopped} ${left} lines are left: run the same command again to go on.`]),
    `${lines} lines, ${bad} bad. ${dryRun ? `Nothing was written. It would be: ${tenants}` : tenants}.`,
  ].join('\n');
}

/** A field of NDJSON is whatever the file says: nothing of it may steer a terminal. */
function printable(text: string): string {
  return JSON.stringify(text.slice(0, 60)).slice(1, -1);
}
