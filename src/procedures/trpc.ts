import { initTRPC } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { AppError } from '../errors.ts';
import type { ApiKeyType } from '../services/api-keys.ts';
import type { RequestContext } from './context.ts';
import { describeError } from './describe-error.ts';

export type ProcedureMeta = OpenApiMeta;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // The stack never leaves the process, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ error, shape }) {
      const { code, status, envelope } = describeError(error);
      const [first] = envelope.errors;
      return {
        code: shape.code,
        message: first?.message ?? '',
        data: { code, status, httpStatus: status, path: shape.data.path, errors: envelope.errors },
      };
    },
  });

export const { router } = t;

/**
 * A procedure of one app, open to keys of that app and of the given type. In the contract's order (D1): key and
 * client id, key type, app enabled; only then is the input looked at.
 */
export function appProcedure({ keyType }: { keyType: ApiKeyType }) {
  return t.procedure.use(async ({ ctx, getRawInput, next }) => {
    const { apiKey, clientId, apiKeyType } = ctx.credentials;
    const { apiKeys, requestLimits } = ctx.services;
    requestLimits.assertAddressMayTry(ctx.address);
    const authentication = await apiKeys.authenticate({ apiKey, clientId });
    if (authentication.kind === 'refused') {
      await requestLimits.noteFailedKey(ctx.address);
      throw new AppError('unauthorized', { detail: refusalDetail(authentication) });
    }
    const { by } = authentication;
    await requestLimits.countCall(by.keyId);
    const named = ctx.pathParams ?? (await getRawInput());
    if (!names(named, by.app.uuid)) throw new AppError('unauthorized', { detail: 'the path names another app' });
    if (apiKeyType !== keyType || by.keyType !== keyType) throw new AppError('wrong_key_type');
    if (by.app.disabled) throw new AppError('app_disabled');
    return next({ ctx: { by } });
  });
}

function refusalDetail({ reason, keyId }: { reason: string; keyId?: string }): string {
  return `key refused: ${reason}${keyId === undefined ? '' : ` (${keyId})`}`;
}

function names(input: unknown, appUuid: string): boolean {
  return typeof input === 'object' && input !== null && 'appUuid' in input && input.appUuid === appUuid;
}
