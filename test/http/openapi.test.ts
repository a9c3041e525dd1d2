import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/error-table.ts';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import { DOCUMENT, findBodyFault, follow, OPERATIONS } from '../support/document.ts';

const PATH = '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals';
const operation = DOCUMENT.paths[PATH].post;
const EACH = OPERATIONS.map((one) => ({ ...one, raw: DOCUMENT.paths[one.path][one.method.toLowerCase()] }));

describe('the OpenAPI document', () => {
  it('is generated from the router: the contract’s path, parameters and providers (C1, C2)', () => {
    expect(DOCUMENT.openapi).toBe('3.1.0');
    expect(DOCUMENT.servers).toMatchObject([{ url: 'https://billing.acme.example' }]);
    const parameters = Object.fromEntries(
      operation.parameters.map((parameter: { name: string }) => [parameter.name, parameter]),
    );
    expect(Object.keys(parameters).toSorted()).toEqual(['appUuid', 'paymentProvider', 'tenantUuid', 'x-api-key-type']);
    expect(parameters.paymentProvider.schema.enum).toEqual([...PROVIDER_IDS]);
    expect(parameters.tenantUuid.required).toBe(true);
  });

  it('takes a body in which only the return URL is required, and no tenant (C6, C7)', () => {
    expect(operation.requestBody.required).toBe(true);
    const schema = follow<{ properties: object; required: string[] }>(
      operation.requestBody.content['application/json'].schema,
    );
    expect(schema.required).toEqual(['defaultReturnUrl']);
    expect(Object.keys(schema.properties)).not.toContain('tenantUuid');
  });

  it('answers 200 with the documented shape, and an example for each provider (C9, C10)', () => {
    const { schema, examples } = operation.responses['200'].content['application/json'];
    const list = follow<Node>(schema);
    expect(list.required).toEqual(['kind', 'totalItems', 'itemsLength', 'items']);
    expect(list.properties).toMatchObject({
      items: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: { properties: { nextAction: { properties: { url: { type: 'string' } } } } },
      },
    });
    expect(Object.keys(examples)).toEqual([...PROVIDER_IDS]);
  });

  it('leaves no reference dangling, no part unused and nothing of the library’s own errors', () => {
    const text = JSON.stringify(DOCUMENT);
    const references = [...text.matchAll(/"\$ref":"(#\/[^"]+)"/g)].map((match) => match[1] ?? '');
    for (const $ref of references) expect(follow({ $ref }), $ref).toBeDefined();
    for (const kind of ['schemas', 'responses', 'headers']) {
      for (const name of Object.keys(DOCUMENT.components[kind])) {
        expect(references).toContain(`#/components/${kind}/${name}`);
      }
    }
    expect(text).not.toContain('"error.');
  });
});

describe.each(EACH)('$operationId in the document', ({ path, responses, raw }) => {
  it('says what happens and what it needs', () => {
    expect(raw.summary.length).toBeGreaterThan(8);
    expect(raw.description).toMatch(/\.$/);
    expect(raw.description).toMatch(/Needs a (read or a )?write key\.$/);
    expect(raw.tags).toHaveLength(1);
    expect(DOCUMENT.tags.map(({ name }: { name: string }) => name)).toContain(raw.tags[0]);
  });

  it('asks for key, client id and key type together (C3, C4, C5)', () => {
    expect(raw.security).toEqual([{ apiKey: [], clientId: [] }]);
    expect(DOCUMENT.components.securitySchemes.apiKey).toMatchObject({ in: 'header', name: 'x-api-key' });
    expect(DOCUMENT.components.securitySchemes.clientId).toMatchObject({ in: 'header', name: 'x-client-id' });
    expect(raw.parameters.at(-1)).toMatchObject({ in: 'header', name: 'x-api-key-type', required: true });
  });

  it('has a description, a length or range and an example for each field that it takes and gives', () => {
    const bodies = [raw.requestBody, ...Object.values(raw.responses).map((response) => follow(response as object))];
    const schemas = [
      ...raw.parameters.map(({ schema }: { schema: object }) => schema),
      ...bodies.map((body) => body?.content['application/json'].schema).filter(Boolean),
    ];
    for (const schema of schemas) expect(incompleteFields(schema, '')).toEqual([]);
  });

  it('has a success of each provider, in that provider’s own terms, where it is about one (C10)', () => {
    if (!path.includes('{paymentProvider}')) return;
    const examples = Object.entries(responses.get(200)?.content['application/json'].examples ?? {});
    expect(examples.map(([name]) => name)).toEqual([...PROVIDER_IDS]);
    expect(new Set(examples.map(([, { value }]) => JSON.stringify(value))).size).toBe(PROVIDER_IDS.length);
  });

  it('shows its answers and errors by examples that keep their schemas', () => {
    for (const response of responses.values()) {
      const { examples } = response.content['application/json'];
      expect(Object.keys(examples).length).toBeGreaterThan(0);
      for (const { value } of Object.values(examples)) expect(findBodyFault(response, value)).toBeNull();
    }
  });

  it('says of each error when it is sent and how to resolve it, with the one envelope and its headers', () => {
    for (const [status, response] of responses) {
      expect(response.headers['x-request-id']).toBeDefined();
      if (status === 200) continue;
      expect(response.description.length).toBeGreaterThan(40);
      const content = response.content['application/json'];
      expect(content.schema).toEqual({ $ref: '#/components/schemas/ErrorEnvelope' });
      const isRetryable = Object.values(ERRORS).some((row) => row.status === status && row.retryable);
      expect('Retry-After' in response.headers).toBe(isRetryable);
      expect('RateLimit' in response.headers).toBe(status === 429);
      expect('Allow' in response.headers).toBe(status === 405);
    }
  });

  it('has samples for curl, fetch and the typed client, indented as they are nested', () => {
    const samples: { label: string; source: string }[] = raw['x-codeSamples'];
    expect(samples.map(({ label }) => label)).toEqual(['curl', 'fetch', 'Typed client']);
    for (const { label, source } of samples.slice(1)) expect(misplacedLines(source), label).toEqual([]);
  });
});

/** Lines of JavaScript that do not begin two spaces further in for each bracket that is open. */
function misplacedLines(source: string): string[] {
  let depth = 0;
  return source.split('\n').filter((line) => {
    const [opened, closed] = [/[{([]/g, /[})\]]/g].map((brackets) => line.match(brackets)?.length ?? 0);
    const place = /^\s*[})\]]/.test(line) ? depth - 1 : depth;
    depth += Math.sign((opened ?? 0) - (closed ?? 0));
    return line.length > 0 && line.search(/\S/) !== place * 2;
  });
}

type Node = Record<string, unknown> & {
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
};

/** Every value inside a schema that says too little of itself. */
function incompleteFields(schema: Node, where: string): string[] {
  const { examples, anyOf, oneOf, ...node } = follow(schema);
  const branches = anyOf ?? oneOf;
  // What holds for all of them stands beside them.
  const shared = examples === undefined ? {} : { examples };
  if (branches) return branches.flatMap((branch) => incompleteFields({ ...shared, ...branch }, where));
  if (node['type'] === 'null') return [];
  if (node['type'] === 'object') return incompleteObject(node.properties, where);
  if (node['type'] === 'array' && node.items) {
    return [...complain('maxItems' in node, `${where} has no maxItems`), ...incompleteFields(node.items, `${where}/*`)];
  }
  return [
    ...complain(
      ['maxLength', 'maximum', 'enum', 'const'].some((rule) => rule in node),
      `${where} has no bound`,
    ),
    ...complain(examples !== undefined, `${where} has no example`),
  ];
}

function incompleteObject(properties: Record<string, Node> | undefined, where: string): string[] {
  if (!properties) return [`${where} has no properties`];
  return Object.entries(properties).flatMap(([name, field]) => [
    ...complain('description' in field || field['type'] === 'object', `${where}/${name} has no description`),
    ...incompleteFields(field, `${where}/${name}`),
  ]);
}

const complain = (isFine: boolean, fault: string): string[] => (isFine ? [] : [fault]);
