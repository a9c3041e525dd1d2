import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StripePermission } from '../../../src/sandbox/stripe/accounts.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, rawCall, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;
let accountId: string;
let key: string;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = await createSandbox();
  key = stripeKey('sk_test');
  ({ accountId } = sandbox.stripe.addAccount({ secretKeys: [key], businessName: 'Acme Tools' }));
  stripe = stripeClient(sandbox.stripeUrl, key);
});

afterEach(() => sandbox.close());

const FORM = 'application/x-www-form-urlencoded';
const at = (path: string) => `${sandbox.stripeUrl}${path}`;

describe('the account', () => {
  test('is the one whose key it is', async () => {
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({
      object: 'account',
      id: accountId,
      business_profile: { name: 'Acme Tools' },
      type: 'standard',
    });
  });

  test('cannot share a key with another, and its keys have the form of Stripe’s', () => {
    expect(() => sandbox.stripe.addAccount({ secretKeys: [key] })).toThrow('share');
    expect(() => sandbox.stripe.addAccount({ secretKeys: ['rk_test_123456789012'] })).toThrow('sk_test_');
    expect(() => sandbox.stripe.addAccount({ accountId, secretKeys: [] })).toThrow('exists');
  });
});

describe('authentication', () => {
  test('takes the key as Bearer, or as the user of Basic', async () => {
    const basic = Buffer.from(`${key}:`).toString('base64');
    for (const authorization of [`Bearer ${key}`, `bearer ${key}`, `Basic ${basic}`]) {
      expect(await rawCall(at('/v1/account'), { headers: { authorization } })).toMatchObject({ status: 200 });
    }
  });

  test('refuses an unknown or revoked key with 401 and does not repeat it', async () => {
    const unknown = stripeKey('sk_test');
    const error = await failureOf(stripeClient(sandbox.stripeUrl, unknown).customers.list());
    expect(error).toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
      rawType: 'invalid_request_error',
    });
    expect(String(error)).toContain('Invalid API Key provided: sk_test_');
    expect(String(error)).not.toContain(unknown);
    sandbox.stripe.revokeKey(key);
    expect(await failureOf(stripe.customers.list())).toMatchObject({ statusCode: 401 });
    expect(sandbox.ledger.entries()).toMatchObject([
      { account: null, status: 401 },
      { account: null, status: 401 },
    ]);
  });

  test('refuses a call without a key', async () => {
    const answer = await rawCall(at('/v1/customers'));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Stripe"');
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { message: expect.stringContaining('did not provide an API key') },
    });
  });

  test('knows no other account than its own', async () => {
    const other = { stripeAccount: 'acct_1other' };
    expect(await failureOf(stripe.customers.list({}, other))).toMatchObject({
      type: 'StripePermissionError',
      statusCode: 403,
      code: 'account_invalid',
    });
    expect(await stripe.customers.list({}, { stripeAccount: accountId })).toMatchObject({ data: [] });
  });

  test('of one account never reaches the customers of another', async () => {
    const otherKey = stripeKey('sk_test');
    sandbox.stripe.addAccount({ secretKeys: [otherKey] });
    const { id } = await stripe.customers.create({ name: 'Mine' });
    const other = stripeClient(sandbox.stripeUrl, otherKey);
    expect(await failureOf(other.customers.retrieve(id))).toMatchObject({ message: `No such customer: '${id}'` });
    expect((await other.customers.list()).data).toEqual([]);
  });
});

function restricted(permissions: StripePermission[]): Stripe {
  const restrictedKey = stripeKey('rk_test');
  sandbox.stripe.addAccount({ secretKeys: [], restrictedKeys: [{ key: restrictedKey, permissions }] });
  return stripeClient(sandbox.stripeUrl, restrictedKey);
}

describe('a restricted key', () => {
  test('without the permission is a 403 that names it', async () => {
    const error = await failureOf(restricted(['customer_read']).customers.create({}));
    expect(error).toMatchObject({ type: 'StripePermissionError', statusCode: 403, code: undefined });
    expect(String(error)).toContain("Having the 'rak_customer_write' permission would allow this request to continue.");
    expect(sandbox.stripe.customers()).toEqual([]);
  });

  test('with it works, and writing includes reading', async () => {
    const client = restricted(['customer_write']);
    const { id } = await client.customers.create({});
    expect(await client.customers.retrieve(id)).toMatchObject({ id });
    expect(await failureOf(client.accounts.retrieveCurrent())).toMatchObject({ statusCode: 403 });
    expect(await failureOf(client.billingPortal.sessions.create({ customer: id }))).toMatchObject({ statusCode: 403 });
  });
});

describe('the wire', () => {
  test('carries a request id, the version and the key of every answer', async () => {
    const made = await stripe.customers.create({}, { idempotencyKey: 'k-1' });
    expect(made.lastResponse.requestId).toMatch(/^req_[A-Za-z0-9]{14}$/);
    expect(made.lastResponse.apiVersion).toBe('2026-10-28.endive');
    expect(made.lastResponse.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'k-1',
      'original-request': made.lastResponse.requestId,
    });
    const error = await failureOf(stripe.customers.retrieve('cus_x'));
    expect(error).toMatchObject({ requestId: expect.stringMatching(/^req_/) });
  });

  test('echoes the version that was asked for and refuses one that is none', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const older = await rawCall(at('/v1/account'), { headers: { ...headers, 'stripe-version': '2024-06-20' } });
    expect(older.headers.get('stripe-version')).toBe('2024-06-20');
    expect(await rawCall(at('/v1/account'), { headers: { ...headers, 'stripe-version': 'latest' } })).toMatchObject({
      status: 400,
    });
  });

  test('has a documented code, its page and the parameter in an error', async () => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': FORM };
    const answer = await rawCall(at('/v1/customers'), { method: 'POST', headers, body: 'nickname=x&shoe[size]=1' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({
      error: {
        code: 'parameter_unknown',
        doc_url: 'https://stripe.com/docs/error-codes/parameter-unknown',
        message: 'Received unknown parameters: nickname, shoe',
        param: 'nickname',
        type: 'invalid_request_error',
      },
    });
  });

  test('is form-encoded: JSON is refused, brackets nest and bad ones are only names', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const json = { ...headers, 'content-type': 'application/json' };
    expect(await rawCall(at('/v1/customers'), { method: 'POST', headers: json, body: '{"name":"x"}' })).toMatchObject({
      status: 400,
    });
    const form = { ...headers, 'content-type': `${FORM}; charset=utf-8` };
    const nested = await rawCall(at('/v1/customers'), {
      method: 'POST',
      headers: form,
      body: 'metadata[a][b]=1',
    });
    expect(nested.status).toBe(400);
    const proto = await rawCall(at('/v1/customers'), { method: 'POST', headers: form, body: '__proto__[admin]=1' });
    expect(JSON.parse(proto.text)).toMatchObject({ error: { code: 'parameter_unknown', param: '__proto__' } });
    const twice = await rawCall(at('/v1/customers'), {
      method: 'POST',
      headers: form,
      body: 'metadata=1&metadata[a]=1',
    });
    expect(twice.status).toBe(400);
  });

  test.each([
    ['GET', '/v1/subscriptions'],
    ['GET', '/v2/customers'],
    ['PUT', '/v1/customers'],
    ['GET', '/v1/customers/'],
    ['GET', '/v1/customers/cus_1/subscriptions'],
    ['GET', '/'],
  ])('knows no %s %s', async (method, path) => {
    const answer = await rawCall(at(path), { method, headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: {
        type: 'invalid_request_error',
        message: expect.stringContaining(`Unrecognized request URL (${method}: ${path})`),
      },
    });
  });
});
