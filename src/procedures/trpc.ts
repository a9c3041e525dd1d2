import { initTRPC, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { ErrorStatus } from '../error-table.ts';
import { AppError } from '../errors.ts';
import { API_KEY_TYPES, type ApiKeyType } from '../services/api-keys.ts';
import { answerInTime } from './answer-in-time.ts';
import type { RequestContext } from './context.ts';
import { describeError } from './describe-error.ts';
import type { ErrorShape } from './error-shape.ts';
import type { ProcedureMeta } from './meta.ts';
import { readTarget } from './target.ts';

/** JSON-RPC has no other word for what is not the caller's doing. */
const CODE_BY_STATUS: Readonly<Partial<Record<ErrorStatus, TRPC_ERROR_CODE_KEY>>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
};

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // The stack never leaves the process, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ error, shape }): ErrorShape {
      const { code, status, envelope } = describeError(error);
      const [first] = envelope.errors;
      return {
        code: TRPC_ERROR_CODES_BY_KEY[CODE_BY_STATUS[status] ?? 'INTERNAL_SERVER_ERROR'],
        message: first?.message ?? '',
        data: { code, status, httpStatus: status, path: shape.data.path, errors: envelope.errors },
      };
    },
  });

export const { router } = t;

/**
 * A procedure of one app, open to keys of that app and of the given type. In the contract's order (D1): key and
 * client id, key type, app enabled; only then is the input looked at. The key's own type decides, and the header must
 * say the same (D3).
 */
export function appProcedure({ keyType }: { keyType: ApiKeyType | 'any' }) {
  const keyTypes = keyType === 'any' ? API_KEY_TYPES : [keyType];
  // One middleware: each one more costs every call some percent of its CPU.
  return t.procedure.meta({ keyTypes }).use(({ ctx, getRawInput, next }) => {
    const { apiKey, clientId, apiKeyType } = ctx.credentials;
    const { apiKeys, requestLimits } = ctx.services;
    const readNamed = async (): Promise<unknown> => ctx.pathParams ?? (await getRawInput());

    const callAuthorized = async () => {
      requestLimits.assertAddressMayTry(ctx.address);
      // An input that cannot be read names nothing; what is wrong with it is told after the key's own checks.
      const target = () => readNamed().then(readTarget, () => undefined);
      const authentication = await apiKeys.authenticate({ apiKey, clientId, target });
      if (authentication.kind === 'refused') {
        await requestLimits.noteFailedKey(ctx.address);
        throw new AppError('unauthorized', { detail: refusalDetail(authentication) });
      }
      const { by } = authentication;
      await requestLimits.countCall(by.keyId);
      if (!names(await readNamed(), by.app.uuid))
        throw new AppError('unauthorized', { detail: 'the path names another app' });
      if (apiKeyType !== by.keyType || !keyTypes.includes(by.keyType)) throw new AppError('wrong_key_type');
      if (by.app.disabled) throw new AppError('app_disabled');
      return next({ ctx: { by, target: authentication.target } });
    };
    return answerInTime(ctx.deadlineAt, callAuthorized());
  });
}

function refusalDetail({ reason, keyId }: { reason: string; keyId?: string }): string {
  return `key refused: ${reason}${keyId === undefined ? '' : ` (${keyId})`}`;
}

function names(input: unknown, appUuid: string): boolean {
  return typeof input === 'object' && input !== null && 'appUuid' in input && input.appUuid === appUuid;
}
