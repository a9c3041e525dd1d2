import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';
import { it } from './messages/it.ts';
import type { Messages } from './messages/messages.ts';
import { memoize } from './memoize.ts';
import { nl } from './messages/nl.ts';
import { pl } from './messages/pl.ts';
import { pt } from './messages/pt.ts';

export const LANGUAGES = ['en', 'nl', 'de', 'fr', 'es', 'it', 'pl', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

export const CATALOGS: Readonly<Record<Language, Messages>> = { en, nl, de, fr, es, it, pl, pt };

/** Each language's name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  pl: 'Polski',
  pt: 'Português',
};

/** Where a language tag does not say which country's dates and amounts are meant. */
const DEFAULT_LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  nl: 'nl-NL',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  it: 'it-IT',
  pl: 'pl-PL',
  pt: 'pt-PT',
};

export type LanguageChoice = {
  language: Language;
  /** BCP 47, for dates and amounts. Always of `language`. */
  locale: string;
};

export type LanguageWishes = {
  /** Picked on the page; undefined or nonsense: not picked. */
  picked: string | undefined;
  /** The link's and the tenant's; BCP 47. */
  locales: readonly string[];
  acceptLanguage: string | undefined;
};

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The reader's pick, else the link's language, else the tenant's, else the first of the browser's that we speak, else English. */
export function chooseLanguage({ picked, locales, acceptLanguage }: LanguageWishes): LanguageChoice {
  const choices = [...locales, ...preferredTags(acceptLanguage)].flatMap((tag) => toChoice(tag));
  const language = isLanguage(picked) ? picked : (choices[0]?.language ?? 'en');
  const regional = choices.find((choice) => choice.language === language);
  return regional ?? { language, locale: DEFAULT_LOCALES[language] };
}

/** Reading a tag takes a fiftieth of an overview's CPU, and there are few. */
const toChoice = memoize(
  (tag): LanguageChoice[] => {
    const locale = parseLocale(tag);
    if (!locale || !isLanguage(locale.language)) return [];
    const { language, region } = locale;
    return [{ language, locale: region === undefined ? DEFAULT_LOCALES[language] : `${language}-${region}` }];
  },
  { most: 1000 },
);

function parseLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language */
function preferredTags(acceptLanguage: string | undefined): string[] {
  return (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
