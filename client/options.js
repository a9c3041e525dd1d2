/**
 * The service ends each call after 12 s, so an attempt waits a little longer, and a call leaves room for a second one
 * that takes as long.
 */
const DEFAULT_PATIENCE = { timeoutMs: 30_000, attemptTimeoutMs: 14_000, retries: 2 };
/** @throws TypeError */
export function readPatience(given) {
    const { timeoutMs = DEFAULT_PATIENCE.timeoutMs, retries = DEFAULT_PATIENCE.retries } = given;
    const { attemptTimeoutMs = Math.min(DEFAULT_PATIENCE.attemptTimeoutMs, timeoutMs) } = given;
    for (const [option, value] of Object.entries({ timeoutMs, attemptTimeoutMs })) {
        if (!(value > 0 && value <= MAX_TIMEOUT_MS)) {
            throw new TypeError(`${option} must be a number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`);
        }
    }
    if (!Number.isInteger(retries) || retries < 0)
        throw new TypeError('retries must be a whole number, 0 or more');
    return { timeoutMs, attemptTimeoutMs, retries };
}
/** The longest that timers can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
/** The service's tRPC endpoint, also when the service is under a path. @throws TypeError */
export function endpointOf(serviceUrl) {
    if (!/^https?:\/\//i.test(serviceUrl) || !URL.canParse(serviceUrl)) {
        throw new TypeError('url must be the address of the service, such as https://billing.example.com');
    }
    const { origin, pathname } = new URL(serviceUrl);
    return `${origin}${pathname.replace(/\/+$/, '')}/trpc`;
}
/** The value is not repeated: it may be a key. @throws TypeError */
export function headerValue({ option, value }) {
    // From the environment it may be anything, whatever the types say.
    if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value))
        return value;
    throw new TypeError(`${option} must be a text without white space, and not empty`);
}
