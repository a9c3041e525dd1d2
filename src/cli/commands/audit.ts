import type { Command } from 'commander';
import { parseDuration } from '../durations.ts';
import { addCommand, addNoun, type Run } from '../run.ts';

export function addAuditCommands(program: Command, run: Run): void {
  const audit = addNoun(program, 'audit', 'what people did on the portal: a row before each action and one after it');

  addCommand(audit, 'list', 'the trail of an app, the newest first')
    .requiredOption('--app <appUuid>', 'the app')
    .option('--tenant <tenantUuid>', 'only of this tenant')
    .option('--since <duration>', 'only of so long ago until now, like 24h or 90d', parseDuration)
    .action((options: { app: string; tenant?: string; since?: number }, command: Command) =>
      run(command, async ({ auditTrail }) => {
        const { app: appUuid, tenant, since } = options;
        const choice = {
          ...(tenant !== undefined && { tenantUuid: tenant }),
          ...(since !== undefined && { sinceSeconds: since }),
        };
        return { kind: 'list', rows: await auditTrail.list({ appUuid, ...choice }), empty: 'Nothing was done.' };
      }),
    );
}
