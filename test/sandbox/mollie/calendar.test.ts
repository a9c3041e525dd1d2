import { expect, test } from 'vitest';
import { addInterval, isDay, isInterval } from '../../../src/sandbox/mollie/calendar.ts';

test.each([
  ['2031-01-31', '1 month', 1, '2031-02-28'],
  ['2031-01-31', '1 month', 2, '2031-03-31'],
  ['2028-01-31', '1 month', 1, '2028-02-29'],
  ['2031-11-30', '3 months', 1, '2032-02-29'],
  ['2028-02-29', '12 months', 1, '2029-02-28'],
  ['2031-01-31', '14 days', 1, '2031-02-14'],
  ['2031-01-31', '2 weeks', 3, '2031-03-14'],
  ['2031-01-31', '1 month', 0, '2031-01-31'],
])('%s and %s, %i times, is %s', (from, interval, times, expected) => {
  expect(addInterval(new Date(from), interval, times).toISOString().slice(0, 10)).toBe(expected);
});

test.each(['1 day', '365 days', '1 week', '52 weeks', '1 month', '12 months'])('%s is an interval', (text) => {
  expect(isInterval(text)).toBe(true);
});

test.each([
  '0 days',
  '366 days',
  '53 weeks',
  '13 months',
  '1 year',
  'month',
  '1  month',
  ' 1 month',
  '-1 days',
  '1.5 months',
])('%s is no interval', (text) => {
  expect(isInterval(text)).toBe(false);
});

test('a day is one that exists', () => {
  expect(['2028-02-29', '2031-12-31'].map(isDay)).toEqual([true, true]);
  expect(['2031-02-29', '2031-13-01', '31-01-01', '2031-1-1', 'today', ''].map(isDay)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
});
