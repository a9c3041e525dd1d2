import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
});

afterEach(() => sandbox.close());

test('the ledger has every call: whose, what, with which key, and how it was answered', async () => {
  const [key, mollie] = [stripeKey('sk_test'), mollieKey('live')];
  const { accountId } = sandbox.stripe.addAccount({ secretKeys: [key] });
  const { profileId } = sandbox.mollie.addProfile({ apiKeys: [mollie] });
  await stripeClient(sandbox.stripeUrl, key).customers.create(
    { name: 'A', metadata: { t: '1' } },
    { idempotencyKey: 'k1' },
  );
  await failureOf(stripeClient(sandbox.stripeUrl, key).customers.retrieve('cus_nobody'));
  await mollieClient(sandbox.mollieUrl, mollie).customers.create({
    name: 'B',
    metadata: { t: 1 },
    idempotencyKey: 'k2',
  });
  expect(sandbox.ledger.entries()).toMatchObject([
    {
      sequence: 1,
      provider: 'stripe',
      account: accountId,
      mode: 'test',
      method: 'POST',
      path: '/v1/customers',
      params: { name: 'A', metadata: { t: '1' } },
      idempotencyKey: 'k1',
      status: 200,
      executed: true,
      fault: null,
    },
    { sequence: 2, method: 'GET', path: '/v1/customers/cus_nobody', status: 404, idempotencyKey: null },
    {
      sequence: 3,
      provider: 'mollie',
      account: profileId,
      mode: 'live',
      path: '/v2/customers',
      params: { name: 'B', metadata: { t: 1 } },
      idempotencyKey: 'k2',
      status: 201,
    },
  ]);
  expect(sandbox.ledger.entries()[0]?.at).toBeInstanceOf(Date);
});

test('the ledger counts by provider, account, method and path, whole or by pattern', async () => {
  const key = stripeKey('sk_test');
  const { accountId } = sandbox.stripe.addAccount({ secretKeys: [key] });
  const client = stripeClient(sandbox.stripeUrl, key);
  const { id } = await client.customers.create({});
  await client.customers.retrieve(id);
  await client.customers.list();
  const { ledger } = sandbox;
  expect(ledger.count()).toBe(3);
  expect(ledger.count({ provider: 'mollie' })).toBe(0);
  expect(ledger.count({ provider: 'stripe', method: 'GET' })).toBe(2);
  expect(ledger.count({ path: '/v1/customers' })).toBe(2);
  expect(ledger.count({ path: /^\/v1\/customers/ })).toBe(3);
  expect(ledger.count({ account: accountId, method: 'POST', path: '/v1/customers' })).toBe(1);
  ledger.clear();
  expect(ledger.count()).toBe(0);
});

test('the ledger never has a key or a token', async () => {
  const key = stripeKey('sk_test');
  sandbox.stripe.addAccount({ secretKeys: [key] });
  await stripeClient(sandbox.stripeUrl, key).customers.create({});
  await rawCall(`${sandbox.mollieUrl}/v2/customers`, { headers: { authorization: `Bearer ${key}` } });
  expect(JSON.stringify(sandbox.ledger.entries())).not.toContain(key);
});

test('what the ledger handed out does not change afterwards', async () => {
  const key = stripeKey('sk_test');
  sandbox.stripe.addAccount({ secretKeys: [key] });
  const hold = sandbox.faults.add({ provider: 'stripe', kind: 'hold' });
  const call = stripeClient(sandbox.stripeUrl, key).customers.create({});
  await hold.struck();
  const [before] = sandbox.ledger.entries();
  hold.release();
  await call;
  expect(before).toMatchObject({ status: null });
  expect(sandbox.ledger.entries()).toMatchObject([{ status: 200 }]);
});
