import { describe, expect, it } from 'vitest';
import { formatDecimal, minorDigitsOf, parseMoney } from '../../src/providers/money.ts';

describe('a decimal amount', () => {
  it.each([
    ['10.00', 'EUR', 1000],
    ['0.10', 'EUR', 10],
    ['0.1', 'EUR', 10],
    ['10', 'EUR', 1000],
    ['-3.05', 'EUR', -305],
    ['0.00', 'EUR', 0],
    ['-0.00', 'EUR', 0],
    ['1000', 'JPY', 1000],
    ['1000', 'ISK', 1000],
    ['1000.00', 'ISK', 1000],
    ['1000.00', 'HUF', 100_000],
    ['1.234', 'KWD', 1234],
    ['1.2', 'KWD', 1200],
    ['0.0001', 'CLF', 1],
    // What floating-point numbers get wrong: 1.005 * 100, 4.35 * 100, 8.41 * 100, 1.1 + 2.2.
    ['4.35', 'EUR', 435],
    ['8.41', 'EUR', 841],
    ['1.15', 'USD', 115],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('%s %s is %i in minor units', (value, currency, amountMinor) => {
    expect(parseMoney({ value, currency })).toEqual({ amountMinor, currency });
  });

  it.each([
    ['1.005', 'EUR'],
    ['1.5', 'JPY'],
    ['1e3', 'EUR'],
    ['1,000.00', 'EUR'],
    ['', 'EUR'],
    ['.5', 'EUR'],
    ['5.', 'EUR'],
    ['+5', 'EUR'],
    ['0x10', 'EUR'],
    ['90071992547409.92', 'EUR'],
    ['10.00', 'eur'],
    ['10.00', ''],
    ['10.00', 'EURO'],
  ])('%j %j is none', (value, currency) => {
    expect(parseMoney({ value, currency })).toBeNull();
  });
});

it('knows the minor units of ISO 4217, which are not those that programs like to show', () => {
  const digits = Object.fromEntries(
    ['EUR', 'JPY', 'ISK', 'HUF', 'BHD', 'UYW', 'XAF'].map((code) => [code, minorDigitsOf(code)]),
  );
  expect(digits).toEqual({ EUR: 2, JPY: 0, ISK: 0, HUF: 2, BHD: 3, UYW: 4, XAF: 0 });
});

describe('the decimal text of an amount', () => {
  it.each([
    ['10.50', 'EUR', 1050],
    ['0.00', 'EUR', 0],
    ['0.01', 'EUR', 1],
    ['-3.05', 'EUR', -305],
    ['1000', 'JPY', 1000],
    ['0', 'JPY', 0],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('is %s %s for %i in minor units', (text, currency, amountMinor) => {
    expect(formatDecimal({ amountMinor, currency })).toBe(text);
    expect(parseMoney({ value: text, currency })).toEqual({ amountMinor, currency });
  });
});
