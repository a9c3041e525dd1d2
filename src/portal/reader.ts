import { createFormatter, type Formatter } from './format.ts';
import { CATALOGS, chooseLanguage, type Language, type LanguageWishes } from './languages.ts';
import type { Messages } from './messages/messages.ts';

/** The person a page is written for: its language, its texts, its way of writing dates and amounts. */
export type Reader = {
  language: Language;
  /** BCP 47, of that language. */
  locale: string;
  messages: Messages;
  format: Formatter;
};

export function createReader(wishes: LanguageWishes): Reader {
  const { language, locale } = chooseLanguage(wishes);
  return { language, locale, messages: CATALOGS[language], format: createFormatter(locale) };
}
