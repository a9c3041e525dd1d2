import { z } from 'zod';
import type { Answer } from '../core/answer.ts';
import { checkParams, problem, type ParamProblem } from '../core/params.ts';
import { stripeError } from './errors.ts';

/* Everything arrives as text: these read it as Stripe does and refuse in its words. */

export type StripeParams<T> = { kind: 'params'; params: T } | { kind: 'refused'; answer: Answer };

export function readParams<S extends z.ZodType>(schema: S, raw: unknown): StripeParams<z.output<S>> {
  const checked = checkParams(schema, raw);
  return checked.kind === 'params' ? checked : { kind: 'refused', answer: toAnswer(checked.problem) };
}

const MAX_TEXT = 5000;

export function text(maxLength = MAX_TEXT) {
  return z.string('Invalid string').superRefine((value, context) => {
    if (value === '') {
      context.addIssue(
        problem(
          'You passed an empty string. We assume empty values are an attempt to unset a parameter; however this one cannot be unset.',
          'parameter_invalid_empty',
        ),
      );
    }
    if (value.length > maxLength) {
      context.addIssue(problem(`Invalid string: ${value.slice(0, 8)}...; must be at most ${maxLength} characters`));
    }
  });
}

/** An empty text unsets the value: null. */
export function unsettable<S extends z.ZodType>(inner: S) {
  return z.preprocess((value) => (value === '' ? null : value), z.nullable(inner));
}

export const integer = (limits: { min?: number; max?: number } = {}) =>
  z.string('Invalid integer').transform((value, context) => {
    if (!/^-?\d{1,15}$/.test(value)) {
      context.addIssue(problem(`Invalid integer: ${value}`, 'parameter_invalid_integer'));
      return z.NEVER;
    }
    const number = Number(value);
    if (number < (limits.min ?? -Infinity)) {
      context.addIssue(
        problem(`This value must be greater than or equal to ${limits.min}.`, 'parameter_invalid_integer'),
      );
    }
    if (number > (limits.max ?? Infinity)) {
      context.addIssue(
        problem(
          `This value must be less than or equal to ${limits.max} (it currently is '${value}').`,
          'parameter_invalid_integer',
        ),
      );
    }
    return number;
  });

export const boolean = () =>
  z.string('Invalid boolean').transform((value, context) => {
    if (value === 'true' || value === 'false') return value === 'true';
    context.addIssue(problem(`Invalid boolean: ${value}`));
    return z.NEVER;
  });

export function oneOf<const V extends string>(values: readonly V[]) {
  return z.enum(values, { error: () => `must be one of ${values.join(', ')}` });
}

/** `httpsOnly`: Stripe lets nobody be sent anywhere else in live mode. */
export function webUrl({ httpsOnly }: { httpsOnly: boolean }) {
  return text().superRefine((value, context) => {
    if (!/^https?:\/\//i.test(value)) {
      context.addIssue(problem('Invalid URL: An explicit scheme (such as https) must be provided.', 'url_invalid'));
    } else if (!URL.canParse(value)) {
      context.addIssue(problem('Not a valid URL', 'url_invalid'));
    } else if (httpsOnly && !/^https:/i.test(value)) {
      context.addIssue(problem('Livemode requests must always be redirected via HTTPS.', 'url_invalid'));
    }
  });
}

export const email = () =>
  text(512).superRefine((value, context) => {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
      context.addIssue(problem(`Invalid email address: ${value}`, 'email_invalid'));
  });

/** An empty value unsets its key; the whole as an empty text unsets all. @see https://docs.stripe.com/api/metadata */
export const metadata = () =>
  z.preprocess(
    (value) => (value === '' ? null : value),
    z.nullable(z.record(z.string(), z.string('Invalid string'))).superRefine((values, context) => {
      const entries = Object.entries(values ?? {});
      if (entries.length > 50) context.addIssue(problem('You can have up to 50 metadata keys.'));
      for (const [key, value] of entries) {
        if (key.length > 40)
          context.addIssue(
            problem(
              `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters.`,
            ),
          );
        if (value.length > 500)
          context.addIssue(
            problem(
              `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters.`,
            ),
          );
      }
    }),
  );

export const list = <S extends z.ZodType>(item: S) => z.array(item, 'Invalid array');

/** None of the objects that the stand-in has can be expanded. */
export const expand = () =>
  list(z.string()).superRefine((names, context) => {
    for (const name of names) context.addIssue(problem(`This property cannot be expanded (${name}).`));
  });

/** A parameter that Stripe has and the stand-in does not: refused, so that nobody takes it for obeyed. */
export const unmodelled = () =>
  z
    .unknown()
    .superRefine((_value, context) => {
      context.addIssue(problem("The stand-in for Stripe does not know this parameter of Stripe's."));
    })
    .optional();

function toAnswer(found: ParamProblem): Answer {
  const param = bracketed(found.path);
  if (found.kind === 'unknown') {
    const names = found.names.map((name) => bracketed([...found.path, name]));
    const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`;
    return stripeError({ code: 'parameter_unknown', message, param: names[0] ?? param });
  }
  if (found.kind === 'missing') {
    return stripeError({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
  }
  const message = found.message.startsWith('must be one of') ? `Invalid ${param}: ${found.message}` : found.message;
  return stripeError({ code: found.code, message, param });
}

/** `features[customer_update][enabled]` */
function bracketed(path: string[]): string {
  return path.map((part, index) => (index === 0 ? part : `[${part}]`)).join('');
}
