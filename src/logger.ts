import { pino, type Logger as PinoLogger } from 'pino';
import type { LogLevel } from './config.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on stdout (or the given stream). Nothing of a request but its id, route and outcome is logged; the
 * redaction is a net under that rule, not the rule.
 */
export function createLogger({ level, destination }: { level: LogLevel; destination?: NodeJS.WritableStream }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ['apiKey', 'secret', 'url', 'returnUrl', 'defaultReturnUrl', 'headers', '*.apiKey', '*.secret', '*.url'],
      censor: '[redacted]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
