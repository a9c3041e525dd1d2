import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addInterval } from '../../src/sandbox/mollie/calendar.ts';
import type { SeedPayment, SeedPlan, SeedSubscription } from '../../src/sandbox/mollie/seed.ts';
import { createFormatter } from '../../src/portal/format.ts';
import { fillForm } from '../portal/ask.ts';
import { type PortalVisitor, readable, startVisit } from '../support/portal-visitor.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterEach(() => {
  service.sandbox.faults.clear();
});

afterAll(async () => {
  await service?.close();
});

const eur = (value: string) => ({ value, currency: 'EUR' });
const PAID: SeedPayment = {
  ref: 'paid',
  description: 'Team plan',
  amount: eur('49.00'),
  status: 'paid',
  daysAgo: 10,
  subscription: 'team',
  mandate: 'card',
};

function planOf(subscription: Partial<SeedSubscription> = {}, payments: SeedPayment[] = [PAID]): SeedPlan {
  const team: SeedSubscription = {
    ref: 'team',
    description: 'Team plan',
    amount: eur('49.00'),
    interval: '1 month',
    state: 'active',
    mandate: 'card',
    startedDaysAgo: 100,
    nextInDays: 20,
  };
  return {
    mandates: [{ ref: 'card', kind: 'card', label: 'Visa', last4: '4242' }],
    subscriptions: [{ ...team, ...subscription }],
    payments,
  };
}

const dayIn = (days: number): string => addInterval(new Date(), '1 day', days).toISOString().slice(0, 10);
const dateIn = (days: number): string => readable(createFormatter('en-GB').date(dayIn(days)));
const cancelPath = (id: string | undefined) => `/portal/subscriptions/${id}/cancel`;
const keepPath = (id: string | undefined) => `/portal/subscriptions/${id}/keep`;

const writesOf = ({ customerId }: PortalVisitor, method: 'POST' | 'DELETE' | 'PATCH') =>
  service.sandbox.ledger.entries({ provider: 'mollie', method, path: new RegExp(`${customerId}/subscriptions`) });
const executed = (visitor: PortalVisitor, method: 'POST' | 'DELETE') =>
  writesOf(visitor, method).filter((entry) => entry.executed && (entry.status ?? 0) < 300);

async function visit(plan: SeedPlan = planOf()) {
  const visitor = await startVisit(service, plan);
  const id = visitor.seeded.subscriptions['team'];
  if (id === undefined) throw new Error('the plan has no team');
  return { ...visitor, id, cancel: cancelPath(id), keep: keepPath(id) };
}

type TeamVisit = Awaited<ReturnType<typeof visit>>;

const trail = ({ app }: PortalVisitor) => service.service.context.auditTrail.list({ appUuid: app.appUuid });

/** Moves what was stored of the cancellation, as if that many days had gone by. */
const age = ({ customerId }: PortalVisitor, days: number) =>
  service.service.context.database.pool.query(
    `UPDATE subscription_cancellations SET access_until = access_until - $2::int WHERE provider_customer_id = $1`,
    [customerId, days],
  );

describe('the step before canceling', () => {
  it.each<[string, SeedPlan, string[]]>([
    [
      'an active one',
      planOf(),
      [
        `It ends on ${dateIn(20)}; you keep it until then.`,
        `the payment of €49.00 planned for ${dateIn(20)} will not be taken`,
        'Until then you can change your mind',
      ],
    ],
    [
      'one on trial',
      planOf({ state: 'trialing', nextInDays: 12 }, []),
      [`It ends on ${dateIn(12)}; you can use it free of charge until then.`, 'will not be taken'],
    ],
    [
      'one whose last payment failed',
      planOf({}, [{ ...PAID, status: 'failed' }]),
      ['It ends at once: it is not paid for at present', 'Nothing more will be charged for it.'],
    ],
    [
      'one whose last payment was taken back',
      planOf({}, [{ ...PAID, chargedBack: '49.00' }]),
      ['It ends at once: it is not paid for at present'],
    ],
    [
      'a suspended one that was paid',
      planOf({ state: 'suspended' }),
      [`It ends on ${dateIn(20)}; you keep it until then.`],
    ],
    ['a suspended one that never was', planOf({ state: 'suspended' }, []), ['It ends at once']],
    ['one that waits for its method', planOf({ state: 'pending' }, []), ['It has not begun yet, and will not begin.']],
    [
      'one with a payment on its way',
      planOf({}, [{ ...PAID, status: 'pending' }]),
      [
        'Except for a payment of €49.00 that is already on its way: it will still be taken.',
        `It ends on ${dateIn(20)}; you keep it until then.`,
      ],
    ],
  ])('tells the truth of %s, and changes nothing', async (_which, plan, texts) => {
    const visitor = await visit(plan);
    const { status, body } = await visitor.get(visitor.cancel);
    expect(status).toBe(200);
    for (const text of texts) expect(readable(body)).toContain(text);
    expect(body).toContain('href="https://app.example.com/account"');
    expect(writesOf(visitor, 'DELETE')).toEqual([]);
  });

  it.each(['canceled', 'completed'] as const)('is not there for one that is %s', async (state) => {
    const visitor = await visit(planOf({ state }));
    const { status, headers } = await visitor.get(visitor.cancel);
    expect([status, headers.location]).toEqual([303, '/portal']);
    const { body } = await visitor.get('/portal');
    expect(body).not.toContain(visitor.cancel);
    expect(readable(body)).toContain('Team plan had already ended There was nothing left to cancel.');
    expect(await visitor.read()).not.toContain('had already ended');
  });

  it('says that it does not know, rather than promise a date, when a list is missing', async () => {
    const visitor = await visit();
    service.sandbox.faults.add({
      provider: 'mollie',
      account: visitor.app.accounts.mollie,
      kind: 'status',
      status: 503,
      path: /payments/,
    });
    expect((await visitor.get(visitor.cancel)).status).toBe(503);
  });
});

describe('canceling', () => {
  it('ends it at Mollie once, keeps the date of what was paid, and says so until then', async () => {
    const visitor = await visit();
    const { status, headers } = await visitor.send(visitor.cancel, { reason: 'too_expensive' });
    expect([status, headers.location]).toEqual([303, '/portal']);
    expect(visitor.subscription(visitor.id).status).toBe('canceled');
    const text = await visitor.read();
    expect(text).toContain(
      `Team plan is canceled It ends on ${dateIn(20)}; you keep it until then. Nothing more will be charged for it.`,
    );
    expect(text).toContain(`Canceled €49.00 per month Ends on ${dateIn(20)} Nothing more will be charged.`);
    expect(text).toContain('Keep subscription');
    expect(await visitor.read()).not.toContain('Team plan is canceled');
    await age(visitor, 30);
    const later = await visitor.read();
    expect(later).toContain(`Ended on ${dateIn(-10)}`);
    expect(later).not.toContain('Keep subscription');
  });

  it('leaves two rows in the audit trail, with the reason as one word', async () => {
    const visitor = await visit();
    await visitor.send(visitor.cancel, { reason: 'too_expensive' });
    expect(await trail(visitor)).toMatchObject([
      {
        action: 'subscription_cancel',
        targetId: visitor.id,
        phase: 'outcome',
        outcome: 'done',
        detail: 'too_expensive',
      },
      { action: 'subscription_cancel', targetId: visitor.id, phase: 'intent', tenantUuid: visitor.app.tenantUuid },
    ]);
  });

  it.each([{}, { reason: 'typed by hand' }, { reason: '' }])(
    'needs no reason, and takes none but ours: %o',
    async (choices) => {
      const visitor = await visit();
      await visitor.send(visitor.cancel, choices);
      expect(visitor.subscription(visitor.id).status).toBe('canceled');
      expect((await trail(visitor))[0]?.detail).toBeNull();
    },
  );

  it.each([
    ['a failed payment', planOf({}, [{ ...PAID, status: 'failed' }])],
    ['no payment yet', planOf({ state: 'pending' }, [])],
  ])('with %s ends at once, and cannot be kept', async (_why, plan) => {
    const visitor = await visit(plan);
    await visitor.send(visitor.cancel);
    const text = await visitor.read();
    expect(text).toContain('Team plan is canceled Nothing more will be charged for it.');
    expect(text).toContain(`Canceled on ${dateIn(0)}`);
    expect(text).not.toContain('Keep subscription');
    expect((await visitor.get(visitor.keep)).status).toBe(303);
  });

  it('clicked twice is done once, and both clicks lead to the same result', async () => {
    const visitor = await visit();
    const body = fillForm((await visitor.get(visitor.cancel)).body, visitor.cancel);
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post(visitor.cancel, body)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(writesOf(visitor, 'DELETE')).toHaveLength(1);
    expect(await visitor.read()).toContain(`Team plan is canceled It ends on ${dateIn(20)}; you keep it until then.`);
  });

  it('in two tabs is done once, and both say the same', async () => {
    const visitor = await visit();
    const tabs = await Promise.all([visitor.get(visitor.cancel), visitor.get(visitor.cancel)]);
    for (const { body } of tabs) {
      await visitor.post(visitor.cancel, fillForm(body, visitor.cancel));
      expect(await visitor.read()).toContain(`Team plan is canceled It ends on ${dateIn(20)}; you keep it until then.`);
    }
    expect(executed(visitor, 'DELETE')).toHaveLength(1);
  });

  it('in two tabs at the same time asks Mollie once: the second waits for its turn', async () => {
    const visitor = await visit();
    const { mollie: account } = visitor.app.accounts;
    const held = service.sandbox.faults.add({ provider: 'mollie', account, kind: 'hold', method: 'DELETE', times: 1 });
    const first = visitor.send(visitor.cancel);
    await held.struck();
    const second = visitor.post(visitor.cancel, visitor.keys());
    // One that did not wait would be done by then.
    await Promise.race([second, sleep(1000)]);
    held.release();
    await Promise.all([first, second]);
    expect(writesOf(visitor, 'DELETE')).toHaveLength(1);
    expect(await visitor.read()).toContain(`Team plan is canceled It ends on ${dateIn(20)}; you keep it until then.`);
  });

  it('that was done here is told again to who comes back for it, and not to what fetches ahead', async () => {
    const visitor = await visit();
    await visitor.send(visitor.cancel);
    await visitor.read();
    const told = `Team plan is canceled It ends on ${dateIn(20)}; you keep it until then.`;
    await visitor.get(visitor.cancel, { 'sec-purpose': 'prefetch' });
    expect(await visitor.read()).not.toContain(told);
    await visitor.get(visitor.cancel);
    expect(await visitor.read()).toContain(told);
    await age(visitor, 30);
    await visitor.get(visitor.cancel);
    expect(await visitor.read()).toContain('Team plan had already ended');
  });

  it('that was done elsewhere meanwhile says so, and promises no date', async () => {
    const visitor = await visit();
    const body = fillForm((await visitor.get(visitor.cancel)).body, visitor.cancel);
    const key = visitor.app.secrets.mollie ?? '';
    await fetch(`${service.sandbox.mollieUrl}/v2/customers/${visitor.customerId}/subscriptions/${visitor.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    await visitor.post(visitor.cancel, body);
    const text = await visitor.read();
    expect(text).toContain('Team plan had already ended');
    expect(text).toContain(`Canceled on ${dateIn(0)}`);
    expect(text).not.toContain('you keep it until');
  });

  it('whose answer got lost is told truly, with its date', async () => {
    const visitor = await visit();
    service.sandbox.faults.add({
      provider: 'mollie',
      account: visitor.app.accounts.mollie,
      kind: 'reset',
      effect: 'committed',
      method: 'DELETE',
      times: 1,
    });
    await visitor.send(visitor.cancel);
    expect(await visitor.read()).toContain(`Team plan is canceled It ends on ${dateIn(20)}; you keep it until then.`);
  });

  it('that Mollie did and never answered is told truly on the next look, with its date', async () => {
    const visitor = await visit();
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'reset', effect: 'committed', method: 'DELETE' });
    service.sandbox.faults.add({
      provider: 'mollie',
      account,
      kind: 'status',
      status: 503,
      method: 'GET',
      path: /sub_/,
      skip: 1,
    });
    await visitor.send(visitor.cancel);
    service.sandbox.faults.clear();
    const text = await visitor.read();
    expect(text).toContain('We could not confirm your change');
    expect(text).toContain(`Ends on ${dateIn(20)}`);
    expect((await trail(visitor))[0]).toMatchObject({ outcome: 'failed' });
  });

  it('that never reached Mollie is not told: it goes on, and can be canceled again', async () => {
    const visitor = await visit();
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'status', status: 503, method: 'DELETE' });
    await visitor.send(visitor.cancel);
    service.sandbox.faults.clear();
    const text = await visitor.read();
    expect(text).toContain('We could not confirm your change');
    expect(text).toContain(`Renews on ${dateIn(20)}`);
    await visitor.send(visitor.cancel);
    expect(await visitor.read()).toContain(`Ends on ${dateIn(20)}`);
  });
});

describe('keeping it after all', () => {
  const canceled = async (plan?: SeedPlan) => {
    const visitor = await visit(plan);
    await visitor.send(visitor.cancel);
    await visitor.read();
    return visitor;
  };
  const made = (visitor: TeamVisit) =>
    visitor.subscriptions().filter(({ subscriptionId }) => subscriptionId !== visitor.id);

  it('says before what will be charged, when and to what', async () => {
    const visitor = await canceled();
    const text = readable((await visitor.get(visitor.keep)).body);
    expect(text).toContain('Nothing is charged today.');
    expect(text).toContain(`On ${dateIn(20)}, €49.00 will be charged.`);
    expect(text).toContain('After that it goes on as before: €49.00 per month.');
    expect(text).toContain('Paid with Visa ending in 4242');
    expect(writesOf(visitor, 'POST')).toEqual([]);
  });

  it('starts one like it on the day that the paid one ends: same terms, same method, nothing charged today', async () => {
    const metadata = { plan: 'team', seats: 4 };
    const visitor = await canceled(planOf({ times: 7, metadata, webhookUrl: 'https://app.example.com/mollie' }));
    await visitor.send(visitor.keep);
    const [kept] = made(visitor);
    const old = visitor.subscription(visitor.id);
    expect(kept).toMatchObject({
      status: 'active',
      amount: old.amount,
      interval: old.interval,
      description: old.description,
      mandateId: visitor.seeded.mandates['card'],
      webhookUrl: 'https://app.example.com/mollie',
      times: 7,
      startDate: dayIn(20),
      metadata,
    });
    const text = await visitor.read();
    expect(text).toContain(
      `Team plan goes on Nothing was charged today. The next payment of €49.00 is on ${dateIn(20)}.`,
    );
    expect(text).toContain(`Team plan Active €49.00 per month Renews on ${dateIn(20)} Since ${dateIn(-100)}`);
    expect(text.match(/Team plan Active/g)).toHaveLength(1);
    expect(text).not.toContain('Ends on');
    expect(text).not.toContain('Free until');
  });

  it('leaves the app’s own metadata as it is where there is no room for a mark', async () => {
    const visitor = await canceled(planOf({ metadata: 'a word' }));
    await visitor.send(visitor.keep);
    expect(made(visitor)[0]?.metadata).toBe('a word');
    expect(await visitor.read()).toContain(`Renews on ${dateIn(20)}`);
  });

  it('kept, it can be canceled and kept again, with the same date and the same first day', async () => {
    const visitor = await canceled();
    await visitor.send(visitor.keep);
    const second = made(visitor)[0]?.subscriptionId;
    expect(readable((await visitor.get(cancelPath(second))).body)).toContain(
      `It ends on ${dateIn(20)}; you keep it until then.`,
    );
    await visitor.send(cancelPath(second));
    expect(await visitor.read()).toContain(`Ends on ${dateIn(20)}`);
    await visitor.send(keepPath(second));
    const text = await visitor.read();
    expect(text).toContain(`Renews on ${dateIn(20)} Since ${dateIn(-100)}`);
    expect(visitor.subscriptions().filter(({ status }) => status === 'active')).toHaveLength(1);
  });

  it('on trial stays on trial', async () => {
    const visitor = await canceled(planOf({ state: 'trialing', nextInDays: 12 }, []));
    await visitor.send(visitor.keep);
    expect(await visitor.read()).toContain(`Trial €49.00 per month First payment on ${dateIn(12)}`);
  });

  it('clicked twice starts one', async () => {
    const visitor = await canceled();
    const body = fillForm((await visitor.get(visitor.keep)).body, visitor.keep);
    await Promise.all([1, 2, 3].map(() => visitor.post(visitor.keep, body)));
    expect(made(visitor)).toHaveLength(1);
    expect(await visitor.read()).toContain('Team plan goes on');
  });

  it('in two tabs at once starts one, and both say the same', async () => {
    const visitor = await canceled();
    const tabs = await Promise.all([1, 2, 3].map(() => visitor.get(visitor.keep)));
    await Promise.all(tabs.map(({ body }) => visitor.post(visitor.keep, fillForm(body, visitor.keep))));
    expect(made(visitor)).toHaveLength(1);
    expect(await visitor.read()).toContain('Team plan goes on');
    const outcomes = (await trail(visitor)).filter(
      ({ action, phase }) => action === 'subscription_keep' && phase === 'outcome',
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });

  it('while its method is being removed in another tab waits for that, and starts nothing that would end with it', async () => {
    const visitor = await canceled();
    const { mollie: account } = visitor.app.accounts;
    const body = fillForm((await visitor.get(visitor.keep)).body, visitor.keep);
    const held = service.sandbox.faults.add({ provider: 'mollie', account, kind: 'hold', method: 'DELETE', times: 1 });
    const removal = visitor.send(`/portal/payment-methods/${visitor.seeded.mandates['card']}/remove`);
    await held.struck();
    const keeping = visitor.post(visitor.keep, body);
    // One that did not wait would be done by then.
    await Promise.race([keeping, sleep(1000)]);
    held.release();
    await Promise.all([removal, keeping]);
    expect(await visitor.read()).toContain('Team plan could not be kept There is no payment method');
    expect(made(visitor)).toEqual([]);
  });

  it.each([{ metadata: { plan: 'team' } }, { metadata: 'a word' }])(
    'whose answer got lost is found again, not started again: %o',
    async (terms) => {
      const visitor = await canceled(planOf(terms));
      const { mollie: account } = visitor.app.accounts;
      service.sandbox.faults.add({
        provider: 'mollie',
        account,
        kind: 'reset',
        effect: 'committed',
        method: 'POST',
        path: /subscriptions/,
      });
      await visitor.send(visitor.keep);
      service.sandbox.faults.clear();
      expect(made(visitor)).toHaveLength(1);
      const text = await visitor.read();
      expect(text).toContain('We could not confirm your change');
      expect(text).toContain(`Team plan Active €49.00 per month Renews on ${dateIn(20)}`);
      expect(text).not.toContain('Keep subscription');
      const repeat = await visitor.get(visitor.keep);
      expect(repeat.status).toBe(303);
      expect(made(visitor)).toHaveLength(1);
    },
  );

  it('that never reached Mollie is not told, and can be kept afterwards under the same key', async () => {
    const visitor = await canceled();
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'reset', method: 'POST', path: /subscriptions/ });
    await visitor.send(visitor.keep);
    service.sandbox.faults.clear();
    expect(await visitor.read()).toContain(`Ends on ${dateIn(20)}`);
    await visitor.send(visitor.keep);
    expect(made(visitor)).toHaveLength(1);
    expect(new Set(writesOf(visitor, 'POST').map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('long after a lost answer the list is asked first, and only then another key', async () => {
    const visitor = await canceled();
    const { mollie: account } = visitor.app.accounts;
    service.sandbox.faults.add({ provider: 'mollie', account, kind: 'reset', method: 'POST', path: /subscriptions/ });
    await visitor.send(visitor.keep);
    service.sandbox.faults.clear();
    await service.service.context.database.pool.query(
      `UPDATE subscription_cancellations SET start_first_attempt_at = start_first_attempt_at - interval '2 hours'
       WHERE provider_customer_id = $1`,
      [visitor.customerId],
    );
    service.sandbox.ledger.clear();
    await visitor.send(visitor.keep);
    expect(made(visitor)).toHaveLength(1);
    const [post] = writesOf(visitor, 'POST');
    expect(post?.idempotencyKey).toMatch(/-2$/);
    const lists = service.sandbox.ledger.entries({ provider: 'mollie', method: 'GET', path: /subscriptions$/ });
    expect(lists.some(({ sequence }) => sequence < (post?.sequence ?? 0))).toBe(true);
  });

  it('after its date is refused, with words for it', async () => {
    const visitor = await canceled();
    const body = fillForm((await visitor.get(visitor.keep)).body, visitor.keep);
    await age(visitor, 20);
    await visitor.post(visitor.keep, body);
    expect(await visitor.read()).toContain('Team plan has already ended It can no longer be kept.');
    expect(writesOf(visitor, 'POST')).toEqual([]);
    expect((await trail(visitor))[0]).toMatchObject({ outcome: 'refused', detail: 'tooLate' });
  });

  it('without a method that can be charged is refused, and shows the way to one', async () => {
    const plan = planOf();
    const visitor = await canceled({ ...plan, mandates: [{ ref: 'card', kind: 'card', status: 'invalid' }] });
    const { body } = await visitor.get(visitor.keep);
    expect(readable(body)).toContain('There is no payment method that can be charged. Add one first');
    expect(body).toContain('href="/portal/payment-methods/add"');
    await visitor.post(visitor.keep, visitor.keys());
    expect(await visitor.read()).toContain('Team plan could not be kept There is no payment method');
    expect(writesOf(visitor, 'POST')).toEqual([]);
  });

  it('without a method that can be charged, where the app lets none be added, says whom to ask', async () => {
    const visitor = await canceled({ ...planOf(), mandates: [{ ref: 'card', kind: 'card', status: 'invalid' }] });
    const { appUuid } = visitor.app;
    const changes = { features: { changePaymentMethod: false } };
    await service.service.context.portalConfigurations.set({ appUuid, changes });
    const { body } = await visitor.get(visitor.keep);
    expect(readable(body)).toContain('Get in touch with Test App to add one; then you can keep it.');
    expect(body).not.toContain('href="/portal/payment-methods/add"');
  });

  it('goes on with the newest method when the one of before is gone', async () => {
    const plan = planOf();
    const visitor = await canceled({
      ...plan,
      mandates: [
        { ref: 'older', kind: 'sepa', signedDaysAgo: 200 },
        { ref: 'newer', kind: 'sepa', signedDaysAgo: 20 },
        { ref: 'card', kind: 'card', status: 'invalid', signedDaysAgo: 10 },
      ],
    });
    await visitor.send(visitor.keep);
    expect(made(visitor)[0]?.mandateId).toBe(visitor.seeded.mandates['newer']);
  });

  it('beside a live one of the same name is refused: nobody pays twice', async () => {
    const visitor = await canceled();
    const twin = {
      ref: 'twin',
      description: 'Team plan',
      amount: eur('49.00'),
      interval: '1 month',
      state: 'active',
    } as const;
    service.sandbox.mollie.seedCustomer({ customerId: visitor.customerId }, { subscriptions: [twin] });
    await visitor.send(visitor.keep);
    expect(made(visitor)).toHaveLength(1);
    expect(await visitor.read()).toContain('Team plan was not started again');
  });

  it('of one that was canceled elsewhere is not offered, and is a 404 when sent', async () => {
    const visitor = await visit(planOf({ state: 'canceled' }));
    const { body } = await visitor.get('/portal');
    expect(body).not.toContain(visitor.keep);
    expect((await visitor.post(visitor.keep, visitor.keys())).status).toBe(404);
    expect(writesOf(visitor, 'POST')).toEqual([]);
  });

  it('of one that was never canceled says that it goes on', async () => {
    const visitor = await visit();
    await visitor.post(visitor.keep, visitor.keys());
    expect(await visitor.read()).toContain('Team plan was not canceled It goes on as before');
    expect(writesOf(visitor, 'POST')).toEqual([]);
  });
});

describe('what a person may reach', () => {
  const foreigners = async () => {
    const [visitor, other] = [await visit(), await visit()];
    return ['sub_unknown', other.id, '..%2F..', `${other.id}%00`, '%E0%A4%A', 'x'.repeat(300)].map((id) => ({
      visitor,
      id,
      other,
    }));
  };

  it('P6 are the subscriptions of their own customer: others are a 404 and reach no provider write', async () => {
    for (const { visitor, id, other } of await foreigners()) {
      for (const path of [cancelPath(id), keepPath(id)]) {
        expect((await visitor.get(path)).status).toBe(404);
        const sent = await visitor.post(path, visitor.keys());
        expect([path, sent.status]).toEqual([path, 404]);
      }
      expect([...writesOf(visitor, 'DELETE'), ...writesOf(visitor, 'POST')].filter(({ executed: did }) => did)).toEqual(
        [],
      );
      expect([...writesOf(other, 'DELETE'), ...writesOf(other, 'POST')]).toEqual([]);
    }
  });

  it('says that there is no such subscription, of one that is another’s as of one that is nobody’s', async () => {
    const [visitor, other] = [await visit(), await visit()];
    for (const id of ['sub_unknown', other.id]) {
      for (const path of [cancelPath(id), keepPath(id)])
        expect((await visitor.get(path)).body).toContain('<h1>There is no such subscription</h1>');
    }
  });

  it.each([
    ['without a token', 'nonce=1', {}],
    ['with another session’s token', 'OTHER', {}],
    ['from another site', 'OWN', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from a frame', 'OWN', { 'sec-fetch-dest': 'iframe' }],
  ])('P16 a form %s is 403, with 0 provider writes and 0 provider calls', async (_how, kind, headers) => {
    const [visitor, other] = [await visit(), await visit()];
    const body = kind === 'OTHER' ? other.keys() : kind === 'OWN' ? visitor.keys() : kind;
    service.sandbox.ledger.clear();
    for (const path of [visitor.cancel, visitor.keep])
      expect((await visitor.post(path, body, headers)).status).toBe(403);
    expect(service.sandbox.ledger.count({ path: new RegExp(visitor.customerId) })).toBe(0);
    expect(await trail(visitor)).toEqual([]);
  });

  it('is what the app lets them: with canceling switched off there is no link, no page, and no way to send it', async () => {
    const visitor = await visit();
    const { portalConfigurations } = service.service.context;
    await portalConfigurations.set({ appUuid: visitor.app.appUuid, changes: { features: { cancel: false } } });
    expect((await visitor.get('/portal')).body).not.toContain(visitor.cancel);
    expect((await visitor.get(visitor.cancel)).status).toBe(404);
    expect((await visitor.post(visitor.cancel, visitor.keys())).status).toBe(404);
    expect(visitor.subscription(visitor.id).status).toBe('active');
    expect((await trail(visitor))[0]).toMatchObject({ outcome: 'refused', errorKind: 'not_found' });
  });

  it('is not asked for a reason where the app does not want one, nor is one taken', async () => {
    const visitor = await visit();
    const { portalConfigurations } = service.service.context;
    await portalConfigurations.set({ appUuid: visitor.app.appUuid, changes: { features: { cancelReason: false } } });
    expect((await visitor.get(visitor.cancel)).body).not.toContain('Why are you canceling');
    await visitor.send(visitor.cancel, { reason: 'unused' });
    expect((await trail(visitor))[0]).toMatchObject({ outcome: 'done', detail: null });
  });

  it('is nothing once the session is revoked', async () => {
    const visitor = await visit();
    const body = visitor.keys();
    await service.service.context.sessionControl.revoke({ appUuid: visitor.app.appUuid });
    expect((await visitor.post(visitor.cancel, body)).status).toBe(401);
    expect(writesOf(visitor, 'DELETE')).toEqual([]);
  });
});
