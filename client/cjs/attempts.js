"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.sendPatiently = sendPatiently;
exports.decideRepeat = decideRepeat;
const answers_js_1 = require("./answers.js");
const errors_js_1 = require("./errors.js");
/**
 * Sends a call until it succeeds, fails for good, or its time is up. Every call of this service is safe to repeat, so
 * also those are whose answer was lost.
 * @returns the body of the answer, a success of tRPC.
 * @throws BillingPortalError
 */
async function sendPatiently(options) {
    const { patience, signal } = options;
    const endsAt = performance.now() + patience.timeoutMs;
    if (signal?.aborted)
        throw new errors_js_1.BillingPortalError({ ...aborted(), attempts: 0 });
    for (let attempts = 1;; attempts++) {
        const timeoutMs = Math.min(patience.attemptTimeoutMs, endsAt - performance.now());
        const outcome = await attempt({ ...options, timeoutMs });
        if (outcome.kind === 'success')
            return outcome.body;
        const { failure, mayRepeat } = outcome;
        const decision = decideRepeat({
            attempts,
            retries: mayRepeat ? patience.retries : 0,
            retryAfterSeconds: failure.retryAfterSeconds,
            remainingMs: endsAt - performance.now(),
            random: Math.random(),
        });
        if (decision.kind === 'stop')
            throw new errors_js_1.BillingPortalError({ ...failure, attempts });
        await sleep(decision.waitMs, signal);
        if (signal?.aborted)
            throw new errors_js_1.BillingPortalError({ ...aborted(), attempts });
    }
}
/**
 * Pure. Full jitter over a doubling span, after what the service asks for; a wait that the time left does not allow is
 * not begun.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function decideRepeat(state) {
    if (state.attempts > state.retries)
        return { kind: 'stop' };
    const spanMs = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (state.attempts - 1));
    const waitMs = (state.retryAfterSeconds ?? 0) * 1000 + state.random * spanMs;
    return waitMs < state.remainingMs ? { kind: 'repeat', waitMs } : { kind: 'stop' };
}
const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 4_000;
async function attempt({ request, fetch, timeoutMs, signal }) {
    const limit = startLimit({ timeoutMs, signal });
    try {
        const answer = await Promise.race([send({ request, fetch, signal: limit.signal }), limit.reached]);
        const verdict = (0, answers_js_1.judge)(answer);
        if (verdict.kind === 'success')
            return verdict;
        return { kind: 'failure', failure: verdict.details, mayRepeat: (0, answers_js_1.isWorthRepeating)(answer.status) };
    }
    catch (error) {
        if (signal?.aborted)
            return { kind: 'failure', failure: aborted(), mayRepeat: false };
        const failure = limit.signal.aborted ? timedOut() : unreachable(error);
        return { kind: 'failure', failure, mayRepeat: true };
    }
    finally {
        limit.end();
    }
}
async function send({ request: { url, method, headers, body }, fetch, signal }) {
    // A redirect is never followed: it would take the key elsewhere.
    const init = { method, headers, signal, redirect: 'manual' };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    return {
        status: response.status,
        text: await response.text(),
        requestId: response.headers.get('x-request-id') ?? undefined,
        retryAfterSeconds: (0, answers_js_1.parseRetryAfter)(response.headers.get('retry-after'), new Date()),
    };
}
/** Ends an attempt when its time is up or the caller gives up, also when the fetch does not heed its signal. */
function startLimit({ timeoutMs, signal }) {
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = setTimeout(stop, Math.max(0, timeoutMs));
    signal?.addEventListener('abort', stop);
    const reached = new Promise((_resolve, reject) => {
        controller.signal.addEventListener('abort', () => reject(new Error('the attempt was ended')), { once: true });
    });
    // Nobody waits for it any more once the answer is there.
    reached.catch(() => undefined);
    return {
        signal: controller.signal,
        reached,
        end() {
            clearTimeout(timer);
            signal?.removeEventListener('abort', stop);
        },
    };
}
function sleep(waitMs, signal) {
    return new Promise((resolve) => {
        const done = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, waitMs);
        signal?.addEventListener('abort', done);
    });
}
function timedOut() {
    return { code: 'TIMEOUT', message: 'The service did not answer in time.' };
}
function aborted() {
    return { code: 'ABORTED', message: 'The call was aborted.' };
}
function unreachable(cause) {
    const message = 'The service cannot be reached. Is it running, and is the URL right?';
    return { code: 'NETWORK', message, cause: cause instanceof Error ? cause : undefined };
}
