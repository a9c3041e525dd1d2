"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.BillingPortalError = void 0;
exports.isBillingPortalError = isBillingPortalError;
const client_1 = require("@trpc/client");
/** Every failure of a call. Switch over `code`. It is a `TRPCClientError` too. */
class BillingPortalError extends client_1.TRPCClientError {
    code;
    /** Of the HTTP answer; undefined when there was none. */
    status;
    /** One entry per fault, as the service sent them; empty when it sent none. Messages are for people. */
    errors;
    /** How long the service wants the next try to wait; undefined when it did not say. */
    retryAfterSeconds;
    /** To be quoted to the operator; undefined when the service did not answer. */
    requestId;
    /** How often the call was sent. */
    attempts;
    constructor(details) {
        super(details.message, details.cause === undefined ? {} : { cause: details.cause });
        // The parent class makes itself the prototype.
        Object.setPrototypeOf(this, BillingPortalError.prototype);
        this.name = NAME;
        this.code = details.code;
        this.status = details.status;
        this.errors = details.errors ?? [];
        this.retryAfterSeconds = details.retryAfterSeconds;
        this.requestId = details.requestId;
        this.attempts = details.attempts;
    }
}
exports.BillingPortalError = BillingPortalError;
/** Also true of an error of another copy of this package. */
function isBillingPortalError(error) {
    return error instanceof Error && error.name === NAME;
}
const NAME = 'BillingPortalError';
