import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieKey, rawCall, stripeClient, stripeKey } from '../clients.ts';

const HOUR_MS = 60 * 60_000;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
});

afterEach(() => sandbox.close());

type CreateInput = { key?: string; credential: string; name?: string };

/** The same words for both providers: making a customer, raw on the wire. */
const PROVIDERS = [
  {
    provider: 'stripe' as const,
    path: '/v1/customers',
    ttlMs: 24 * HOUR_MS,
    reused: { error: { type: 'idempotency_error' } },
    addCredentials() {
      const credentials = [stripeKey('sk_test'), stripeKey('sk_live')];
      sandbox.stripe.addAccount({ secretKeys: credentials });
      return credentials;
    },
    create: ({ key, credential, name = 'Tenant' }: CreateInput) =>
      rawCall(`${sandbox.stripeUrl}/v1/customers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/x-www-form-urlencoded',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: new URLSearchParams({ name }).toString(),
      }),
    made: () => sandbox.stripe.customers().length,
    invalid: 'n'.repeat(300),
  },
  {
    provider: 'mollie' as const,
    path: '/v2/customers',
    ttlMs: HOUR_MS,
    reused: { status: 400, title: 'Bad Request' },
    addCredentials() {
      const credentials = [mollieKey('test'), mollieKey('live')];
      sandbox.mollie.addProfile({ apiKeys: credentials });
      return credentials;
    },
    create: ({ key, credential, name = 'Tenant' }: CreateInput) =>
      rawCall(`${sandbox.mollieUrl}/v2/customers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify({ name }),
      }),
    made: () => sandbox.mollie.customers().length,
    invalid: 'n'.repeat(300),
  },
];

const idOf = ({ text }: { text: string }): unknown => JSON.parse(text).id;

describe.each(PROVIDERS)('an idempotency key at $provider', (provider) => {
  const { path, ttlMs, create, made } = provider;
  let credential: string;
  let liveCredential: string;

  beforeEach(() => {
    [credential = '', liveCredential = ''] = provider.addCredentials();
  });

  test('replays the first answer, byte for byte, and says so', async () => {
    const first = await create({ key: 'k', credential });
    const second = await create({ key: 'k', credential });
    expect(second).toMatchObject({ status: first.status, text: first.text });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(made()).toBe(1);
    expect(sandbox.ledger.entries()).toMatchObject([
      { replayed: false, executed: true, idempotencyKey: 'k' },
      { replayed: true, executed: false, idempotencyKey: 'k' },
    ]);
  });

  test('is forgotten after its time and not a moment before, by the sandbox’s clock', async () => {
    const first = await create({ key: 'k', credential });
    // A minute short: the machine's own clock runs on too.
    sandbox.clock.advance(ttlMs - 60_000);
    expect(idOf(await create({ key: 'k', credential }))).toBe(idOf(first));
    sandbox.clock.advance(60_000);
    expect(idOf(await create({ key: 'k', credential }))).not.toBe(idOf(first));
    expect(made()).toBe(2);
  });

  test('refuses other parameters, and still replays the first', async () => {
    const first = await create({ key: 'k', credential });
    const other = await create({ key: 'k', credential, name: 'Somebody else' });
    expect(other.status).toBe(400);
    expect(JSON.parse(other.text)).toMatchObject(provider.reused);
    expect(idOf(await create({ key: 'k', credential }))).toBe(idOf(first));
    expect(made()).toBe(1);
  });

  test('in use is a 409, and the first call goes through unharmed', async () => {
    const hold = sandbox.faults.add({ provider: provider.provider, kind: 'hold', times: 1 });
    const first = create({ key: 'k', credential });
    await hold.struck();
    expect(await create({ key: 'k', credential })).toMatchObject({ status: 409 });
    expect(made()).toBe(0);
    hold.release();
    const answer = await first;
    expect(answer.status).toBeLessThan(300);
    expect(idOf(await create({ key: 'k', credential }))).toBe(idOf(answer));
    expect(made()).toBe(1);
  });

  test('of one mode is nothing to the other', async () => {
    const first = await create({ key: 'k', credential });
    const live = await create({ key: 'k', credential: liveCredential });
    expect(idOf(live)).not.toBe(idOf(first));
    expect(live.headers.get('idempotent-replayed')).toBeNull();
  });

  test('of one account is nothing to another', async () => {
    await create({ key: 'k', credential });
    const [stranger = ''] = provider.addCredentials();
    const answer = await create({ key: 'k', credential: stranger, name: 'Somebody else' });
    expect(answer.status).toBeLessThan(300);
    expect(made()).toBe(2);
  });

  test('does not remember a call that failed its validation', async () => {
    const refused = await create({ key: 'k', credential, name: provider.invalid });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const answer = await create({ key: 'k', credential });
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
  });

  test('does not remember a refused credential, a 429 or a 5xx that came before the work', async () => {
    for (const status of [401, 403, 429, 503]) {
      sandbox.faults.add({ provider: provider.provider, kind: 'status', status, times: 1 });
      expect(await create({ key: 'k', credential })).toMatchObject({ status });
    }
    expect(made()).toBe(0);
    expect((await create({ key: 'k', credential })).status).toBeLessThan(300);
    expect(made()).toBe(1);
  });

  test.each([
    { effect: 'none' as const, customers: 0 },
    { effect: 'committed' as const, customers: 1 },
  ])('remembers a saved 500 with the effect $effect for as long as anything', async ({ effect, customers }) => {
    sandbox.faults.add({ provider: provider.provider, kind: 'status', status: 500, saved: true, effect, times: 1 });
    const first = await create({ key: 'k', credential });
    expect(first.status).toBe(500);
    sandbox.clock.advance(ttlMs - 60_000);
    const again = await create({ key: 'k', credential });
    expect(again).toMatchObject({ status: 500, text: first.text });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(made()).toBe(customers);
  });

  test('remembers the true answer when only a gateway failed', async () => {
    sandbox.faults.add({ provider: provider.provider, kind: 'status', status: 502, effect: 'committed', times: 1 });
    expect(await create({ key: 'k', credential })).toMatchObject({ status: 502 });
    const again = await create({ key: 'k', credential });
    expect(again.status).toBeLessThan(300);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(made()).toBe(1);
  });

  test('longer than 255 characters is refused', async () => {
    expect(await create({ key: 'k'.repeat(256), credential })).toMatchObject({ status: 400 });
    expect((await create({ key: 'k'.repeat(255), credential })).status).toBeLessThan(300);
  });

  test('left out makes every call a new one', async () => {
    await create({ credential });
    await create({ credential });
    expect(made()).toBe(2);
    expect(sandbox.ledger.count({ provider: provider.provider, method: 'POST', path })).toBe(2);
  });

  test('makes one customer of twenty calls at once', async () => {
    const hold = sandbox.faults.add({ provider: provider.provider, kind: 'hold', times: 1 });
    const first = create({ key: 'k', credential });
    await hold.struck();
    const others = await Promise.all(Array.from({ length: 19 }, () => create({ key: 'k', credential })));
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 19 }, () => 409));
    hold.release();
    expect((await first).status).toBeLessThan(300);
    expect(made()).toBe(1);
  });
});

test('a key that Stripe saw on one endpoint is refused on another', async () => {
  const credential = stripeKey('sk_test');
  sandbox.stripe.addAccount({ secretKeys: [credential] });
  const stripe = stripeClient(sandbox.stripeUrl, credential);
  const { id } = await stripe.customers.create({ name: 'Tenant' }, { idempotencyKey: 'k' });
  const other = stripe.customers.update(id, { name: 'Tenant' }, { idempotencyKey: 'k' });
  expect(await failureOf(other)).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});
