import type { Money } from './provider.ts';

/**
 * A decimal text in minor units, exactly: no floating point is in between.
 * @returns null when it is not a decimal of that currency.
 */
export function parseMoney({ value, currency }: { value: string; currency: string }): Money | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,4}))?$/.exec(value);
  if (!match || !/^[A-Z]{3}$/.test(currency)) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = minorDigitsOf(currency);
  const isExact = fraction.slice(digits).replaceAll('0', '') === '';
  const amountMinor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return isExact ? { amountMinor: sign ? -amountMinor : amountMinor, currency } : null;
}

/** Digits after the point: 2 for EUR, 0 for JPY (ISO 4217). */
export function minorDigitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
