import type { Command } from 'commander';
import { readConfigFromProcess } from '../config.ts';
import type { Context } from '../context.ts';
import { createLogger } from '../logger.ts';
import { type Outcome, render } from './output.ts';

/**
 * Runs one command on the service's own database, beside a running service too. Standard output gets the outcome and
 * nothing else; the log goes to stderr.
 */
export async function run(command: Command, work: (context: Context) => Promise<Outcome>): Promise<void> {
  const config = readConfigFromProcess();
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  // Not before it is needed: help and wrong usage are answered in half the time.
  const { createContext } = await import('../context.ts');
  const context = await createContext(config, { logger: createLogger({ level, destination: process.stderr }) });
  try {
    const outcome = await work(context);
    process.stdout.write(render(outcome, { json: command.opts()['json'] === true }));
  } finally {
    await context.close();
  }
}

/** A command of its own: every one of them can print JSON. */
export function addCommand(parent: Command, nameAndArguments: string, description: string): Command {
  return parent
    .command(nameAndArguments)
    .description(description)
    .option('--json', 'print JSON on stdout, and nothing else there')
    .allowExcessArguments(false);
}

export function addNoun(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).helpCommand(false);
}
