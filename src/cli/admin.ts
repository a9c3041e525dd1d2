import { Command, CommanderError, type OutputConfiguration } from 'commander';
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
import { type Run, runCommand, type Terminal } from './run.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/**
 * Carries out one line of the operator's.
 * @param args without the program's own name.
 * @returns the exit code; why it is not 0 was said on stderr, or is what the command found.
 */
export async function runAdmin(args: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  let code = DONE;
  const run: Run = async (command, work) => {
    const isFine = await runCommand(terminal, { json: command.opts()['json'] === true, work });
    code = isFine ? DONE : FAILED;
  };
  try {
    const program = createProgram(run, {
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(shorten(text, args)),
    });
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version were asked for; all else is wrong usage, which commander has explained on stderr.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    stderr.write(`${explainFailure(error)}\n`);
    return FAILED;
  }
}

function createProgram(run: Run, output: OutputConfiguration): Command {
  const program = new Command('admin')
    .description("The operator's commands of billing-portal-bridge. They work beside a running service.")
    .version(VERSION)
    .helpCommand(false)
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError('(see it with --help)');
  addAppCommands(program, run);
  addKeyCommands(program, run);
  addTenantCommands(program, run);
  addProviderCommands(program, run);
  addPortalCommands(program, run);
  addSessionCommands(program, run);
  addAuditCommands(program, run);
  addSecretsCommands(program, run);
  addDoctorCommand(program, run);
  return program;
}

/** Longer than any word of ours, shorter than a provider's secret. */
const LONGEST_REPEATED = 24;

/** A secret that was given as an argument must not come back in what is said about wrong usage. */
function shorten(text: string, args: readonly string[]): string {
  return args
    .map((arg) => arg.replace(/^--[\w-]+=/, ''))
    .filter((value) => value.length > LONGEST_REPEATED)
    .reduce((shortened, value) => shortened.replaceAll(value, `${value.slice(0, 4)}…`), text);
}
