import type { OpenAPIObject } from 'trpc-to-openapi';

export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** The JSON schema of a request body or a response. */
export function schemaOf(part: object | undefined): Schema | undefined {
  const content = part && 'content' in part && isObject(part.content) ? part.content['application/json'] : undefined;
  return isObject(content) && isObject(content['schema']) ? content['schema'] : undefined;
}

/** A value of an object schema, made of the examples of its properties. */
export function examplesOf(schema: Schema, { optional }: { optional: boolean }): Record<string, unknown> {
  if (!('properties' in schema) || !isObject(schema.properties)) return {};
  const { properties, required = [] } = schema;
  const names = Object.keys(properties).filter((name) => optional || required.includes(name));
  return Object.fromEntries(names.map((name) => [name, exampleIn(properties[name])]));
}

export function exampleIn(schema: unknown): unknown {
  return isObject(schema) ? schema['example'] : undefined;
}

export function descriptionIn(schema: unknown): string | undefined {
  return isObject(schema) && typeof schema['description'] === 'string' ? schema['description'] : undefined;
}

/** OpenAPI 3.1 has JSON Schema's `examples`, a list, where 3.0 had `example`. */
export function listExamples<Node>(node: Node): Node;
export function listExamples(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => listExamples(item));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    // What is an example already is data, not a schema.
    if (key === 'examples') return [key, value];
    return key === 'example' ? ['examples', [value]] : [key, listExamples(value)];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
