import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BilledTenant, createBilledTenant } from '../support/billed-tenant.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let tenant: BilledTenant;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(async () => {
  tenant = await createBilledTenant(service);
});
afterEach(() => service.sandbox.faults.clear());

const removals = () => service.service.context.paymentMethodRemovals;
const remove = (paymentMethodId = '', isRepeat = false) =>
  removals().remove(tenant.session, { paymentMethodId, isRepeat });
const mandates = () =>
  service.sandbox.mollie
    .customers()
    .find(({ customerId }) => customerId === tenant.customerId)
    ?.mandates.map(({ mandateId }) => mandateId);
/** Attempts to take a mandate away, whatever became of them. */
const revocations = () =>
  service.sandbox.ledger
    .entries({ provider: 'mollie', method: 'DELETE' })
    .filter(({ path }) => path.includes('mandates'));

beforeEach(() => service.sandbox.ledger.clear());

/** Names no method. */
const ANY = { description: 'Any', amount: { value: '5.00', currency: 'EUR' }, interval: '1 month' };

describe('a payment method', () => {
  it('that nothing needs is removed', async () => {
    expect(await remove(tenant.mandates['bank'])).toMatchObject({ kind: 'removable' });
    expect(mandates()).toEqual([tenant.mandates['card']]);
    expect(['studio', 'seats', 'storage'].map(tenant.statusOf)).toEqual(['active', 'active', 'active']);
  });

  it('that a subscription is charged to is not, and the provider is not even asked to', async () => {
    const verdict = await remove(tenant.mandates['card']);
    expect(verdict).toMatchObject({ kind: 'inUse' });
    const names = verdict.kind === 'inUse' ? verdict.subscriptions.map(({ description }) => description) : [];
    expect(names.toSorted()).toEqual(['Studio plan', 'Team seats']);
    expect(revocations()).toEqual([]);
  });

  it('that is the last valid one of a subscription that names none is not', async () => {
    tenant = await createBilledTenant(service, {
      mandates: [
        { ref: 'bank', kind: 'sepa' },
        { ref: 'old', kind: 'card', status: 'invalid' },
      ],
      subscriptions: [{ ref: 'any', state: 'active', ...ANY }],
    });
    expect(await remove(tenant.mandates['bank'])).toMatchObject({ kind: 'inUse' });
    expect(await remove(tenant.mandates['old'])).toMatchObject({ kind: 'removable' });
    expect(revocations()).toHaveLength(1);
    expect(tenant.statusOf('any')).toBe('active');
  });

  it('is not removed when another tab has just removed the other one that would do', async () => {
    tenant = await createBilledTenant(service, {
      mandates: [
        { ref: 'bank', kind: 'sepa' },
        { ref: 'card', kind: 'card' },
      ],
      subscriptions: [{ ref: 'any', state: 'active', ...ANY }],
    });
    const { mollie: account } = tenant.app.accounts;
    const held = service.sandbox.faults.add({ provider: 'mollie', account, kind: 'hold', method: 'DELETE', times: 1 });
    const first = remove(tenant.mandates['bank']);
    await held.struck();
    const second = remove(tenant.mandates['card']);
    // One that did not wait for its turn would be done by then.
    await Promise.race([second, sleep(1000)]);
    held.release();
    expect([(await first).kind, (await second).kind]).toEqual(['removable', 'inUse']);
    expect(tenant.statusOf('any')).toBe('active');
    expect(mandates()).toHaveLength(1);
  });

  it('to which subscriptions are about to be moved is not', async () => {
    const { portalCheckouts } = service.service.context;
    await portalCheckouts.start(tenant.session, {
      purpose: 'payment_method',
      amount: { amountMinor: 1, currency: 'EUR' },
      optionId: 'ideal',
      description: 'Test',
      locale: 'en',
      covers: [],
    });
    const payment = service.sandbox.mollie.payments().at(-1);
    await service.sandbox.mollie.settlePayment({
      paymentId: payment?.paymentId ?? '',
      outcome: 'paid',
      mandateStatus: 'pending',
    });
    const { id } = await service.service.context.database.prisma.portalCheckout.findFirstOrThrow({
      where: { providerCustomerId: tenant.customerId },
    });
    const { paymentMethodId } = await portalCheckouts.view(tenant.session, id);
    expect(await remove(paymentMethodId ?? '')).toMatchObject({ kind: 'awaited' });
    expect(revocations()).toEqual([]);
  });

  it.each(['', 'mdt_unknown', '../customers'])('%j is not found, and the provider is not asked to', async (id) => {
    await expect(remove(id)).rejects.toMatchObject({ errorName: 'not_found' });
    expect(revocations()).toEqual([]);
  });

  it('of another customer is not found, and the provider is not asked to', async () => {
    const other = await createBilledTenant(service);
    await expect(remove(other.mandates['bank'])).rejects.toMatchObject({ errorName: 'not_found' });
    expect(revocations()).toEqual([]);
  });

  it('is gone after a lost answer: a repeat of the request finds that, and a new one nothing', async () => {
    service.sandbox.faults.add({
      provider: 'mollie',
      account: tenant.app.accounts.mollie,
      kind: 'reset',
      effect: 'committed',
      method: 'DELETE',
      times: 1,
    });
    expect(await remove(tenant.mandates['bank'])).toMatchObject({ kind: 'removable' });
    expect(await remove(tenant.mandates['bank'], true)).toEqual({ kind: 'gone' });
    await expect(remove(tenant.mandates['bank'])).rejects.toMatchObject({ errorName: 'not_found' });
    expect(mandates()).toEqual([tenant.mandates['card']]);
  });

  it('stays when the provider cannot say what needs it', async () => {
    service.sandbox.faults.add({
      provider: 'mollie',
      account: tenant.app.accounts.mollie,
      kind: 'status',
      status: 503,
      path: 'subscriptions',
    });
    await expect(remove(tenant.mandates['bank'])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(revocations()).toEqual([]);
  });
});
