import type { AnyTRPCRouter } from '@trpc/server';
import type { Request, RequestHandler, Response } from 'express';
import { createProcedureCache, type OpenApiProcedure } from 'trpc-to-openapi';
import type { RequestContext } from '../procedures/context.ts';
import { methodNotAllowed, sendError, sendJson } from './answers.ts';
import { callProcedure } from './call-procedure.ts';
import { readJsonObject } from './json-body.ts';
import { nameRoute } from './metrics.ts';

/**
 * Serves a router's procedures at the REST paths of their `openapi` meta.
 *
 * trpc-to-openapi decides which procedure a path means. The library's handler is not used
 * because the error body has no hook there, bodies with a charset are dropped, and it coerces input types.
 */
export function createRestBridge(options: {
  router: AnyTRPCRouter;
  createContext: (req: Request, pathParams: Record<string, string>) => RequestContext;
}): RequestHandler {
  const { router, createContext } = options;
  const findProcedure = createProcedureCache(router);

  const call = ({ req, res, procedure, path, pathInput }: CallOptions): Promise<unknown> => {
    const pathParams = decodeParams(pathInput);
    return callProcedure({
      procedure,
      path,
      ctx: createContext(req, pathParams),
      // The path wins over the body (contract D6).
      getRawInput: async () => Object.assign(await readInput(req, res), pathParams),
    });
  };

  return async (req, res, next) => {
    // The paths in the meta are whole, so what Express cut off for the mount is put back.
    const path = req.baseUrl + req.path;
    const wanted = req.method === 'HEAD' ? 'GET' : req.method;
    const method = METHODS.find((each) => each === wanted);
    const match = method && findProcedure(method, path);
    if (!match?.procedure) {
      const allowed = METHODS.filter((each) => findProcedure(each, path)).flatMap((each) =>
        each === 'GET' ? ['GET', 'HEAD'] : [each],
      );
      return allowed.length === 0 ? next() : methodNotAllowed(req, res, allowed);
    }
    const { pathInput } = match;
    const { procedure, path: name } = match.procedure;
    nameRoute(res, name);
    try {
      sendJson(res, await call({ req, res, procedure, path: name, pathInput }));
    } catch (error) {
      sendError(req, res, error);
    }
  };
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const METHODS_WITH_BODY = new Set<string>(['POST', 'PUT', 'PATCH']);

type CallOptions = {
  req: Request;
  res: Response;
  procedure: OpenApiProcedure;
  /** The procedure's own, with dots. */
  path: string;
  pathInput: Record<string, string>;
};

async function readInput(req: Request, res: Response): Promise<object> {
  return METHODS_WITH_BODY.has(req.method) ? readJsonObject(req, res) : req.query;
}

/** The library hands parameters on undecoded. One that does not decode stays as it is, and fails its schema. */
function decodeParams(params: Record<string, string>): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const name of Object.keys(params)) decoded[name] = decode(params[name] ?? '');
  return decoded;
}

function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
