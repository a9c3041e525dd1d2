import { z } from 'zod';
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { appRouter } from '../../src/procedures/router.ts';
import type { Answer } from './callers.ts';
import { assertDocumented } from './document.ts';

/** What the router says of one of its procedures. */
export type ListedProcedure = {
  name: string;
  type: 'query' | 'mutation';
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the parameters in braces. */
  path: string;
  keyTypes: ('read' | 'write')[];
};

const listed = z.object({
  type: z.enum(['query', 'mutation']),
  meta: z.object({
    openapi: z.object({ method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: z.string() }),
    keyTypes: z.array(z.enum(['read', 'write'])),
  }),
});

const router: AnyTRPCRouter = appRouter;

/** All that there are; one that does not say which keys open it fails here. */
export const PROCEDURES: ListedProcedure[] = Object.entries<AnyTRPCProcedure>(router._def.procedures).map(
  ([name, procedure]) => {
    const { type, meta } = listed.parse(procedure._def);
    return { name, type, ...meta.openapi, keyTypes: meta.keyTypes };
  },
);

export type ProcedureCall = {
  baseUrl: string;
  headers: Record<string, string | undefined>;
  /** The path's parameters, and what the query or the body holds. */
  input: Record<string, unknown>;
};

export type ProcedureCaller = {
  transport: 'REST' | 'tRPC';
  call: (procedure: ListedProcedure, call: ProcedureCall) => Promise<Answer>;
};

export const PROCEDURE_CALLERS: ProcedureCaller[] = [
  {
    transport: 'REST',
    async call({ method, path, type }, { baseUrl, headers, input }) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const filled = names.reduce((text, name) => text.replace(`{${name}}`, String(input[name])), path);
      const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
      const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
      const hasQuery = type === 'query' && query.size > 0;
      const response = await fetch(`${baseUrl}${filled}${hasQuery ? `?${query.toString()}` : ''}`, {
        method,
        headers: present({ ...(type === 'query' ? {} : { 'content-type': 'application/json' }), ...headers }),
        ...(type === 'query' ? {} : { body: JSON.stringify(rest) }),
      });
      const text = await response.text();
      assertDocumented({ method, path: filled }, { status: response.status, headers: response.headers, text });
      const json = JSON.parse(text) as Errors;
      return answerOf(response, text, { body: json, errors: json.errors, code: json.errors?.[0]?.code });
    },
  },
  {
    transport: 'tRPC',
    async call({ name, type }, { baseUrl, headers, input }) {
      const sent = JSON.stringify(input);
      const query = type === 'query' ? `?input=${encodeURIComponent(sent)}` : '';
      const response = await fetch(`${baseUrl}/trpc/${name}${query}`, {
        method: type === 'query' ? 'GET' : 'POST',
        headers: present({ 'content-type': 'application/json', ...headers }),
        ...(type === 'query' ? {} : { body: sent }),
      });
      const text = await response.text();
      const json = JSON.parse(text) as {
        result?: { data: unknown };
        error?: { data: Errors & { code: string; status: number } };
      };
      const { data } = json.error ?? {};
      if (data && data.status !== response.status) throw new Error('the status in the data is not the one on the wire');
      return answerOf(response, text, { body: json.result?.data, errors: data?.errors, code: data?.code });
    },
  },
];

type Errors = { errors?: { code: string; message: string }[] | undefined };

function answerOf(
  { status, headers }: Response,
  text: string,
  { body, errors, code }: Errors & { body: unknown; code: string | undefined },
): Answer {
  return { status, headers, text, body, code, messages: errors?.map(({ message }) => message) ?? [] };
}

function present(headers: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** @throws Error when the router has none of that name. */
export function procedureNamed(name: string): ListedProcedure {
  const found = PROCEDURES.find((procedure) => procedure.name === name);
  if (!found) throw new Error(`the router has no ${name}`);
  return found;
}
