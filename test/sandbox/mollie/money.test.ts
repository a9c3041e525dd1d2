import { expect, test } from 'vitest';
import { decimalsOf, fromMinor, toMinor } from '../../../src/sandbox/mollie/money.ts';

test.each([
  ['10.00', 'EUR', 1000],
  ['0.01', 'EUR', 1],
  ['0.00', 'EUR', 0],
  ['1000', 'JPY', 1000],
])('%s %s is %i in minor units, and back', (value, currency, amountMinor) => {
  expect(toMinor({ value, currency })).toBe(amountMinor);
  expect(fromMinor(amountMinor, currency)).toEqual({ value, currency });
});

test.each([
  ['10', 'EUR'],
  ['10.0', 'EUR'],
  ['10.000', 'EUR'],
  ['-1.00', 'EUR'],
  ['1,00', 'EUR'],
  ['.50', 'EUR'],
  ['10.00', 'JPY'],
  ['10.00', 'XXX'],
  ['10.00', 'constructor'],
])('%s %s is no amount', (value, currency) => {
  expect(toMinor({ value, currency })).toBeNull();
});

test('a currency that Mollie does not take has no decimals to tell', () => {
  expect(decimalsOf('XXX')).toBeNull();
});
