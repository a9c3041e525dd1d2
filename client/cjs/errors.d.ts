import { TRPCClientError } from '@trpc/client';
import type { ErrorCode } from './error-table.js';
import type { AppRouter } from './router.js';
/** What the service itself says: the codes of its error table. */
export type ServiceErrorCode = ErrorCode;
/**
 * What the client says when the service did not:
 * - `TIMEOUT`: no answer in time;
 * - `NETWORK`: no connection, or it broke;
 * - `ABORTED`: the signal of the call was aborted;
 * - `UNEXPECTED_ANSWER`: something else answered, such as a proxy or another version of the service.
 */
export type ClientErrorCode = 'TIMEOUT' | 'NETWORK' | 'ABORTED' | 'UNEXPECTED_ANSWER';
export type BillingPortalErrorCode = ServiceErrorCode | ClientErrorCode;
export type BillingPortalErrorDetails = {
    code: BillingPortalErrorCode;
    message: string;
    /** Of the HTTP answer. */
    status?: number | undefined;
    /** One entry per fault, as the service sent them. */
    errors?: readonly {
        code: string;
        message: string;
    }[];
    retryAfterSeconds?: number | undefined;
    requestId?: string | undefined;
    /** How often the call was sent. */
    attempts: number;
    cause?: Error | undefined;
};
/** Every failure of a call. Switch over `code`. It is a `TRPCClientError` too. */
export declare class BillingPortalError extends TRPCClientError<AppRouter> {
    readonly code: BillingPortalErrorCode;
    /** Of the HTTP answer; undefined when there was none. */
    readonly status: number | undefined;
    /** One entry per fault, as the service sent them; empty when it sent none. Messages are for people. */
    readonly errors: readonly {
        code: string;
        message: string;
    }[];
    /** How long the service wants the next try to wait; undefined when it did not say. */
    readonly retryAfterSeconds: number | undefined;
    /** To be quoted to the operator; undefined when the service did not answer. */
    readonly requestId: string | undefined;
    /** How often the call was sent. */
    readonly attempts: number;
    constructor(details: BillingPortalErrorDetails);
}
/** Also true of an error of another copy of this package. */
export declare function isBillingPortalError(error: unknown): error is BillingPortalError;
