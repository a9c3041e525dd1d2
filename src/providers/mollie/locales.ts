/** @see https://docs.mollie.com/reference/create-customer */
const LOCALES = [
  'ca_ES',
  'cs_CZ',
  'da_DK',
  'de_AT',
  'de_CH',
  'de_DE',
  'en_GB',
  'en_US',
  'es_ES',
  'fi_FI',
  'fr_BE',
  'fr_FR',
  'hu_HU',
  'is_IS',
  'it_IT',
  'lt_LT',
  'lv_LV',
  'nb_NO',
  'nl_BE',
  'nl_NL',
  'pl_PL',
  'pt_PT',
  'sk_SK',
  'sv_SE',
] as const;

export type MollieLocale = (typeof LOCALES)[number];

/** Where a language has several, the one for a reader whose country is not among them. */
const DEFAULTS: Partial<Record<string, MollieLocale>> = {
  de: 'de_DE',
  en: 'en_US',
  fr: 'fr_FR',
  nl: 'nl_NL',
  no: 'nb_NO',
};

/** The nearest locale that Mollie has for a BCP 47 tag; undefined when it has none for the language. */
export function toMollieLocale(tag: string | null): MollieLocale | undefined {
  if (tag === null) return undefined;
  const { language, region } = new Intl.Locale(tag);
  const exact = LOCALES.find((locale) => locale === `${language}_${region}`);
  return exact ?? DEFAULTS[language] ?? LOCALES.find((locale) => locale.startsWith(`${language}_`));
}
