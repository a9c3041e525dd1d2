import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const RUNS = Number(process.env['P7_RUNS'] ?? 2_000);
const SEED = Number(process.env['P7_SEED'] ?? Date.now() % 1_000_000_000);
const PATH = '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals';
const AT_ONCE = 20;

let service: TestService;
let app: TestApp;
let validate: (status: number, body: unknown) => string | null;

beforeAll(async () => {
  service = await startTestService({ failedKeysPerMinute: 1_000_000, callsPerKeyPerMinute: 1_000_000 });
  app = await service.createApp();
  validate = await createValidator();
});
afterAll(() => service.close());

/** Checks an answer against the served document: of the operation by its status, of all else as an error. */
async function createValidator() {
  const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
    paths: Record<string, { post: { responses: Record<string, object> } }>;
  };
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'document');
  const pointer = PATH.replaceAll('~', '~0').replaceAll('/', '~1');
  const success = ajv.compile({
    $ref: `document#/paths/${encodeURI(pointer)}/post/responses/200/content/application~1json/schema`,
  });
  const envelope = ajv.compile({ $ref: 'document#/components/schemas/ErrorEnvelope' });
  const documented = Object.keys(document.paths[PATH]?.post.responses ?? {});
  return (status: number, body: unknown): string | null => {
    if (!documented.includes(String(status)) && status !== 405) return `status ${status} is not documented`;
    const check = status === 200 ? success : envelope;
    return check(body) ? null : ajv.errorsText(check.errors);
  };
}

type Generated = { method: string; path: string; headers: Record<string, string | string[]>; body: string | undefined };

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
const body = mostly<string | undefined>(
  fc
    .record({
      defaultReturnUrl: mostly<unknown>(fc.constant('https://app.example.com/account'), fc.webUrl(), json, odd),
    })
    .map((value) => JSON.stringify(value)),
  fc
    .dictionary(fc.oneof(odd, fc.constantFrom('defaultReturnUrl', 'tenantUuid', 'appUuid')), json)
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
  fc.integer({ min: 65_000, max: 70_000 }).map((length) => JSON.stringify({ defaultReturnUrl: 'x'.repeat(length) })),
  fc.constant(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
  fc.constant(undefined),
);

const generated = () =>
  fc
    .record({
      method: mostly(fc.constant('POST'), fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')),
      segments: fc.tuple(
        segment(app.appUuid),
        segment(app.tenantUuid),
        segment('stripe'),
        mostly(fc.constant(''), fc.constantFrom('?a=1', '?appUuid=x&appUuid=y', '?%')),
      ),
      key: header(app.writeKey),
      clientId: header(app.appUuid),
      type: header('write'),
      contentType: mostly<string | string[] | undefined>(
        fc.constant('application/json'),
        fc.constantFrom(...contentTypes),
        fc.constant(undefined),
      ),
      body,
    })
    .map(
      ({
        method,
        segments: [appUuid, tenantUuid, provider, query],
        key,
        clientId,
        type,
        contentType,
        body: sent,
      }): Generated => {
        const path = PATH.replace('{appUuid}', () => appUuid)
          .replace('{tenantUuid}', () => tenantUuid)
          .replace('{paymentProvider}', () => provider);
        const all = { 'x-api-key': key, 'x-client-id': clientId, 'x-api-key-type': type, 'content-type': contentType };
        const given = Object.entries(all).filter(
          (entry): entry is [string, string | string[]] => entry[1] !== undefined,
        );
        return { method, path: path + query, headers: Object.fromEntries(given), body: sent };
      },
    );

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

describe('generated requests (P7)', () => {
  it(`${RUNS} of them get no 5xx, and only answers of the document [seed ${SEED}]`, { timeout: 240_000 }, async () => {
    const requests = fc.sample(generated(), { seed: SEED, numRuns: RUNS });
    const statuses = new Map<number, number>();
    for (let start = 0; start < requests.length; start += AT_ONCE) {
      const batch = requests.slice(start, start + AT_ONCE);
      const answers = await Promise.all(batch.map(send));
      for (const [index, { status, body: answer }] of answers.entries()) {
        const what = JSON.stringify(batch[index]).slice(0, 600);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status, what).toBeLessThan(500);
        expect(validate(status, JSON.parse(answer)), `${status} ${answer.slice(0, 300)} to ${what}`).toBeNull();
      }
    }
    // The generator reaches what it is for.
    for (const status of [200, 400, 401, 404, 405, 413])
      expect(statuses.get(status) ?? 0, `status ${status}`).toBeGreaterThan(0);
  });
});
