import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import type { BillingReader, CalendarDate } from '../../../src/providers/provider.ts';
import type { SeedPlan } from '../../../src/sandbox/mollie/seed.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { always, startAnsweringServer } from '../answering-server.ts';
import { failureOf } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

let sandbox: Sandbox;
let profileId: string;
let billing: BillingReader;

beforeAll(async () => {
  sandbox = await createSandbox();
  const secret = randomSecret('test_');
  ({ profileId } = sandbox.mollie.addProfile({ apiKeys: [secret] }));
  billing = readerAt(sandbox.mollieUrl, secret);
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

function readerAt(apiUrl: string, secret = randomSecret('test_')): BillingReader {
  const provider = createMollieProvider({ apiUrl, clock: () => sandbox.clock.now() });
  const connection = { mode: 'test', settings: {}, secret } as const;
  const { billing: reader } = provider.createClient(connection);
  if (!reader) throw new Error('Mollie’s client reads no billing');
  return reader;
}

const NOTHING: SeedPlan = { mandates: [], subscriptions: [], payments: [] };
const seed = (plan: SeedPlan) => sandbox.mollie.seedCustomer({ profileId }, { ...NOTHING, ...plan });
const dayIn = (days: number): CalendarDate =>
  new Date(sandbox.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('subscriptions', () => {
  it('are told in neutral words', async () => {
    const { customerId, subscriptions, mandates } = seed({
      mandates: [{ ref: 'card', kind: 'card' }],
      subscriptions: [
        {
          ref: 'plan',
          description: 'Team plan',
          amount: { value: '49.90', currency: 'EUR' },
          interval: '1 month',
          state: 'active',
          mandate: 'card',
          startedDaysAgo: 40,
          nextInDays: 12,
        },
      ],
    });
    expect(await billing.listSubscriptions(customerId)).toEqual([
      {
        subscriptionId: subscriptions['plan'],
        description: 'Team plan',
        status: 'active',
        amount: { amountMinor: 4990, currency: 'EUR' },
        interval: { count: 1, unit: 'month' },
        startsOn: dayIn(-40),
        nextPaymentOn: dayIn(12),
        canceledAt: null,
        paymentMethodId: mandates['card'],
        startId: null,
      },
    ]);
  });

  it('are on trial while active with a first payment still to come', async () => {
    const { customerId, subscriptions } = sandbox.mollie.seedCustomer({ profileId });
    const listed = await billing.listSubscriptions(customerId);
    const statusOf = (ref: string) => listed.find((each) => each.subscriptionId === subscriptions[ref])?.status;
    const refs = ['monthly', 'trialing', 'pending', 'suspended', 'canceled', 'completed'];
    expect(refs.map(statusOf)).toEqual(['active', 'trialing', 'pending', 'suspended', 'canceled', 'completed']);
  });

  it('have no next payment once they are over, and say when they were canceled', async () => {
    const { customerId, subscriptions } = sandbox.mollie.seedCustomer({ profileId });
    const listed = await billing.listSubscriptions(customerId);
    const find = (ref: string) => listed.find((each) => each.subscriptionId === subscriptions[ref]);
    expect(find('canceled')).toMatchObject({ nextPaymentOn: null, canceledAt: expect.any(Date) });
    expect(find('completed')).toMatchObject({ nextPaymentOn: null, canceledAt: null });
    expect(find('anyMandate')).toMatchObject({ paymentMethodId: null });
  });

  it.each([
    ['1 month', { count: 1, unit: 'month' }],
    ['3 months', { count: 3, unit: 'month' }],
    ['12 months', { count: 1, unit: 'year' }],
    ['14 days', { count: 14, unit: 'day' }],
    ['1 day', { count: 1, unit: 'day' }],
    ['1 week', { count: 1, unit: 'week' }],
    ['52 weeks', { count: 52, unit: 'week' }],
  ] as const)('every %s', async (interval, expected) => {
    const amount = { value: '1.00', currency: 'EUR' };
    const { customerId } = seed({
      mandates: [{ ref: 'card', kind: 'card' }],
      subscriptions: [{ ref: 'plan', description: 'Plan', amount, interval, state: 'active', mandate: 'card' }],
    });
    expect((await billing.listSubscriptions(customerId))[0]?.interval).toEqual(expected);
  });
});

describe('payment methods', () => {
  it('are told in neutral words, with no more of a number than its end', async () => {
    const { customerId, mandates } = seed({
      mandates: [
        { ref: 'card', kind: 'card', holder: 'A. Card', label: 'Visa', last4: '4242', expiresInDays: 90 },
        { ref: 'bank', kind: 'sepa', holder: 'B. Bank', account: 'NL55 INGB 0000 0001 23', status: 'pending' },
        { ref: 'paypal', kind: 'paypal', holder: 'P. Pal', account: 'pal@tenant.example', status: 'invalid' },
      ],
    });
    const listed = await billing.listPaymentMethods(customerId);
    const find = (ref: string) => listed.find(({ paymentMethodId }) => paymentMethodId === mandates[ref]);
    const nothing = { brand: null, last4: null, expiresOn: null, createdAt: expect.any(Date) };
    expect(find('card')).toEqual({
      ...nothing,
      paymentMethodId: mandates['card'],
      kind: 'card',
      status: 'valid',
      brand: 'Visa',
      holder: 'A. Card',
      last4: '4242',
      expiresOn: dayIn(90),
    });
    const bank = {
      paymentMethodId: mandates['bank'],
      kind: 'bank',
      status: 'pending',
      holder: 'B. Bank',
      last4: '0123',
    };
    expect(find('bank')).toEqual({ ...nothing, ...bank });
    const paypal = { paymentMethodId: mandates['paypal'], kind: 'paypal', status: 'invalid', holder: 'P. Pal' };
    expect(find('paypal')).toEqual({ ...nothing, ...paypal });
    expect(JSON.stringify(listed)).not.toMatch(/INGB|pal@tenant/);
  });
});

describe('payments', () => {
  it('come newest first, at most as many as asked for', async () => {
    const { customerId, payments } = sandbox.mollie.seedCustomer({ profileId });
    const listed = await billing.listPayments(customerId, 3);
    expect(listed.map(({ paymentId }) => paymentId)).toEqual(['open', 'pending', 'failed'].map((ref) => payments[ref]));
  });

  it('are told in neutral words', async () => {
    const { customerId, payments, subscriptions, mandates } = sandbox.mollie.seedCustomer({ profileId });
    const listed = await billing.listPayments(customerId, 50);
    const find = (ref: string) => listed.find(({ paymentId }) => paymentId === payments[ref]);
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(find('partlyRefunded')).toEqual({
      paymentId: payments['partlyRefunded'],
      description: 'Team plan, monthly',
      amount: eur(4900),
      status: 'paid',
      refundedMinor: 1000,
      chargedBackMinor: 0,
      createdAt: expect.any(Date),
      paidAt: expect.any(Date),
      subscriptionId: subscriptions['monthly'],
      paymentMethodId: mandates['card'],
      checkoutId: null,
      covers: [],
      paidWith: { kind: 'card', brand: 'Mastercard', last4: '6787' },
      failureReason: null,
    });
    expect(find('chargedBack')).toMatchObject({ amount: eur(29_000), chargedBackMinor: 29_000, refundedMinor: 0 });
    expect(find('failed')).toMatchObject({ status: 'failed', paidAt: null, subscriptionId: subscriptions['pastDue'] });
    expect(find('first')).toMatchObject({ amount: eur(1), subscriptionId: null });
    const statuses = ['open', 'pending', 'authorized', 'canceled', 'expired'].map((ref) => find(ref)?.status);
    expect(statuses).toEqual(['open', 'pending', 'authorized', 'canceled', 'expired']);
  });

  it.each([
    ['1000', 'JPY', 1000],
    ['2500', 'ISK', 2500],
    ['19990.00', 'HUF', 1_999_000],
    ['0.29', 'EUR', 29],
  ])('of %s %s are exact', async (value, currency, amountMinor) => {
    const amount = { value, currency };
    const { customerId } = seed({ payments: [{ ref: 'one', description: 'One', amount, status: 'paid', daysAgo: 1 }] });
    expect((await billing.listPayments(customerId, 5))[0]?.amount).toEqual({ amountMinor, currency });
  });
});

describe('long lists', () => {
  it('are read to their end, page by page', async () => {
    const mandates = Array.from({ length: 260 }, (_, index) => ({ ref: `m${index}`, kind: 'card' as const }));
    const { customerId, mandates: made } = seed({ mandates });
    const listed = await billing.listPaymentMethods(customerId);
    expect(new Set(listed.map(({ paymentMethodId }) => paymentMethodId))).toEqual(new Set(Object.values(made)));
    expect(sandbox.ledger.count({ path: `/v2/customers/${customerId}/mandates` })).toBe(2);
  });

  it('are cut off where nobody would read on, though the provider never ends', async () => {
    let page = 0;
    const server = await startAnsweringServer((_req, res) => {
      page += 1;
      const mandate = {
        resource: 'mandate',
        method: 'creditcard',
        status: 'valid',
        createdAt: '2026-01-01T00:00:00+00:00',
      };
      const items = Array.from({ length: 250 }, (_, index) => ({ ...mandate, id: `mdt_${page}_${index}`, _links: {} }));
      const next = { href: `https://api.mollie.com/v2/customers/cst_1/mandates?from=mdt_${page + 1}&limit=250` };
      res.end(JSON.stringify({ _embedded: { mandates: items }, count: 250, _links: { next, previous: null } }));
    });
    expect(await readerAt(server.url).listPaymentMethods('cst_1')).toHaveLength(1000);
    await server.close();
    expect(server.requests).toHaveLength(4);
  });
});

describe('what cannot be read', () => {
  it.each(['cst_unknown', 'deleted'])('of a customer that is %s is customer_missing', async (which) => {
    const { customerId } = seed({});
    if (which === 'deleted') sandbox.mollie.deleteCustomer(customerId);
    const asked = which === 'deleted' ? customerId : which;
    expect((await failureOf(billing.listSubscriptions(asked))).kind).toBe('customer_missing');
    expect((await failureOf(billing.listPaymentMethods(asked))).kind).toBe('customer_missing');
    expect((await failureOf(billing.listPayments(asked, 5))).kind).toBe('customer_missing');
  });

  const payment = {
    resource: 'payment',
    id: 'tr_1',
    amount: { value: '10.00', currency: 'EUR' },
    description: 'One',
    status: 'paid',
    createdAt: '2026-01-01T00:00:00+00:00',
    _links: {},
  };
  const readPayments = async (payments: unknown) => {
    const answer = { _embedded: { payments }, count: 1, _links: { next: null, previous: null } };
    const server = await startAnsweringServer(always(200, answer));
    try {
      return await readerAt(server.url).listPayments('cst_1', 5);
    } finally {
      await server.close();
    }
  };

  it.each([
    { ...payment, amount: { value: '1.005', currency: 'EUR' } },
    { ...payment, amount: { value: '10', currency: 'Euro' } },
    { ...payment, amount: null },
    { ...payment, id: 7 },
    { ...payment, createdAt: 'yesterday' },
    { ...payment, resource: 'order' },
    null,
    'payment',
  ])('because the answer is odd is nonsense (%#)', async (odd) => {
    expect((await failureOf(readPayments([odd]))).kind).toBe('nonsense');
  });

  it.each([undefined, null, {}, 'none'])('because the list is %j is nonsense', async (list) => {
    expect((await failureOf(readPayments(list))).kind).toBe('nonsense');
  });

  it('is no more than the word for it, when Mollie has words that are new to us', async () => {
    const [one] = await readPayments([{ ...payment, status: 'teleported', method: 'telepathy', extra: { a: 1 } }]);
    expect(one).toMatchObject({ paymentId: 'tr_1', status: 'pending', amount: { amountMinor: 1000 } });
  });
});

describe('payments one by one', () => {
  const many = (count: number, of: Partial<SeedPayments> = {}) =>
    seed({
      mandates: [{ ref: 'card', kind: 'card', label: 'Visa', last4: '4242' }],
      payments: Array.from({ length: count }, (_, index) => ({
        ref: `p${index}`,
        description: `Payment ${index}`,
        amount: { value: '1.00', currency: 'EUR' },
        status: 'paid' as const,
        daysAgo: index,
        mandate: 'card',
        ...of,
      })),
    });

  it('come page by page, each exactly once, the newest first', async () => {
    const { customerId } = many(7);
    const seen: string[] = [];
    for (let from: string | null = null; ;) {
      const page = await billing.pagePayments({ providerCustomerId: customerId, limit: 3, from });
      seen.push(...page.payments.map(({ description }) => description));
      if (page.next === null) break;
      from = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `Payment ${index}`));
  });

  it('of another customer are no place to begin at, and nor is noise', async () => {
    const [mine, theirs] = [many(1), many(1)];
    for (const from of [theirs.payments['p0'] ?? '', 'tr_unknown', '../customers', 'tr_a?limit=1']) {
      const asked = billing.pagePayments({ providerCustomerId: mine.customerId, limit: 3, from });
      expect((await failureOf(asked)).kind).toBe('rejected');
    }
    const gone = billing.pagePayments({ providerCustomerId: 'cst_unknown', limit: 3, from: null });
    expect((await failureOf(gone)).kind).toBe('customer_missing');
  });

  it('are found by their id, for their own customer only', async () => {
    const [mine, theirs] = [many(1), many(1)];
    const [own = '', foreign = ''] = [mine.payments['p0'], theirs.payments['p0']];
    const find = (paymentId: string) => billing.findPayment({ providerCustomerId: mine.customerId, paymentId });
    expect(await find(own)).toMatchObject({ paymentId: own, paidWith: { kind: 'card', brand: 'Visa', last4: '4242' } });
    for (const paymentId of [foreign, 'tr_unknown', 'cst_x', '..%2fcustomers', '']) {
      expect(await find(paymentId)).toBeNull();
    }
  });

  it('that failed say why, as far as a payer may be told', async () => {
    const reasons = { insufficient_funds: 'insufficientFunds', card_expired: 'expired', possible_fraud: 'declined' };
    for (const [failureReason, expected] of Object.entries(reasons)) {
      const { customerId, payments } = many(1, { status: 'failed', failureReason });
      const found = await billing.findPayment({ providerCustomerId: customerId, paymentId: payments['p0'] ?? '' });
      expect(found).toMatchObject({ status: 'failed', failureReason: expected });
    }
    const { customerId } = many(1, { status: 'failed', failureReason: 'something_new' });
    const { payments } = await billing.pagePayments({ providerCustomerId: customerId, limit: 1, from: null });
    expect(payments[0]?.failureReason).toBeNull();
  });
});

type SeedPayments = NonNullable<SeedPlan['payments']>[number];
