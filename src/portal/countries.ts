import { COUNTRIES } from '../services/countries.ts';
import type { Language } from './languages.ts';

export type Country = { code: string; name: string };

const known = new Map<Language, Country[]>();

/** All countries by their names in that language, in its order. */
export function listCountries(language: Language): Country[] {
  const listed = known.get(language) ?? makeList(language);
  known.set(language, listed);
  return listed;
}

/** @param code ISO 3166-1. */
export function nameCountry(code: string, language: Language): string {
  return listCountries(language).find((country) => country.code === code)?.name ?? code;
}

function makeList(language: Language): Country[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) => compare(a.name, b.name));
}
