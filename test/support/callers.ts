import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../src/procedures/router.ts';
import { assertDocumented } from './document.ts';

/** One call as a caller sees it, whichever transport carried it. */
export type Answer = {
  status: number;
  /** The success body. */
  body: unknown;
  /** Of the first error; undefined on success. */
  code: string | undefined;
  messages: string[];
  headers: Headers;
  text: string;
};

export type Call = {
  baseUrl: string;
  appUuid: string;
  tenantUuid: string;
  paymentProvider: string;
  headers: Record<string, string | undefined>;
  /** What the body holds besides the path's parameters. */
  body: unknown;
};

export type Caller = { transport: 'REST' | 'tRPC'; call: (call: Call) => Promise<Answer> };

const restCaller: Caller = {
  transport: 'REST',
  async call({ baseUrl, appUuid, tenantUuid, paymentProvider, headers, body }) {
    const path = `/api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/${paymentProvider}/billing-portals`;
    const response = await fetch(baseUrl + path, {
      method: 'POST',
      headers: present({ 'content-type': 'application/json', ...headers }),
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assertDocumented({ method: 'POST', path }, { status: response.status, headers: response.headers, text });
    const json = JSON.parse(text) as { errors?: { code: string; message: string }[] };
    return {
      status: response.status,
      body: json,
      code: json.errors?.[0]?.code,
      messages: json.errors?.map(({ message }) => message) ?? [],
      headers: response.headers,
      text,
    };
  },
};

const trpcCaller: Caller = {
  transport: 'tRPC',
  async call({ baseUrl, appUuid, tenantUuid, paymentProvider, headers, body }) {
    let response: { headers: Headers; text: string; status: number } | undefined;
    const client = createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${baseUrl}/trpc`,
          headers: present(headers),
          async fetch(url, init) {
            const answer = await fetch(url, init as RequestInit);
            response = { headers: answer.headers, status: answer.status, text: await answer.clone().text() };
            return answer;
          },
        }),
      ],
    });
    const input = { ...(body as object), appUuid, tenantUuid, paymentProvider } as never;
    const { result, error } = await client.billingPortals.create.mutate(input).then(
      (value) => ({ result: value, error: undefined }),
      (thrown: unknown) => ({ result: undefined, error: thrown }),
    );
    if (!response) throw error;
    if (error === undefined) return { ...response, body: result, code: undefined, messages: [] };
    if (!(error instanceof TRPCClientError)) throw error;
    const data = error.data as { code: string; status: number; httpStatus: number; errors: { message: string }[] };
    if (data.status !== response.status) throw new Error('the status in the data differs from the status on the wire');
    return { ...response, body: undefined, code: data.code, messages: data.errors.map(({ message }) => message) };
  },
};

export const CALLERS: Caller[] = [restCaller, trpcCaller];

/** A call with a body that is right, where it is not the transport that matters. */
export const callOverRest = (call: Omit<Call, 'body'>): Promise<Answer> =>
  restCaller.call({ ...call, body: { defaultReturnUrl: 'https://app.example.com/' } });

function present(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
