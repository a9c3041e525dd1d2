import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi';
import { z } from 'zod';
import { ERROR_NAMES, ERRORS, type ErrorStatus } from '../error-table.ts';
import { AppError, toPublicError } from '../errors.ts';
import { VERSION } from '../version.ts';

/** OpenAPI 3.1, plain JSON. */
export type OpenApiDocument = OpenAPIObject;

/**
 * The document of the REST paths, generated from the router. What the library fixes is replaced afterwards: its error
 * schemas by our envelope, one response per status, and its security alternatives by all headers together.
 */
export function createOpenApiDocument({
  router,
  publicUrl,
}: {
  router: AnyTRPCRouter;
  publicUrl: string;
}): OpenApiDocument {
  const document = generateOpenApiDocument(router, {
    title: 'billing-portal-bridge',
    version: VERSION,
    description: DESCRIPTION,
    baseUrl: publicUrl,
    securitySchemes: SECURITY_SCHEMES,
  });
  document.info.license = { name: 'MIT', identifier: 'MIT' };
  document.tags = TAGS;
  const keyTypes = keyTypesByOperation(router);
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation) completeOperation(operation, keyTypes.get(operation.operationId) ?? []);
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...ourSchemas(document.components?.schemas), ErrorEnvelope: ERROR_ENVELOPE_SCHEMA },
    responses: Object.fromEntries(STATUSES.map((status) => [responseName(status), responseOf(status)])),
    headers: HEADERS,
  };
  return document;
}

type Operation = NonNullable<NonNullable<OpenAPIObject['paths']>[string]['post']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const DESCRIPTION = `One call that answers with the URL where a tenant manages its billing, whichever payment provider bills it.

Every error has the same body: \`errors\`, one entry per fault, each with a \`code\` to switch over and a \`message\` for people. Answers with \`Retry-After\` may be repeated as they are.`;

const TAGS = [
  { name: 'Billing portals', description: 'Where tenants manage their billing.' },
  { name: 'Tenants', description: 'The customers of the app: those who pay.' },
  { name: 'Provider customers', description: 'Who the tenants are at their payment providers.' },
];

const SECURITY_SCHEMES = {
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'An API key of the app.' },
  clientId: {
    type: 'apiKey',
    in: 'header',
    name: 'x-client-id',
    description: 'The app: equal to `appUuid` in the path.',
  },
} as const;

/** Which keys an operation is open to, by its id. */
function keyTypesByOperation(router: AnyTRPCRouter): Map<string | undefined, readonly string[]> {
  const procedures = Object.values<AnyTRPCProcedure>(router._def.procedures);
  const metas = procedures.map((procedure) => procedureMeta.parse(procedure._def.meta));
  return new Map(metas.map(({ openapi, keyTypes }) => [openapi?.operationId, keyTypes]));
}

const procedureMeta = z.object({
  openapi: z.object({ operationId: z.string().optional() }).optional(),
  keyTypes: z.array(z.string()).default([]),
});

function apiKeyTypeParameter(keyTypes: readonly string[]) {
  const types = keyTypes.map((type) => `\`${type}\``).join(' or ');
  return {
    name: 'x-api-key-type',
    in: 'header' as const,
    required: true,
    description: `The type of the API key that is sent: ${types}.`,
    schema: { type: 'string' as const, enum: [...keyTypes] },
  };
}

/** What every operation may answer besides its success, by the error table; unknown paths and methods are no operation. */
const OPERATION_ERRORS = ERROR_NAMES.filter((name) => name !== 'not_found' && name !== 'method_not_allowed');
const STATUSES = [...new Set(OPERATION_ERRORS.map((name) => ERRORS[name].status))].toSorted((a, b) => a - b);

const WHEN: Record<ErrorStatus, string> = {
  400: 'The request is malformed. Each entry names the field and what it must be; mend it before repeating.',
  401: 'The key, the client id or the key type is missing or wrong. `[E4010]`: check key and client id. `[E4011]`: use a key of the type that the header claims.',
  403: 'The app is disabled. Ask the operator to enable it.',
  404: '`[E4040]`: the app has no such tenant; put it first. `[E4042]`: the payment provider has no such customer in the account and mode that the app is connected to, or the tenant has none yet.',
  405: 'The path is known, the method is not; `Allow` lists those that are.',
  409: '`[E4090]`: the app is not connected to this payment provider; ask the operator to connect it. `[E4091]`: the tenant has another customer there, and keeps it. `[E4092]`: another tenant has this customer.',
  413: 'The body is larger than any valid one.',
  429: 'Too many requests. Repeat after `Retry-After` seconds.',
  500: 'A fault on our side, or the provider refuses the credentials of the app. The operator sees why; repeating does not help.',
  502: 'The payment provider failed. Repeat after `Retry-After` seconds.',
  503: 'Busy, or a dependency is away for the moment. Repeat after `Retry-After` seconds.',
  504: 'The payment provider did not answer in time. Repeat after `Retry-After` seconds.',
};

const HEADERS = {
  RequestId: {
    description: 'The id of this request, to be quoted to the operator.',
    schema: { type: 'string' as const },
  },
  RetryAfter: {
    description: 'Seconds to wait before the same call.',
    schema: { type: 'integer' as const, minimum: 1 },
  },
  RateLimitPolicy: {
    description: 'The limit that was reached: its name, how many (`q`) in how many seconds (`w`).',
    schema: { type: 'string' as const, examples: ['"calls_per_key";q=60000;w=60'] },
  },
  RateLimit: {
    description: 'What is left of that limit (`r`), and the seconds until it is whole again (`t`).',
    schema: { type: 'string' as const, examples: ['"calls_per_key";r=0;t=27'] },
  },
};

const ERROR_ENVELOPE_SCHEMA = {
  type: 'object' as const,
  required: ['errors'],
  additionalProperties: false,
  properties: {
    errors: {
      type: 'array' as const,
      minItems: 1,
      items: {
        type: 'object' as const,
        required: ['validation', 'code', 'message'],
        additionalProperties: false,
        properties: {
          validation: { type: 'string' as const, enum: ['error'] },
          code: { type: 'string' as const, enum: Object.values(ERRORS).map(({ code }) => code) },
          message: { type: 'string' as const, description: 'For people; it may change.' },
        },
      },
    },
  },
};

function completeOperation(operation: Operation, keyTypes: readonly string[]): void {
  operation.security = [Object.fromEntries(Object.keys(SECURITY_SCHEMES).map((name) => [name, []]))];
  operation.parameters = [...(operation.parameters ?? []), apiKeyTypeParameter(keyTypes)];
  const success: object = operation.responses?.['200'] ?? {};
  operation.responses = {
    '200': { ...success, description: 'Done.', headers: { 'x-request-id': headerRef('RequestId') } },
    ...Object.fromEntries(
      STATUSES.map((status) => [String(status), { $ref: `#/components/responses/${responseName(status)}` }]),
    ),
  };
}

function responseOf(status: ErrorStatus) {
  const names = OPERATION_ERRORS.filter((name) => ERRORS[name].status === status);
  const isRetryable = names.some((name) => ERRORS[name].retryable);
  const examples = new Map(names.map((name) => [name, { value: toPublicError(new AppError(name)).envelope }]));
  return {
    description: WHEN[status],
    headers: {
      'x-request-id': headerRef('RequestId'),
      ...(isRetryable ? { 'Retry-After': headerRef('RetryAfter') } : {}),
      ...(status === ERRORS.too_many_requests.status
        ? { 'RateLimit-Policy': headerRef('RateLimitPolicy'), RateLimit: headerRef('RateLimit') }
        : {}),
    },
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorEnvelope' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function headerRef(name: keyof typeof HEADERS) {
  return { $ref: `#/components/headers/${name}` };
}

function responseName(status: ErrorStatus): string {
  return `Error${status}`;
}

/** The library's own error schemas are not sent by anything here. */
function ourSchemas(schemas: Schemas = {}): Schemas {
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.startsWith('error.')));
}
