import { ERRORS } from './error-table.js';
/** Pure: what an answer of the tRPC endpoint means, whoever sent it. */
export function judge({ status, text, requestId, retryAfterSeconds }) {
    const body = parseObject(text);
    const result = body && objectIn(body, 'result');
    if (status === 200 && result && 'data' in result)
        return { kind: 'success', body: { result: { data: result['data'] } } };
    const facts = { status, requestId, retryAfterSeconds };
    const error = body && objectIn(body, 'error');
    const data = error && objectIn(error, 'data');
    if (!error || !data)
        return failure({ ...facts, code: 'UNEXPECTED_ANSWER', message: unexpected(status) });
    return failure({
        ...facts,
        code: isServiceErrorCode(data['code']) ? data['code'] : 'UNEXPECTED_ANSWER',
        message: typeof error['message'] === 'string' ? error['message'] : unexpected(status),
        errors: Array.isArray(data['errors']) ? data['errors'].filter(isFault) : [],
    });
}
/** Seconds from now, at least 0; undefined for what is neither a number of seconds nor a date. */
export function parseRetryAfter(value, now) {
    if (value === null || value.trim() === '')
        return undefined;
    if (/^\d+$/.test(value.trim()))
        return Number(value);
    // The parser takes much that is no date of HTTP.
    const atMs = /^[A-Z][a-z]+, /.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - now.getTime()) / 1000));
}
/** Answers after which the same call may succeed: by the error table, whoever sends them. */
export function isWorthRepeating(status) {
    return Object.values(ERRORS).some((row) => row.retryable && row.status === status);
}
function failure(details) {
    return { kind: 'failure', details };
}
function unexpected(status) {
    return `The answer (HTTP status ${status}) is not one of the billing portal service. Is the URL right?`;
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
function objectIn(value, name) {
    const inner = value[name];
    return isObject(inner) ? inner : undefined;
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isFault(value) {
    return isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
}
function isServiceErrorCode(value) {
    return Object.values(ERRORS).some(({ code }) => code === value);
}
