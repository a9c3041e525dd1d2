import { describe, expect, it } from 'vitest';
import { toStripePortalLocale } from '../../../src/providers/stripe/locales.ts';

describe('the language of Stripe’s portal', () => {
  it.each([
    ['en', 'en'],
    ['en-US', 'en'],
    ['en-GB', 'en-GB'],
    ['nl-BE', 'nl'],
    ['de-AT', 'de'],
    ['fr-CA', 'fr-CA'],
    ['pt-BR', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['es-ES', 'es'],
    ['es-MX', 'es-419'],
    ['es-419', 'es-419'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['tl', 'fil'],
    ['zh-TW', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hant-HK', 'zh-HK'],
    ['zh-CN', 'zh'],
    ['de-Latn-DE-1996', 'de'],
    ['ca', 'auto'],
    ['tlh', 'auto'],
    ['x-private', 'auto'],
  ])('for %s is %s', (tag, locale) => {
    expect(toStripePortalLocale(tag)).toBe(locale);
  });
});
