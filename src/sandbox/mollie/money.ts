import type { Amount } from './wire.ts';

/** @see https://docs.mollie.com/docs/multicurrency */
const DECIMALS: Record<string, number> = {
  ...Object.fromEntries(
    ['AED', 'AUD', 'BGN', 'BRL', 'CAD', 'CHF', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'MXN', 'MYR', 'NOK']
      .concat(['NZD', 'PHP', 'PLN', 'RON', 'SEK', 'SGD', 'THB', 'TWD', 'USD', 'ZAR'])
      .map((currency) => [currency, 2]),
  ),
  ISK: 0,
  JPY: 0,
};

/** @returns null for a currency that Mollie does not take. */
export function decimalsOf(currency: string): number | null {
  return Object.hasOwn(DECIMALS, currency) ? (DECIMALS[currency] ?? null) : null;
}

/** @returns null unless the value has exactly the currency's decimals. */
export function toMinor({ value, currency }: Amount): number | null {
  const decimals = decimalsOf(currency);
  if (decimals === null) return null;
  const form = decimals === 0 ? /^\d{1,12}$/ : new RegExp(`^\\d{1,12}\\.\\d{${decimals}}$`);
  return form.test(value) ? Number(value.replace('.', '')) : null;
}

export function fromMinor(amountMinor: number, currency: string): Amount {
  const decimals = decimalsOf(currency) ?? 2;
  return { value: (amountMinor / 10 ** decimals).toFixed(decimals), currency };
}
