import { describe, expect, it } from 'vitest';
import { CATALOGS, LANGUAGES } from '../../../src/portal/languages.ts';
import { createReader } from '../../../src/portal/reader.ts';
import { describeInterval } from '../../../src/portal/wording.ts';

/** Every text of a catalog with its place; those that take values are given `·`, or what is to be in its place. */
function textsOf(value: unknown, path = '', given = '·'): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const facts = new Proxy({}, { get: (_target, name) => (name === Symbol.toPrimitive ? () => given : given) });
    return [[path, String(value(facts))]];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textsOf(child, `${path}.${key}`, given));
}

/** Forms of a plural that only some languages have. */
const isPluralForm = ([path]: [string, string]) => path.includes('.everyFew.');

const takesValue = (text: string) => text.includes('·');

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const texts = textsOf(CATALOGS[language]);
  const english = new Map(textsOf(CATALOGS.en));

  it('leave none empty or unfinished', () => {
    expect(texts.filter(([, text]) => text.trim() === '' || /undefined|\[object/.test(text))).toEqual([]);
  });

  it('have the values that the English ones have', () => {
    const differing = texts.filter(
      (entry) => !isPluralForm(entry) && takesValue(entry[1]) !== takesValue(english.get(entry[0]) ?? ''),
    );
    expect(differing).toEqual([]);
  });

  it('write every interval up to a year of weeks', () => {
    const reader = createReader({ picked: language, locales: [], acceptLanguage: undefined });
    for (let count = 1; count <= 52; count += 1) {
      for (const unit of ['day', 'week', 'month', 'year'] as const) {
        const text = describeInterval({ count, unit }, reader);
        expect(text.includes(String(count))).toBe(count > 1);
      }
    }
  });
});

describe('the texts of one language', () => {
  it('are not those of another, except for names', () => {
    const shared = new Set(['Status', 'Visa', 'PayPal', 'Account', 'Date', 'Description', 'Open', 'per week', 'Name']);
    const seen = textsOf(CATALOGS.en).filter(([, text]) => !shared.has(text));
    for (const language of LANGUAGES.filter((other) => other !== 'en')) {
      const own = new Map(textsOf(CATALOGS[language]));
      expect(seen.filter(([path, text]) => own.get(path) === text)).toEqual([]);
    }
  });

  it('let no French mark stand alone on a line', () => {
    expect(textsOf(CATALOGS.fr).filter(([, text]) => / [?!;:»]|« /.test(text))).toEqual([]);
  });

  it.each(['8 dicembre 2026', '11 dicembre 2026'])('shorten the Italian article before %s', (date) => {
    const texts = textsOf(CATALOGS.it, '', date).map(([, text]) => text);
    expect(texts.filter((text) => /\b(il|al|del|dal) (8|11) /i.test(text))).toEqual([]);
    expect(texts).toContain(`Termina l’${date}`);
    expect(texts).toContain(`Dall’${date}`);
  });

  it('leave the Italian article as it is before other days', () => {
    for (const date of ['1 marzo 2026', '18 marzo 2026', '28 marzo 2026'])
      expect(CATALOGS.it.subscriptions.when.ends(date)).toBe(`Termina il ${date}`);
  });

  it('follow the plural rules of Polish', () => {
    const reader = createReader({ picked: 'pl', locales: [], acceptLanguage: undefined });
    const texts = [2, 5, 12, 22].map((count) => describeInterval({ count, unit: 'month' }, reader));
    expect(texts).toEqual(['co 2 miesiące', 'co 5 miesięcy', 'co 12 miesięcy', 'co 22 miesiące']);
  });
});
