import type { OpenApiProcedure } from 'trpc-to-openapi';
import type { RequestContext } from '../procedures/context.ts';

export type ProcedureCall = {
  procedure: OpenApiProcedure;
  /** Its own, with dots. */
  path: string;
  ctx: RequestContext;
  getRawInput: () => Promise<unknown>;
};

/**
 * Runs a procedure's middlewares one after the other, the parsing of its input and output among them, as tRPC does
 * with a call. tRPC's own runner gives each middleware a copy of a copy of the call, made property by property by a
 * helper for old engines: a fourteenth of a warm call's CPU. Over `/trpc` calls go through tRPC's runner.
 * @param call.ctx this call's own: what middlewares add is added to it.
 * @throws what a middleware throws, as it is.
 * @see https://github.com/trpc/trpc/blob/main/packages/server/src/unstable-core-do-not-import/procedureBuilder.ts
 */
export async function callProcedure({ procedure, path, ctx, getRawInput }: ProcedureCall): Promise<unknown> {
  const { type, meta } = procedure._def;
  // Not among tRPC's types. Without them every REST call would fail, and its tests.
  const middlewares: readonly Middleware[] = Reflect.get(procedure._def, 'middlewares');

  const runFrom = (index: number, input: unknown): Promise<Outcome> => {
    const middleware = middlewares[index];
    if (!middleware) throw new Error('a procedure ended without an outcome');
    const next = (change?: Change): Promise<Outcome> => {
      if (change?.ctx) Object.assign(ctx, change.ctx);
      return runFrom(index + 1, change && 'input' in change ? change.input : input);
    };
    // Written out: a spread here costs as much as all the rest of this file.
    return middleware({ path, type, meta, signal: undefined, batchIndex: 0, ctx, input, getRawInput, next });
  };

  const outcome = await runFrom(0, undefined);
  if (!outcome.ok) throw outcome.error;
  return outcome.data;
}

type Outcome = { ok: true; data: unknown } | { ok: false; error: unknown };
type Change = { ctx?: object; input?: unknown };
type Middleware = (call: Call) => Promise<Outcome>;
type Call = {
  path: string;
  type: string;
  meta: unknown;
  signal: undefined;
  batchIndex: number;
  ctx: object;
  input: unknown;
  getRawInput: () => Promise<unknown>;
  next: (change?: Change) => Promise<Outcome>;
};
