import { pino, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import type { LogLevel } from './config.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on stdout, or on the given stream. Of a request only its id, route and outcome are logged; the redaction
 * is a net under that rule, not the rule. pino's own `redact` copies every line to look at it, for a fiftieth of a warm
 * call's CPU.
 */
export function createLogger({ level, destination }: { level: LogLevel; destination?: NodeJS.WritableStream }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: createIsoTime(),
    formatters: { level: (label) => ({ level: label }), log: (facts) => redact(facts) },
  };
  standardOutput ??= createStandardOutput();
  return pino(options, destination ?? standardOutput);
}

type Output = { write: (line: string) => void };

/** One, whoever logs. */
let standardOutput: Output | undefined;

/** Until its turn is over, a line waits for others; more than this is written at once. */
const MOST_WAITING_BYTES = 16_000;

/**
 * stdout, written to once for all lines of a turn of the event loop: a call of the system for each was a twentieth of a
 * warm call's CPU. Whoever reads it slowly holds nothing up. On an exit and on an exception pino writes what is left.
 */
function createStandardOutput(): Output {
  const output = pino.destination({ dest: 1, sync: false, minLength: MOST_WAITING_BYTES });
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    output.flush();
  };
  return {
    write(line) {
      output.write(line);
      if (isWaiting) return;
      isWaiting = true;
      setImmediate(flush);
    },
  };
}

const CENSORED = new Set(['apiKey', 'secret', 'url', 'returnUrl', 'headers']);
const CENSOR = '[redacted]';

/** Deeper than any facts of ours. */
const DEEPEST = 4;

/** @returns the same facts when there is nothing to hide. */
function redact(facts: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let redacted = facts;
  for (const key of Object.keys(facts)) {
    const value = facts[key];
    const kept = CENSORED.has(key) ? CENSOR : isPlain(value) && depth < DEEPEST ? redact(value, depth + 1) : value;
    if (kept === value) continue;
    if (redacted === facts) redacted = { ...facts };
    redacted[key] = kept;
  }
  return redacted;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What `pino.stdTimeFunctions.isoTime` writes; the date is made once a second. */
function createIsoTime(): () => string {
  let second = 0;
  let upToMs = '';
  return () => {
    const nowMs = Date.now();
    const nowSecond = Math.floor(nowMs / 1000);
    if (nowSecond !== second) {
      second = nowSecond;
      upToMs = new Date(nowMs).toISOString().slice(0, -'000Z'.length);
    }
    return `,"time":"${upToMs}${String(nowMs % 1000).padStart(3, '0')}Z"`;
  };
}
