import type { Money } from './provider.ts';

/** ISO 4217 currencies whose minor unit is not a hundredth. @see https://www.six-group.com/en/products-services/financial-information/data-standards.html */
const MINOR_DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** How many decimals the currency has. @param currency ISO 4217, upper case. */
export function minorDigitsOf(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? 2;
}

/**
 * Reads a decimal text exactly, never through a floating-point number: `10.5` EUR is 1050, `1000` JPY is 1000.
 * @returns null when it is no amount of that currency, or too large to be exact.
 */
export function parseMoney({ value, currency }: { value: string; currency: string }): Money | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match || !/^[A-Z]{3}$/.test(currency)) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = minorDigitsOf(currency);
  // A provider may write the zeros that the currency does not have: `1000.00` ISK.
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const amountMinor = Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(amountMinor)) return null;
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

/** The decimal text that providers write: 1050 EUR is `10.50`, 1000 JPY is `1000`. @param money of a whole, exact amount. */
export function formatDecimal({ amountMinor, currency }: Money): string {
  const digits = minorDigitsOf(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
