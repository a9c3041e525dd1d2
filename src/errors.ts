import { type ErrorCode, type ErrorEnvelope, type ErrorName, ERRORS, type ErrorStatus } from './error-table.ts';

/** A limit on requests, as callers are told of it. */
export type RateLimit = {
  /** One word of a fixed set. */
  policy: string;
  quota: number;
  windowSeconds: number;
};

export type AppErrorOptions = {
  /** What is wrong with the request, one text per fault; shown to the caller after the row's own message. */
  faults?: string[];
  retryAfterSeconds?: number;
  /** Which limit was reached. */
  rateLimit?: RateLimit;
  /** One word of a fixed set, for the operator's metrics: which of the row's causes it was. */
  reason?: string;
  /** For the operator's log only. Never a secret, a link or a provider's own text. */
  detail?: string;
  cause?: unknown;
};

/** The one error that services and procedures throw. Callers see the row of its `name` and `faults`, never more. */
export class AppError extends Error {
  readonly errorName: ErrorName;
  readonly faults: string[];
  readonly retryAfterSeconds: number | undefined;
  readonly rateLimit: RateLimit | undefined;
  readonly reason: string | undefined;
  readonly detail: string | undefined;

  constructor(errorName: ErrorName, options: AppErrorOptions = {}) {
    // Where a refusal came from nobody reads, and writing it down was a sixth of a refused call's CPU.
    const { stackTraceLimit } = Error;
    if (errorName !== 'internal') Error.stackTraceLimit = 0;
    super(options.detail ?? ERRORS[errorName].message, { cause: options.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.errorName = errorName;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds =
      options.retryAfterSeconds ?? (ERRORS[errorName].retryable ? DEFAULT_RETRY_AFTER_SECONDS : undefined);
    this.rateLimit = options.rateLimit;
    this.reason = options.reason;
    this.detail = options.detail;
  }
}

/** What a caller of either transport is told about an error. */
export type PublicError = {
  name: ErrorName;
  status: ErrorStatus;
  code: ErrorCode;
  retryAfterSeconds: number | undefined;
  rateLimit: RateLimit | undefined;
  envelope: ErrorEnvelope;
};

export function toPublicError(error: AppError): PublicError {
  const { code, status, message } = ERRORS[error.errorName];
  const messages = error.faults.length === 0 ? [message] : error.faults.map((fault) => `${message}: ${fault}`);
  return {
    name: error.errorName,
    status,
    code,
    retryAfterSeconds: error.retryAfterSeconds,
    rateLimit: error.rateLimit,
    envelope: { errors: messages.map((text) => ({ validation: 'error', code, message: text })) },
  };
}

const DEFAULT_RETRY_AFTER_SECONDS = 2;

/** What an operator asked for cannot be done; the message says why and what to do next, and holds no secret. */
export class OperatorError extends Error {}

/**
 * What stderr gets when a command or the start fails. A foreign error's message may carry values, so of those only
 * the type, the code and where it happened are told.
 */
export function explainFailure(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  const { name, code, frames } = describeCause(error);
  return [`Unexpected failure: ${name}${code === undefined ? '' : ` (${code})`}`, ...frames].join('\n');
}

/** As Node's own errors have one: `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** As Express has it for a path that does not decode. */
export function isMalformedUrl(error: unknown): boolean {
  return error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400);
}

/** A foreign error without its message. */
export function describeCause(error: unknown): { name: string; code: string | undefined; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
