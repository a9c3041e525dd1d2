import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT, findDeviation, findEnvelopeFault, follow, type ReceivedAnswer } from '../support/document.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const RUNS = Number(process.env['P7_RUNS'] ?? 2_000);
const SEED = Number(process.env['P7_SEED'] ?? Date.now() % 1_000_000_000);
const AT_ONCE = 20;

type Schema = { examples?: unknown[]; enum?: string[]; properties?: Record<string, Schema> };
type Operation = {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  /** Of the body; undefined where there is none. */
  properties: Record<string, Schema> | undefined;
  /** What this app may put in place of the document's examples. */
  right: Record<string, string>;
};

let service: TestService;
let app: TestApp;
let operations: Operation[];

beforeAll(async () => {
  service = await startTestService({ failedKeysPerMinute: 1_000_000, callsPerKeyPerMinute: 1_000_000 });
  app = await service.createApp();
  const { customerId } = service.sandbox.mollie.seedCustomer({ profileId: app.accounts.mollie }, {});
  const { appUuid, tenantUuid } = app;
  operations = Object.entries<Record<string, DocumentOperation>>(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      properties: requestBody && follow(requestBody.content['application/json'].schema).properties,
      // One provider makes the tenant's customer, at the other an existing one is linked.
      right: path.endsWith('/customer')
        ? { appUuid, tenantUuid, paymentProvider: 'mollie', providerCustomerId: customerId }
        : { appUuid, tenantUuid, paymentProvider: 'stripe' },
    })),
  );
});
afterAll(() => service.close());

type DocumentOperation = {
  parameters: Operation['parameters'];
  requestBody?: { content: Record<'application/json', { schema: Schema }> };
};

/** What is right: the app's own, else the document's example. */
const rightValue = ({ right }: Operation, [name, schema]: [string, Schema]): unknown =>
  right[name] ?? schema.examples?.[0];

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
    // Well formed, and of nobody.
    fc.uuid(),
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

const fieldsOf = (operation: Operation, properties: Record<string, Schema>) =>
  Object.fromEntries(
    Object.entries(properties).map((field) => [
      field[0],
      mostly<unknown>(fc.constant(rightValue(operation, field)), json, odd),
    ]),
  );

const bodyOf = (operation: Operation, properties: Record<string, Schema>) =>
  mostly<string | undefined>(
    fc.record(fieldsOf(operation, properties)).map((value) => JSON.stringify(value)),
    fc.record(fieldsOf(operation, properties), { requiredKeys: [] }).map((value) => JSON.stringify(value)),
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
          fc.constant(`${name}=${String(schema.examples?.[0])}`),
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
  const named = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const keyType = keyTypeOf(operation);
  const { properties } = operation;
  return fc
    .record({
      method: mostly(
        fc.constant(operation.method),
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      ),
      segments: fc.tuple(
        ...named('path').map(({ name, schema }) =>
          segment(String(rightValue(operation, [name, schema]))).map((value): [string, string] => [name, value]),
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
      body: properties
        ? bodyOf(operation, properties)
        : mostly(fc.constant(undefined), fc.constantFrom('{}', 'x', '[')),
    })
    .map(({ method, segments, query, key, clientId, type, contentType, body }): Generated => {
      const all = { 'x-api-key': key, 'x-client-id': clientId, 'x-api-key-type': type, 'content-type': contentType };
      const given = Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
      return {
        operation,
        method,
        path: fillPath(operation, segments) + query,
        headers: Object.fromEntries(given),
        body,
      };
    });
}

function fillPath({ path }: Operation, segments: [string, string][]): string {
  return segments.reduce((filled, [name, value]) => filled.replace(`{${name}}`, () => value), path);
}

/** The first that an operation takes. */
function keyTypeOf({ parameters }: Operation): string {
  return parameters.find(({ name }) => name === 'x-api-key-type')?.schema.enum?.[0] ?? 'write';
}

/** Right in everything, for each operation; after them those with a body that is too large. */
function knownRequests(): Generated[] {
  const rightTo = (operation: Operation, body: object | undefined): Generated => ({
    operation,
    method: operation.method,
    path: fillPath(operation, Object.entries(operation.right)),
    headers: {
      ...app.headers,
      'x-api-key': keyTypeOf(operation) === 'read' ? app.readKey : app.writeKey,
      'x-api-key-type': keyTypeOf(operation),
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  const right = operations.map((operation) => {
    const { properties } = operation;
    const fields = properties && Object.entries(properties).map((field) => [field[0], rightValue(operation, field)]);
    return rightTo(operation, fields && Object.fromEntries(fields));
  });
  const withBody = operations.filter(({ properties }) => properties !== undefined);
  return [...right, ...withBody.map((operation) => rightTo(operation, { x: 'x'.repeat(70_000) }))];
}

/** `fetch` would tidy the request up first. */
function send({ method, path, headers, body: sent }: Generated): Promise<ReceivedAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.url);
    const request = httpRequest({ hostname, port, method, path, headers }, (response) => {
      const received = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const answer = { status: response.statusCode ?? 0, headers: new Headers(received) };
      text(response).then((body) => resolve({ ...answer, text: body }), reject);
    });
    request.on('error', reject).end(sent);
  });
}

/** Of the operation that the method and the path mean, if there is one; everything else is refused. */
function faultOf({ operation, method }: Generated, answer: ReceivedAnswer): string | null {
  const { path } = operation;
  if (operations.some((each) => each.path === path && each.method === method)) {
    return findDeviation({ method, path }, answer);
  }
  return answer.status === 405 ? findEnvelopeFault(answer) : `status ${answer.status}`;
}

describe('generated requests (P7)', () => {
  it(`${RUNS} of them get no 5xx, and only answers of the document [seed ${SEED}]`, { timeout: 240_000 }, async () => {
    const statuses = new Map<number, number>();
    const answered = new Set<Operation>();
    const check = (request: Generated, answer: ReceivedAnswer): void => {
      const what = JSON.stringify({ ...request, operation: request.operation.path }).slice(0, 600);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 200) answered.add(request.operation);
      expect(answer.status, what).toBeLessThan(500);
      expect(faultOf(request, answer), `${answer.status} ${answer.text.slice(0, 300)} to ${what}`).toBeNull();
    };
    for (const request of knownRequests()) check(request, await send(request));
    expect([...answered]).toEqual(operations);

    const requests = fc.sample(generated(), { seed: SEED, numRuns: RUNS });
    for (let start = 0; start < requests.length; start += AT_ONCE) {
      const batch = requests.slice(start, start + AT_ONCE);
      const sent = await Promise.all(batch.map(async (request) => ({ request, answer: await send(request) })));
      for (const { request, answer } of sent) check(request, answer);
    }
    // The generator reaches what it is for.
    for (const status of [200, 400, 401, 404, 405, 413])
      expect(statuses.get(status) ?? 0, `status ${status}`).toBeGreaterThan(0);
  });
});
