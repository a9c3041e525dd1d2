import { InvalidArgumentError } from 'commander';

const SECONDS: Partial<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const MAX_SECONDS = 36_500 * 86_400;

/** `90d`, `1h`, `30m`, `0` in seconds. @throws InvalidArgumentError */
export function parseDuration(text: string): number {
  if (text === '0') return 0;
  const match = /^(\d+)([smhdw])$/.exec(text);
  const seconds = Number(match?.[1]) * (SECONDS[match?.[2] ?? ''] ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new InvalidArgumentError('It must be a number with a unit, like 90d, 12h or 30m.');
  if (seconds > MAX_SECONDS) throw new InvalidArgumentError('It may be at most 36500d, which is 100 years.');
  return seconds;
}

/** Like `parseDuration`, of what must not end at once. @throws InvalidArgumentError */
export function parseLifetime(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === 0) throw new InvalidArgumentError('It must be at least 1s.');
  return seconds;
}
