import { describe, expect, it } from 'vitest';
import { addDays, createFormatter, toCalendarDate } from '../../src/portal/format.ts';

const plainSpaces = (text: string) => text.replaceAll(/\s/g, ' ');

describe('createFormatter', () => {
  it.each([
    ['en-GB', '1 March 2026', '€1,234.50'],
    ['en-US', 'March 1, 2026', '€1,234.50'],
    ['nl-NL', '1 maart 2026', '€ 1.234,50'],
    ['de-DE', '1. März 2026', '1.234,50 €'],
    ['fr-FR', '1er mars 2026', '1 234,50 €'],
    ['pl-PL', '1 marca 2026', '1234,50 €'],
  ])('writes days and amounts as %s does', (locale, date, money) => {
    const format = createFormatter(locale);
    expect(plainSpaces(format.date('2026-03-01'))).toBe(date);
    expect(plainSpaces(format.money({ amountMinor: 123_450, currency: 'EUR' }))).toBe(money);
  });

  it.each([
    ['JPY', 1234, '¥1,234'],
    ['USD', 1234, '$12.34'],
    ['KWD', 1234, 'KWD 1.234'],
    ['HUF', 1234, 'HUF 12.34'],
    ['ISK', 1234, 'ISK 1,234'],
  ])('knows how many minor units %s has', (currency, amountMinor, money) => {
    expect(plainSpaces(createFormatter('en-US').money({ amountMinor, currency }))).toBe(money);
  });

  it('writes the first of a month in French as an ordinal, and no other day', () => {
    for (const locale of ['fr', 'fr-CA', 'fr-CH']) {
      const format = createFormatter(locale);
      const days = ['2026-12-01', '2026-12-10', '2026-12-21'];
      expect(days.map((day) => format.date(day))).toEqual([
        '1er décembre 2026',
        '10 décembre 2026',
        '21 décembre 2026',
      ]);
      expect(plainSpaces(format.shortDate('2026-12-01'))).toBe('1er déc. 2026');
    }
  });

  it('counts years as the payments do, also where the locale has another calendar', () => {
    expect(createFormatter('th-TH').month('2026-03-31')).toContain('2026');
  });
});

describe('calendar dates', () => {
  it('adds days over months and leap years', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('takes the day of an instant in UTC', () => {
    expect(toCalendarDate(new Date('2026-03-01T00:30:00+02:00'))).toBe('2026-02-28');
  });
});
