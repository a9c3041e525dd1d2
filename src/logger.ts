import { pino, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import type { LogLevel } from './config.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on stdout, or on the given stream. Of a request only its id, route and outcome are logged; the redaction
 * is a net under that rule, not the rule.
 */
export function createLogger({ level, destination }: { level: LogLevel; destination?: NodeJS.WritableStream }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['apiKey', 'secret', 'url', 'returnUrl', 'headers', '*.apiKey', '*.secret', '*.url', '*.returnUrl'],
      censor: '[redacted]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
