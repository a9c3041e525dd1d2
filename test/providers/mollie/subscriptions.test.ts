import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import type { ProviderClient, StartParams } from '../../../src/providers/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

let sandbox: Sandbox;
let profileId: string;
let client: ProviderClient;

beforeAll(async () => {
  sandbox = await createSandbox();
  const secret = randomSecret('test_');
  ({ profileId } = sandbox.mollie.addProfile({ apiKeys: [secret] }));
  const provider = createMollieProvider({ apiUrl: sandbox.mollieUrl, clock: () => sandbox.clock.now() });
  client = provider.createClient({ mode: 'test', settings: {}, secret });
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const operations = () => {
  if (!client.subscriptions) throw new Error('Mollie’s client ends no subscriptions');
  return client.subscriptions;
};

const TEAM = {
  ref: 'team',
  description: 'Team plan',
  amount: { value: '49.00', currency: 'EUR' },
  interval: '12 months',
  mandate: 'card',
};

function seed(
  overrides: { metadata?: unknown; times?: number; webhookUrl?: string; state?: 'active' | 'canceled' } = {},
) {
  const seeded = sandbox.mollie.seedCustomer(
    { profileId },
    { mandates: [{ ref: 'card', kind: 'card' }], subscriptions: [{ state: 'active', ...TEAM, ...overrides }] },
  );
  const { customerId: providerCustomerId } = seeded;
  const key = { providerCustomerId, subscriptionId: seeded.subscriptions['team'] ?? '' };
  const paymentMethodId = seeded.mandates['card'] ?? '';
  const atMollie = () =>
    sandbox.mollie.customers().find(({ customerId }) => customerId === providerCustomerId)?.subscriptions ?? [];
  const termsOf = async () => (await operations().read(key))?.terms ?? {};
  const params = async (changes: Partial<StartParams> = {}): Promise<StartParams> => ({
    terms: await termsOf(),
    startsOn: '2099-01-01',
    paymentMethodId,
    sameMethod: true,
    startId: 'start-1',
    ...changes,
  });
  return { key, providerCustomerId, paymentMethodId, atMollie, params };
}

describe('reading one', () => {
  it('gives it in neutral words, with terms that are JSON', async () => {
    const { key } = seed();
    const found = await operations().read(key);
    expect(found?.subscription).toMatchObject({ description: 'Team plan', interval: { count: 1, unit: 'year' } });
    expect(JSON.parse(JSON.stringify(found?.terms))).toEqual(found?.terms);
  });

  it.each(['sub_unknown', 'sub_', '', '../../payments', 'sub_x/../../..', 'tr_123', 'sub_x%00'])(
    'answers null for %j, which reaches nothing else',
    async (subscriptionId) => {
      const { providerCustomerId } = seed();
      sandbox.ledger.clear();
      expect(await operations().read({ providerCustomerId, subscriptionId })).toBeNull();
      for (const { path } of sandbox.ledger.entries())
        expect(path).toContain(`/customers/${providerCustomerId}/subscriptions/`);
    },
  );

  it('does not find another customer’s', async () => {
    const { providerCustomerId } = seed();
    expect(await operations().read({ ...seed().key, providerCustomerId })).toBeNull();
  });

  it('takes a gateway’s 404 for no word of Mollie’s', async () => {
    const { key } = seed();
    sandbox.faults.add({ provider: 'mollie', kind: 'html', status: 404 });
    expect(await failureOf(operations().read(key))).toMatchObject({ kind: 'nonsense' });
  });
});

describe('canceling', () => {
  it('ends it at once; a repeat changes nothing', async () => {
    const { key, atMollie } = seed();
    const first = await operations().cancel(key);
    expect(first).toMatchObject({ status: 'canceled', nextPaymentOn: null });
    expect(await operations().cancel(key)).toEqual(first);
    expect(atMollie()).toHaveLength(1);
  });

  it('of an unknown one is rejected', async () => {
    const { providerCustomerId } = seed();
    expect(await failureOf(operations().cancel({ providerCustomerId, subscriptionId: 'sub_unknown' }))).toMatchObject({
      kind: 'rejected',
    });
  });
});

describe('starting one like it', () => {
  const start = (params: StartParams, providerCustomerId: string, idempotencyKey: string = randomUUID()) =>
    operations().start({ providerCustomerId, params, idempotencyKey });

  it('has the same terms, and our mark beside the app’s metadata', async () => {
    const metadata = { plan: 'team' };
    const { key, params, atMollie, paymentMethodId } = seed({
      metadata,
      times: 5,
      webhookUrl: 'https://a.example/hook',
    });
    const wanted = await params();
    await operations().cancel(key);
    const { subscriptionId } = await start(wanted, key.providerCustomerId);
    expect(atMollie().find((each) => each.subscriptionId === subscriptionId)).toMatchObject({
      amount: TEAM.amount,
      interval: '12 months',
      description: 'Team plan',
      times: 5,
      webhookUrl: 'https://a.example/hook',
      mandateId: paymentMethodId,
      startDate: '2099-01-01',
      metadata: { plan: 'team', portalStart: 'start-1' },
    });
    const listed = (await client.billing?.listSubscriptions(key.providerCustomerId)) ?? [];
    expect(new Set(listed.map(({ startId }) => startId))).toEqual(new Set([null, 'start-1']));
  });

  it.each([['a word'], [['a', 'list']], [{ long: 'x'.repeat(1000) }]])(
    'leaves metadata without room for a mark as it is',
    async (metadata) => {
      const { key, params, atMollie } = seed({ metadata });
      const wanted = await params();
      await operations().cancel(key);
      const { subscriptionId } = await start(wanted, key.providerCustomerId);
      expect(atMollie().find((each) => each.subscriptionId === subscriptionId)?.metadata).toEqual(metadata);
    },
  );

  it('is one for each key, and none beside a live one of the name', async () => {
    const { key, params, atMollie } = seed();
    const wanted = await params();
    expect(await failureOf(start(wanted, key.providerCustomerId, 'k1'))).toMatchObject({
      kind: 'rejected',
      facts: { hint: 'description' },
    });
    await operations().cancel(key);
    const first = await start(wanted, key.providerCustomerId, 'k2');
    expect(await start(wanted, key.providerCustomerId, 'k2')).toEqual(first);
    expect(await failureOf(start(wanted, key.providerCustomerId, 'k3'))).toMatchObject({ kind: 'rejected' });
    expect(await failureOf(start({ ...wanted, startsOn: '2099-02-02' }, key.providerCustomerId, 'k2'))).toMatchObject({
      kind: 'idempotency_conflict',
    });
    expect(atMollie()).toHaveLength(2);
  });

  it('on a method that cannot be charged is rejected, naming it', async () => {
    const { key, params } = seed();
    const wanted = await params({ paymentMethodId: 'mdt_unknown' });
    await operations().cancel(key);
    expect(await failureOf(start(wanted, key.providerCustomerId))).toMatchObject({
      kind: 'rejected',
      facts: { hint: 'mandateId' },
    });
  });
});
