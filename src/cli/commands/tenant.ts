import type { Command } from 'commander';
import { addCommand, addNoun, type Run } from '../run.ts';
import { addTenantImportCommand } from './tenant-import.ts';

export function addTenantCommands(program: Command, run: Run): void {
  const tenant = addNoun(program, 'tenant', 'the tenants of an app: those who pay');

  addCommand(tenant, 'create', 'make a tenant')
    .requiredOption('--app <appUuid>', 'its app')
    .requiredOption('--name <name>', 'its name, as the payment provider will have it')
    .requiredOption('--email <e-mail>', 'its billing e-mail')
    .option('--uuid <id>', 'its id in a system of yours; made when missing')
    .option('--locale <bcp47>', 'the language of its pages, like nl or pt-BR')
    .action((options: { app: string; name: string; email: string; uuid?: string; locale?: string }, command: Command) =>
      run(command, async ({ tenants }) => {
        const { app: appUuid, ...rest } = options;
        return { kind: 'object', value: await tenants.create({ appUuid, ...rest }) };
      }),
    );

  addCommand(tenant, 'list', 'the tenants of an app')
    .requiredOption('--app <appUuid>', 'the app')
    .action((options: { app: string }, command: Command) =>
      run(command, async ({ tenants }) => ({
        kind: 'list',
        rows: await tenants.list(options.app),
        empty:
          'The app has no tenants yet. Make one with: tenant create --app <appUuid> --name <name> --email <e-mail>',
      })),
    );

  addTenantImportCommand(tenant, run);
}
