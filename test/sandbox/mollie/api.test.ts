import { SequenceType, type MethodsListParams } from '@mollie/api-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, mollieTokenClient, rawCall } from '../clients.ts';

let sandbox: Sandbox;
let key: string;
let token: string;
let profileId: string;
let organizationId: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  [key, token] = [mollieKey('test'), mollieKey('access')];
  ({ profileId, organizationId } = sandbox.mollie.addProfile({
    apiKeys: [key],
    accessTokens: [token],
    name: 'Acme Shop',
  }));
});

afterEach(() => sandbox.close());

const at = (path: string) => `${sandbox.mollieUrl}${path}`;
const call = (
  method: string,
  path: string,
  init: { body?: string; headers?: Record<string, string>; as?: string } = {},
) =>
  rawCall(at(path), {
    method,
    headers: { authorization: `Bearer ${init.as ?? key}`, ...init.headers },
    ...(init.body === undefined ? {} : { body: init.body }),
  });

describe('authentication', () => {
  test('refuses an unknown, missing or revoked credential with 401', async () => {
    expect(await failureOf(mollieClient(sandbox.mollieUrl, mollieKey('test')).customers.page())).toMatchObject({
      statusCode: 401,
      title: 'Unauthorized Request',
    });
    expect(await rawCall(at('/v2/customers'))).toMatchObject({ status: 401 });
    expect(await rawCall(at('/v2/customers'), { headers: { authorization: `Basic ${key}` } })).toMatchObject({
      status: 401,
    });
    sandbox.mollie.revokeCredential(key);
    expect(await call('GET', '/v2/customers')).toMatchObject({ status: 401 });
  });

  test('takes credentials of Mollie’s form only, each once', () => {
    expect(() => sandbox.mollie.addProfile({ apiKeys: [key] })).toThrow('share');
    expect(() => sandbox.mollie.addProfile({ apiKeys: ['sk_test_123456789012345678901'] })).toThrow('test_');
    expect(() => sandbox.mollie.addProfile({ apiKeys: [], accessTokens: [mollieKey('live')] })).toThrow('access_');
    expect(() => sandbox.mollie.addProfile({ organizationId, profileId, apiKeys: [] })).toThrow('exists');
  });
});

describe('an API key', () => {
  test('shows its own profile, and neither the list of profiles nor the organisation', async () => {
    const client = mollieClient(sandbox.mollieUrl, key);
    expect(await client.profiles.getCurrent()).toMatchObject({
      resource: 'profile',
      id: profileId,
      mode: 'test',
      name: 'Acme Shop',
    });
    expect(await failureOf(client.profiles.page())).toMatchObject({ statusCode: 403 });
    expect(await failureOf(client.organizations.getCurrent())).toMatchObject({ statusCode: 403 });
  });
});

describe('an access token', () => {
  test('shows the organisation and its profiles, and has no profile of its own', async () => {
    const client = mollieTokenClient(sandbox.mollieUrl, token);
    sandbox.mollie.addProfile({ organizationId, apiKeys: [], name: 'Second Shop' });
    expect(await client.organizations.getCurrent()).toMatchObject({ resource: 'organization', id: organizationId });
    expect((await client.profiles.page()).map(({ name }) => name).toSorted()).toEqual(['Acme Shop', 'Second Shop']);
    expect(await client.profiles.get(profileId)).toMatchObject({ id: profileId });
    expect(await failureOf(client.profiles.getCurrent())).toMatchObject({ statusCode: 403 });
  });

  test('means live mode unless each call says otherwise', async () => {
    const client = mollieTokenClient(sandbox.mollieUrl, token);
    const { id } = await client.customers.create({ name: 'Tested', testmode: true });
    expect(await failureOf(client.customers.get(id))).toMatchObject({ statusCode: 404 });
    expect(await client.customers.get(id, { testmode: true })).toMatchObject({ id, mode: 'test' });
    expect(await mollieClient(sandbox.mollieUrl, key).customers.get(id)).toMatchObject({ id });
    expect(await client.customers.page()).toHaveLength(0);
    expect(await client.customers.create({ name: 'Real', testmode: false })).toMatchObject({ mode: 'live' });
    await client.customers.delete(id, { testmode: true });
    expect(sandbox.mollie.customers({ mode: 'test' })).toMatchObject([{ customerId: id, deleted: true }]);
  });

  test('names the profile of a payment or a subscription, but of no customer', async () => {
    const payment = {
      amount: { value: '10.00', currency: 'EUR' },
      description: 'Order',
      redirectUrl: 'https://shop.example/',
    };
    const json = { 'content-type': 'application/json' };
    const post = (path: string, body: unknown) =>
      call('POST', path, { as: token, headers: json, body: JSON.stringify(body) });
    expect(JSON.parse((await post('/v2/payments', { ...payment, testmode: true })).text)).toMatchObject({
      status: 422,
      field: 'profileId',
    });
    expect(JSON.parse((await post('/v2/payments', { ...payment, profileId: 'pfl_none' })).text)).toMatchObject({
      status: 422,
      field: 'profileId',
    });
    expect((await post('/v2/payments', { ...payment, profileId, testmode: true })).status).toBe(201);
    expect(JSON.parse((await post('/v2/customers', { name: 'x', profileId })).text)).toMatchObject({
      status: 422,
      field: 'profileId',
    });
  });
});

describe('the wire', () => {
  test.each([
    ['/v2/orders', 404],
    ['/customers', 404],
    ['/v1/customers', 404],
    ['/', 404],
  ])('knows no %s', async (path, status) => {
    const answer = await call('GET', path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ status, title: 'Not Found', detail: 'Invalid resource endpoint' });
  });

  test('says which methods a path has', async () => {
    const answer = await call('PUT', '/v2/customers/cst_1234567890');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, PATCH, DELETE');
  });

  test('takes JSON objects, and parameters of a change in the body only', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await call('POST', '/v2/customers', { headers: json, body: '{"name":' })).toMatchObject({ status: 400 });
    expect(await call('POST', '/v2/customers', { headers: json, body: '[]' })).toMatchObject({ status: 400 });
    expect(
      await call('POST', '/v2/customers', { headers: { 'content-type': 'text/plain' }, body: '{}' }),
    ).toMatchObject({ status: 415 });
    const inQuery = await call('DELETE', '/v2/customers/cst_1234567890?testmode=true', { as: token });
    expect(JSON.parse(inQuery.text)).toMatchObject({
      status: 422,
      detail: 'Non-existent query parameter "testmode" for this API call.',
    });
  });
});

async function offered(params: MethodsListParams): Promise<string[]> {
  return (await mollieClient(sandbox.mollieUrl, key).methods.list(params)).map(({ id }) => id);
}

describe('the methods', () => {
  test('of a first payment of nothing are cards and PayPal, with a cent the banks’ too', async () => {
    const sequenceType = SequenceType.first;
    expect(await offered({ sequenceType, amount: { value: '0.00', currency: 'EUR' } })).toEqual([
      'creditcard',
      'paypal',
    ]);
    expect(await offered({ sequenceType, amount: { value: '0.01', currency: 'EUR' } })).toEqual([
      'creditcard',
      'paypal',
      'ideal',
      'eps',
    ]);
    expect(await offered({ sequenceType })).not.toContain('directdebit');
  });

  test('are those that are switched on at the profile', async () => {
    const own = mollieKey('test');
    sandbox.mollie.addProfile({ apiKeys: [own], methods: ['ideal'] });
    expect((await mollieClient(sandbox.mollieUrl, own).methods.list()).map(({ id }) => id)).toEqual(['ideal']);
  });

  test('have the form of Mollie’s', async () => {
    const answer = await call(
      'GET',
      '/v2/methods?sequenceType=first&locale=nl_NL&amount[value]=10.00&amount[currency]=EUR',
    );
    expect(JSON.parse(answer.text)).toMatchObject({
      count: 5,
      _embedded: {
        methods: expect.arrayContaining([
          expect.objectContaining({ resource: 'method', id: 'ideal', status: 'activated' }),
        ]),
      },
    });
    expect(await call('GET', '/v2/methods?sequenceType=second')).toMatchObject({ status: 422 });
    expect(await call('GET', '/v2/methods?amount[value]=10&amount[currency]=EUR')).toMatchObject({ status: 422 });
  });
});
