import { minorDigitsOf } from '../providers/money.ts';
import type { CalendarDate, Money } from '../providers/provider.ts';
import { memoize } from './memoize.ts';

export type Formatter = {
  /** `1 March 2026` */
  date(date: CalendarDate): string;
  /** `1 Mar 2026` */
  shortDate(date: CalendarDate): string;
  /** `March 2026` */
  month(date: CalendarDate): string;
  /** `€49.00` */
  money(money: Money): string;
  /** `12` */
  count(count: number): string;
  /** `Pro, Storage and Support` */
  list(items: string[]): string;
  pluralRule(count: number): Intl.LDMLPluralRule;
};

/**
 * Making one takes longer than all that a page writes with it, so those of the last locales are kept.
 * @param locale BCP 47, with or without a region.
 */
export const createFormatter: (locale: string) => Formatter = memoize(makeFormatter, {
  // More than the languages that we speak, in the countries that speak them.
  most: 100,
});

function makeFormatter(locale: string): Formatter {
  const date = dayFormat(locale, 'long');
  const shortDate = dayFormat(locale, 'medium');
  const month = dateFormat(locale, { month: 'long', year: 'numeric' });
  const number = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  return {
    date: memoize(date, { most: MOST_DAYS }),
    shortDate: memoize(shortDate, { most: MOST_DAYS }),
    month: memoize((value) => month.format(toInstant(value)), { most: MOST_DAYS }),
    money: createMoneyFormatter(locale),
    count: (value) => number.format(value),
    list: (items) => lists.format(items.map(isolate)),
    pluralRule: (count) => plurals.select(count),
  };
}

/**
 * For a name inside a sentence: in a right-to-left script it would pull the words and numbers around it into its own
 * direction. Other names stay as they are.
 */
export function isolate(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u{2068}${name}\u{2069}` : name;
}

/** For an amount that may have to break: beside the letters of its currency, `KWD 1,234.500`, before anywhere else. */
export function breakable(amount: string): string {
  return amount.replace(/(?<=^\p{L}+)\u{a0}|\u{a0}(?=\p{L}+$)/u, ' ');
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, with the presentation forms. */
const RIGHT_TO_LEFT = /[\u{590}-\u{8ff}\u{fb1d}-\u{fdff}\u{fe70}-\u{fefc}\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Several years of them. */
const MOST_DAYS = 2000;

/** The day of an instant, in UTC: the person's own time zone is not known here. */
export function toCalendarDate(instant: Date): CalendarDate {
  return instant.toISOString().slice(0, 10);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  const instant = toInstant(date);
  instant.setUTCDate(instant.getUTCDate() + days);
  return toCalendarDate(instant);
}

/** Day and month stay on one line. With the ordinal that French has for the first of a month, and Intl has not. */
function dayFormat(locale: string, dateStyle: 'long' | 'medium'): (date: CalendarDate) => string {
  const format = dateFormat(locale, { dateStyle });
  const isFrench = new Intl.Locale(locale).language === 'fr';
  return (date) => {
    const parts = format.formatToParts(toInstant(date));
    const [first = 0, last = 0] = parts.flatMap(({ type }, index) =>
      type === 'day' || type === 'month' ? [index] : [],
    );
    const isBetween = (index: number) => index > first && index < last;
    const text = parts.map(({ value }, index) => (isBetween(index) ? value.replaceAll(' ', '\u{a0}') : value)).join('');
    return isFrench ? text.replace(/^1\b/, '1er') : text;
  };
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' });
}

function toInstant(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function createMoneyFormatter(locale: string): (money: Money) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  return ({ amountMinor, currency }) => {
    // Node's own table differs from ISO 4217 for a few, such as HUF.
    const digits = minorDigitsOf(currency);
    const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = formats.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, ...decimals });
    formats.set(currency, format);
    return format.format(amountMinor / 10 ** digits);
  };
}
