import { ERRORS } from '../error-table.ts';
import type { BillingPortalErrorDetails, ServiceErrorCode } from './errors.ts';

/** An HTTP answer, read to its end. */
export type Answer = {
  status: number;
  text: string;
  requestId: string | undefined;
  retryAfterSeconds: number | undefined;
};

/** What tRPC sends when a call succeeded. */
export type Success = { result: { data: unknown } };

export type Verdict =
  | { kind: 'success'; body: Success }
  | { kind: 'failure'; details: Omit<BillingPortalErrorDetails, 'attempts'> };

/** Pure: what an answer of the tRPC endpoint means, whoever sent it. */
export function judge({ status, text, requestId, retryAfterSeconds }: Answer): Verdict {
  const body = parseObject(text);
  const result = body && objectIn(body, 'result');
  if (status === 200 && result && 'data' in result)
    return { kind: 'success', body: { result: { data: result['data'] } } };
  const facts = { status, requestId, retryAfterSeconds };
  const error = body && objectIn(body, 'error');
  const data = error && objectIn(error, 'data');
  if (!error || !data) return failure({ ...facts, code: 'UNEXPECTED_ANSWER', message: unexpected(status) });
  return failure({
    ...facts,
    code: isServiceErrorCode(data['code']) ? data['code'] : 'UNEXPECTED_ANSWER',
    message: typeof error['message'] === 'string' ? error['message'] : unexpected(status),
    errors: Array.isArray(data['errors']) ? data['errors'].filter(isFault) : [],
  });
}

/** Seconds from now, at least 0; undefined for what is neither a number of seconds nor a date. */
export function parseRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  // The parser takes much that is no date of HTTP.
  const atMs = /^[A-Z][a-z]+, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - now.getTime()) / 1000));
}

/** Answers after which the same call may succeed: by the error table, whoever sends them. */
export function isWorthRepeating(status: number | undefined): boolean {
  return Object.values(ERRORS).some((row) => row.retryable && row.status === status);
}

function failure(details: Omit<BillingPortalErrorDetails, 'attempts'>): Verdict {
  return { kind: 'failure', details };
}

function unexpected(status: number): string {
  return `The answer (HTTP status ${status}) is not one of the billing portal service. Is the URL right?`;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function objectIn(value: Fields, name: string): Fields | undefined {
  const inner = value[name];
  return isObject(inner) ? inner : undefined;
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFault(value: unknown): value is { code: string; message: string } {
  return isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
}

function isServiceErrorCode(value: unknown): value is ServiceErrorCode {
  return Object.values(ERRORS).some(({ code }) => code === value);
}
