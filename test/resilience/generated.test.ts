import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const RUNS = Number(process.env['P7_RUNS'] ?? 2_000);
const SEED = Number(process.env['P7_SEED'] ?? Date.now() % 1_000_000_000);
const AT_ONCE = 20;

type Schema = { example?: unknown; properties?: Record<string, Schema> };
type Operation = {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema & { enum?: string[] } }[];
  requestBody?: { content: Record<'application/json', { schema: Schema }> };
  responses: Record<string, object>;
};

let service: TestService;
let app: TestApp;
let operations: Operation[];
let validate: (operation: Operation, status: number, body: unknown) => string | null;

beforeAll(async () => {
  service = await startTestService({ failedKeysPerMinute: 1_000_000, callsPerKeyPerMinute: 1_000_000 });
  app = await service.createApp();
  const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
  validate = createValidator(document);
});
afterAll(() => service.close());

/** Checks an answer against the served document: of the operation by its status, of all else as an error. */
function createValidator(document: object) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'document');
  const envelope = ajv.compile({ $ref: 'document#/components/schemas/ErrorEnvelope' });
  const successes = new Map(operations.map((operation) => [operation, ajv.compile({ $ref: successOf(operation) })]));
  return (operation: Operation, status: number, body: unknown): string | null => {
    if (!(String(status) in operation.responses) && status !== 405) return `status ${status} is not documented`;
    const check = (status === 200 && successes.get(operation)) || envelope;
    return check(body) ? null : ajv.errorsText(check.errors);
  };
}

function successOf({ path, method }: Operation): string {
  const pointer = encodeURI(path.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `document#/paths/${pointer}/${method}/responses/200/content/application~1json/schema`;
}

type Generated = {
  operation: Operation;
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body: string | undefined;
};

/** A right value mostly, and else whatever a careless or hostile caller sends in its place. */
const mostly = <T>(right: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: right, weight: 6 }, ...others.map((arbitrary) => ({ arbitrary, weight: 1 })));

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '..',
    '%00',
    '%2e%2e%2f',
    'null',
    '0',
    "' OR 1=1 --",
    '${7*7}',
  ),
  fc.string({ minLength: 100, maxLength: 300 }),
);
const segment = (right: string) =>
  mostly(
    fc.constant(right),
    odd.map((value) => encodeURIComponent(Buffer.from(value).toString()) || '-'),
  );
/** Header values that HTTP allows. */
const headerText = fc.oneof(
  fc.constantFrom('', 'write', 'null', 'undefined', '[object Object]'),
  fc.stringMatching(/^[\x21-\x7e]{1,60}$/),
);
const header = (right: string) =>
  mostly<string | string[] | undefined>(
    fc.constant(right),
    fc.constant(undefined),
    headerText,
    headerText.map((other) => [right, other]),
  );
const contentTypes = ['text/plain', 'application/xml', 'application/json; charset=latin1', 'multipart/form-data', ''];
const json = fc.jsonValue({ maxDepth: 4 });

/** The document's own examples are what is right. */
const fieldsOf = (properties: Record<string, Schema>) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, { example }]) => [name, mostly<unknown>(fc.constant(example), json, odd)]),
  );

const bodyOf = (properties: Record<string, Schema>) =>
  mostly<string | undefined>(
    fc.record(fieldsOf(properties)).map((value) => JSON.stringify(value)),
    fc.record(fieldsOf(properties), { requiredKeys: [] }).map((value) => JSON.stringify(value)),
    fc
      .dictionary(fc.oneof(odd, fc.constantFrom(...Object.keys(properties), 'tenantUuid', 'appUuid')), json)
      .map((value) => JSON.stringify(value)),
    json.map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '{"__proto__":{"defaultReturnUrl":"https://a.example/"}}',
      '{"defaultReturnUrl":"https://a.example/","defaultReturnUrl":7}',
      '[',
      '{"a":',
      '\u0000',
      '',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.integer({ min: 65_000, max: 70_000 }).map((length) => JSON.stringify({ x: 'x'.repeat(length) })),
    fc.constant(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    fc.constant(undefined),
  );

/** Right, missing, wrong, or there twice. */
const queryOf = (parameters: Operation['parameters']) =>
  fc
    .tuple(
      ...parameters.map(({ name, schema }) =>
        mostly(
          fc.constant(''),
          fc.constant(`${name}=${String(schema.example)}`),
          odd.map((value) => `${name}=${encodeURIComponent(Buffer.from(value).toString())}`),
          fc.constant(`${name}=1&${name}=2`),
        ),
      ),
      mostly(fc.constant(''), fc.constantFrom('a=1', 'appUuid=x&appUuid=y', '%', '__proto__=1')),
    )
    .map((parts) => parts.filter((part) => part !== '').join('&'))
    .map((query) => (query === '' ? '' : `?${query}`));

const generated = () => fc.constantFrom(...operations).chain(requestTo);

function requestTo(operation: Operation): fc.Arbitrary<Generated> {
  const right: Record<string, string> = { appUuid: app.appUuid, tenantUuid: app.tenantUuid };
  const named = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const [keyType = 'write'] = named('header').find(({ name }) => name === 'x-api-key-type')?.schema.enum ?? [];
  const properties = operation.requestBody?.content['application/json'].schema.properties;
  return fc
    .record({
      method: mostly(
        fc.constant(operation.method.toUpperCase()),
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      ),
      segments: fc.tuple(
        ...named('path').map(({ name, schema }) =>
          segment(right[name] ?? String(schema.example)).map((value) => [name, value]),
        ),
      ),
      query: queryOf(named('query')),
      key: header(keyType === 'read' ? app.readKey : app.writeKey),
      clientId: header(app.appUuid),
      type: header(keyType),
      contentType: mostly<string | string[] | undefined>(
        fc.constant('application/json'),
        fc.constantFrom(...contentTypes),
        fc.constant(undefined),
      ),
      body: properties ? bodyOf(properties) : mostly(fc.constant(undefined), fc.constantFrom('{}', 'x', '[')),
    })
    .map(({ method, segments, query, key, clientId, type, contentType, body }): Generated => {
      const path = segments.reduce(
        (filled, [name, value = '']) => filled.replace(`{${name}}`, () => value),
        operation.path,
      );
      const all = { 'x-api-key': key, 'x-client-id': clientId, 'x-api-key-type': type, 'content-type': contentType };
      const given = Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
      return { operation, method, path: path + query, headers: Object.fromEntries(given), body };
    });
}

/** `fetch` would tidy the request up first. */
function send({ method, path, headers, body: sent }: Generated): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.url);
    const request = httpRequest({ hostname, port, method, path, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    });
    request.on('error', reject).end(sent);
  });
}

/** A request with another method may be one of a neighbour of the operation. */
function operationMeant({ operation, method }: Generated): Operation {
  return operations.find((each) => each.path === operation.path && each.method.toUpperCase() === method) ?? operation;
}

describe('generated requests (P7)', () => {
  it(`${RUNS} of them get no 5xx, and only answers of the document [seed ${SEED}]`, { timeout: 240_000 }, async () => {
    const requests = fc.sample(generated(), { seed: SEED, numRuns: RUNS });
    const statuses = new Map<number, number>();
    const answered = new Set<Operation>();
    for (let start = 0; start < requests.length; start += AT_ONCE) {
      const batch = requests.slice(start, start + AT_ONCE);
      const answers = await Promise.all(batch.map(send));
      for (const [index, { status, body: answer }] of answers.entries()) {
        const request = batch[index];
        if (!request) continue;
        const what = JSON.stringify({ ...request, operation: request.operation.path }).slice(0, 600);
        const operation = operationMeant(request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 200) answered.add(operation);
        expect(status, what).toBeLessThan(500);
        expect(
          validate(operation, status, JSON.parse(answer)),
          `${status} ${answer.slice(0, 300)} to ${what}`,
        ).toBeNull();
      }
    }
    // The generator reaches what it is for.
    for (const status of [200, 400, 401, 404, 405, 413])
      expect(statuses.get(status) ?? 0, `status ${status}`).toBeGreaterThan(0);
    expect(operations.filter((operation) => !answered.has(operation)).map(({ path }) => path)).toEqual([]);
  });
});
