import { z } from 'zod';
import { readAnswer } from '../answers.ts';
import { ExchangeTimeout } from '../exchange.ts';
import { ProviderError, type ProviderErrorKind } from '../provider.ts';
import { parseRetryAfter } from '../retry-after.ts';
import { type Answered, type ListCall, MollieApiError, runExchange, runListExchange, type Thrown } from './sdk.ts';

export const PROVIDER = 'mollie';

/** What a status means for this very call, where that is not the same for all. */
export type StatusMeanings = Readonly<Partial<Record<number, ProviderErrorKind>>>;

export type Question<T> = {
  schema: z.ZodType<T>;
  timeoutMs: number;
  meanings?: StatusMeanings;
  /** One call to the SDK. */
  call: () => Promise<unknown>;
};

/**
 * Makes a call to Mollie and reads the part of its answer that we rely on.
 * @throws ProviderError for whatever Mollie or the way there does; anything else is ours and passes.
 */
export async function ask<T>({ schema, timeoutMs, meanings = {}, call }: Question<T>): Promise<T> {
  const exchanged = await runExchange(call, { timeoutMs });
  if (exchanged.kind === 'value') return readAnswer(schema, exchanged.value, PROVIDER);
  throw toError(exchanged, meanings);
}

export type ListQuestion<T> = ListCall & {
  schema: z.ZodType<ListPage<T>>;
  meanings?: StatusMeanings;
};

export type ListPage<T> = { items: T[]; next?: string | undefined };

/** The schema of a page of them. Made once for each: one that is made for an answer is compiled for it. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

/**
 * The same for one page of a list.
 * @throws ProviderError
 */
export async function askList<T>({ schema, meanings = {}, ...call }: ListQuestion<T>): Promise<ListPage<T>> {
  const exchanged = await runListExchange(call);
  if (exchanged.kind === 'value') return readAnswer(schema, exchanged.value, PROVIDER);
  throw toError(exchanged, meanings);
}

/** Anything that is no fault of Mollie's or of the way there is returned as it is. */
function toError({ error, outcome }: Thrown, meanings: StatusMeanings): unknown {
  if (outcome.kind === 'failed') return fromFault(outcome.fault);
  if (outcome.kind === 'answered') return fromAnswer({ error, outcome, meanings });
  // The SDK refuses an argument by an error of its own.
  return error instanceof MollieApiError ? new ProviderError('rejected', { provider: PROVIDER }) : error;
}

function fromFault(fault: unknown): ProviderError {
  const isTimeout = fault instanceof ExchangeTimeout;
  return new ProviderError(isTimeout ? 'timeout' : 'unavailable', { provider: PROVIDER, hint: codeOf(fault) });
}

function codeOf(fault: unknown): string | undefined {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
}

type FromAnswer = { error: unknown; outcome: Answered; meanings: StatusMeanings };

function fromAnswer({ error, outcome: { status, headers }, meanings }: FromAnswer): ProviderError {
  // Only an answer that Mollie itself wrote has its form; a page from something on the way must not pass for Mollie's
  // word on a customer or a secret.
  const own = error instanceof MollieApiError && typeof error.statusCode === 'number' ? error : undefined;
  const kind = kindOf(status) ?? (own ? (meanings[status] ?? kindOfOwn(status)) : 'nonsense');
  return new ProviderError(kind, {
    provider: PROVIDER,
    status,
    hint: typeof own?.field === 'string' ? own.field : undefined,
    providerRequestId: textOf(headers['x-request-id']),
    retryAfterSeconds: parseRetryAfter(textOf(headers['retry-after'])),
    replayed: headers['idempotent-replayed'] === 'true',
    advice: status === 403 && own ? PERMISSIONS : undefined,
  });
}

/** One that is there twice says nothing. */
function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** @see https://docs.mollie.com/reference/permissions */
const PERMISSIONS =
  'an access token needs the permissions organizations.read, profiles.read, customers.read, customers.write, mandates.read, mandates.write, subscriptions.read, subscriptions.write, payments.read and payments.write';

function kindOf(status: number): ProviderErrorKind | undefined {
  if (status >= 500) return 'unavailable';
  return status === 429 ? 'busy' : undefined;
}

/** @see https://docs.mollie.com/reference/handling-errors */
function kindOfOwn(status: number): ProviderErrorKind {
  if (status === 401 || status === 403) return 'credentials_refused';
  if (status === 409) return 'in_flight';
  return status >= 400 ? 'rejected' : 'nonsense';
}
