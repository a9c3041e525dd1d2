import type { ErrorName } from '../error-table.ts';
import type { ApiKeyType } from '../services/api-keys.ts';

/** What a procedure says of itself besides its input and output. */
export interface ProcedureMeta {
  /** The keys that it is open to, also for its documents and tests. */
  keyTypes?: readonly ApiKeyType[];
  openapi?: RestOperation;
}

/** Its REST path, and its part of the document. */
export interface RestOperation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  operationId: string;
  tags: string[];
  summary: string;
  /** What happens, and what it needs. */
  description: string;
  successDescription: string;
  /** Realistic answers by name; each keeps the output's schema. */
  successExamples: Readonly<Record<string, { summary: string; value: object }>>;
  /** What a `400` says, one text per fault, for the document; tests send such a call. */
  faultExamples: readonly string[];
  /** What it may fail with besides `COMMON_ERRORS`. Tests provoke each. */
  errors: readonly ErrorName[];
}

/** What every operation may fail with. `body_too_large` besides, where there is a body. */
export const COMMON_ERRORS = [
  'bad_request',
  'unauthorized',
  'wrong_key_type',
  'app_disabled',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorName[];
