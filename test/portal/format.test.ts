import { describe, expect, it } from 'vitest';
import { addDays, breakable, createFormatter, isolate, toCalendarDate } from '../../src/portal/format.ts';

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
        '1er\u{a0}décembre 2026',
        '10\u{a0}décembre 2026',
        '21\u{a0}décembre 2026',
      ]);
      expect(plainSpaces(format.shortDate('2026-12-01'))).toBe('1er déc. 2026');
    }
  });

  it.each([
    ['en-GB', '1\u{a0}April 2026', '1\u{a0}Apr 2026'],
    ['en-US', 'April\u{a0}1, 2026', 'Apr\u{a0}1, 2026'],
    ['nl-NL', '1\u{a0}april 2026', '1\u{a0}apr 2026'],
    ['de-DE', '1.\u{a0}April 2026', '01.04.2026'],
    ['fr-FR', '1er\u{a0}avril 2026', '1er\u{a0}avr. 2026'],
    ['es-ES', '1\u{a0}de\u{a0}abril de 2026', '1\u{a0}abr 2026'],
    ['it-IT', '1\u{a0}aprile 2026', '1\u{a0}apr 2026'],
    ['pl-PL', '1\u{a0}kwietnia 2026', '1\u{a0}kwi 2026'],
    ['pt-PT', '1\u{a0}de\u{a0}abril de 2026', '01/04/2026'],
  ])('keeps the day and its month on one line as %s writes them', (locale, long, short) => {
    const format = createFormatter(locale);
    expect([format.date('2026-04-01'), format.shortDate('2026-04-01')]).toEqual([long, short]);
  });

  it('keeps names in right-to-left scripts from turning the sentence around them', () => {
    const format = createFormatter('en');
    expect(format.list(['خطة الفريق 2026', 'Storage'])).toBe('\u{2068}خطة الفريق 2026\u{2069} and Storage');
    expect(isolate('תוכנית 1')).toBe('\u{2068}תוכנית 1\u{2069}');
    expect(['Team plan', 'Café №1 – ✓', 'Тариф', '计划'].map(isolate)).toEqual([
      'Team plan',
      'Café №1 – ✓',
      'Тариф',
      '计划',
    ]);
  });

  it.each([
    ['en', 1_234_567_891, 'KWD', 'KWD 1,234,567.891'],
    ['de', 1_234_567_891, 'KWD', '1.234.567,891 KWD'],
    ['pl', 123_450_000, 'PLN', '1\u{a0}234\u{a0}500,00 zł'],
    ['de', 34_800, 'EUR', '348,00\u{a0}€'],
    ['en', 34_800, 'EUR', '€348.00'],
  ])('lets an amount in %s break beside the letters of its currency only', (locale, amountMinor, currency, text) => {
    expect(breakable(createFormatter(locale).money({ amountMinor, currency }))).toBe(text);
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
