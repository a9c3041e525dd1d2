import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';

export type SandboxProvider = 'stripe' | 'mollie';
export type SandboxMode = 'test' | 'live';

export type IncomingCall = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** Made by the stand-in, one per call. */
  requestId: string;
};

/** Whose call it is. `account` is what the idempotency keys, the ledger and the faults go by. */
export type Caller = { account: string; mode: SandboxMode };

export type Authentication<C extends Caller> = { kind: 'caller'; caller: C } | { kind: 'refused'; answer: Answer };

export type Decoded = { kind: 'params'; params: unknown } | { kind: 'refused'; answer: Answer };

/** `refused`: found wanting before anything ran, so no idempotency key remembers it. */
export type Prepared =
  | { kind: 'ready'; run: (conditions: RunConditions) => Answer }
  | { kind: 'refused'; answer: Answer };

/** `invisibleForMs`: what this call makes is not found by a look-up until then. */
export type RunConditions = { invisibleForMs: number };

export type ReplayFacts = { idempotencyKey: string | null; originalRequestId: string | null };

/** One provider's wire format. Everything that both have in common is in this folder. */
export interface ProviderApi<C extends Caller = Caller> {
  readonly provider: SandboxProvider;
  /** The methods on which it looks at `Idempotency-Key`. */
  readonly idempotentMethods: readonly string[];
  readonly idempotencyTtlMs: number;
  authenticate(call: IncomingCall): Authentication<C>;
  /** The parameters as they were sent, not yet checked. */
  decode(call: IncomingCall): Decoded;
  /** Finds the endpoint and checks the parameters. `run` does the work, at once and whole. */
  prepare(input: { call: IncomingCall; caller: C; params: unknown }): Prepared;
  /** An answer of the provider's own form for a failure that the stand-in is told to show. */
  failure(status: number): Answer;
  /** The same key with other parameters. */
  keyReused(key: string): Answer;
  /** The first call with this key has not ended. */
  keyInUse(key: string): Answer;
  keyMalformed(key: string): Answer | null;
  /** Adds the headers that every answer of this provider carries. */
  dress(answer: Answer, call: IncomingCall, facts: ReplayFacts): Answer;
  /** A page for people (portal, checkout), or null when the path is none. */
  page(call: IncomingCall): Promise<Answer> | Answer | null;
}
