import type { Request } from 'express';
import type { RequestContext, Services } from '../procedures/context.ts';
import { scopeOf } from './request-scope.ts';

/** The whole request is answered within this (promise P8). */
export const REQUEST_TIMEOUT_MS = 12_000;

/** Makes a procedure's context of an HTTP request; the same for both transports. */
export function createProcedureContext(options: {
  req: Request;
  services: Services;
  pathParams: Record<string, string> | undefined;
}): RequestContext {
  const { req, services, pathParams } = options;
  const { receivedAt } = scopeOf(req);
  return {
    address: req.ip ?? '',
    services,
    pathParams,
    deadlineAt: new Date(receivedAt.getTime() + REQUEST_TIMEOUT_MS),
    credentials: {
      apiKey: headerOf(req, 'x-api-key'),
      clientId: headerOf(req, 'x-client-id'),
      apiKeyType: headerOf(req, 'x-api-key-type'),
    },
  };
}

function headerOf(req: Request, name: string): string {
  const value = req.headers[name];
  return typeof value === 'string' ? value : '';
}
