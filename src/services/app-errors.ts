import { isDatabaseUnavailable } from '../db/errors.ts';
import { AppError, OperatorError } from '../errors.ts';
import { ProviderError } from '../providers/provider.ts';
import { fromProviderError } from '../providers/public-error.ts';

/** The one function that turns whatever a service threw into what can be told, with what only the log may have. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ProviderError) return fromProviderError(error);
  if (isDatabaseUnavailable(error))
    return new AppError('unavailable', { detail: 'the database cannot be reached', cause: error });
  if (error instanceof OperatorError) return new AppError('internal', { detail: error.message, cause: error });
  return new AppError('internal', { cause: error });
}
