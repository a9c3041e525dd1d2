import { TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { sendPatiently } from './attempts.js';
/** Sends each call on its own, with the patience that the caller has. Fails with `BillingPortalError`. */
export function patientLink(options) {
    const { url, headers, patience, fetch } = options;
    return () => ({ op: { type, path, input, signal } }) => observable((observer) => {
        const send = async () => {
            const request = toRequest({ call: { type, path, input }, url, headers });
            const answer = await sendPatiently({ request, patience, fetch, signal: signal ?? undefined });
            observer.next({ result: { type: 'data', data: answer.result.data } });
            observer.complete();
        };
        send().catch((error) => observer.error(TRPCClientError.from(error)));
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
