import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/logger.ts';

function logged(facts: object): Record<string, unknown> {
  const destination = new PassThrough();
  createLogger({ level: 'info', destination }).info(facts, 'a line');
  return JSON.parse(String(destination.read())) as Record<string, unknown>;
}

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
