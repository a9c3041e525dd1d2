import { z } from 'zod';
import type { Answer } from '../core/answer.ts';
import { checkParams, problem, type ParamProblem } from '../core/params.ts';
import type { MollieCaller } from './auth.ts';
import { isDay, isInterval } from './calendar.ts';
import { unprocessable } from './errors.ts';
import { decimalsOf, toMinor } from './money.ts';

const LOCALES = (
  'ca_ES cs_CZ da_DK de_AT de_CH de_DE en_GB en_US es_ES fi_FI fr_BE fr_FR hu_HU is_IS it_IT lt_LT lv_LV nb_NO nl_BE ' +
  'nl_NL pl_PL pt_PT sk_SK sv_SE'
).split(' ');

const METADATA_BYTES = 1024;

export const text = (maxLength = 255) =>
  z.string('must be a string').min(1, 'must not be empty').max(maxLength, `must have at most ${maxLength} characters`);

export const locale = () => z.enum(LOCALES, { error: () => `must be one of ${LOCALES.join(', ')}` });

export const email = () => text().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'is not a valid email address');

export const day = () => z.string('must be a string').refine(isDay, 'must be a date of the form YYYY-MM-DD');

export const interval = () =>
  z.string('must be a string').refine(isInterval, 'must be a number of days, weeks or months, at most a year');

export const times = () => z.int('must be a whole number').min(1, 'must be at least 1');

export const webUrl = () =>
  text(2048).refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), 'must be a full http or https URL');

/** Any JSON of about a kilobyte. @see https://docs.mollie.com/reference/create-customer (metadata) */
export const metadata = () =>
  z
    .union(
      [z.null(), z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())],
      'must be a string or an object',
    )
    .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= METADATA_BYTES, 'must not be larger than 1kB');

/** Values keep their text: `"10.00"`, with exactly the currency's decimals. */
export const amount = () =>
  z
    .strictObject(
      { currency: z.string('must be a string'), value: z.string('must be a string') },
      'must be an object with a currency and a value',
    )
    .superRefine((given, context) => {
      if (decimalsOf(given.currency) === null) {
        context.addIssue({ ...problem('is not a supported currency'), path: ['currency'] });
      } else if (toMinor(given) === null) {
        const message = `must be a string with ${decimalsOf(given.currency)} decimals for ${given.currency}`;
        context.addIssue({ ...problem(message), path: ['value'] });
      }
    });

/** A query's values are texts. */
const queryTestmode = () => z.enum(['true', 'false'], 'must be true or false');

export const queryInteger = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

type Schemas<S extends z.ZodRawShape> = { place: 'body' | 'query'; apiKey: z.ZodObject<S>; accessToken: z.ZodObject };

/**
 * What a call takes depends on the credential: a token adds `testmode`, and `profileId` where the object is a profile's;
 * with an API key both are as unknown as any other word.
 */
export function bodyOf<const S extends z.ZodRawShape>(shape: S, { ofProfile = false } = {}): Schemas<S> {
  const added = { testmode: z.boolean('must be a boolean').optional(), ...(ofProfile ? { profileId: text() } : {}) };
  return { place: 'body', apiKey: z.strictObject(shape), accessToken: z.strictObject({ ...shape, ...added }) };
}

export function queryOf<const S extends z.ZodRawShape>(shape: S, { ofProfile = false } = {}): Schemas<S> {
  const added = { testmode: queryTestmode().optional(), ...(ofProfile ? { profileId: text().optional() } : {}) };
  return { place: 'query', apiKey: z.strictObject(shape), accessToken: z.strictObject({ ...shape, ...added }) };
}

export type MollieParams<T> = { kind: 'params'; params: T } | { kind: 'refused'; answer: Answer };

export function readParams<S extends z.ZodRawShape>(
  schemas: Schemas<S>,
  { caller, params }: { caller: MollieCaller; params: unknown },
): MollieParams<z.output<z.ZodObject<S>>> {
  if (caller.credential.kind === 'accessToken') {
    const checked = checkParams(schemas.accessToken, params);
    if (checked.kind === 'problem') return { kind: 'refused', answer: toAnswer(checked.problem, schemas.place) };
  }
  const own = caller.credential.kind === 'apiKey' ? params : without(params, ['testmode', 'profileId']);
  const checked = checkParams(schemas.apiKey, own);
  return checked.kind === 'params' ? checked : { kind: 'refused', answer: toAnswer(checked.problem, schemas.place) };
}

function without(params: unknown, names: string[]): unknown {
  if (typeof params !== 'object' || params === null) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));
}

function toAnswer(found: ParamProblem, place: 'body' | 'query'): Answer {
  const field = found.path.join('.');
  if (found.kind === 'unknown') {
    const name = [...found.path, found.names[0] ?? ''].join('.');
    return unprocessable(`Non-existent ${place} parameter "${name}" for this API call.`, name);
  }
  return unprocessable(`The '${field}' field ${found.kind === 'missing' ? 'is missing' : found.message}`, field);
}
