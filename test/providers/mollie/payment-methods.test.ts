import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import type { CheckoutParams, ProviderClient } from '../../../src/providers/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { always, startAnsweringServer } from '../answering-server.ts';
import { failureOf } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

let sandbox: Sandbox;
let profileId: string;
let client: ProviderClient;
let keys = 0;

beforeAll(async () => {
  sandbox = await createSandbox();
  const secret = randomSecret('test_');
  ({ profileId } = sandbox.mollie.addProfile({ apiKeys: [secret] }));
  client = clientAt(sandbox.mollieUrl, secret);
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

function clientAt(apiUrl: string, secret = randomSecret('test_')): ProviderClient {
  const provider = createMollieProvider({ apiUrl, clock: () => sandbox.clock.now() });
  return provider.createClient({ mode: 'test', settings: {}, secret });
}

function operationsOf({ paymentMethods }: ProviderClient) {
  if (!paymentMethods) throw new Error('Mollie’s client changes no payment methods');
  return paymentMethods;
}

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const seed = () => sandbox.mollie.seedCustomer({ profileId });

function params(overrides: Partial<CheckoutParams> = {}): CheckoutParams {
  return {
    amount: eur(2_500),
    description: 'Acme: payment method',
    optionId: 'creditcard',
    locale: 'nl-BE',
    returnUrl: 'https://billing.example.com/portal/checkouts/1',
    notifyUrl: 'https://billing.example.com/webhooks/checkouts/1',
    checkoutId: 'checkout-1',
    covers: ['tr_a', 'tr_b'],
    ...overrides,
  };
}

const create = (providerCustomerId: string, overrides: Partial<CheckoutParams> = {}, idempotencyKey = `k${++keys}`) =>
  operationsOf(client).createCheckout({ providerCustomerId, params: params(overrides), idempotencyKey });

describe('the ways to pay at a checkout', () => {
  it('are those that Mollie offers for a first payment: nothing where that is possible, else the least', async () => {
    const options = await operationsOf(client).listCheckoutOptions({ amount: null, currency: 'EUR', locale: 'nl' });
    expect(options.map(({ optionId, kind, amount }) => [optionId, kind, amount.amountMinor])).toEqual([
      ['creditcard', 'card', 0],
      ['paypal', 'paypal', 0],
      ['ideal', 'bank', 1],
      ['bancontact', 'bank', 2],
      ['eps', 'bank', 1],
    ]);
    const asked = sandbox.ledger.entries({ provider: 'mollie', path: '/v2/methods' });
    expect(asked.map(({ params: sent }) => sent)).toEqual([
      { sequenceType: 'first', locale: 'nl_NL', amount: { value: '0.00', currency: 'EUR' } },
      { sequenceType: 'first', locale: 'nl_NL', amount: { value: '1.00', currency: 'EUR' } },
    ]);
  });

  it('all take the amount, where there is one', async () => {
    const options = await operationsOf(client).listCheckoutOptions({
      amount: eur(2_500),
      currency: 'EUR',
      locale: null,
    });
    expect(options).toHaveLength(5);
    for (const { amount } of options) expect(amount).toEqual(eur(2_500));
  });

  it('are only those that are switched on', async () => {
    const secret = randomSecret('test_');
    sandbox.mollie.addProfile({ apiKeys: [secret], methods: ['ideal', 'directdebit', 'banktransfer'] });
    const operations = operationsOf(clientAt(sandbox.mollieUrl, secret));
    const options = await operations.listCheckoutOptions({ amount: null, currency: 'EUR', locale: 'xx' });
    expect(options).toEqual([{ optionId: 'ideal', name: 'iDEAL', kind: 'bank', amount: eur(1) }]);
  });
});

describe('a checkout', () => {
  it('is a first payment of the customer, with all that it needs to be known again', async () => {
    const { customerId } = seed();
    const checkout = await create(customerId);
    expect(checkout).toEqual({
      paymentId: expect.stringMatching(/^tr_/),
      providerCustomerId: customerId,
      checkoutId: 'checkout-1',
      status: 'open',
      amount: eur(2_500),
      url: expect.stringContaining('/checkout/'),
      paymentMethodId: null,
    });
    const made = sandbox.mollie.payments().find(({ paymentId }) => paymentId === checkout.paymentId);
    expect(made).toMatchObject({
      sequenceType: 'first',
      amount: { value: '25.00', currency: 'EUR' },
      method: 'creditcard',
      locale: 'nl_BE',
      redirectUrl: 'https://billing.example.com/portal/checkouts/1',
      cancelUrl: 'https://billing.example.com/portal/checkouts/1',
      webhookUrl: 'https://billing.example.com/webhooks/checkouts/1',
      metadata: { checkout: 'checkout-1', covers: 'tr_a tr_b' },
    });
  });

  it('leaves out what is not there', async () => {
    const { customerId } = seed();
    const nothing = { optionId: null, locale: null, notifyUrl: null, covers: [], amount: eur(1) };
    const { paymentId } = await create(customerId, nothing);
    const made = sandbox.mollie.payments().find((payment) => payment.paymentId === paymentId);
    expect(made).toMatchObject({ method: null, locale: null, webhookUrl: null, metadata: { checkout: 'checkout-1' } });
  });

  it('is the same one for the same key, and a conflict with other parameters', async () => {
    const { customerId } = seed();
    const first = await create(customerId, {}, 'same');
    expect(await create(customerId, {}, 'same')).toEqual(first);
    expect(await failureOf(create(customerId, { amount: eur(1) }, 'same'))).toMatchObject({
      kind: 'idempotency_conflict',
    });
  });

  it('does without an address that Mollie cannot reach, and is still one for one key', async () => {
    const { customerId } = seed();
    const unreachable = { notifyUrl: 'http://127.0.0.1:9/webhook' };
    const first = await create(customerId, unreachable, 'silent');
    expect(await create(customerId, unreachable, 'silent')).toEqual(first);
    const made = sandbox.mollie.payments().filter((payment) => payment.customerId === customerId && payment.metadata);
    expect(made).toMatchObject([{ paymentId: first.paymentId, webhookUrl: null }]);
  });

  it('has no link but a method once it is paid, and is among the payments with what it covers', async () => {
    const { customerId } = seed();
    const { paymentId } = await create(customerId);
    await sandbox.mollie.settlePayment({ paymentId, outcome: 'paid' });
    const checkout = await operationsOf(client).readCheckout(paymentId);
    expect(checkout).toMatchObject({ status: 'paid', url: null, paymentMethodId: expect.stringMatching(/^mdt_/) });
    const payments = await client.billing?.listPayments(customerId, 50);
    expect(payments?.find((payment) => payment.paymentId === paymentId)?.covers).toEqual(['tr_a', 'tr_b']);
    const others = payments?.filter((payment) => payment.paymentId !== paymentId) ?? [];
    expect(others.map(({ covers }) => covers)).toEqual(others.map(() => []));
  });

  it('of an unknown id is null', async () => {
    expect(await operationsOf(client).readCheckout('tr_unknown')).toBeNull();
  });

  it('with a link that is not one to send a person to is nonsense', async () => {
    const answer = {
      resource: 'payment',
      id: 'tr_1',
      description: 'x',
      amount: { value: '1.00', currency: 'EUR' },
      status: 'open',
      createdAt: '2026-01-01T00:00:00+00:00',
      metadata: null,
      _links: { checkout: { href: 'javascript:alert(1)' } },
    };
    const server = await startAnsweringServer(always(200, answer));
    expect(await failureOf(operationsOf(clientAt(server.url)).readCheckout('tr_1'))).toMatchObject({
      kind: 'nonsense',
    });
    await server.close();
  });
});

describe('the webhook of a checkout', () => {
  it('is a form with the payment’s id', () => {
    expect(operationsOf(client).readWebhook('id=tr_7UhSN1zuXS')).toEqual({ paymentId: 'tr_7UhSN1zuXS' });
  });

  it.each(['', 'id=', 'id=tr_', 'id=sub_123', 'id=tr_1%20OR%201', '{"id":"tr_1"}', `id=tr_${'x'.repeat(65)}`, '\0'])(
    'is noise when it says %j',
    (body) => {
      expect(operationsOf(client).readWebhook(body)).toBeNull();
    },
  );
});

describe('a subscription', () => {
  const charge = (customerId: string, subscriptionId = '', paymentMethodId = '') =>
    operationsOf(client).chargeSubscriptionTo({ providerCustomerId: customerId, subscriptionId, paymentMethodId });

  it('is charged to another method from now on', async () => {
    const { customerId, subscriptions, mandates } = seed();
    await charge(customerId, subscriptions['monthly'], mandates['bank']);
    const listed = await client.billing?.listSubscriptions(customerId);
    expect(listed?.find(({ subscriptionId }) => subscriptionId === subscriptions['monthly'])).toMatchObject({
      paymentMethodId: mandates['bank'],
    });
  });

  it('that is over, or a method that cannot be used, is refused', async () => {
    const { customerId, subscriptions, mandates } = seed();
    const over = charge(customerId, subscriptions['canceled'], mandates['bank']);
    expect(await failureOf(over)).toMatchObject({ kind: 'rejected' });
    const unusable = charge(customerId, subscriptions['monthly'], mandates['expiredCard']);
    expect(await failureOf(unusable)).toMatchObject({ kind: 'rejected' });
  });
});

describe('removing a method', () => {
  it('takes it away, and a repeat does no harm', async () => {
    const { customerId, mandates } = seed();
    const target = { providerCustomerId: customerId, paymentMethodId: mandates['expiringCard'] ?? '' };
    await operationsOf(client).removePaymentMethod(target);
    await operationsOf(client).removePaymentMethod(target);
    const left = await client.billing?.listPaymentMethods(customerId);
    expect(left?.map(({ paymentMethodId }) => paymentMethodId)).not.toContain(target.paymentMethodId);
  });
});
