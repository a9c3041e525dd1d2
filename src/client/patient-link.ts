import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../procedures/router.ts';
import { sendPatiently } from './attempts.ts';
import type { Fetch, Patience } from './options.ts';

/** Sends each call on its own, with the patience that the caller has. Fails with `BillingPortalError`. */
export function patientLink(options: {
  /** Of the tRPC endpoint, without a trailing slash. */
  url: string;
  headers: Readonly<Record<string, string>>;
  patience: Patience;
  fetch: Fetch;
}): TRPCLink<AppRouter> {
  const { url, headers, patience, fetch } = options;

  return () =>
    ({ op: { type, path, input, signal } }) =>
      observable((observer) => {
        const send = async (): Promise<void> => {
          const request = toRequest({ call: { type, path, input }, url, headers });
          const answer = await sendPatiently({ request, patience, fetch, signal: signal ?? undefined });
          observer.next({ result: { type: 'data', data: answer.result.data } });
          observer.complete();
        };
        send().catch((error: Error) => observer.error(TRPCClientError.from(error)));
      });
}

type Call = { type: string; path: string; input: unknown };

/** tRPC's own form. @see https://trpc.io/docs/rpc */
function toRequest({ call, url, headers }: { call: Call; url: string; headers: Readonly<Record<string, string>> }) {
  const { type, path, input } = call;
  const text = JSON.stringify(input);
  if (type === 'query') {
    const query = `?input=${encodeURIComponent(text)}`;
    return { url: `${url}/${path}${query}`, method: 'GET', headers: { ...headers }, body: undefined };
  }
  const withType = { ...headers, 'content-type': 'application/json' };
  return { url: `${url}/${path}`, method: 'POST', headers: withType, body: text };
}
