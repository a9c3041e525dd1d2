import { describe, expect, it } from 'vitest';
import { parseMoney } from '../../src/providers/money.ts';

describe('amounts', () => {
  it.each([
    ['10.00', 'EUR', 1000],
    ['0.01', 'EUR', 1],
    ['1050', 'JPY', 1050],
    ['10', 'EUR', 1000],
    ['10.5', 'EUR', 1050],
    ['-7.25', 'EUR', -725],
    ['1.234', 'KWD', 1234],
    ['9007199254.74', 'EUR', 900719925474],
    ['500.00', 'ISK', 500],
  ])('%s %s is %i in minor units, exactly', (value, currency, amountMinor) => {
    expect(parseMoney({ value, currency })).toEqual({ amountMinor, currency });
  });

  it.each([
    ['10.005', 'EUR'],
    ['10.50', 'JPY'],
    ['1e3', 'EUR'],
    ['10,00', 'EUR'],
    ['', 'EUR'],
    ['NaN', 'EUR'],
    ['10.00', 'euro'],
  ])('%j %s is none', (value, currency) => {
    expect(parseMoney({ value, currency })).toBeNull();
  });
});
