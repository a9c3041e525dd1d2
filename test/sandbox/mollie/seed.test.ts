import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { mollieClient, mollieKey } from '../clients.ts';

let sandbox: Sandbox;
let key: string;
let profileId: string;
let mollie: ReturnType<typeof mollieClient>;

beforeEach(async () => {
  sandbox = await createSandbox();
  key = mollieKey('test');
  ({ profileId } = sandbox.mollie.addProfile({ apiKeys: [key] }));
  mollie = mollieClient(sandbox.mollieUrl, key);
});

afterEach(() => sandbox.close());

const eur = (value: string) => ({ value, currency: 'EUR' });
const day = (days: number) => new Date(sandbox.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('a seeded customer', () => {
  test('without a plan has every state that Mollie has', async () => {
    const { customerId, subscriptions, mandates, payments } = sandbox.mollie.seedCustomer({
      profileId,
      name: 'Tenant',
    });
    const made = await mollie.customerSubscriptions.page({ customerId, limit: 250 });
    expect(new Set(made.map(({ status }) => status))).toEqual(
      new Set(['active', 'pending', 'suspended', 'canceled', 'completed']),
    );
    expect(made).toHaveLength(Object.keys(subscriptions).length);
    const methods = await mollie.customerMandates.page({ customerId });
    expect(new Set(methods.map(({ method, status }) => `${method} ${status}`))).toEqual(
      new Set(['creditcard valid', 'creditcard invalid', 'directdebit valid', 'directdebit pending', 'paypal valid']),
    );
    expect(methods).toHaveLength(Object.keys(mandates).length);
    const paid = await mollie.customerPayments.page({ customerId, limit: 250 });
    expect(new Set(paid.map(({ status }) => status))).toEqual(
      new Set(['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed']),
    );
    expect(paid).toHaveLength(Object.keys(payments).length);
  });

  test('has dates around the sandbox’s clock', async () => {
    sandbox.clock.advance(400 * 86_400_000);
    const { customerId, subscriptions, mandates } = sandbox.mollie.seedCustomer({ profileId });
    const get = (ref: string) => mollie.customerSubscriptions.get(subscriptions[ref] ?? '', { customerId });
    expect(await get('trialing')).toMatchObject({ status: 'active', startDate: day(10), nextPaymentDate: day(10) });
    const monthly = await get('monthly');
    expect(monthly.startDate < day(0)).toBe(true);
    expect(String(monthly.nextPaymentDate) > day(0) && String(monthly.nextPaymentDate) <= day(31)).toBe(true);
    for (const ref of ['canceled', 'completed']) expect(await get(ref)).not.toHaveProperty('nextPaymentDate');
    expect(await mollie.customerMandates.get(mandates['expiringCard'] ?? '', { customerId })).toMatchObject({
      status: 'valid',
      details: { cardExpiryDate: day(20) },
    });
    expect(await mollie.customerMandates.get(mandates['expiredCard'] ?? '', { customerId })).toMatchObject({
      status: 'invalid',
      details: { cardExpiryDate: day(-12) },
    });
  });

  test('has payments that were refunded, charged back and refused, linked to what they paid for', async () => {
    const { customerId, payments, subscriptions, mandates } = sandbox.mollie.seedCustomer({ profileId });
    const get = (ref: string) => mollie.payments.get(payments[ref] ?? '');
    expect(await get('partlyRefunded')).toMatchObject({
      amount: eur('49.00'),
      amountRefunded: eur('10.00'),
      amountRemaining: eur('39.00'),
      customerId,
      subscriptionId: subscriptions['monthly'],
      mandateId: mandates['card'],
      sequenceType: 'recurring',
    });
    expect(await get('chargedBack')).toMatchObject({ amountChargedBack: eur('290.00'), amountRemaining: eur('0.00') });
    expect(await get('failed')).toMatchObject({ status: 'failed', details: { failureReason: 'insufficient_funds' } });
    expect(await get('paid')).not.toHaveProperty('amountChargedBack');
    const newestFirst = (await mollie.customerPayments.page({ customerId, limit: 250 })).map(
      ({ createdAt }) => createdAt,
    );
    expect(newestFirst).toEqual(newestFirst.toSorted().toReversed());
  });

  test('may have exactly what a plan says', async () => {
    const { customerId } = sandbox.mollie.seedCustomer(
      { profileId, name: 'Tenant', email: 'billing@tenant.example', locale: 'de_DE' },
      { mandates: [{ ref: 'm', kind: 'card', label: 'Visa', last4: '0001', holder: 'J. Doe', expiresInDays: 3 }] },
    );
    expect(await mollie.customers.get(customerId)).toMatchObject({ name: 'Tenant', locale: 'de_DE' });
    expect(await mollie.customerSubscriptions.page({ customerId })).toHaveLength(0);
    const mandates = await mollie.customerMandates.page({ customerId });
    expect(mandates.map(({ details }) => details)).toMatchObject([
      { cardHolder: 'J. Doe', cardNumber: '0001', cardLabel: 'Visa', cardExpiryDate: day(3) },
    ]);
  });

  test('refuses a plan that refers to nothing, and a target that is not there', () => {
    const payment = {
      ref: 'p',
      description: 'x',
      amount: { value: '1.00', currency: 'EUR' },
      status: 'paid',
      daysAgo: 1,
    } as const;
    expect(() =>
      sandbox.mollie.seedCustomer({ profileId }, { payments: [{ ...payment, mandate: 'nothing' }] }),
    ).toThrow('nothing');
    expect(() => sandbox.mollie.seedCustomer({ profileId: 'pfl_nothing' })).toThrow('pfl_nothing');
    expect(() => sandbox.mollie.seedCustomer({ customerId: 'cst_nothing' })).toThrow('cst_nothing');
  });

  test('may be in live mode', async () => {
    const { customerId } = sandbox.mollie.seedCustomer({ profileId, mode: 'live' });
    expect(sandbox.mollie.customers({ mode: 'live' })).toMatchObject([{ customerId }]);
    expect(sandbox.mollie.customers({ mode: 'test' })).toEqual([]);
  });
});

describe('the demonstration', () => {
  test('is a customer with live subscriptions on good methods, and a history', async () => {
    const { customerId } = sandbox.mollie.seedDemoCustomer({ profileId });
    expect(await mollie.customers.get(customerId)).toMatchObject({ name: 'Studio Noordlicht' });
    expect(
      (await mollie.customerSubscriptions.page({ customerId }))
        .map(({ description, status }) => `${description}: ${status}`)
        .toSorted(),
    ).toEqual([
      'Archive storage: active',
      'Extra seats: active',
      'Insights add-on: active',
      'Starter plan: canceled',
      'Studio plan: active',
    ]);
    expect(await mollie.customerMandates.page({ customerId })).toHaveLength(3);
    expect((await mollie.customerPayments.page({ customerId })).length).toBeGreaterThan(5);
  });

  test('can be every new customer of a profile', async () => {
    const own = mollieKey('test');
    sandbox.mollie.addProfile({ apiKeys: [own], seedNewCustomers: true });
    const client = mollieClient(sandbox.mollieUrl, own);
    const { id } = await client.customers.create({ name: 'Tenant' });
    expect(await client.customerSubscriptions.page({ customerId: id })).toHaveLength(5);
    const { id: plain } = await mollie.customers.create({ name: 'Tenant' });
    expect(await mollie.customerSubscriptions.page({ customerId: plain })).toHaveLength(0);
  });
});
