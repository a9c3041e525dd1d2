import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { OperatorError } from '../errors.ts';
import type { Terminal } from './run.ts';

const MAX_BYTES = 4096;

/**
 * A secret from stdin: piped, or typed unseen after a question on stderr.
 * @throws OperatorError when there is none, or more than one line, or the question was not answered.
 */
export async function readSecret(terminal: Terminal, { question }: { question: string }): Promise<string> {
  const text = terminal.stdin.isTTY === true ? await ask(terminal, question) : await readAll(terminal.stdin);
  const secret = text.trim();
  if (secret === '') throw new OperatorError('No secret came on stdin. Pipe it in: ... < secret-file');
  if (/\s/.test(secret)) throw new OperatorError('The secret on stdin must be one word on one line.');
  return secret;
}

async function ask({ stdin, stderr }: Terminal, question: string): Promise<string> {
  stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true });
  const answer = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    // Without a line before: Ctrl-C, Ctrl-D, or the terminal has gone.
    lines.once('close', () => resolve(undefined));
  });
  lines.close();
  stderr.write('\n');
  if (answer === undefined) throw new OperatorError('Stopped. Nothing was changed.');
  return answer;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BYTES) throw new OperatorError('What came on stdin is too long for a secret.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
