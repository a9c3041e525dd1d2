import { TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { sendPatiently } from './attempts.js';
/** Sends each call on its own, with the patience that the caller has. Fails with `BillingPortalError`. */
export function patientLink(options) {
    const { url, headers, patience, fetch } = options;
    const send = async (call) => {
        const { signal } = call;
        const answer = await sendPatiently({ request: toRequest({ call, url, headers }), patience, fetch, signal });
        return answer.result.data;
    };
    return () => ({ op: { type, path, input, signal } }) => observable((observer) => {
        send({ type, path, input, signal: signal ?? undefined }).then((data) => {
            observer.next({ result: { type: 'data', data } });
            observer.complete();
        }, (error) => observer.error(TRPCClientError.from(error)));
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
