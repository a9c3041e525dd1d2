import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/sandbox/core/faults.ts';
import type { CheckoutStep } from '../../src/services/checkout-settlement.ts';
import { createCustomerLeases } from '../../src/services/customer-leases.ts';
import { createPortalCheckouts, type StartCheckout } from '../../src/services/portal-checkouts.ts';
import { createProviderCalls } from '../../src/providers/calls.ts';
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

const checkouts = () => service.service.context.portalCheckouts;
const mollie = () => service.sandbox.mollie;

const BY_CARD: StartCheckout = {
  purpose: 'payment_method',
  amount: { amountMinor: 0, currency: 'EUR' },
  optionId: 'creditcard',
  description: 'Test App: payment method',
  locale: 'en-GB',
  covers: [],
};
const BY_BANK: StartCheckout = { ...BY_CARD, optionId: 'ideal', amount: { amountMinor: 1, currency: 'EUR' } };

const start = async (input = BY_CARD, by = checkouts()): Promise<{ checkoutId: string }> => {
  const started = await by.start(tenant.session, input);
  if (started.kind !== 'started') throw new Error(started.kind);
  return started;
};
const view = (checkoutId: string) => checkouts().view(tenant.session, checkoutId);
/** Of this customer's first payments, the newest last. */
const firstPayments = () =>
  mollie()
    .payments()
    .filter(({ customerId, sequenceType }) => customerId === tenant.customerId && sequenceType === 'first');
const paymentOf = () => firstPayments().at(-1)?.paymentId ?? '';
type Pay = Partial<Parameters<TestService['sandbox']['mollie']['settlePayment']>[0]>;
const pay = (input: Pay = {}) => mollie().settlePayment({ paymentId: paymentOf(), outcome: 'paid', ...input });
const newMandate = () => firstPayments().at(-1)?.mandateId;
const row = (checkoutId: string) =>
  service.service.context.database.prisma.portalCheckout.findUniqueOrThrow({ where: { id: checkoutId } });
const fault = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>) =>
  service.sandbox.faults.add({ provider: 'mollie', account: tenant.app.accounts.mollie, ...rule } as FaultRule);
/** The writes to subscriptions of this customer. */
const moves = () =>
  service.sandbox.ledger
    .entries({ provider: 'mollie', method: 'PATCH' })
    .filter(({ path, executed }) => executed && path.includes(tenant.customerId));
/** Calls to the tenant's own account: the service looks after other tests' checkouts by itself. */
const asked = () => service.sandbox.ledger.count({ account: tenant.app.accounts.mollie });
const tell = async (checkoutId: string, body = `id=${paymentOf()}`) => {
  const answer = await fetch(`${service.url}/webhooks/checkouts/${checkoutId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return { status: answer.status, text: await answer.text() };
};
const stateOf = async (checkoutId: string) => (await row(checkoutId)).state;
/** How soon is not what is promised here, and the machine may be busy. */
const expectSettledSoon = async (checkoutId: string) => {
  await expect.poll(() => stateOf(checkoutId), { timeout: 10_000 }).toBe('settled');
};
const LIVE = ['studio', 'seats', 'storage'];
const expectMoved = () => expect(LIVE.map(tenant.mandateOf)).toEqual(LIVE.map(() => newMandate()));
const expectUnmoved = () =>
  expect(LIVE.map(tenant.mandateOf)).toEqual([tenant.mandates['card'], tenant.mandates['card'], null]);
/** Makes what waits for its time due now. */
const wakeAll = () =>
  service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts SET next_attempt_at = now()
    WHERE provider_customer_id = ${tenant.customerId} AND next_attempt_at IS NOT NULL`;
const complete = async () => {
  await wakeAll();
  await checkouts().completeLeftBehind();
};

describe('a checkout', () => {
  it('is stored before the provider is asked, with what every attempt sends', async () => {
    fault({ kind: 'reset', method: 'POST', path: '/v2/payments' });
    await expect(start()).rejects.toMatchObject({ kind: 'unavailable' });
    const stored = await service.service.context.database.prisma.portalCheckout.findFirstOrThrow({
      where: { providerCustomerId: tenant.customerId },
    });
    expect(stored).toMatchObject({ state: 'creating', paymentId: null, idempotencyKey: `checkout-${stored.id}` });
    service.sandbox.faults.clear();
    expect(await start()).toMatchObject({ checkoutId: stored.id });
    expect(firstPayments()).toHaveLength(1);
  });

  it('is one after a lost answer: the repeat sends the same and gets the same', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed', method: 'POST', path: '/v2/payments' });
    await expect(start()).rejects.toMatchObject({ kind: 'unavailable' });
    lost.remove();
    const { checkoutId } = await start({ ...BY_CARD, description: 'Now in another language', locale: 'nl-NL' });
    expect(firstPayments()).toHaveLength(1);
    expect(await row(checkoutId)).toMatchObject({ state: 'open', paymentId: paymentOf() });
  });

  it('is one for a double click, in whichever process', async () => {
    service.sandbox.setLatency({ minMs: 20, maxMs: 120 });
    const other = createOther();
    const started = await Promise.all([start(), start(), start(BY_CARD, other), start(BY_CARD, other)]);
    service.sandbox.setLatency(0);
    expect(new Set(started.map(({ checkoutId }) => checkoutId)).size).toBe(1);
    expect(firstPayments()).toHaveLength(1);
  });

  it('is the same one while it can still be paid, and another after it ended', async () => {
    const { checkoutId } = await start();
    expect(await start()).toMatchObject({ checkoutId });
    await pay({ outcome: 'failed' });
    const next = await start();
    expect(next.checkoutId).not.toBe(checkoutId);
    expect(await stateOf(checkoutId)).toBe('failed');
    service.sandbox.clock.advance(16 * 60_000);
    expect((await start()).checkoutId).not.toBe(next.checkoutId);
    expect(await stateOf(next.checkoutId)).toBe('expired');
    expectUnmoved();
  });

  it('that the provider refuses for good is given up, and does not stand in the way of the next', async () => {
    const refused = fault({ kind: 'status', status: 422, method: 'POST', path: '/v2/payments' });
    await expect(start()).rejects.toMatchObject({ kind: 'rejected' });
    refused.remove();
    await start();
    expect(firstPayments()).toHaveLength(1);
  });

  describe('for something else than an earlier one', () => {
    const DEBT: StartCheckout = {
      ...BY_CARD,
      purpose: 'overdue',
      optionId: null,
      amount: { amountMinor: 7300, currency: 'EUR' },
      covers: ['tr_one', 'tr_two'],
    };
    const others: [string, Partial<StartCheckout>][] = [
      ['another amount', { amount: { amountMinor: 2400, currency: 'EUR' } }],
      ['the same amount in another currency', { amount: { amountMinor: 7300, currency: 'USD' } }],
      ['other payments', { covers: ['tr_one', 'tr_three'] }],
      ['fewer payments', { covers: ['tr_one'] }],
    ];
    const begin = (change: Partial<StartCheckout> = {}) => checkouts().start(tenant.session, { ...DEBT, ...change });

    it.each(others)('is not begun while that can be paid: %s', async (_, change) => {
      const { checkoutId } = await start(DEBT);
      expect(await begin(change)).toEqual({ kind: 'outdated', checkoutId });
      expect(await begin({ covers: ['tr_two', 'tr_one'] })).toMatchObject({ kind: 'started', checkoutId });
      expect(firstPayments()).toHaveLength(1);
      await pay({ outcome: 'canceled' });
      expect(await begin(change)).toMatchObject({ kind: 'started' });
    });

    it.each(others)('takes the place of one whose link nobody has: %s', async (_, change) => {
      const lost = fault({ kind: 'reset', method: 'POST', path: '/v2/payments' });
      await expect(begin()).rejects.toMatchObject({ kind: 'unavailable' });
      lost.remove();
      const { checkoutId } = await start({ ...DEBT, ...change });
      const { amount, covers } = { ...DEBT, ...change };
      expect(await row(checkoutId)).toMatchObject({ state: 'open', params: { amount, covers } });
      expect(firstPayments()).toHaveLength(1);
    });

    it('is not begun when it is not wanted any more', async () => {
      expect(await begin({ isStillWanted: async () => false })).toEqual({ kind: 'unwanted' });
      expect(firstPayments()).toHaveLength(0);
      expect(await begin({ isStillWanted: async () => true })).toMatchObject({ kind: 'started' });
    });
  });

  it('whose key the provider has forgotten is given up: nobody has its link', async () => {
    fault({ kind: 'reset', effect: 'committed', method: 'POST', path: '/v2/payments', times: 9 });
    await expect(start()).rejects.toMatchObject({ kind: 'unavailable' });
    service.sandbox.faults.clear();
    await service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts
      SET created_at = created_at - interval '1 hour' WHERE provider_customer_id = ${tenant.customerId}`;
    const { checkoutId } = await start();
    const states = await service.service.context.database.prisma.portalCheckout.findMany({
      where: { providerCustomerId: tenant.customerId },
      select: { state: true },
      orderBy: { createdAt: 'asc' },
    });
    expect(states.map(({ state }) => state)).toEqual(['abandoned', 'open']);
    expect(await checkouts().findLink(tenant.session, checkoutId)).toMatchObject({
      url: expect.stringContaining('/checkout/'),
    });
  });

  it('of another customer is not found, however it is asked for, and nothing is asked of the provider', async () => {
    const { checkoutId } = await start();
    const other = await createBilledTenant(service);
    service.sandbox.ledger.clear();
    for (const id of [checkoutId, 'nonsense', '00000000-0000-4000-8000-000000000000']) {
      await expect(checkouts().view(other.session, id)).rejects.toMatchObject({ errorName: 'not_found' });
      await expect(checkouts().findLink(other.session, id)).rejects.toMatchObject({ errorName: 'not_found' });
    }
    expect(asked()).toBe(0);
  });
});

describe('paid', () => {
  it('every live subscription goes over to the new method, and none that is over', async () => {
    const { checkoutId } = await start();
    await pay();
    expect(await view(checkoutId)).toMatchObject({ state: 'settled', isCurrent: true, paymentMethodId: newMandate() });
    expectMoved();
    expect(tenant.mandateOf('old')).toBe(tenant.mandates['card']);
    const { moved } = await view(checkoutId);
    const from = (ref: string) => moved.find((move) => move.subscriptionId === tenant.subscriptions[ref])?.from;
    expect(LIVE.map(from)).toEqual([tenant.mandates['card'], tenant.mandates['card'], null]);
    expect(LIVE.map(tenant.statusOf)).toEqual(['active', 'active', 'active']);
  });

  it('each move is in the audit trail, before and after', async () => {
    const { checkoutId } = await start();
    await pay();
    await view(checkoutId);
    const entries = await service.service.context.auditTrail.list({ appUuid: tenant.app.appUuid });
    const of = entries.filter(({ targetId }) => targetId === tenant.subscriptions['studio']);
    expect(of.map(({ phase, action, outcome }) => [phase, action, outcome])).toEqual([
      ['outcome', 'subscription_move', 'done'],
      ['intent', 'subscription_move', null],
    ]);
  });

  it('is settled by the note alone, when nobody comes back', async () => {
    const { checkoutId } = await start();
    await pay();
    expect(await tell(checkoutId)).toEqual({ status: 200, text: '' });
    await expectSettledSoon(checkoutId);
    expectMoved();
  });

  it('is settled by the completer alone, when no note ever comes either', async () => {
    const { checkoutId } = await start();
    await pay();
    await complete();
    expect(await stateOf(checkoutId)).toBe('settled');
    expectMoved();
  });

  it('is settled once by ten notes, the return and the completer at the same time', async () => {
    const { checkoutId } = await start();
    await pay();
    await wakeAll();
    await Promise.all([
      ...Array.from({ length: 10 }, () => tell(checkoutId)),
      view(checkoutId),
      view(checkoutId),
      checkouts().completeLeftBehind(),
      createOther().view(tenant.session, checkoutId),
    ]);
    await expectSettledSoon(checkoutId);
    expectMoved();
    expect(moves()).toHaveLength(3);
    await tell(checkoutId);
    await sleep(100);
    expect(moves()).toHaveLength(3);
  });

  it('a note that comes while the payment is still open is not the last word', async () => {
    const { checkoutId } = await start();
    const held = fault({ kind: 'hold', effect: 'committed', method: 'GET', path: '/v2/payments/', times: 1 });
    const early = view(checkoutId);
    await held.struck();
    // The provider has its answer by then: what it tells is of before.
    await sleep(100);
    await pay();
    await tell(checkoutId);
    held.release();
    await early;
    await expectSettledSoon(checkoutId);
    expect(moves()).toHaveLength(3);
  });

  it('by a payment that is not its own is not paid, and moves nothing', async () => {
    const { checkoutId } = await start();
    const other = await start(BY_BANK);
    await pay();
    const { prisma } = service.service.context.database;
    const { paymentId } = await row(other.checkoutId);
    await prisma.portalCheckout.delete({ where: { id: other.checkoutId } });
    await prisma.portalCheckout.update({ where: { id: checkoutId }, data: { paymentId } });
    expect(await view(checkoutId)).toMatchObject({ state: 'open', isCurrent: false });
    expectUnmoved();
  });

  it('stays to be done when the provider cannot be asked, and says so', async () => {
    const { checkoutId } = await start();
    await pay();
    fault({ kind: 'status', status: 503 });
    expect(await view(checkoutId)).toMatchObject({ state: 'open', isCurrent: false });
    service.sandbox.faults.clear();
    await complete();
    expect(await stateOf(checkoutId)).toBe('settled');
  });

  it('a subscription that cannot be moved keeps none of the others, and is tried again', async () => {
    const { checkoutId } = await start();
    await pay();
    const stuck = fault({ kind: 'status', status: 422, method: 'PATCH', path: tenant.subscriptions['studio'] ?? '' });
    const { state, moved } = await view(checkoutId);
    expect([state, moved.length]).toEqual(['paid', 2]);
    expect(tenant.mandateOf('studio')).toBe(tenant.mandates['card']);
    stuck.remove();
    expect(await view(checkoutId)).toMatchObject({ state: 'settled' });
    expectMoved();
  });

  it('the later of two wins, also when the earlier is looked at again and again', async () => {
    const byCard = await start(BY_CARD);
    await pay();
    const crashed = fault({ kind: 'status', status: 503, method: 'PATCH' });
    await view(byCard.checkoutId);
    crashed.remove();
    const byBank = await start(BY_BANK);
    await pay();
    await view(byBank.checkoutId);
    expectMoved();
    await tell(byCard.checkoutId, `id=${firstPayments()[0]?.paymentId ?? ''}`);
    await complete();
    await expectSettledSoon(byCard.checkoutId);
    expectMoved();
    expect(firstPayments()[0]?.mandateId).not.toBe(newMandate());
  });
});

describe('not paid', () => {
  it.each(['failed', 'canceled', 'expired'] as const)('%s: no subscription is touched', async (outcome) => {
    const { checkoutId } = await start();
    await pay({ outcome });
    expect(await view(checkoutId)).toMatchObject({ state: outcome, paymentMethodId: null });
    await tell(checkoutId);
    expectUnmoved();
    expect(moves()).toEqual([]);
    expect(await checkouts().findLink(tenant.session, checkoutId)).toBeNull();
  });

  it('pending: the page knows, nothing else is started for it, and it goes on when it is paid', async () => {
    const { checkoutId } = await start();
    await pay({ outcome: 'pending' });
    expect(await view(checkoutId)).toMatchObject({ state: 'open', paymentStatus: 'pending' });
    expect(await start()).toMatchObject({ checkoutId });
    expect(await checkouts().findLink(tenant.session, checkoutId)).toBeNull();
    await pay();
    await complete();
    expect(await stateOf(checkoutId)).toBe('settled');
  });

  it('left open: it can be gone on with', async () => {
    const { checkoutId } = await start();
    expect(await view(checkoutId)).toMatchObject({ state: 'open', paymentStatus: 'open' });
    expect(await checkouts().findLink(tenant.session, checkoutId)).toMatchObject({ url: expect.any(String) });
  });
});

describe('a method that the bank has still to confirm', () => {
  it('is waited for by subscriptions whose method works, and they go over when it is confirmed', async () => {
    const { checkoutId } = await start(BY_BANK);
    await pay({ mandateStatus: 'pending' });
    expect(await view(checkoutId)).toMatchObject({ state: 'paid', moved: [] });
    expectUnmoved();
    mollie().settleMandate({ paymentId: paymentOf(), status: 'valid' });
    await complete();
    expect(await stateOf(checkoutId)).toBe('settled');
    expectMoved();
  });

  it('is taken at once by those whose method does not work', async () => {
    tenant = await createBilledTenant(service, {
      mandates: [{ ref: 'card', kind: 'card', status: 'invalid' }],
      subscriptions: [
        {
          ref: 'plan',
          description: 'Plan',
          amount: { value: '5.00', currency: 'EUR' },
          interval: '1 month',
          state: 'active',
          mandate: 'card',
        },
      ],
    });
    const { checkoutId } = await start(BY_BANK);
    await pay({ mandateStatus: 'pending' });
    expect(await view(checkoutId)).toMatchObject({ state: 'paid', moved: [{ from: tenant.mandates['card'] }] });
    expect(tenant.mandateOf('plan')).toBe(newMandate());
    mollie().settleMandate({ paymentId: paymentOf(), status: 'valid' });
    expect(await view(checkoutId)).toMatchObject({ state: 'settled' });
  });

  it('and is refused moves nothing', async () => {
    const { checkoutId } = await start(BY_BANK);
    await pay({ mandateStatus: 'pending' });
    await view(checkoutId);
    mollie().settleMandate({ paymentId: paymentOf(), status: 'invalid' });
    await complete();
    expect(await stateOf(checkoutId)).toBe('refused');
    expectUnmoved();
  });
});

describe('cut off at any step', () => {
  it.each<CheckoutStep>(['recorded', 'created', 'opened'])('after %s: the next click goes on with it', async (step) => {
    await expect(start(BY_CARD, createOther(step))).rejects.toThrow(Cut);
    const { checkoutId } = await start();
    expect(firstPayments()).toHaveLength(1);
    await pay();
    expect(await view(checkoutId)).toMatchObject({ state: 'settled' });
  });

  it.each<CheckoutStep>(['read', 'paid', 'moved_one', 'moved', 'settled'])(
    'after %s: the completer finishes it',
    async (step) => {
      const { checkoutId } = await start();
      await pay();
      await expect(createOther(step).view(tenant.session, checkoutId)).rejects.toThrow(Cut);
      await complete();
      expect(await stateOf(checkoutId)).toBe('settled');
      expectMoved();
      expect(moves().length).toBeLessThanOrEqual(4);
    },
  );

  it('while it is made, and never asked for again: it is given up in time', async () => {
    await expect(start(BY_CARD, createOther('created'))).rejects.toThrow(Cut);
    const { prisma } = service.service.context.database;
    const made = () => prisma.portalCheckout.findMany({ where: { providerCustomerId: tenant.customerId } });
    const letPass = (minutes: number) => prisma.$executeRaw`UPDATE portal_checkouts
      SET next_attempt_at = next_attempt_at - make_interval(mins => ${minutes}::int)
      WHERE provider_customer_id = ${tenant.customerId}`;
    await letPass(58);
    await checkouts().completeLeftBehind();
    expect(await made()).toMatchObject([{ state: 'creating' }]);
    await letPass(3);
    await checkouts().completeLeftBehind();
    expect(await made()).toMatchObject([{ state: 'abandoned', unfinishedKey: null }]);
  });
});

class Cut extends Error {}

/** As another process has it, on the same database; cut off right after a step. */
function createOther(cutAfter?: CheckoutStep) {
  const { database, connections, auditTrail, logger, config } = service.service.context;
  const { sql, readSql } = database;
  return createPortalCheckouts({
    sql,
    readSql,
    connections,
    leases: createCustomerLeases({ sql }),
    calls: createProviderCalls(),
    audit: auditTrail,
    logger,
    publicUrl: config.publicUrl,
    onStep(step) {
      if (step === cutAfter) throw new Cut();
    },
  });
}

describe('a note', () => {
  it.each(['nonsense', '00000000-0000-4000-8000-000000000000', '%00', "'--", 'x'.repeat(500)])(
    'about the unknown checkout %s is answered like any other, and asks nothing of the provider',
    async (checkoutId) => {
      service.sandbox.ledger.clear();
      expect(await tell(checkoutId, 'id=tr_1')).toEqual({ status: 200, text: '' });
      expect(asked()).toBe(0);
    },
  );

  it.each(['', 'id=tr_other1234', 'id=', '{"id":1}', '\u0000\u0001', 'a'.repeat(1000), 'id=tr_1&id=tr_2'])(
    'that says %j about a known one is answered alike, and asks nothing of the provider',
    async (body) => {
      const { checkoutId } = await start();
      service.sandbox.ledger.clear();
      expect(await tell(checkoutId, body)).toEqual({ status: 200, text: '' });
      await sleep(50);
      expect(asked()).toBe(0);
    },
  );

  it('that is too large is refused unread; another method is, too', async () => {
    const { checkoutId } = await start();
    expect(await tell(checkoutId, `id=${'x'.repeat(5_000)}`)).toMatchObject({ status: 413 });
    expect((await fetch(`${service.url}/webhooks/checkouts/${checkoutId}`)).status).toBe(405);
    expect((await fetch(`${service.url}/webhooks/checkouts`, { method: 'POST' })).status).toBe(404);
  });

  it('is answered at once, though the provider hangs', async () => {
    const { checkoutId } = await start();
    await pay();
    fault({ kind: 'hang' });
    const before = performance.now();
    expect(await tell(checkoutId)).toMatchObject({ status: 200 });
    expect(performance.now() - before).toBeLessThan(1_000);
    service.sandbox.faults.clear();
  });

  it('a flood of them about an open checkout makes a few calls to the provider, not as many', async () => {
    const { checkoutId } = await start();
    service.sandbox.ledger.clear();
    service.sandbox.setLatency(40);
    await Promise.all(Array.from({ length: 60 }, () => tell(checkoutId)));
    await checkouts().settled();
    service.sandbox.setLatency(0);
    expect(asked()).toBeLessThan(30);
  });

  it('says nothing of a checkout or payment in the logs but our own id', async () => {
    const { checkoutId } = await start();
    await pay();
    await tell(checkoutId);
    await expectSettledSoon(checkoutId);
    expect(service.logged()).toContain(checkoutId);
    for (const secret of [paymentOf(), 'checkoutToken', '/checkout/']) expect(service.logged()).not.toContain(secret);
  });
});
