import { Command, CommanderError } from 'commander';
import { explainFailure } from '../errors.ts';
import { VERSION } from '../version.ts';
import { addAppCommands } from './commands/app.ts';
import { addAuditCommands } from './commands/audit.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addKeyCommands } from './commands/key.ts';
import { addPortalCommands } from './commands/portal.ts';
import { addProviderCommands } from './commands/provider.ts';
import { addSecretsCommands } from './commands/secrets.ts';
import { addSessionCommands } from './commands/session.ts';
import { addTenantCommands } from './commands/tenant.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

async function main(): Promise<void> {
  const program = new Command('admin')
    .description("The operator's commands of billing-portal-bridge. They work beside a running service.")
    .version(VERSION)
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('(see it with --help)');
  addAppCommands(program);
  addKeyCommands(program);
  addTenantCommands(program);
  addProviderCommands(program);
  addPortalCommands(program);
  addSessionCommands(program);
  addAuditCommands(program);
  addSecretsCommands(program);
  addDoctorCommand(program);
  await program.parseAsync();
}

async function run(): Promise<number> {
  try {
    await main();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Help and version were asked for; all else is wrong usage, which commander has explained on stderr.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    process.stderr.write(`${explainFailure(error)}\n`);
    return FAILED;
  }
}

// Idle timers of the database's drivers would keep the process for seconds.
const code = await run();
process.stdout.write('', () => process.exit(code));
