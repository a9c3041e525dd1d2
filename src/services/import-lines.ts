import { IDENTIFIER, IDENTIFIER_FAULT } from './identifiers.ts';
import {
  parseTenantEmail,
  parseTenantLocale,
  parseTenantName,
  type TenantDetails,
  type Verdict,
} from './tenant-details.ts';

/** What a line may say, named as in the API. */
export const IMPORT_FIELDS = ['tenantUuid', 'name', 'email', 'locale', 'providerCustomerId'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** A tenant as it shall be, and its customer at the provider if it has one. */
export type ImportLine = { tenantUuid: string; details: TenantDetails; providerCustomerId: string | null };

/** What is wrong with a line; `field` is null when it is the line as a whole. */
export type LineFault = { field: string | null; why: string };

export type ParsedLine = { kind: 'line'; line: ImportLine } | { kind: 'faulty'; faults: LineFault[] };

/** What is put in place of bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * Pure. Tells every fault of the line, not only the first. An empty `locale` or `providerCustomerId` is none.
 * @param options.takesCustomers whether it is known at which provider the customers are.
 */
export function parseImportLine(
  record: Readonly<Record<string, unknown>>,
  { takesCustomers }: { takesCustomers: boolean },
): ParsedLine {
  const faults: LineFault[] = Object.keys(record)
    .filter((field) => !isImportField(field))
    .map((field) => ({ field, why: 'is not a field of a tenant' }));
  const take = <T>(field: ImportField, parse: (text: string) => Verdict<T>): T | undefined => {
    const verdict = readText(record[field], parse);
    if (verdict.kind === 'usable') return verdict.value;
    faults.push({ field, why: verdict.fault });
    return undefined;
  };
  const isGiven = (field: ImportField) => !['', null, undefined].some((empty) => record[field] === empty);

  const tenantUuid = take('tenantUuid', parseIdentifier);
  const name = take('name', parseTenantName);
  const email = take('email', parseTenantEmail);
  const locale = isGiven('locale') ? take('locale', parseTenantLocale) : null;
  const providerCustomerId = isGiven('providerCustomerId') ? take('providerCustomerId', parseIdentifier) : null;
  if (providerCustomerId && !takesCustomers) {
    faults.push({ field: 'providerCustomerId', why: 'needs --provider, to say where the customer is' });
  }
  const isWhole =
    tenantUuid !== undefined &&
    name !== undefined &&
    email !== undefined &&
    locale !== undefined &&
    providerCustomerId !== undefined;
  if (!isWhole || faults.length > 0) return { kind: 'faulty', faults };
  return { kind: 'line', line: { tenantUuid, details: { name, email, locale }, providerCustomerId } };
}

export function isImportField(text: string): text is ImportField {
  return IMPORT_FIELDS.some((field) => field === text);
}

function readText<T>(value: unknown, parse: (text: string) => Verdict<T>): Verdict<T> {
  if (value === undefined || value === '') return { kind: 'unusable', fault: 'is missing' };
  if (typeof value !== 'string') return { kind: 'unusable', fault: 'must be a text' };
  if (value.includes(REPLACEMENT)) return { kind: 'unusable', fault: 'has bytes that are no UTF-8' };
  return parse(value);
}

function parseIdentifier(text: string): Verdict<string> {
  return IDENTIFIER.test(text) ? { kind: 'usable', value: text } : { kind: 'unusable', fault: IDENTIFIER_FAULT };
}
