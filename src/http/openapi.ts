import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi';
import { z } from 'zod';
import { ERROR_NAMES, type ErrorName } from '../error-table.ts';
import { COMMON_ERRORS } from '../procedures/meta.ts';
import { VERSION } from '../version.ts';
import {
  byStatus,
  ERROR_ENVELOPE,
  ERROR_HEADERS,
  errorResponse,
  errorResponseName,
  headerRef,
  toPascalCase,
} from './openapi-errors.ts';
import { codeSamples } from './openapi-samples.ts';
import { descriptionIn, exampleIn, examplesOf, listExamples, type Schema, schemaOf } from './openapi-schemas.ts';

/** OpenAPI 3.1, plain JSON. */
export type OpenApiDocument = OpenAPIObject;

/**
 * The document of the REST paths, generated from the router. What the library fixes is replaced afterwards: its error
 * schemas by our envelope, each operation's responses by exactly those that it may answer with, and its security
 * alternatives by all headers together.
 */
export function createOpenApiDocument(options: { router: AnyTRPCRouter; publicUrl: string }): OpenApiDocument {
  const { router, publicUrl } = options;
  const document = generateOpenApiDocument(router, {
    title: 'billing-portal-bridge',
    version: VERSION,
    description: DESCRIPTION,
    baseUrl: publicUrl,
    securitySchemes: SECURITY_SCHEMES,
  });
  const operations = readOperations(router);
  const schemas: Record<string, Schema> = ourSchemas(document.components?.schemas);
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item[method];
      const facts = operations.find((one) => one.openapi.operationId === operation?.operationId);
      if (operation && facts) item[method] = completeOperation({ operation, facts, schemas });
    }
  }
  return listExamples({
    ...document,
    info: {
      ...document.info,
      summary:
        'One call that answers with the URL where a tenant manages its billing, whichever payment provider bills it.',
      contact: { name: 'The operator of this service' },
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: publicUrl, description: SERVER, 'x-internal': false }],
    tags: TAGS,
    components: {
      ...document.components,
      schemas: { ...schemas, ErrorEnvelope: ERROR_ENVELOPE },
      responses: errorResponses(operations),
      headers: ERROR_HEADERS,
    },
  });
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Operation = NonNullable<NonNullable<OpenAPIObject['paths']>[string]['post']>;
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;

const DESCRIPTION = `**Keys.** Every call has three headers: \`x-api-key\`, \`x-client-id\` (the app, equal to \`appUuid\` in the path) and \`x-api-key-type\` (\`read\` or \`write\`, the type of the key). Keys belong on a server: pages of other sites cannot call.

**Errors.** Every error has the same body: \`errors\`, one entry per fault, each with a \`code\` to switch over and a \`message\` for people. A path that is not here is \`404\` with \`[E4041]\`.

**Repeating.** Every call is safe to repeat. Answers with \`Retry-After\` may succeed when the same call comes again after so many seconds.

**Support.** Quote \`x-request-id\`, which every answer has, to the operator.`;

const SERVER = 'This service, in production or test: each connection to a payment provider is of one mode.';

const TAGS = [
  { name: 'Billing portals', description: 'Where tenants manage their billing.' },
  { name: 'Provider customers', description: 'Who the tenants are at their payment providers.' },
  { name: 'Tenants', description: 'The customers of the app: those who pay.' },
];

const SECURITY_SCHEMES = {
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'An API key of the app. The operator makes it.',
  },
  clientId: {
    type: 'apiKey',
    in: 'header',
    name: 'x-client-id',
    description: 'The app: equal to `appUuid` in the path.',
  },
} as const;

const errorName = z.string().refine((name): name is ErrorName => ERROR_NAMES.some((known) => known === name));

const operationFacts = z.object({
  type: z.enum(['query', 'mutation']),
  meta: z.object({
    keyTypes: z.array(z.enum(['read', 'write'])).min(1),
    openapi: z.object({
      operationId: z.string(),
      method: z.string(),
      path: z.string(),
      successDescription: z.string(),
      successExamples: z.record(z.string(), z.object({ summary: z.string(), value: z.looseObject({}) })),
      faultExamples: z.array(z.string()).min(1),
      errors: z.array(errorName),
    }),
  }),
});

type OperationFacts = ReturnType<typeof readOperations>[number];

/** What the procedures say of themselves (`procedures/meta.ts`). @throws ZodError for one that says too little. */
function readOperations(router: AnyTRPCRouter) {
  return Object.entries<AnyTRPCProcedure>(router._def.procedures).map(([procedure, { _def }]) => {
    const { type, meta } = operationFacts.parse(_def);
    const hasBody = ['POST', 'PUT', 'PATCH'].includes(meta.openapi.method);
    const possible = new Set<ErrorName>([
      ...COMMON_ERRORS,
      ...meta.openapi.errors,
      ...(hasBody ? (['body_too_large'] as const) : []),
      'method_not_allowed',
    ]);
    // In the table's order, whatever order the procedure names them in.
    return { procedure, type, ...meta, errors: ERROR_NAMES.filter((name) => possible.has(name)) };
  });
}

type CompleteOptions = { operation: Operation; facts: OperationFacts; schemas: Record<string, Schema> };

function completeOperation({ operation, facts, schemas }: CompleteOptions): Operation {
  const { openapi, keyTypes } = facts;
  const bodySchema = schemaOf(operation.requestBody);
  const bodyName = `${toPascalCase(openapi.operationId)}Body`;
  if (bodySchema) schemas[bodyName] = bodySchema;
  const body = bodySchema && examplesOf(bodySchema, { optional: false });
  const parameters = (operation.parameters ?? []).filter((parameter): parameter is Parameter => 'schema' in parameter);
  const pathParameters = Object.fromEntries(
    parameters.filter(({ in: place }) => place === 'path').map(({ name, schema }) => [name, exampleIn(schema)]),
  );
  return {
    ...operation,
    description: `${operation.description} Needs a ${keyTypes.join(' or a ')} key.`,
    security: [Object.fromEntries(Object.keys(SECURITY_SCHEMES).map((name) => [name, []]))],
    parameters: [...parameters.map(describeParameter), apiKeyTypeParameter(keyTypes)],
    ...(bodySchema
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { $ref: `#/components/schemas/${bodyName}` },
                examples: requestExamples(bodySchema),
              },
            },
          },
        }
      : {}),
    responses: { '200': successResponse({ operation, facts }), ...errorReferences(facts) },
    'x-codeSamples': codeSamples({
      procedure: facts.procedure,
      type: facts.type,
      method: openapi.method,
      path: openapi.path,
      keyType: keyTypes.at(-1) ?? 'write',
      pathParameters,
      body,
    }),
  };
}

function requestExamples(schema: Schema) {
  const [least, whole] = [examplesOf(schema, { optional: false }), examplesOf(schema, { optional: true })];
  const hasOptional = Object.keys(whole).length > Object.keys(least).length;
  return {
    least: { summary: 'What is required', value: least },
    ...(hasOptional ? { whole: { summary: 'With everything optional', value: whole } } : {}),
  };
}

/** The library describes only the schema of an optional one. */
function describeParameter(parameter: Parameter): Parameter {
  const { description = descriptionIn(parameter.schema) } = parameter;
  return description === undefined ? parameter : { ...parameter, description };
}

function successResponse({ operation, facts }: { operation: Operation; facts: OperationFacts }) {
  const { successDescription, successExamples } = facts.openapi;
  return {
    description: successDescription,
    headers: { 'x-request-id': headerRef('RequestId') },
    content: { 'application/json': { schema: schemaOf(operation.responses?.['200']), examples: successExamples } },
  };
}

function errorReferences({ errors, openapi }: OperationFacts) {
  const references = [...byStatus(errors)].map(([status, names]) => [
    String(status),
    { $ref: `#/components/responses/${errorResponseName(names, openapi.operationId)}` },
  ]);
  return Object.fromEntries(references);
}

function errorResponses(operations: readonly OperationFacts[]) {
  const responses = operations.flatMap(({ errors, openapi: { operationId, faultExamples } }) =>
    [...byStatus(errors).values()].map((names) => [
      errorResponseName(names, operationId),
      errorResponse(names, { faults: faultExamples }),
    ]),
  );
  return Object.fromEntries(responses);
}

function apiKeyTypeParameter(keyTypes: readonly string[]) {
  const types = keyTypes.map((type) => `\`${type}\``).join(' or ');
  return {
    name: 'x-api-key-type',
    in: 'header' as const,
    required: true,
    description: `The type of the API key that is sent: ${types}.`,
    schema: { type: 'string' as const, enum: [...keyTypes], examples: [keyTypes.at(-1)] },
  };
}

/** The library's own error schemas are not sent by anything here. */
function ourSchemas(schemas: Record<string, Schema> = {}): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.startsWith('error.')));
}
