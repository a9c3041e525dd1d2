import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { PaymentMethod } from '@mollie/api-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall } from '../clients.ts';

let sandbox: Sandbox;
let key: string;
let profileId: string;
let mollie: ReturnType<typeof mollieClient>;
let customerId: string;

beforeEach(async () => {
  sandbox = await createSandbox({ allowLoopbackWebhooks: true });
  key = mollieKey('test');
  ({ profileId } = sandbox.mollie.addProfile({ apiKeys: [key] }));
  mollie = mollieClient(sandbox.mollieUrl, key);
  customerId = (await mollie.customers.create({ name: 'Tenant <i>', email: 'billing@tenant.example' })).id;
});

afterEach(() => sandbox.close());

const REDIRECT = 'https://app.example.com/portal?done=1&x="y"';
const CANCEL = 'https://app.example.com/portal?canceled=1';
const eur = (value: string) => ({ value, currency: 'EUR' });
const create = async (change: object = {}) => {
  const answer = await rawCall(`${sandbox.mollieUrl}/v2/payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      amount: eur('0.01'),
      description: 'New payment method',
      redirectUrl: REDIRECT,
      cancelUrl: CANCEL,
      sequenceType: 'first',
      customerId,
      ...change,
    }),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
};
const choose = (checkout: string, choice: Record<string, string> | URLSearchParams) =>
  rawCall(checkout, { method: 'POST', body: new URLSearchParams(choice).toString() });
const mandatesOf = async () =>
  (await mollie.customerMandates.page({ customerId })).map(({ method, status }) => `${method} ${status}`);

describe('a first payment', () => {
  test('is open, with a checkout to send the payer to', async () => {
    const { status, body } = await create({ metadata: { tenant: 't1' }, locale: 'nl_NL' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      resource: 'payment',
      id: expect.stringMatching(/^tr_[A-Za-z0-9]{10}$/),
      mode: 'test',
      status: 'open',
      amount: eur('0.01'),
      method: null,
      sequenceType: 'first',
      customerId,
      profileId,
      redirectUrl: REDIRECT,
      cancelUrl: CANCEL,
      locale: 'nl_NL',
      metadata: { tenant: 't1' },
      expiresAt: expect.any(String),
      _links: { checkout: { href: expect.stringContaining(`${sandbox.mollieUrl}/checkout/`), type: 'text/html' } },
    });
    expect(body['_links'].checkout.href).not.toContain(body.id);
    expect(await mandatesOf()).toEqual([]);
  });

  test.each([
    ['creditcard', 'creditcard valid'],
    ['paypal', 'paypal valid'],
    ['ideal', 'directdebit valid'],
  ])('that is paid by %s leaves a mandate: %s', async (method, mandate) => {
    const { body } = await create();
    const answer = await choose(body['_links'].checkout.href, { method, outcome: 'paid' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(REDIRECT);
    expect(await mandatesOf()).toEqual([mandate]);
    const payment = await mollie.payments.get(body.id);
    expect(payment).toMatchObject({
      status: 'paid',
      method,
      paidAt: expect.any(String),
      mandateId: expect.stringMatching(/^mdt_/),
      amountRemaining: eur('0.01'),
      amountRefunded: eur('0.00'),
    });
    expect(payment).not.toHaveProperty('expiresAt');
    expect(payment['_links']).not.toHaveProperty('checkout');
    expect(await mollie.customerMandates.get(payment.mandateId ?? '', { customerId })).toMatchObject({
      status: 'valid',
    });
  });

  test('that is canceled leads to the cancel URL and leaves a pending mandate only', async () => {
    const { body } = await create();
    const answer = await choose(body['_links'].checkout.href, { method: 'creditcard', outcome: 'canceled' });
    expect(answer.headers.get('location')).toBe(CANCEL);
    expect(await mandatesOf()).toEqual(['creditcard pending']);
    expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'canceled', canceledAt: expect.any(String) });
  });

  test('that is canceled without a cancel URL leads to the redirect URL', async () => {
    const { body } = await create({ cancelUrl: undefined });
    expect((await choose(body['_links'].checkout.href, { outcome: 'canceled' })).headers.get('location')).toBe(
      REDIRECT,
    );
  });

  test('that fails says why, for a card', async () => {
    const { body } = await create({ method: 'creditcard' });
    await choose(body['_links'].checkout.href, { outcome: 'failed' });
    expect(await mollie.payments.get(body.id)).toMatchObject({
      status: 'failed',
      failedAt: expect.any(String),
      details: { failureReason: 'insufficient_funds' },
    });
  });

  test('expires by itself after a quarter of an hour', async () => {
    const { body } = await create();
    sandbox.clock.advance(15 * 60_000);
    expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'expired', expiredAt: body.expiresAt });
    expect(await choose(body['_links'].checkout.href, { outcome: 'paid' })).toMatchObject({ status: 410 });
    expect(await mandatesOf()).toEqual([]);
  });

  test('of nothing at all offers a card and PayPal, and no bank', async () => {
    const { body } = await create({ amount: eur('0.00') });
    const page = await rawCall(body['_links'].checkout.href);
    expect(page.text).toContain('value="creditcard"');
    expect(page.text).toContain('value="paypal"');
    expect(page.text).not.toContain('value="ideal"');
    expect(await choose(body['_links'].checkout.href, { method: 'ideal', outcome: 'paid' })).toMatchObject({
      status: 400,
    });
    expect(await create({ amount: eur('0.00'), method: 'ideal' })).toMatchObject({
      status: 422,
      body: { field: 'method' },
    });
  });

  test('wakes the subscriptions that waited for a mandate', async () => {
    const { subscriptions } = sandbox.mollie.seedCustomer(
      { customerId },
      {
        mandates: [{ ref: 'pending', kind: 'sepa', status: 'pending' }],
        subscriptions: [
          {
            ref: 'waiting',
            description: 'Plan',
            amount: eur('5.00'),
            interval: '1 month',
            state: 'pending',
            nextInDays: 2,
          },
        ],
        payments: [],
      },
    );
    const { body } = await create();
    await choose(body['_links'].checkout.href, { method: 'creditcard', outcome: 'paid' });
    expect(await mollie.customerSubscriptions.get(subscriptions['waiting'] ?? '', { customerId })).toMatchObject({
      status: 'active',
    });
  });

  test('by bank may leave its mandate pending, as banks do', async () => {
    const { body } = await create({ method: 'ideal' });
    await sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid', mandateStatus: 'pending' });
    expect(await mandatesOf()).toEqual(['directdebit pending']);
    await expect(sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid' })).rejects.toThrow('paid');
  });
});

describe('the checkout page', () => {
  test('says that it is a stand-in and offers every outcome; nothing in it is taken for markup', async () => {
    const { body } = await create({ description: 'Plan <script>' });
    const page = await rawCall(body['_links'].checkout.href);
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain('stand-in for Mollie’s checkout');
    expect(page.text).toContain('Plan &lt;script>');
    for (const outcome of ['paid', 'failed', 'canceled', 'expired']) expect(page.text).toContain(`value="${outcome}"`);
  });

  test.each([
    ['nl_BE', 'nl', 'Betaald', 'Kaart'],
    ['de_DE', 'de', 'Bezahlt', 'Karte'],
    ['sv_SE', 'en', 'Paid', 'Card'],
    [undefined, 'en', 'Paid', 'Card'],
  ])('is in the language of the locale %s', async (locale, language, paid, card) => {
    const { body } = await create({ locale });
    const page = await rawCall(body['_links'].checkout.href);
    expect(page.text).toContain(`<html lang="${language}">`);
    expect(page.text).toContain(paid);
    expect(page.text).toContain(card);
  });

  test('lets a payment wait for the bank, and then asks what the bank says', async () => {
    const { body } = await create();
    const { href } = body['_links'].checkout;
    await choose(href, { method: 'paypal', outcome: 'pending' });
    expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'pending' });
    expect(await mandatesOf()).toEqual([]);
    expect(await choose(href, { outcome: 'canceled' })).toMatchObject({ status: 400 });
    expect((await rawCall(href)).text).toContain('value="paid"');
    expect(await choose(href, { outcome: 'paid' })).toMatchObject({ status: 303 });
    expect(await mandatesOf()).toEqual(['paypal valid']);
  });

  test('lets a bank confirm its mandate later, or refuse it', async () => {
    for (const [choice, status] of [
      ['confirm', 'valid'],
      ['refuse', 'invalid'],
    ] as const) {
      const { body } = await create({ method: 'ideal' });
      const { href } = body['_links'].checkout;
      await choose(href, { method: 'ideal', outcome: 'unconfirmed' });
      const { mandateId = '' } = await mollie.payments.get(body.id);
      expect(await mollie.customerMandates.get(mandateId, { customerId })).toMatchObject({ status: 'pending' });
      await choose(href, { outcome: choice });
      expect(await mollie.customerMandates.get(mandateId, { customerId })).toMatchObject({ status });
      expect(await rawCall(href)).toMatchObject({ status: 410 });
    }
    const { body } = await create({ method: 'creditcard' });
    expect(await choose(body['_links'].checkout.href, { outcome: 'unconfirmed' })).toMatchObject({ status: 400 });
  });

  test('takes one choice: the second finds the payment settled', async () => {
    const { body } = await create();
    const { href } = body['_links'].checkout;
    expect(await choose(href, { outcome: 'paid' })).toMatchObject({ status: 303 });
    expect(await choose(href, { outcome: 'failed' })).toMatchObject({ status: 410 });
    expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'paid' });
    expect(await mandatesOf()).toHaveLength(1);
  });

  test.each([{ outcome: 'refunded' }, {}, { outcome: 'paid', method: 'banktransfer' }])(
    'refuses the choice %o',
    async (choice) => {
      const { body } = await create();
      expect(await choose(body['_links'].checkout.href, new URLSearchParams(choice))).toMatchObject({
        status: 400,
      });
      expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'open' });
    },
  );

  test('of nothing is a 404', async () => {
    expect(await rawCall(`${sandbox.mollieUrl}/checkout/nothing`)).toMatchObject({ status: 404 });
  });
});

describe('a webhook', () => {
  let shop: Server;
  let received: { method: string | undefined; type: string | undefined; body: string }[];
  let webhookUrl: string;

  beforeEach(async () => {
    received = [];
    shop = createServer((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.on('end', () => {
        received.push({ method: req.method, type: req.headers['content-type'], body });
        res.end();
      });
    });
    shop.listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const address = shop.address();
    webhookUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
  });

  afterEach(() => shop.close());

  test('is called with the payment’s id and nothing else, after the choice', async () => {
    const { body } = await create({ webhookUrl });
    await choose(body['_links'].checkout.href, { outcome: 'paid' });
    await expect
      .poll(() => received)
      .toEqual([{ method: 'POST', type: 'application/x-www-form-urlencoded;charset=UTF-8', body: `id=${body.id}` }]);
    await expect
      .poll(() => sandbox.mollie.webhookDeliveries())
      .toMatchObject([{ paymentId: body.id, url: webhookUrl, status: 200 }]);
  });

  test('that is not taken is tried again, ten times in 26 hours, until it is', async () => {
    shop.close();
    shop.closeAllConnections();
    const { body } = await create({ webhookUrl });
    await sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid' });
    for (let tries = 2; tries <= 10; tries += 1) {
      sandbox.clock.advance(16 * 60 * 60_000);
      await expect.poll(() => sandbox.mollie.webhookDeliveries().length).toBe(tries);
      await expect.poll(() => sandbox.mollie.webhookDeliveries().at(-1)?.status).toBeNull();
      await sleep(150);
    }
    sandbox.clock.advance(16 * 60 * 60_000);
    await sleep(250);
    expect(sandbox.mollie.webhookDeliveries()).toHaveLength(10);
  });

  test('can be lost, come ten times, come before the payer is back, and find its way from another origin', async () => {
    const { body } = await create({ webhookUrl });
    sandbox.mollie.setWebhookConditions({ lost: true });
    await sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid' });
    expect(sandbox.mollie.webhookDeliveries()).toEqual([]);

    const routes = { 'https://shop.example': new URL(webhookUrl).origin };
    sandbox.mollie.setWebhookConditions({ copies: 10, beforeReturn: true, routes });
    const { body: other } = await create({ webhookUrl: 'https://shop.example/hook' });
    await choose(other['_links'].checkout.href, { outcome: 'paid' });
    expect(received).toHaveLength(10);
    expect(sandbox.mollie.webhookDeliveries().map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test('that does not answer harms nothing', async () => {
    shop.close();
    shop.closeAllConnections();
    const { body } = await create({ webhookUrl });
    await sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid' });
    expect(sandbox.mollie.webhookDeliveries()).toMatchObject([{ status: null }]);
    expect(await mollie.payments.get(body.id)).toMatchObject({ status: 'paid' });
  });

  test('elsewhere than on loopback is never called', async () => {
    // Would reach the shop, and is not what a loopback address looks like.
    const elsewhere = webhookUrl.replace('127.0.0.1', '0.0.0.0');
    const { body } = await create({ webhookUrl: elsewhere });
    await sandbox.mollie.settlePayment({ paymentId: body.id, outcome: 'paid' });
    expect(sandbox.mollie.webhookDeliveries()).toMatchObject([{ url: elsewhere, status: null }]);
    expect(received).toEqual([]);
  });

  test('on loopback is refused as by Mollie, unless the sandbox was told otherwise', async () => {
    const strict = await createSandbox();
    const own = mollieKey('test');
    strict.mollie.addProfile({ apiKeys: [own] });
    const error = await failureOf(
      mollieClient(strict.mollieUrl, own).payments.create({
        amount: eur('1.00'),
        description: 'x',
        redirectUrl: REDIRECT,
        webhookUrl,
      }),
    );
    expect(error).toMatchObject({ statusCode: 422, field: 'webhookUrl' });
    await strict.close();
  });
});

describe('what a payment may not be', () => {
  test.each<[object, string]>([
    [{ amount: undefined }, 'amount'],
    [{ amount: eur('1') }, 'amount.value'],
    [{ description: undefined }, 'description'],
    [{ redirectUrl: undefined }, 'redirectUrl'],
    [{ redirectUrl: 'app.example.com' }, 'redirectUrl'],
    [{ customerId: undefined }, 'customerId'],
    [{ customerId: 'cst_nobody1234' }, 'customerId'],
    [{ sequenceType: 'second' }, 'sequenceType'],
    [{ sequenceType: 'oneoff', amount: eur('0.00') }, 'amount'],
    [{ method: 'cash' }, 'method'],
    [{ method: 'directdebit' }, 'method'],
    [{ locale: 'nl' }, 'locale'],
    [{ testmode: true }, 'testmode'],
    [{ profileId: 'pfl_x' }, 'profileId'],
  ])('refuses %o', async (change, field) => {
    expect(await create(change)).toMatchObject({ status: 422, body: { field } });
    expect(sandbox.mollie.payments()).toEqual([]);
  });

  test('by a method that is not switched on', async () => {
    const own = mollieKey('test');
    sandbox.mollie.addProfile({ apiKeys: [own], methods: ['creditcard'] });
    const payment = { amount: eur('1.00'), description: 'x', redirectUrl: REDIRECT, method: PaymentMethod.ideal };
    expect(await failureOf(mollieClient(sandbox.mollieUrl, own).payments.create(payment))).toMatchObject({
      statusCode: 422,
      field: 'method',
    });
  });
});

describe('a recurring payment', () => {
  test('is taken at once from a card and takes its time from a bank', async () => {
    const { mandates } = sandbox.mollie.seedCustomer(
      { customerId },
      {
        mandates: [
          { ref: 'card', kind: 'card' },
          { ref: 'bank', kind: 'sepa' },
        ],
        subscriptions: [],
        payments: [],
      },
    );
    const take = (ref: string) =>
      create({ sequenceType: 'recurring', redirectUrl: undefined, cancelUrl: undefined, mandateId: mandates[ref] });
    expect(await take('card')).toMatchObject({
      status: 201,
      body: { status: 'paid', method: 'creditcard', mandateId: mandates['card'] },
    });
    expect(await take('bank')).toMatchObject({ status: 201, body: { status: 'pending', method: 'directdebit' } });
  });

  test('without a mandate is refused', async () => {
    const refused = await create({ sequenceType: 'recurring', redirectUrl: undefined });
    expect(refused).toMatchObject({ status: 422, body: { detail: 'No suitable mandates found for customer' } });
  });
});

describe('lists of payments', () => {
  test('are newest first, of the customer or of the profile', async () => {
    const { body: first } = await create();
    sandbox.clock.advance(1_000);
    const { body: second } = await create({ customerId: undefined, sequenceType: 'oneoff', description: 'Walk-in' });
    expect((await mollie.payments.page()).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await mollie.customerPayments.page({ customerId })).map(({ id }) => id)).toEqual([first.id]);
    expect((await mollie.payments.page({ sort: 'asc' })).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('and look-ups show a key the payments of its own profile only', async () => {
    const [{ organizationId } = { organizationId: '' }] = sandbox.mollie.customers();
    const sibling = mollieKey('test');
    sandbox.mollie.addProfile({ organizationId, apiKeys: [sibling] });
    const { body } = await create();
    const other = mollieClient(sandbox.mollieUrl, sibling);
    expect(await other.payments.page()).toHaveLength(0);
    expect(await failureOf(other.payments.get(body.id))).toMatchObject({ statusCode: 404 });
  });
});
