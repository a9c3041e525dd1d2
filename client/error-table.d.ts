/**
 * Every error that a caller can see is one row here. The README prints the same table and a test keeps them equal.
 *
 * `retryable`: the same call may be repeated as it is; the answer carries `Retry-After`.
 */
export declare const ERRORS: {
    readonly unauthorized: {
        code: "[E4010]";
        status: 401;
        message: string;
        retryable: boolean;
    };
    readonly wrong_key_type: {
        code: "[E4011]";
        status: 401;
        message: string;
        retryable: boolean;
    };
    readonly app_disabled: {
        code: "[E4030]";
        status: 403;
        message: string;
        retryable: boolean;
    };
    readonly bad_request: {
        code: "[E4000]";
        status: 400;
        message: string;
        retryable: boolean;
    };
    readonly tenant_not_found: {
        code: "[E4040]";
        status: 404;
        message: string;
        retryable: boolean;
    };
    readonly customer_not_found: {
        code: "[E4042]";
        status: 404;
        message: string;
        retryable: boolean;
    };
    readonly not_found: {
        code: "[E4041]";
        status: 404;
        message: string;
        retryable: boolean;
    };
    readonly method_not_allowed: {
        code: "[E4050]";
        status: 405;
        message: string;
        retryable: boolean;
    };
    readonly provider_not_connected: {
        code: "[E4090]";
        status: 409;
        message: string;
        retryable: boolean;
    };
    readonly tenant_has_customer: {
        code: "[E4091]";
        status: 409;
        message: string;
        retryable: boolean;
    };
    readonly customer_taken: {
        code: "[E4092]";
        status: 409;
        message: string;
        retryable: boolean;
    };
    readonly body_too_large: {
        code: "[E4130]";
        status: 413;
        message: string;
        retryable: boolean;
    };
    readonly too_many_requests: {
        code: "[E4290]";
        status: 429;
        message: string;
        retryable: boolean;
    };
    readonly provider_failed: {
        code: "[E5020]";
        status: 502;
        message: string;
        retryable: boolean;
    };
    readonly unavailable: {
        code: "[E5030]";
        status: 503;
        message: string;
        retryable: boolean;
    };
    readonly provider_timeout: {
        code: "[E5040]";
        status: 504;
        message: string;
        retryable: boolean;
    };
    readonly internal: {
        code: "[E0000]";
        status: 500;
        message: string;
        retryable: boolean;
    };
};
export type ErrorName = keyof typeof ERRORS;
export declare const ERROR_NAMES: ("app_disabled" | "bad_request" | "body_too_large" | "customer_not_found" | "customer_taken" | "internal" | "method_not_allowed" | "not_found" | "provider_failed" | "provider_not_connected" | "provider_timeout" | "tenant_has_customer" | "tenant_not_found" | "too_many_requests" | "unauthorized" | "unavailable" | "wrong_key_type")[];
export type ErrorCode = (typeof ERRORS)[ErrorName]['code'];
export type ErrorStatus = (typeof ERRORS)[ErrorName]['status'];
/** The envelope of every error body on every REST path (contract, "Errors"). */
export type ErrorEnvelope = {
    errors: {
        validation: 'error';
        code: ErrorCode;
        message: string;
    }[];
};
