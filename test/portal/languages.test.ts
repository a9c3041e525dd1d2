import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGES } from '../../src/portal/languages.ts';

const choose = (picked?: string, tenantLocale: string | null = null, acceptLanguage?: string) =>
  chooseLanguage({ picked, locales: tenantLocale === null ? [] : [tenantLocale], acceptLanguage });

describe('chooseLanguage', () => {
  it('takes what the reader picked before all else', () => {
    expect(choose('pl', 'de-DE', 'fr')).toEqual({ language: 'pl', locale: 'pl-PL' });
  });

  it('takes the tenant before the browser', () => {
    expect(choose(undefined, 'nl-BE', 'de')).toEqual({ language: 'nl', locale: 'nl-BE' });
  });

  it('takes the first of the browser’s languages that we speak, by preference', () => {
    expect(choose(undefined, null, 'sv-SE, fr;q=0.4, it-CH;q=0.8, de;q=0')).toEqual({
      language: 'it',
      locale: 'it-CH',
    });
  });

  it('passes over a tenant’s language that we do not speak', () => {
    expect(choose(undefined, 'sv-SE', 'es-ES')).toEqual({ language: 'es', locale: 'es-ES' });
  });

  it('falls back to English', () => {
    expect(choose(undefined, null, 'de;q=0, sv')).toEqual({ language: 'en', locale: 'en-GB' });
    expect(choose()).toEqual({ language: 'en', locale: 'en-GB' });
    expect(choose('xx', 'tlh', '*')).toEqual({ language: 'en', locale: 'en-GB' });
  });

  it('writes dates and amounts as in the country of whoever speaks the picked language', () => {
    expect(choose('en', 'de-DE', 'en-US,en;q=0.9')).toEqual({ language: 'en', locale: 'en-US' });
    expect(choose('de', 'de-AT')).toEqual({ language: 'de', locale: 'de-AT' });
  });

  it.each(['', ';;;,,q=', 'de_DE', '-', 'x'.repeat(10_000), 'en-u-nu-thai', 'de;q=abc'])(
    'survives the header %j',
    (header) => {
      const { language, locale } = choose(undefined, header, header);
      expect(LANGUAGES).toContain(language);
      expect(locale).toMatch(new RegExp(`^${language}-[A-Z]{2}$`));
    },
  );
});
