import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from '../logger.ts';

/** Writes lines that carry the request's id. A child logger for each request would cost more than its lines. */
export type RequestLogger = Record<'info' | 'error', (facts: object, text: string) => void>;

/** What belongs to one request from its first byte on. */
export type RequestScope = { requestId: string; logger: RequestLogger; receivedAt: Date };

const SCOPE = Symbol('scope');

type Scoped = { [SCOPE]?: RequestScope };

/** Gives each request its id and logger, and every answer the headers of contract D12. */
export function openRequestScope({ logger }: { logger: Logger }): RequestHandler {
  return (req: IncomingMessage & Scoped, res, next) => {
    const requestId = randomUUID();
    req[SCOPE] = { requestId, logger: createRequestLogger(logger, requestId), receivedAt: new Date() };
    res.setHeader('x-request-id', requestId);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  };
}

export function scopeOf(req: IncomingMessage & Scoped): RequestScope {
  const scope = req[SCOPE];
  if (!scope) throw new Error('a request was handled before its scope was opened');
  return scope;
}

function createRequestLogger(logger: Logger, requestId: string): RequestLogger {
  return {
    info: (facts, text) => logger.info({ requestId, ...facts }, text),
    error: (facts, text) => logger.error({ requestId, ...facts }, text),
  };
}
