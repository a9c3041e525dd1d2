import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Finished = { code: number | null; stdout: string; stderr: string };

export type Running = {
  child: ChildProcess;
  output: () => string;
  /** Resolves with what a line had when it first matches; rejects with all output when the process ends before. */
  waitFor: (pattern: RegExp) => Promise<RegExpExecArray>;
  finished: Promise<Finished>;
};

/** Starts a script of the project, such as `dist/main.js`, as a process of its own; its environment is only what is given, besides PATH and HOME. */
export function startScript(
  script: string,
  args: string[],
  env: Record<string, string>,
  stdin = '',
  cwd = ROOT,
): Running {
  return startCommand(process.execPath, [`${ROOT}${script}`, ...args], env, stdin, cwd);
}

/** Any command, in the same way. */
export function startCommand(
  command: string,
  args: string[],
  env: Record<string, string>,
  stdin = '',
  cwd = ROOT,
): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, { cwd, env: { PATH, HOME, ...env } });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const output = () => text.stdout + text.stderr;
  const finished = once(child, 'close').then(() => ({ code: child.exitCode, ...text }));
  const waitFor = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(output());
      if (match) return match;
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`ended with ${child.exitCode ?? child.signalCode} before ${pattern}:\n${output()}`);
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), finished]);
    }
  };
  return { child, output, waitFor, finished };
}
