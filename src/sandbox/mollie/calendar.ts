import { toDay } from './wire.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What Mollie takes as a subscription's interval, at most a year. @see https://docs.mollie.com/reference/create-subscription */
const INTERVAL = /^([1-9]\d{0,2}) (day|days|week|weeks|month|months)$/;

const LONGEST = { day: 365, week: 52, month: 12 };

export function isInterval(text: string): boolean {
  const parts = intervalParts(text);
  return parts !== null && parts.count <= LONGEST[parts.unit];
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && toDay(new Date(text)) === text;
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** Months end on their last day rather than run over. */
export function addInterval(at: Date, interval: string, times = 1): Date {
  const parts = intervalParts(interval);
  if (!parts) throw new Error(`not an interval: ${interval}`);
  const count = parts.count * times;
  if (parts.unit === 'day') return addDays(at, count);
  if (parts.unit === 'week') return addDays(at, 7 * count);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + count);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

function intervalParts(text: string): { count: number; unit: 'day' | 'week' | 'month' } | null {
  const [, count, unit] = INTERVAL.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  return { count: Number(count), unit: unit.startsWith('day') ? 'day' : unit.startsWith('week') ? 'week' : 'month' };
}
