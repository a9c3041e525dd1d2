"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.patientLink = patientLink;
const client_1 = require("@trpc/client");
const observable_1 = require("@trpc/server/observable");
const attempts_js_1 = require("./attempts.js");
/** Sends each call on its own, with the patience that the caller has. Fails with `BillingPortalError`. */
function patientLink(options) {
    const { url, headers, patience, fetch } = options;
    return () => ({ op: { type, path, input, signal } }) => (0, observable_1.observable)((observer) => {
        const send = async () => {
            const request = toRequest({ call: { type, path, input }, url, headers });
            const answer = await (0, attempts_js_1.sendPatiently)({ request, patience, fetch, signal: signal ?? undefined });
            observer.next({ result: { type: 'data', data: answer.result.data } });
            observer.complete();
        };
        send().catch((error) => observer.error(client_1.TRPCClientError.from(error)));
    });
}
/** tRPC's own form. @see https://trpc.io/docs/rpc */
function toRequest({ call, url, headers }) {
    const { type, path, input } = call;
    const text = JSON.stringify(input);
    if (type === 'query') {
        const query = `?input=${encodeURIComponent(text)}`;
        return { url: `${url}/${path}${query}`, method: 'GET', headers: { ...headers }, body: undefined };
    }
    const withType = { ...headers, 'content-type': 'application/json' };
    return { url: `${url}/${path}`, method: 'POST', headers: withType, body: text };
}
