import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { ZodError } from 'zod';
import type { ErrorName } from '../error-table.ts';
import { AppError, type PublicError, toPublicError } from '../errors.ts';
import { asAppError } from '../services/app-errors.ts';

/** What a caller is told of anything thrown by a call; both transports use it. */
export function describeError(error: unknown): PublicError {
  return toPublicError(asCallError(error));
}

/** Like `describeError`, with what only the operator's log may have. */
export function asCallError(error: unknown): AppError {
  return error instanceof TRPCError ? fromTrpc(error) : asAppError(error);
}

/** Where tRPC itself refused; anything thrown inside a procedure arrives as the cause of one of its errors. */
const NAME_BY_TRPC_CODE: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorName>> = {
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  NOT_FOUND: 'not_found',
  METHOD_NOT_SUPPORTED: 'method_not_allowed',
  PAYLOAD_TOO_LARGE: 'body_too_large',
};

function fromTrpc(error: TRPCError): AppError {
  const { code, cause } = error;
  if (code === 'BAD_REQUEST' && cause instanceof ZodError) return badRequest(faultsOf(cause));
  if (code === 'BAD_REQUEST' && cause instanceof SyntaxError) return badRequest(['the body is not valid JSON']);
  if (code === 'UNSUPPORTED_MEDIA_TYPE') return badRequest(['Content-Type must be application/json']);
  if (code === 'INTERNAL_SERVER_ERROR' && cause !== undefined && !(cause instanceof ZodError))
    return asCallError(cause);
  return new AppError(NAME_BY_TRPC_CODE[code] ?? 'internal', { cause: error });
}

function badRequest(faults: string[]): AppError {
  return new AppError('bad_request', { faults });
}

/** One text per fault, beginning with the field (contract D5). Values of the request are never repeated. */
function faultsOf(error: ZodError): string[] {
  return error.issues.map((issue) => {
    const field = issue.path.map(String).join('.');
    return field === '' ? `the body ${issue.message}` : `${field} ${issue.message}`;
  });
}
