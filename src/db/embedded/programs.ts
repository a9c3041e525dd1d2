import { spawn } from 'node:child_process';

/** `owner`: the user to run it as. */
export type Program = { file: string; args: string[]; owner?: { uid: number; gid: number } };

export class ProgramError extends Error {
  constructor(
    program: Program,
    readonly output: string,
  ) {
    super(`${program.file} failed`);
  }
}

/** Runs a program to its end. @returns what it printed. @throws ProgramError */
export async function runProgram(program: Program): Promise<string> {
  const { file, args, owner } = program;
  // A server that is started on the way must not keep our own pipes open, nor get our terminal's Ctrl-C.
  const child = spawn(file, args, { ...owner, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new ProgramError(program, error.message)));
    child.once('exit', (code) => (code === 0 ? resolve(output) : reject(new ProgramError(program, output))));
  });
}
