import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import type { FaultKind } from '../../../src/sandbox/core/faults.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;
let accountId: string;
let key: string;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = await createSandbox();
  key = stripeKey('sk_test');
  ({ accountId } = sandbox.stripe.addAccount({ secretKeys: [key] }));
  stripe = stripeClient(sandbox.stripeUrl, key);
});

afterEach(() => sandbox.close());

const create = (init: { signal?: AbortSignal; idempotencyKey?: string } = {}) =>
  fetch(`${sandbox.stripeUrl}/v1/customers`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${key}`,
      ...(init.idempotencyKey === undefined ? {} : { 'idempotency-key': init.idempotencyKey }),
    },
    body: new URLSearchParams({ name: 'Tenant' }),
    ...(init.signal ? { signal: init.signal } : {}),
  });
const add = (fault: FaultKind) => sandbox.faults.add({ provider: 'stripe', ...fault });
const made = () => sandbox.stripe.customers().length;
const lastEntry = () => sandbox.ledger.entries().at(-1);

const EFFECTS = [
  { effect: 'none' as const, customers: 0, executed: false },
  { effect: 'committed' as const, customers: 1, executed: true },
];

describe('a call that gets no answer', () => {
  test.each(EFFECTS)('hangs until the caller gives up (effect $effect)', async ({ effect, customers, executed }) => {
    const fault = add({ kind: 'hang', effect });
    const giveUp = new AbortController();
    const call = failureOf(create({ signal: giveUp.signal }));
    await fault.struck();
    await expect.poll(lastEntry).toMatchObject({ executed, status: null, fault: 'hang' });
    giveUp.abort();
    expect(await call).toMatchObject({ name: 'AbortError' });
    expect(made()).toBe(customers);
  });

  test.each(EFFECTS)('is reset (effect $effect)', async ({ effect, customers, executed }) => {
    add({ kind: 'reset', effect });
    expect(await failureOf(create())).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(made()).toBe(customers);
    expect(lastEntry()).toMatchObject({ executed, status: null, fault: 'reset' });
  });

  test('after the effect is told the same with the same key', async () => {
    add({ kind: 'reset', effect: 'committed' });
    await failureOf(create({ idempotencyKey: 'k' }));
    sandbox.faults.clear();
    const answer = await create({ idempotencyKey: 'k' });
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(made()).toBe(1);
  });
});

describe('a late answer', () => {
  test.each(EFFECTS)('is held until it is released (effect $effect)', async ({ effect, customers }) => {
    const hold = add({ kind: 'hold', effect });
    const call = create();
    await hold.struck();
    await expect.poll(made).toBe(customers);
    hold.release();
    expect((await call).status).toBe(200);
    expect(made()).toBe(1);
  });

  test('comes although the caller hung up meanwhile: the work is done', async () => {
    const hold = add({ kind: 'hold' });
    const giveUp = new AbortController();
    const call = failureOf(create({ signal: giveUp.signal }));
    await hold.struck();
    giveUp.abort();
    await call;
    expect(made()).toBe(0);
    hold.remove();
    await expect.poll(made).toBe(1);
  });

  test('comes by itself after a delay', async () => {
    add({ kind: 'delay', delayMs: 1 });
    expect((await create()).status).toBe(200);
    expect(lastEntry()).toMatchObject({ fault: 'delay', status: 200 });
  });
});

describe('an answer that is spoilt', () => {
  test('is cut off in the middle, the effect done', async () => {
    add({ kind: 'truncate' });
    const answer = await create();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(made()).toBe(1);
  });

  test('drips, byte by byte, and is whole in the end', async () => {
    add({ kind: 'drip', everyMs: 0 });
    expect(await stripe.customers.list()).toMatchObject({ object: 'list', data: [], has_more: false });
    expect(lastEntry()).toMatchObject({ fault: 'drip', status: 200 });
  });

  test.each(EFFECTS)('is a page (effect $effect)', async ({ effect, customers }) => {
    add({ kind: 'html', status: 200, effect });
    const answer = await create();
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toMatch(/^<!doctype html>/);
    expect(made()).toBe(customers);
  });

  test('is about another object', async () => {
    add({ kind: 'stranger' });
    const answer = (await (await create()).json()) as { id: string; metadata: object };
    expect(answer.metadata).toEqual({ row: 'another' });
    expect(answer.id).toMatch(/^cus_\w+Stranger$/);
    expect(made()).toBe(1);
  });

  test('is 10 MB of JSON', async () => {
    add({ kind: 'huge' });
    const text = await (await create()).text();
    expect(text).toHaveLength(10_000_000);
    expect(JSON.parse(text)).toHaveProperty('padding');
    expect(made()).toBe(0);
  });

  test.each(EFFECTS)('is a redirect (effect $effect)', async ({ effect, customers }) => {
    add({ kind: 'redirect', location: 'https://elsewhere.example/', effect });
    const answer = await create();
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('https://elsewhere.example/');
    expect(made()).toBe(customers);
  });
});

describe('an error that the stand-in is told to show', () => {
  test.each([
    [401, 'StripeAuthenticationError'],
    [403, 'StripePermissionError'],
    [429, 'StripeRateLimitError'],
    [500, 'StripeAPIError'],
    [503, 'StripeAPIError'],
  ])('%i is what Stripe’s SDK makes of it', async (status, type) => {
    add({ kind: 'status', status });
    expect(await failureOf(stripe.customers.create({}))).toMatchObject({
      type,
      statusCode: status,
      requestId: expect.any(String),
    });
    expect(made()).toBe(0);
  });

  test.each([
    [401, 'Unauthorized Request'],
    [403, 'Forbidden'],
    [429, 'Too Many Requests'],
  ])('%i is what Mollie’s SDK makes of it', async (statusCode, title) => {
    const mollie = mollieKey('test');
    sandbox.mollie.addProfile({ apiKeys: [mollie] });
    sandbox.faults.add({ provider: 'mollie', kind: 'status', status: statusCode });
    const error = await failureOf(mollieClient(sandbox.mollieUrl, mollie).customers.create({ name: 'x' }));
    expect(error).toMatchObject({ statusCode, title });
  });

  test('says when to come back only when it is told to', async () => {
    const fault = add({ kind: 'status', status: 429, retryAfterSeconds: 7 });
    expect((await create()).headers.get('retry-after')).toBe('7');
    fault.remove();
    add({ kind: 'status', status: 429 });
    expect((await create()).headers.get('retry-after')).toBeNull();
  });
});

describe('an object that is not yet visible', () => {
  test('is a 404 on look-up and in a session, though the list has it, until its time', async () => {
    sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    add({ kind: 'invisible', forMs: 60_000 });
    const { id } = await stripe.customers.create({});
    sandbox.faults.clear();
    expect(await failureOf(stripe.customers.retrieve(id))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect(await failureOf(stripe.billingPortal.sessions.create({ customer: id }))).toMatchObject({
      param: 'customer',
    });
    expect((await stripe.customers.list()).data).toMatchObject([{ id }]);
    sandbox.clock.advance(60_000);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id });
    expect(await stripe.billingPortal.sessions.create({ customer: id })).toMatchObject({ customer: id });
  });

  test('is a 404 at Mollie too, with all that belongs to it', async () => {
    const mollie = mollieKey('test');
    sandbox.mollie.addProfile({ apiKeys: [mollie] });
    const client = mollieClient(sandbox.mollieUrl, mollie);
    sandbox.faults.add({ provider: 'mollie', method: 'POST', kind: 'invisible', forMs: 60_000 });
    const { id } = await client.customers.create({ name: 'Tenant' });
    expect(await failureOf(client.customers.get(id))).toMatchObject({ statusCode: 404 });
    expect(await failureOf(client.customerMandates.page({ customerId: id }))).toMatchObject({ statusCode: 404 });
    sandbox.clock.advance(60_000);
    expect(await client.customers.get(id)).toMatchObject({ id });
  });
});

async function statuses(count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let call = 0; call < count; call += 1) seen.push((await create()).status);
  return seen;
}

describe('a rule', () => {
  const error = { kind: 'status', status: 500 } as const;

  test('strikes as often as it says, after as many as it lets pass', async () => {
    const fault = sandbox.faults.add({ provider: 'stripe', ...error, skip: 1, times: 2 });
    expect(await statuses(5)).toEqual([200, 500, 500, 200, 200]);
    expect(fault.hits()).toBe(2);
  });

  test('strikes one call of so many', async () => {
    sandbox.faults.add({ provider: 'stripe', ...error, skip: 1, every: 3 });
    expect(await statuses(8)).toEqual([200, 500, 200, 200, 500, 200, 200, 500]);
  });

  test('strikes only where it is aimed', async () => {
    const miss = [
      { provider: 'mollie' as const },
      { provider: 'stripe' as const, account: 'acct_other' },
      { provider: 'stripe' as const, method: 'GET' },
      { provider: 'stripe' as const, path: /^\/v1\/account$/ },
    ];
    const handles = miss.map((aim) => sandbox.faults.add({ ...aim, ...error }));
    expect(await statuses(1)).toEqual([200]);
    expect(handles.map((handle) => handle.hits())).toEqual([0, 0, 0, 0]);
    sandbox.faults.add({ provider: 'stripe', account: accountId, method: 'POST', path: 'customers', ...error });
    expect(await statuses(1)).toEqual([500]);
  });

  test('begins when the sandbox’s clock says so', async () => {
    sandbox.faults.add({ provider: 'stripe', ...error, afterMs: 60_000 });
    expect(await statuses(1)).toEqual([200]);
    sandbox.clock.advance(60_000);
    expect(await statuses(1)).toEqual([500]);
  });

  test('that is spent leaves the next one its turn; one that is removed is gone', async () => {
    sandbox.faults.add({ provider: 'stripe', ...error, times: 1 });
    const second = sandbox.faults.add({ provider: 'stripe', kind: 'status', status: 503 });
    expect(await statuses(2)).toEqual([500, 503]);
    second.remove();
    expect(sandbox.faults.get(second.faultId)).toBeUndefined();
    expect(await statuses(1)).toEqual([200]);
  });
});

test('closing the sandbox ends the calls that it holds', async () => {
  const own = await createSandbox();
  own.faults.add({ provider: 'stripe', kind: 'hang' });
  const call = failureOf(rawCall(`${own.stripeUrl}/v1/account`));
  await expect.poll(() => own.ledger.count()).toBe(1);
  await own.close();
  expect(await call).toBeInstanceOf(TypeError);
});
