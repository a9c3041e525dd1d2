import type { DetailField } from '../providers/provider.ts';
import { COUNTRIES } from './countries.ts';
import { EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, parseTenantEmail, parseTenantName } from './tenant-details.ts';
import { checkVatNumber } from './vat-numbers.ts';

export const ADDRESS_FIELDS = ['line1', 'line2', 'postalCode', 'city', 'country'] as const;

/** What a person may enter. `language` is always theirs to choose. */
export const DETAILS_FIELDS = ['name', 'email', 'company', ...ADDRESS_FIELDS, 'vatNumber', 'language'] as const;
export type DetailsField = (typeof DETAILS_FIELDS)[number];

/** As it was typed; a field that is missing is not to be changed. */
export type DetailsEntry = Readonly<Partial<Record<DetailsField, string>>>;

/** What is kept beside the tenant's name, e-mail and language. Null: not given. `country` is ISO 3166-1. */
export type BillingDetails = Record<'company' | (typeof ADDRESS_FIELDS)[number] | 'vatNumber', string | null>;

export const NO_DETAILS: Readonly<BillingDetails> = {
  company: null,
  line1: null,
  line2: null,
  postalCode: null,
  city: null,
  country: null,
  vatNumber: null,
};

export type DetailsFault =
  /** It must not be empty. */
  | { kind: 'missing' }
  /** Other parts of the address are there. */
  | { kind: 'incomplete' }
  | { kind: 'tooLong'; mostCharacters: number }
  | { kind: 'characters' }
  | { kind: 'email' | 'country' | 'vatNumber' | 'language' }
  | { kind: 'vatNumberOf'; example: string };

export type DetailsFaults = Partial<Record<DetailsField, DetailsFault>>;

export type CheckedDetails = Partial<BillingDetails & { name: string; email: string; language: string }>;

export type DetailsVerdict = { kind: 'usable'; changes: CheckedDetails } | { kind: 'unusable'; faults: DetailsFaults };

/** The entries that a person of that app may make. */
export function allowedFields(editDetails: readonly DetailField[]): DetailsField[] {
  return DETAILS_FIELDS.filter((field) => field === 'language' || editDetails.includes(featureOf(field)));
}

function featureOf(field: Exclude<DetailsField, 'language'>): DetailField {
  return field === 'name' || field === 'email' || field === 'company' || field === 'vatNumber' ? field : 'address';
}

const MOST_CHARACTERS: Readonly<Record<DetailsField, number>> = {
  name: NAME_MAX_LENGTH,
  email: EMAIL_MAX_LENGTH,
  company: 200,
  line1: 200,
  line2: 200,
  postalCode: 20,
  city: 100,
  country: 2,
  vatNumber: 40,
  language: 35,
};

/**
 * Every fault at once, so that nobody mends one only to be told the next. Pure.
 * @param context.languages those that may be chosen.
 * @param context.country the one that is stored, for when the entry has none.
 */
export function checkDetails(
  entry: DetailsEntry,
  context: { languages: readonly string[]; country: string | null },
): DetailsVerdict {
  const typed = trimmed(entry);
  const country = typed.country ?? context.country;
  const checks = { ...CHECKS, ...checksOfChoice(context.languages), vatNumber: checkVatOf(country) };
  const faults: DetailsFaults = {};
  const changes: Record<string, string | null> = {};
  for (const field of DETAILS_FIELDS) {
    const text = typed[field];
    if (text === undefined) continue;
    const checked = text === '' ? checkEmpty(field, typed) : (checkText(field, text) ?? checks[field](text));
    if (typeof checked === 'object' && checked !== null) faults[field] = checked;
    else changes[field] = checked;
  }
  return Object.keys(faults).length > 0 ? { kind: 'unusable', faults } : { kind: 'usable', changes };
}

type Check = (text: string) => string | null | DetailsFault;

const asTyped: Check = (text) => text;

const CHECKS: Readonly<Record<Exclude<DetailsField, 'vatNumber' | 'language' | 'country'>, Check>> = {
  name: (text) => valueOf(parseTenantName(text)) ?? { kind: 'characters' },
  email: (text) => valueOf(parseTenantEmail(text)) ?? { kind: 'email' },
  company: asTyped,
  line1: asTyped,
  line2: asTyped,
  postalCode: asTyped,
  city: asTyped,
};

function checksOfChoice(languages: readonly string[]): Record<'country' | 'language', Check> {
  return {
    country: (text) => (COUNTRIES.includes(text) ? text : { kind: 'country' }),
    language: (text) => (languages.includes(text) ? text : { kind: 'language' }),
  };
}

function checkVatOf(country: string | null): Check {
  return (text) => {
    const verdict = checkVatNumber(text, country === '' ? null : country);
    if (verdict.kind === 'usable') return verdict.vatNumber;
    return verdict.example === null ? { kind: 'vatNumber' } : { kind: 'vatNumberOf', example: verdict.example };
  };
}

function checkText(field: DetailsField, text: string): DetailsFault | undefined {
  if (text.length > MOST_CHARACTERS[field]) return { kind: 'tooLong', mostCharacters: MOST_CHARACTERS[field] };
  return /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) ? { kind: 'characters' } : undefined;
}

const NEEDED: ReadonlySet<DetailsField> = new Set(['name', 'email', 'language']);
/** A postal code not everywhere, a second line nowhere. */
const NEEDED_IN_ADDRESS: ReadonlySet<DetailsField> = new Set(['line1', 'city', 'country']);

function checkEmpty(field: DetailsField, typed: DetailsEntry): null | DetailsFault {
  if (NEEDED.has(field)) return { kind: 'missing' };
  const hasAddress = ADDRESS_FIELDS.some((part) => part !== 'country' && typed[part]);
  return NEEDED_IN_ADDRESS.has(field) && hasAddress ? { kind: 'incomplete' } : null;
}

function trimmed(entry: DetailsEntry): DetailsEntry {
  const texts = DETAILS_FIELDS.flatMap((field) => {
    const text = entry[field];
    return text === undefined ? [] : [[field, text.trim()] as const];
  });
  return Object.fromEntries(texts);
}

function valueOf(verdict: { kind: 'usable'; value: string } | { kind: 'unusable' }): string | undefined {
  return verdict.kind === 'usable' ? verdict.value : undefined;
}
