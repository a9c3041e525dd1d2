import type { AnyTRPCRouter } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { Request, RequestHandler } from 'express';
import { toPublicError } from '../errors.ts';
import type { RequestContext } from '../procedures/context.ts';
import { asCallError } from '../procedures/describe-error.ts';
import { reportFailure, waitHeaders } from './answers.ts';
import { MAX_BODY_BYTES } from './json-body.ts';
import { nameRoute, noteError } from './metrics.ts';
import { scopeOf } from './request-scope.ts';

/** Each call of a batch is checked, counted and answered on its own. */
const MAX_BATCH_SIZE = 10;

/** The same procedures over tRPC (contract D13). */
export function createTrpcEndpoint(options: {
  router: AnyTRPCRouter;
  createContext: (req: Request, pathParams: undefined) => RequestContext;
}): RequestHandler {
  const { router, createContext } = options;
  return createExpressMiddleware({
    router,
    maxBodySize: MAX_BODY_BYTES,
    maxBatchSize: MAX_BATCH_SIZE,
    createContext({ req, res, info }) {
      const [call, ...others] = info.calls;
      // A caller may write anything where the procedure's name is.
      const isKnown = call !== undefined && Object.hasOwn(router._def.procedures, call.path);
      if (isKnown && others.length === 0) nameRoute(res, `trpc ${call.path}`);
      return createContext(req, undefined);
    },
    onError({ error, req }) {
      const appError = asCallError(error);
      reportFailure(scopeOf(req).logger, appError);
      if (req.res) noteError(req.res, appError);
    },
    responseMeta({ errors }) {
      const [longest] = errors
        .map((error) => toPublicError(asCallError(error)))
        .toSorted((a, b) => (b.retryAfterSeconds ?? 0) - (a.retryAfterSeconds ?? 0));
      return longest ? { headers: waitHeaders(longest) } : {};
    },
  });
}
