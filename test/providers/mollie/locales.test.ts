import { expect, it } from 'vitest';
import { toMollieLocale } from '../../../src/providers/mollie/locales.ts';

it.each([
  ['nl', 'nl_NL'],
  ['nl-BE', 'nl_BE'],
  ['de-LI', 'de_DE'],
  ['DE-at', 'de_AT'],
  ['en', 'en_US'],
  ['en-AU', 'en_US'],
  ['en-GB', 'en_GB'],
  ['fr-CA', 'fr_FR'],
  ['pt-BR', 'pt_PT'],
  ['nb', 'nb_NO'],
  ['nn-NO', 'nb_NO'],
  ['no', 'nb_NO'],
  ['cs', 'cs_CZ'],
  ['es-419', 'es_ES'],
  ['it-Latn-CH', 'it_IT'],
])('speaks to a reader of %s in %s', (tag, locale) => {
  expect(toMollieLocale(tag)).toBe(locale);
});

it.each(['ja', 'sr-Latn-RS', 'zh-Hant-TW', 'x', 'e', '', '-', 'en_US', null])(
  'leaves the language to Mollie for %j',
  (tag) => {
    expect(toMollieLocale(tag)).toBeNull();
  },
);
