import type { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { createLogger } from '../logger.ts';
import { type Outcome, render } from './output.ts';

/** What a command reads and writes: a process's own, or what stands in for it. */
export type Terminal = {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  /** @throws ConfigError */
  readConfig: () => Config;
};

/** Runs what a command is for, and prints what came of it. */
export type Run = (command: Command, work: (context: Context, terminal: Terminal) => Promise<Outcome>) => Promise<void>;

/**
 * Runs one command on the service's own database, beside a running service too. Standard output gets the outcome and
 * nothing else; the log goes to stderr.
 * @returns whether all is as it should be.
 */
export async function runCommand(
  terminal: Terminal,
  { json, work }: { json: boolean; work: Parameters<Run>[1] },
): Promise<boolean> {
  const config = terminal.readConfig();
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  // Not before it is needed: help and wrong usage are answered in half the time.
  const { createContext } = await import('../context.ts');
  const context = await createContext(config, { logger: createLogger({ level, destination: terminal.stderr }) });
  try {
    const outcome = await work(context, terminal);
    terminal.stdout.write(render(outcome, { json }));
    return outcome.kind !== 'report' || outcome.ok;
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
