import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { createOpenApiDocument } from '../../src/http/openapi.ts';
import { appRouter } from '../../src/procedures/router.ts';

type Example = { value: unknown };
type Reference = { $ref: string };
export type DocumentedResponse = {
  description: string;
  headers: Record<string, Reference>;
  content: { 'application/json': { schema: object; examples: Record<string, Example> } };
};
export type DocumentedOperation = {
  method: string;
  path: string;
  operationId: string;
  /** By status, every reference followed. */
  responses: Map<number, DocumentedResponse>;
};

/** The document as it is served, as plain JSON. */
export const DOCUMENT = JSON.parse(
  JSON.stringify(createOpenApiDocument({ router: appRouter, publicUrl: 'https://billing.acme.example' })),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(DOCUMENT, 'document');
const validators = new WeakMap<object, ValidateFunction>();

export const OPERATIONS: DocumentedOperation[] = Object.entries<Record<string, Record<string, unknown>>>(
  DOCUMENT.paths,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operationId: String(operation['operationId']),
    responses: new Map(
      Object.entries(operation['responses'] as Record<string, DocumentedResponse | Reference>).map(
        ([status, response]) => [Number(status), follow(response)],
      ),
    ),
  })),
);

export type ReceivedAnswer = { status: number; headers: Headers; text: string };

/**
 * Holds an answer of a REST path against the document: its status, its body, its codes and its headers are those that
 * the operation says it may have.
 * @returns what is wrong; null for an answer that the document has.
 */
export function findDeviation(request: { method: string; path: string }, answer: ReceivedAnswer): string | null {
  const operation = OPERATIONS.find(({ method, path }) => method === request.method && matches(path, request.path));
  if (!operation) return `the document has no ${request.method} ${request.path}`;
  const response = operation.responses.get(answer.status);
  const what = `${operation.operationId} ${answer.status}`;
  if (!response) return `${what} is not documented`;
  return (
    (findBodyFault(response, JSON.parse(answer.text)) ?? findHeaderFault(response, answer.headers) ?? null)?.replace(
      /^/,
      `${what}: `,
    ) ?? null
  );
}

/** @throws Error for an answer that the document does not have. */
export function assertDocumented(request: { method: string; path: string }, answer: ReceivedAnswer): void {
  const deviation = findDeviation(request, answer);
  if (deviation !== null) throw new Error(`${deviation}\n${answer.text.slice(0, 500)}`);
}

/** @returns null for a body that keeps its schema. */
export function findBodyFault({ content }: DocumentedResponse, body: unknown): string | null {
  const { schema, examples } = content['application/json'];
  const validate = validators.get(schema) ?? ajv.compile(pointed(schema));
  validators.set(schema, validate);
  if (!validate(body)) return ajv.errorsText(validate.errors);
  const documented = new Set(Object.values(examples).flatMap(({ value }) => codesOf(value)));
  const other = codesOf(body).find((code) => !documented.has(code));
  return other === undefined ? null : `the code ${other} is not documented`;
}

/** Of an answer to what the document does not have. @returns null for an error envelope with a code of ours. */
export function findEnvelopeFault({ text }: ReceivedAnswer): string | null {
  const schema = { $ref: 'document#/components/schemas/ErrorEnvelope' };
  return ajv.validate(schema, JSON.parse(text)) ? null : ajv.errorsText(ajv.errors);
}

function findHeaderFault(response: DocumentedResponse, headers: Headers): string | null {
  const faults = Object.entries(response.headers).flatMap(([name, reference]) => {
    const { schema } = follow<{ schema: { type: string } }>(reference);
    const text = headers.get(name);
    if (text === null) return [`the header ${name} is missing`];
    const value = schema.type === 'integer' ? Number(text) : text;
    return ajv.validate(schema, value) ? [] : [`the header ${name} is ${text}`];
  });
  return faults[0] ?? null;
}

function codesOf(body: unknown): string[] {
  const { errors = [] } = body as { errors?: { code: string }[] };
  return errors.map(({ code }) => code);
}

function matches(template: string, path: string): boolean {
  const pattern = template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]*');
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '');
}

/** References in a schema are to the whole document. */
function pointed(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/'));
}

export function follow<Node>(node: Node | Reference): Node {
  if (typeof node !== 'object' || node === null || !('$ref' in node)) return node;
  return node.$ref
    .split('/')
    .slice(1)
    .reduce((inner, key) => inner[key], DOCUMENT) as Node;
}
