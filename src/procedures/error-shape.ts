import type { TRPC_ERROR_CODE_NUMBER } from '@trpc/server';
import type { ErrorCode, ErrorEnvelope, ErrorStatus } from '../error-table.ts';

/** An error over tRPC: the envelope of REST under `data` (contract D13). */
export interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER;
  message: string;
  data: {
    code: ErrorCode;
    status: ErrorStatus;
    httpStatus: ErrorStatus;
    path: string | undefined;
    errors: ErrorEnvelope['errors'];
  };
}
