import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall } from '../clients.ts';

let sandbox: Sandbox;
let key: string;
let mollie: ReturnType<typeof mollieClient>;
let customerId: string;
let mandates: Record<string, string>;

beforeEach(async () => {
  sandbox = await createSandbox();
  key = mollieKey('test');
  const { profileId } = sandbox.mollie.addProfile({ apiKeys: [key] });
  mollie = mollieClient(sandbox.mollieUrl, key);
  ({ customerId, mandates } = sandbox.mollie.seedCustomer(
    { profileId, name: 'Tenant' },
    {
      mandates: [
        { ref: 'bank', kind: 'sepa' },
        { ref: 'card', kind: 'card', last4: '4242', label: 'Visa' },
        { ref: 'invalid', kind: 'card', status: 'invalid' },
        { ref: 'pending', kind: 'paypal', status: 'pending' },
      ],
      subscriptions: [],
      payments: [],
    },
  ));
});

afterEach(() => sandbox.close());

const today = () => sandbox.clock.now().toISOString().slice(0, 10);
const inDays = (days: number) => new Date(sandbox.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
const eur = (value: string) => ({ value, currency: 'EUR' });
const PLAN = { amount: eur('49.00'), interval: '1 month', description: 'Team plan' };
const send = async (method: string, path: string, body: unknown) => {
  const answer = await rawCall(`${sandbox.mollieUrl}/v2/customers/${customerId}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: answer.text === '' ? null : JSON.parse(answer.text) };
};
const create = (body: object = {}) => send('POST', '/subscriptions', { ...PLAN, ...body });
const statusOf = async (id: string) => (await mollie.customerSubscriptions.get(id, { customerId })).status;

describe('a subscription', () => {
  test('begins today on the mandate it names, in Mollie’s own form', async () => {
    const { status, body } = await create({ mandateId: mandates['card'], metadata: { tenant: 't1' }, times: 12 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      resource: 'subscription',
      id: expect.stringMatching(/^sub_[A-Za-z0-9]{10}$/),
      mode: 'test',
      status: 'active',
      amount: eur('49.00'),
      times: 12,
      timesRemaining: 12,
      interval: '1 month',
      startDate: today(),
      nextPaymentDate: today(),
      description: 'Team plan',
      method: null,
      mandateId: mandates['card'],
      metadata: { tenant: 't1' },
      _links: { customer: { href: `${sandbox.mollieUrl}/v2/customers/${customerId}` } },
    });
    expect(body).not.toHaveProperty('canceledAt');
    expect(body).not.toHaveProperty('webhookUrl');
  });

  test('with a start in the future waits for it', async () => {
    const { body } = await create({ startDate: inDays(10) });
    expect(body).toMatchObject({ status: 'active', startDate: inDays(10), nextPaymentDate: inDays(10) });
  });

  test('on a pending mandate is pending', async () => {
    expect((await create({ mandateId: mandates['pending'] })).body).toMatchObject({ status: 'pending' });
  });

  test('without a usable mandate is refused', async () => {
    const { id } = await mollie.customers.create({ name: 'Empty' });
    const empty = mollie.customerSubscriptions.create({ customerId: id, ...PLAN });
    expect(await failureOf(empty)).toMatchObject({
      statusCode: 422,
      message: 'No suitable mandates found for customer',
    });
    expect(await create({ mandateId: mandates['invalid'] })).toMatchObject({
      status: 422,
      body: { field: 'mandateId' },
    });
    expect(await create({ mandateId: 'mdt_nothing123' })).toMatchObject({ status: 422, body: { field: 'mandateId' } });
    expect(await create({ mandateId: mandates['card'], method: 'directdebit' })).toMatchObject({
      status: 422,
      body: { field: 'mandateId' },
    });
  });

  test('has a description of its own among those that have not ended', async () => {
    const { body } = await create();
    expect(await create()).toMatchObject({ status: 422, body: { field: 'description' } });
    await mollie.customerSubscriptions.cancel(body.id, { customerId });
    expect(await create()).toMatchObject({ status: 201 });
  });

  test.each<[object, string]>([
    [{ amount: eur('49') }, 'amount.value'],
    [{ amount: eur('49.000') }, 'amount.value'],
    [{ amount: eur('-1.00') }, 'amount.value'],
    [{ amount: { value: '49.00', currency: 'JPY' } }, 'amount.value'],
    [{ amount: { value: '49.00', currency: 'XXX' } }, 'amount.currency'],
    [{ amount: { value: 49, currency: 'EUR' } }, 'amount.value'],
    [{ amount: eur('0.00') }, 'amount'],
    [{ amount: '49.00' }, 'amount'],
    [{ amount: undefined }, 'amount'],
    [{ interval: '1 year' }, 'interval'],
    [{ interval: '13 months' }, 'interval'],
    [{ interval: 'monthly' }, 'interval'],
    [{ startDate: '2020-01-01' }, 'startDate'],
    [{ startDate: '2031-02-30' }, 'startDate'],
    [{ times: 0 }, 'times'],
    [{ description: '' }, 'description'],
    [{ webhookUrl: 'http://localhost:3000/hook' }, 'webhookUrl'],
    [{ status: 'active' }, 'status'],
  ])('refuses %o', async (change, field) => {
    expect(await create(change)).toMatchObject({ status: 422, body: { title: 'Unprocessable Entity', field } });
  });
});

describe('changing a subscription', () => {
  test('changes what is named and nothing else', async () => {
    const { body: made } = await create({ mandateId: mandates['card'], times: 12 });
    const { status, body } = await send('PATCH', `/subscriptions/${made.id}`, {
      amount: eur('59.00'),
      mandateId: mandates['bank'],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...made,
      amount: eur('59.00'),
      mandateId: mandates['bank'],
      _links: expect.anything(),
    });
  });

  test('moves the next payment with the start, and keeps the count of what was paid', async () => {
    const { body: made } = await create({ times: 12 });
    const { body } = await send('PATCH', `/subscriptions/${made.id}`, {
      startDate: inDays(5),
      times: 6,
      description: 'Smaller plan',
      interval: '2 weeks',
    });
    expect(body).toMatchObject({
      startDate: inDays(5),
      nextPaymentDate: inDays(5),
      times: 6,
      timesRemaining: 6,
      description: 'Smaller plan',
      interval: '2 weeks',
    });
  });

  test('to a mandate of nobody’s or an invalid one is refused and changes nothing', async () => {
    const { body: made } = await create({ mandateId: mandates['card'] });
    for (const mandateId of ['mdt_nothing123', mandates['invalid']]) {
      const refused = await send('PATCH', `/subscriptions/${made.id}`, { amount: eur('1.00'), mandateId });
      expect(refused).toMatchObject({ status: 422, body: { field: 'mandateId' } });
    }
    expect(await mollie.customerSubscriptions.get(made.id, { customerId })).toMatchObject({
      amount: eur('49.00'),
      mandateId: mandates['card'],
    });
  });

  test('that is canceled is refused', async () => {
    const { body: made } = await create();
    await mollie.customerSubscriptions.cancel(made.id, { customerId });
    expect(await send('PATCH', `/subscriptions/${made.id}`, { description: 'x' })).toMatchObject({
      status: 422,
      body: { detail: 'The subscription cannot be updated because it is canceled' },
    });
  });

  test('to a description that another has is refused', async () => {
    await create();
    const { body: other } = await create({ description: 'Other plan' });
    expect(await send('PATCH', `/subscriptions/${other.id}`, { description: 'Team plan' })).toMatchObject({
      status: 422,
      body: { field: 'description' },
    });
    expect(await send('PATCH', `/subscriptions/${other.id}`, { description: 'Other plan' })).toMatchObject({
      status: 200,
    });
  });

  test('knows no other fields', async () => {
    const { body: made } = await create();
    expect(await send('PATCH', `/subscriptions/${made.id}`, { method: 'paypal' })).toMatchObject({
      status: 422,
      body: { field: 'method' },
    });
  });
});

describe('canceling a subscription', () => {
  test('ends it at once: canceled, with its time, without a next payment', async () => {
    const { body: made } = await create();
    const answer = await send('DELETE', `/subscriptions/${made.id}`, {});
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: made.id,
      status: 'canceled',
      canceledAt: expect.stringMatching(/\+00:00$/),
    });
    expect(answer.body).not.toHaveProperty('nextPaymentDate');
    expect(await mollie.customerSubscriptions.get(made.id, { customerId })).not.toHaveProperty('nextPaymentDate');
  });

  test('once more is refused', async () => {
    const { body: made } = await create();
    await mollie.customerSubscriptions.cancel(made.id, { customerId });
    expect(await failureOf(mollie.customerSubscriptions.cancel(made.id, { customerId }))).toMatchObject({
      statusCode: 422,
    });
  });

  test('that is unknown, or of another customer, is a 404', async () => {
    const { body: made } = await create();
    const { id: other } = await mollie.customers.create({ name: 'Other' });
    expect(await failureOf(mollie.customerSubscriptions.cancel(made.id, { customerId: other }))).toMatchObject({
      statusCode: 404,
    });
    expect(await failureOf(mollie.customerSubscriptions.cancel('sub_nothing123', { customerId }))).toMatchObject({
      statusCode: 404,
    });
    expect(await statusOf(made.id)).toBe('active');
  });
});

describe('mandates', () => {
  test('are listed newest first, in Mollie’s own form', async () => {
    const page = await mollie.customerMandates.page({ customerId });
    expect(page.map(({ id }) => id).toSorted()).toEqual(Object.values(mandates).toSorted());
    expect(await mollie.customerMandates.get(mandates['card'] ?? '', { customerId })).toMatchObject({
      resource: 'mandate',
      mode: 'test',
      status: 'valid',
      method: 'creditcard',
      details: {
        cardHolder: 'Tenant',
        cardNumber: '4242',
        cardLabel: 'Visa',
        cardExpiryDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
      mandateReference: null,
      signatureDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(await mollie.customerMandates.get(mandates['bank'] ?? '', { customerId })).toMatchObject({
      method: 'directdebit',
      details: { consumerName: 'Tenant', consumerAccount: expect.any(String), consumerBic: expect.any(String) },
    });
  });

  test('revoking one ends every subscription on it and no other', async () => {
    const { body: onCard } = await create({ mandateId: mandates['card'], description: 'On card' });
    const { body: onBank } = await create({ mandateId: mandates['bank'], description: 'On bank' });
    const { body: onAny } = await create({ description: 'On any' });
    const answer = await rawCall(`${sandbox.mollieUrl}/v2/customers/${customerId}/mandates/${mandates['card']}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(await statusOf(onCard.id)).toBe('canceled');
    expect(await statusOf(onBank.id)).toBe('active');
    expect(await statusOf(onAny.id)).toBe('active');
  });

  test('revoking the last that could pay ends those that named none', async () => {
    const { body: onAny } = await create();
    for (const ref of ['card', 'bank', 'pending'])
      await mollie.customerMandates.revoke(mandates[ref] ?? '', { customerId });
    expect(await statusOf(onAny.id)).toBe('canceled');
  });

  test('that are revoked are gone and not listed', async () => {
    const mandateId = mandates['card'] ?? '';
    await mollie.customerMandates.revoke(mandateId, { customerId });
    expect(await failureOf(mollie.customerMandates.get(mandateId, { customerId }))).toMatchObject({ statusCode: 410 });
    expect(await failureOf(mollie.customerMandates.revoke(mandateId, { customerId }))).toMatchObject({
      statusCode: 410,
    });
    expect((await mollie.customerMandates.page({ customerId })).map(({ id }) => id)).not.toContain(mandateId);
    expect(await create({ mandateId })).toMatchObject({ status: 422, body: { field: 'mandateId' } });
  });

  test('of another customer are a 404', async () => {
    const { id: other } = await mollie.customers.create({ name: 'Other' });
    expect(
      await failureOf(mollie.customerMandates.revoke(mandates['card'] ?? '', { customerId: other })),
    ).toMatchObject({ statusCode: 404 });
  });
});
