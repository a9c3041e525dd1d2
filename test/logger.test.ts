import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/logger.ts';

function logged(facts: object): Record<string, unknown> {
  const destination = new PassThrough();
  createLogger({ level: 'info', destination }).info(facts, 'a line');
  return JSON.parse(String(destination.read())) as Record<string, unknown>;
}

const LOGGER = JSON.stringify(new URL('../dist/logger.js', import.meta.url));
const PRELUDE = `import { createLogger } from ${LOGGER}; const logger = createLogger({ level: 'info' });`;

/** What a process of its own has written on stdout when it has ended. */
function writtenBy(script: string): string[] {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', PRELUDE + script], {
    encoding: 'utf8',
    maxBuffer: 2 ** 25,
  });
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

describe('the log of a process', () => {
  const LINES = `for (let n = 0; n < 5; n += 1) logger.info({}, String(n));`;
  it.each([
    ['ends by itself', LINES],
    ['exits at once', `${LINES} process.exit(1);`],
    ['crashes at once', `${LINES} throw new Error();`],
    [
      'is told to stop, and exits',
      `${LINES} process.once('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`,
    ],
  ])('that %s has every line, in order', (_what, script) => {
    expect(writtenBy(script)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('is whole when there is more of it than a pipe takes at once', () => {
    const many = 'for (let n = 0; n < 3000; n += 1) logger.info({ filler: "x".repeat(n % 997) }, String(n));';
    expect(writtenBy(many)).toEqual(Array.from({ length: 3000 }, (_, n) => String(n)));
  });

  it('goes on while whoever reads it does not', async () => {
    const log = 'for (let n = 0; n < 200; n += 1) logger.info({ filler: "x".repeat(900) }, "line");';
    const script = `setInterval(() => { ${log} process.send('on'); }, 10);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', PRELUDE + script], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const turns: unknown[] = [];
    while (turns.length < 10) turns.push(...(await once(child, 'message', { signal: AbortSignal.timeout(10_000) })));
    child.kill('SIGKILL');
    expect(new Set(turns)).toEqual(new Set(['on', undefined]));
  });
});

/* P12: the net under the rule that no secret is ever handed to the log. */
describe('a line of the log', () => {
  it.each(['apiKey', 'secret', 'url', 'returnUrl', 'headers'])('never says what %s is, however deep', (key) => {
    const canary = 'canary-7f3a';
    const facts = {
      status: 200,
      [key]: canary,
      cause: { code: 'E', [key]: { deeper: canary }, deep: { [key]: canary } },
    };
    const line = logged(facts);
    expect(JSON.stringify(line)).not.toContain(canary);
    expect(line).toMatchObject({ status: 200, [key]: '[redacted]', cause: { code: 'E' } });
    expect(facts[key], 'the caller’s own facts stay').toBe(canary);
  });

  it('has its level, its time of day and its text', () => {
    const before = Date.now();
    const { time, ...line } = logged({ requestId: 'r' });
    expect(line).toEqual({ level: 'info', requestId: 'r', msg: 'a line' });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(String(time))).toBeGreaterThanOrEqual(before);
    expect(Date.parse(String(time))).toBeLessThanOrEqual(Date.now());
  });

  it('bears facts that lead back to themselves', () => {
    const facts: Record<string, unknown> = { secret: 'canary-7f3a' };
    facts['itself'] = facts;
    expect(JSON.stringify(logged(facts))).toContain('[redacted]');
  });
});
