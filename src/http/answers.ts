import type { Request, Response } from 'express';
import { AppError, describeCause, type PublicError, toPublicError } from '../errors.ts';
import { ANSWER_LATE } from '../procedures/answer-in-time.ts';
import { asCallError } from '../procedures/describe-error.ts';
import { noteError } from './metrics.ts';
import { type RequestLogger, scopeOf } from './request-scope.ts';

/** Sends the error envelope (contract, "Errors"), and tells the operator what the caller is not told. */
export function sendError(req: Request, res: Response, error: unknown): void {
  const appError = toOwnFault(req, res, asCallError(error));
  reportFailure(scopeOf(req).logger, appError);
  noteError(res, appError);
  const publicError = toPublicError(appError);
  res.set(waitHeaders(publicError)).status(publicError.status);
  sendJson(res, publicError.envelope);
}

/** A call that is late because its body did not come is not the database's fault. */
function toOwnFault(req: Request, res: Response, error: AppError): AppError {
  if (error.reason !== ANSWER_LATE || req.complete) return error;
  // What may still come of it is no next request.
  res.setHeader('Connection', 'close');
  return new AppError('bad_request', { faults: ['the body did not arrive in time'] });
}

/** What `res.json` sends, without its looking for entity tags, stale requests and application settings. */
export function sendJson(res: Response, value: unknown): void {
  const text = JSON.stringify(value);
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

/**
 * When the same call may come again, and which limit was reached, if one was.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/
 */
export function waitHeaders({ retryAfterSeconds, rateLimit }: PublicError): Record<string, string> {
  if (retryAfterSeconds === undefined) return {};
  const headers = { 'Retry-After': String(retryAfterSeconds) };
  if (!rateLimit) return headers;
  const { policy, quota, windowSeconds } = rateLimit;
  return {
    ...headers,
    'RateLimit-Policy': `"${policy}";q=${quota};w=${windowSeconds}`,
    RateLimit: `"${policy}";r=0;t=${retryAfterSeconds}`,
  };
}

export function methodNotAllowed(req: Request, res: Response, methods: readonly string[]): void {
  res.setHeader('Allow', methods.join(', '));
  sendError(req, res, new AppError('method_not_allowed'));
}

/**
 * One log line per failed call: our own words, the kind of error, and for bugs where they happened. Messages of
 * foreign errors may carry values, so only their type, code and stack frames are logged.
 */
export function reportFailure(logger: RequestLogger, error: AppError): void {
  const { errorName, detail, cause } = error;
  const facts = { error: errorName, detail, ...(cause === undefined ? {} : { cause: describeCause(cause) }) };
  if (errorName === 'internal') logger.error(facts, 'the call failed');
  else logger.info(facts, 'the call was refused');
}
