import type { Locale } from '@mollie/api-client';

/** What Mollie can speak. @see https://docs.mollie.com/reference/create-customer (locale) */
const MOLLIE_LOCALES = (
  'ca_ES cs_CZ da_DK de_AT de_CH de_DE en_GB en_US es_ES fi_FI fr_BE fr_FR hu_HU is_IS it_IT lt_LT lv_LV nb_NO nl_BE ' +
  'nl_NL pl_PL pt_PT sk_SK sv_SE'
).split(' ');

/** Where a language has several, the one for a reader from elsewhere; and other names of Norwegian. */
const BY_LANGUAGE: ReadonlyMap<string, string> = new Map([
  ['de', 'de_DE'],
  ['en', 'en_US'],
  ['fr', 'fr_FR'],
  ['nl', 'nl_NL'],
  ['nn', 'nb_NO'],
  ['no', 'nb_NO'],
]);

/** The nearest of Mollie's locales for a BCP 47 tag. Pure. @returns null when it does not speak the language. */
export function toMollieLocale(tag: string | null): Locale | null {
  const [language = '', ...rest] = (tag ?? '').split('-');
  const spoken = language.toLowerCase();
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase();
  const nearest = MOLLIE_LOCALES.find((locale) => locale.startsWith(`${spoken}_`)) ?? '';
  return [`${spoken}_${region}`, BY_LANGUAGE.get(spoken) ?? nearest].find(isMollieLocale) ?? null;
}

/** The SDK's own list is older than Mollie's. */
function isMollieLocale(text: string): text is Locale {
  return MOLLIE_LOCALES.includes(text);
}
