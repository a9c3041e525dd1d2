import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import type { BillingReader } from '../../../src/providers/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { describeProvider } from '../provider-contract.ts';

const newKey = (prefix = 'test_') => `${prefix}${randomBytes(15).toString('hex')}`;

describeProvider({
  id: 'mollie',
  create: (sandbox) => createMollieProvider({ apiUrl: sandbox.mollieUrl }),
  addAccount(sandbox) {
    const secret = newKey();
    return { secret, account: sandbox.mollie.addProfile({ apiKeys: [secret] }).profileId };
  },
  customersPath: '/v2/customers',
  customerIdPrefix: 'cst_',
  malformedSecrets: [
    '',
    'test_',
    'test_short',
    'live_with spaces in it 1234567',
    'sk_test_123456789012345678901234',
    'access_short',
  ],
  secretsByMode: { test: 'test_123456789012345678901234567890', live: 'live_123456789012345678901234567890' },
});

describe('Mollie', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  const provider = () => createMollieProvider({ apiUrl: sandbox.mollieUrl });

  it('has no portal of its own: our pages read what it lists', () => {
    const secret = newKey();
    const client = provider().createClient({ connectionId: 'c', account: 'pfl_x', mode: 'test', settings: {}, secret });
    expect('createBillingPortal' in client).toBe(false);
    expect(client.billing).toBeTypeOf('object');
  });

  describe('with an access token of an organisation', () => {
    const addToken = (profiles: number) => {
      const token = newKey('access_');
      const first = sandbox.mollie.addProfile({ apiKeys: [newKey()], accessTokens: [token] });
      const { organizationId } = first;
      const others = Array.from({ length: profiles - 1 }, () =>
        sandbox.mollie.addProfile({ organizationId, apiKeys: [newKey()] }),
      );
      return { token, organizationId, profileIds: [first, ...others].map(({ profileId }) => profileId) };
    };

    it('asks for the mode, and for the profile where there are several', async () => {
      const one = addToken(1);
      await expect(provider().identify({ secret: one.token })).rejects.toThrow(/--mode test or --mode live/);
      const identity = await provider().identify({ secret: one.token, mode: 'test' });
      expect(identity).toEqual({
        account: one.organizationId,
        mode: 'test',
        settings: { profileId: one.profileIds[0] },
      });
      const two = addToken(2);
      await expect(provider().identify({ secret: two.token, mode: 'test' })).rejects.toThrow(
        new RegExp(`--profile with one of .*${two.profileIds[1]}`),
      );
      const [, profileId = ''] = two.profileIds;
      expect(await provider().identify({ secret: two.token, mode: 'test', profileId })).toMatchObject({
        settings: { profileId },
      });
      await expect(provider().identify({ secret: two.token, mode: 'test', profileId: 'pfl_other' })).rejects.toThrow(
        /--profile/,
      );
    });

    it('makes and reads customers in the mode that was said', async () => {
      const { token, organizationId } = addToken(1);
      const identity = await provider().identify({ secret: token, mode: 'test' });
      const client = provider().createClient({ connectionId: 'c', secret: token, ...identity });
      const params = { name: 'T', email: 't@example.com', locale: 'de', metadata: { app: 'a' } };
      const { providerCustomerId } = await client.createCustomer({ params, idempotencyKey: randomUUID() });
      const [stored] = sandbox.mollie.customers({ organizationId });
      expect(stored).toMatchObject({ customerId: providerCustomerId, mode: 'test', locale: 'de_DE' });
      await expect(client.verify()).resolves.toBeUndefined();
      expect(await client.billing?.listPayments(providerCustomerId, 10)).toEqual([]);
    });
  });

  describe('as what our pages show', () => {
    let reader: BillingReader;
    let customerId: string;
    beforeAll(() => {
      const secret = newKey();
      const { profileId } = sandbox.mollie.addProfile({ apiKeys: [secret] });
      ({ customerId } = sandbox.mollie.seedCustomer({ profileId }));
      const client = provider().createClient({
        connectionId: 'c',
        account: profileId,
        mode: 'test',
        settings: {},
        secret,
      });
      if (!client.billing) throw new Error('Mollie is read by our pages');
      reader = client.billing;
    });

    it('subscriptions: amounts in minor units, the state a person knows, the next date', async () => {
      const subscriptions = await reader.listSubscriptions(customerId);
      const find = (description: string) => subscriptions.find((each) => each.description.startsWith(description));
      expect(find('Team plan')).toMatchObject({
        status: 'active',
        amount: { amountMinor: 4900, currency: 'EUR' },
        interval: { count: 1, unit: 'month' },
      });
      expect(find('Archive')?.interval).toEqual({ count: 1, unit: 'year' });
      expect(find('Reports')).toMatchObject({ amount: { amountMinor: 1250 }, interval: { count: 14, unit: 'day' } });
      expect(find('Analytics')?.status).toBe('trialing');
      expect(find('Mailings')?.status).toBe('suspended');
      expect(find('Old plan')).toMatchObject({
        status: 'canceled',
        nextPaymentOn: null,
        canceledAt: expect.any(Date) as Date,
      });
      for (const { startsOn } of subscriptions) expect(startsOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    });

    it('payment methods: what they are, how they stand, never more than four digits', async () => {
      const methods = await reader.listPaymentMethods(customerId);
      expect(methods).toContainEqual(
        expect.objectContaining({ kind: 'card', brand: 'Mastercard', last4: '6787', status: 'valid' }),
      );
      expect(methods).toContainEqual(expect.objectContaining({ kind: 'bank', status: 'pending', expiresOn: null }));
      expect(methods).toContainEqual(expect.objectContaining({ kind: 'paypal', last4: null }));
      for (const { last4 } of methods) expect(last4 ?? '0000').toMatch(/^[0-9A-Z]{4}$/);
    });

    it('payments: the newest first, as many as were asked for, refunds and chargebacks in minor units', async () => {
      const payments = await reader.listPayments(customerId, 50);
      const times = payments.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(new Set(payments.map(({ status }) => status))).toContain('failed');
      expect(payments.some(({ refundedMinor }) => refundedMinor > 0)).toBe(true);
      expect(payments.some(({ chargedBackMinor }) => chargedBackMinor > 0)).toBe(true);
      expect(await reader.listPayments(customerId, 2)).toEqual(payments.slice(0, 2));
    });

    it('an unknown customer is said to be missing', async () => {
      await expect(reader.listSubscriptions('cst_unknown')).rejects.toMatchObject({ kind: 'customer_missing' });
    });

    it('lists that are not what Mollie documents are nonsense', async () => {
      const fault = sandbox.faults.add({ provider: 'mollie', path: '/subscriptions', kind: 'html', status: 200 });
      await expect(reader.listSubscriptions(customerId)).rejects.toMatchObject({ kind: 'nonsense' });
      fault.remove();
    });
  });
});
