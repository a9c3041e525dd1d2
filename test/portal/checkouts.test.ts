import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCheckoutChanges } from '../../src/portal/checkout-changes.ts';
import { createReader } from '../../src/portal/reader.ts';
import { createBilledTenant, OVERDUE_PLAN, PLAN } from '../support/billed-tenant.ts';
import { type PortalVisitor, readable, startVisit } from '../support/portal-visitor.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { ask, type PortalAnswer } from './ask.ts';

let service: TestService;
let visitor: PortalVisitor;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(async () => {
  visitor = await startVisit(service, OVERDUE_PLAN);
  service.sandbox.ledger.clear();
});
afterEach(() => service.sandbox.faults.clear());

const ADD = '/portal/payment-methods/add';
const OVERDUE = '/portal/overdue';
const removePath = (paymentMethodId = '') => `/portal/payment-methods/${paymentMethodId}/remove`;
const locationOf = ({ headers }: PortalAnswer) => new URL(headers.location ?? '', visitor.origin).pathname;
const writes = () => service.sandbox.ledger.entries({ provider: 'mollie' }).filter(({ method }) => method !== 'GET');
const payments = () =>
  service.sandbox.mollie
    .payments()
    .filter(({ customerId, metadata }) => customerId === visitor.customerId && metadata !== null);
const settle = (outcome: 'paid' | 'failed' | 'canceled' = 'paid') =>
  service.sandbox.mollie.settlePayment({ paymentId: payments().at(-1)?.paymentId ?? '', outcome });
const byCard = { option: 'creditcard 0 EUR' };
/** Chooses, and follows to the page that leads on. */
const start = async (choices: Record<string, string> = byCard): Promise<string> => {
  const answer = await visitor.send(ADD, choices);
  expect(answer.status).toBe(303);
  return locationOf(answer);
};

describe('choosing how to pay from now on', () => {
  it('says beforehand what each way takes and which subscriptions it will pay for', async () => {
    const { status, body } = await visitor.get(ADD);
    expect(status).toBe(200);
    const text = readable(body);
    expect(text).toContain('Card Nothing is charged now');
    expect(text).toContain('iDEAL €0.01 is charged once, to confirm the account');
    expect(text).toContain('From then on it pays for Storage, Team seats and Studio plan.');
    expect(text).not.toContain('Old plan');
    expect(writes()).toEqual([]);
  });

  it('leads to a page of ours that leads on, and never from a form to the provider', async () => {
    const path = await start();
    expect(path).toMatch(/^\/portal\/checkouts\/[0-9a-f-]{36}\/forward$/);
    const { status, body, headers } = await visitor.get(path);
    expect(status).toBe(200);
    const link = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body)?.[1];
    expect(link).toMatch(new RegExp(`^${service.sandbox.mollieUrl}/checkout/`));
    expect(body).toContain(`href="${link}"`);
    expect(headers['content-security-policy']).toContain("form-action 'self'");
    expect(payments()).toMatchObject([
      {
        sequenceType: 'first',
        amount: { value: '0.00', currency: 'EUR' },
        method: 'creditcard',
        redirectUrl: `${visitor.origin}${path.replace('/forward', '')}`,
        webhookUrl: null,
      },
    ]);
  });

  it('has the way back to the app by name on every page, there and back', async () => {
    const forward = await start();
    const wayBack = 'href="https://app.example.com/account"';
    const read = async (path: string) => {
      const { body } = await visitor.get(path);
      expect(body.split(wayBack)).toHaveLength(2);
      expect(readable(body)).toContain('Back to Test App');
    };
    await read(ADD);
    await read(forward);
    await read(forward.replace('/forward', ''));
    await settle();
    await read(forward.replace('/forward', ''));
  });

  it('is in the reader’s language at the provider too', async () => {
    await visitor.post(ADD, visitor.keys(byCard), { 'accept-language': 'nl-BE' });
    expect(payments()).toMatchObject([{ locale: 'nl_BE', description: 'Test App: betaalmethode' }]);
  });

  it.each([
    ['another amount', 'ideal 0 EUR'],
    ['another currency', 'creditcard 0 USD'],
    ['a way that is not offered', 'banktransfer 1 EUR'],
    ['nothing', ''],
    ['nonsense', '__proto__'],
  ])('with %s leads back to what is on offer, and asks the provider for nothing', async (_what, option) => {
    const answer = await visitor.post(ADD, visitor.keys({ option }));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${ADD}?changed`);
    expect(readable((await visitor.get(`${ADD}?changed`)).body)).toContain('has changed since you opened this page');
    expect(writes()).toEqual([]);
  });

  it('says so when the provider offers nothing', async () => {
    const own = await startVisit(service, PLAN);
    service.sandbox.faults.add({
      provider: 'mollie',
      kind: 'html',
      path: '/v2/methods',
      account: own.app.accounts.mollie,
    });
    expect((await own.get(ADD)).status).toBe(502);
  });

  it('sent twice, or from two tabs, is one checkout', async () => {
    const twice = visitor.keys(byCard);
    const answers = await Promise.all([
      visitor.post(ADD, twice),
      visitor.post(ADD, twice),
      visitor.post(ADD, visitor.keys(byCard)),
    ]);
    expect(new Set(answers.map(locationOf)).size).toBe(1);
    expect(payments()).toHaveLength(1);
  });

  it('is audited', async () => {
    await start();
    const entries = await service.service.context.auditTrail.list({ appUuid: visitor.app.appUuid });
    expect(entries.map(({ phase, action, outcome }) => [phase, action, outcome])).toEqual([
      ['outcome', 'payment_method_add', 'done'],
      ['intent', 'payment_method_add', null],
    ]);
  });
});

describe('back from the provider', () => {
  const back = async (forward: string) => readable((await visitor.get(forward.replace('/forward', ''))).body);

  it('the page knows from the provider that it is done, names the method, and offers to remove the old one', async () => {
    const forward = await start();
    await settle();
    const text = await back(forward);
    expect(text).toContain('Your new payment method is ready');
    expect(text).toContain('Mastercard');
    expect(text).toContain('Remove Visa ending in 1881');
    expect(text).not.toContain('Remove Bank account');
    expect((await visitor.get(forward)).status).toBe(303);
    const live = visitor.subscriptions().filter(({ status }) => status === 'active');
    expect(new Set(live.map(({ mandateId }) => mandateId))).toEqual(new Set([payments()[0]?.mandateId]));
  });

  it.each([
    ['failed', 'The payment method could not be added'],
    ['canceled', 'You stopped before it was finished'],
  ] as const)(
    'the page says that it %s and that nothing changed, and the overview has no trace',
    async (how, words) => {
      const forward = await start();
      await settle(how);
      expect(await back(forward)).toContain(words);
      const overview = await visitor.read();
      expect(overview).not.toContain('Test App: payment method');
      expect(overview).not.toContain('being verified');
    },
  );

  it('a reader whose session has ended is told so, and the subscriptions move all the same', async () => {
    const forward = await start();
    await settle();
    const { status } = await ask(`${visitor.origin}${forward.replace('/forward', '')}`);
    expect(status).toBe(401);
    await service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts SET next_attempt_at = now()`;
    await service.service.context.portalCheckouts.completeLeftBehind();
    const live = visitor.subscriptions().filter(({ status: state }) => state === 'active');
    expect(new Set(live.map(({ mandateId }) => mandateId))).toEqual(new Set([payments()[0]?.mandateId]));
  });
});

describe('paying what is overdue', () => {
  it('says what for, and takes the whole of it once, whichever tab it is asked from', async () => {
    const text = readable((await visitor.get(OVERDUE)).body);
    expect(text).toContain('Studio plan');
    expect(text).toContain('Team seats');
    expect(text).toContain('To be paid €73.00');
    const due = { due: '7300 EUR' };
    const answers = await Promise.all([
      visitor.send(OVERDUE, due),
      visitor.send(OVERDUE, due),
      visitor.post(OVERDUE, visitor.keys(due)),
    ]);
    expect(new Set(answers.map(locationOf)).size).toBe(1);
    expect(payments()).toMatchObject([{ amount: { value: '73.00', currency: 'EUR' }, method: null }]);

    await settle();
    const path = locationOf(answers[0]);
    expect(readable((await visitor.get(path.replace('/forward', ''))).body)).toContain('€73.00 is paid. Thank you!');
    expect((await visitor.get(OVERDUE)).headers.location).toBe('/portal');
    const again = await visitor.post(OVERDUE, visitor.keys(due));
    expect(again.headers.location).toBe('/portal');
    const overview = await visitor.read();
    expect(overview).toContain('There is nothing to pay');
    expect(overview).not.toContain('Pay €');
    expect(overview).toContain('No money was taken. Paid later.');
    expect(payments()).toHaveLength(1);
  });

  it('with another amount than what is due leads back to what is due', async () => {
    const answer = await visitor.post(OVERDUE, visitor.keys({ due: '100 EUR' }));
    expect(answer.headers.location).toBe(`${OVERDUE}?changed`);
    expect(writes()).toEqual([]);
  });

  describe('when it has changed since an earlier payment was begun that is still open', () => {
    let earlier: string;
    beforeEach(async () => {
      earlier = locationOf(await visitor.send(OVERDUE)).replace('/forward', '');
      await visitor.send(`/portal/subscriptions/${visitor.seeded.subscriptions['studio']}/cancel`);
    });

    it('nobody who agrees to what is due now is led to pay the earlier amount', async () => {
      expect(readable((await visitor.get(OVERDUE)).body)).toContain('To be paid €24.00');
      const answer = await visitor.send(OVERDUE);
      expect([answer.status, locationOf(answer)]).toEqual([303, earlier]);
      const text = readable((await visitor.get(earlier)).body);
      expect(text).toContain('You began a payment of €73.00 at Mollie, and what you owe has changed since.');
      expect(text).not.toContain('You can still finish');
      expect(payments()).toHaveLength(1);
    });

    it('a tab that was left open does not lead to it either, but for stopping it', async () => {
      expect(locationOf(await visitor.get(`${earlier}/forward`))).toBe(earlier);
      const { body } = await visitor.get(earlier);
      expect(body).toContain(`href="${earlier}/forward?stop"`);
      const stop = await visitor.get(`${earlier}/forward?stop`);
      expect(stop.body).toContain('/checkout/');
      expect(readable(stop.body)).not.toContain('will be charged');
    });

    it('what is due now is paid once the earlier one has ended', async () => {
      await settle('canceled');
      const answer = await visitor.send(OVERDUE);
      expect(locationOf(answer)).toMatch(/\/forward$/);
      expect(locationOf(answer)).not.toContain(earlier);
      expect(readable((await visitor.get(locationOf(answer))).body)).toContain('€24.00 will be charged.');
      expect(payments().map(({ amount, status }) => [amount.value, status])).toEqual([
        ['73.00', 'canceled'],
        ['24.00', 'open'],
      ]);
    });
  });

  it('paid in another tab after this one has read what is due is not begun again', async () => {
    const { session, customerId } = await createBilledTenant(service, OVERDUE_PLAN);
    const { portalCheckouts, portalBilling, paymentMethodRemovals: removals } = service.service.context;
    const own = () => service.sandbox.mollie.payments().filter((each) => each.customerId === customerId);
    let afterReading = async (): Promise<void> => undefined;
    const readBilling = async () => {
      const billing = await portalBilling.read(session);
      await afterReading();
      return billing;
    };
    const { payOverdue } = createCheckoutChanges({ checkouts: portalCheckouts, removals, readBilling });
    const reader = createReader({ picked: 'en', locales: [], acceptLanguage: undefined });
    const visit = { session, reader, form: { token: '', nonce: '' }, replaced: false };
    const fields = new URLSearchParams({ due: '7300 EUR' });
    const pay = (actionId: string) => payOverdue.perform(visit, { targetId: '', fields, actionId, isRepeat: false });
    const first = await pay('1');
    const before = own().length;
    afterReading = async () => {
      afterReading = async () => undefined;
      await service.sandbox.mollie.settlePayment({ paymentId: own().at(-1)?.paymentId ?? '', outcome: 'paid' });
      await portalCheckouts.view(session, /checkouts\/([^/]+)/.exec(first.goTo ?? '')?.[1] ?? '');
    };
    expect(await pay('2')).toMatchObject({ outcome: 'refused', goTo: `${OVERDUE}?changed` });
    expect(own()).toHaveLength(before);
  });

  it('while a payment is on its way is not asked for again', async () => {
    await visitor.send(OVERDUE);
    await service.sandbox.mollie.settlePayment({ paymentId: payments()[0]?.paymentId ?? '', outcome: 'pending' });
    expect((await visitor.get(OVERDUE)).headers.location).toBe('/portal');
    expect((await visitor.post(OVERDUE, visitor.keys({ due: '7300 EUR' }))).headers.location).toBe('/portal');
    expect(payments()).toHaveLength(1);
  });

  it('is on the overview as an alert with one button, and is not when nothing is due', async () => {
    expect(await visitor.read()).toContain('Pay €73.00 now');
    const paid = await startVisit(service, PLAN);
    expect(await paid.read()).not.toContain('Pay €');
  });
});

describe('removing a method', () => {
  const idOf = (ref: string) => visitor.seeded.mandates[ref];
  const DELETES = { provider: 'mollie', method: 'DELETE' } as const;

  it('takes two steps, and is said', async () => {
    expect(readable((await visitor.get(removePath(idOf('bank')))).body)).toContain('No running subscription needs it.');
    expect(writes()).toEqual([]);
    expect((await visitor.send(removePath(idOf('bank')))).headers.location).toBe('/portal');
    expect(await visitor.read()).toContain('Bank account ending in 6789 has been removed');
  });

  it('that was removed though the answer was lost is said to be gone when it is sent again; a foreign one stays 404', async () => {
    const other = await startVisit(service, PLAN);
    const send = async (id: string | undefined, body: string) => (await visitor.post(removePath(id), body)).status;
    const [keys, foreign] = [visitor.keys(), visitor.keys()];
    service.sandbox.faults.add({ ...DELETES, kind: 'reset', effect: 'committed', times: 1 });
    service.sandbox.faults.add({ ...DELETES, kind: 'status', status: 503 });
    expect(await send(idOf('bank'), keys)).toBe(303);
    expect(await visitor.read()).toContain('We could not confirm your change');
    for (let sending = 0; sending < 2; sending += 1) {
      expect(await send(idOf('bank'), keys)).toBe(303);
      expect(await visitor.read()).toContain('The payment method has been removed');
      expect(await send(other.seeded.mandates['bank'], foreign)).toBe(404);
    }
  });

  it('in use is refused on the page, and where the form is sent all the same', async () => {
    const page = readable((await visitor.get(removePath(idOf('card')))).body);
    expect(page).toContain('Visa ending in 1881 is in use');
    expect(page).toContain('Team seats and Studio plan');
    await visitor.post(removePath(idOf('card')), visitor.keys());
    expect(await visitor.read()).toContain('Visa ending in 1881 was not removed');
    expect(writes()).toEqual([]);
    expect(visitor.subscriptions().filter(({ status }) => status === 'active')).toHaveLength(3);
  });

  it('to which subscriptions are about to be moved is not offered; it is once another takes its place', async () => {
    const back = async (forward: string) => readable((await visitor.get(forward.replace('/forward', ''))).body);
    const isOffered = async (page: string) => (await visitor.get('/portal')).body.includes(`href="${page}"`);
    const awaited = await start({ option: 'ideal 1 EUR' });
    const { paymentId = '' } = payments()[0] ?? {};
    await service.sandbox.mollie.settlePayment({ paymentId, outcome: 'paid', mandateStatus: 'pending' });
    expect(await back(awaited)).toContain('Your bank is confirming the payment method');
    const path = removePath(payments()[0]?.mandateId ?? '');
    expect(await isOffered(path)).toBe(false);
    expect(readable((await visitor.get(path)).body)).toContain('Your subscriptions are just being moved to it');

    const instead = await start();
    await settle();
    expect(await back(instead)).toContain('Your new payment method is ready');
    expect(await isOffered(path)).toBe(true);
    expect(readable((await visitor.get(path)).body)).toContain('No running subscription needs it.');
    expect((await visitor.send(path)).headers.location).toBe('/portal');
    expect(writes().at(-1)).toMatchObject({ method: 'DELETE' });
  });
});

describe('what is another customer’s', () => {
  it('is a 404 for its checkouts and methods, and no write reaches the provider', async () => {
    const other = await startVisit(service, PLAN);
    const path = locationOf(await other.send(ADD, byCard));
    service.sandbox.ledger.clear();
    const foreign = [path, path.replace('/forward', ''), removePath(other.seeded.mandates['bank'])];
    for (const each of foreign) expect((await visitor.get(each)).status).toBe(404);
    const sent = await visitor.post(removePath(other.seeded.mandates['bank']), visitor.keys());
    expect(sent.status).toBe(404);
    for (const id of ['tr_123', 'sub_1', '%00', '..%2f..', "'--"]) {
      expect((await visitor.get(`/portal/checkouts/${id}`)).status).toBe(404);
      expect((await visitor.get(removePath(id))).status).toBe(404);
    }
    expect(writes()).toEqual([]);
  });
});

describe('P16 a form', () => {
  it.each([
    ['without a token', () => 'nonce=1&option=creditcard+0+EUR', {}],
    [
      'from another site',
      () => visitor.keys(byCard),
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ],
    ['framed', () => visitor.keys(byCard), { 'sec-fetch-dest': 'iframe' }],
  ])('%s is refused on every path, and no write reaches the provider', async (_how, body, headers) => {
    for (const path of [ADD, OVERDUE, removePath(visitor.seeded.mandates['bank'])]) {
      expect((await visitor.post(path, body(), headers)).status).toBe(403);
    }
    expect(writes()).toEqual([]);
  });
});

describe('with methods switched off in the app’s portal configuration', () => {
  it('nothing of it is there', async () => {
    const { portalConfigurations } = service.service.context;
    const changes = { features: { changePaymentMethod: false } };
    await portalConfigurations.set({ appUuid: visitor.app.appUuid, changes });
    const overview = await visitor.read();
    expect(overview).not.toContain('Change payment method');
    expect(overview).not.toContain('Remove');
    expect(overview).not.toContain('Pay €');
    expect(overview).toContain('Get in touch with Test App to settle it.');
    for (const path of [ADD, OVERDUE, removePath(visitor.seeded.mandates['bank'])]) {
      expect((await visitor.get(path)).status).toBe(404);
      expect((await visitor.post(path, visitor.keys())).status).toBe(404);
    }
    expect(writes()).toEqual([]);
  });
});

describe('other requests', () => {
  it('are told which are taken', async () => {
    for (const path of [ADD, OVERDUE, removePath('mdt_1')]) {
      const answer = await ask(visitor.origin + path, { method: 'PUT' });
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    }
    const answer = await ask(`${visitor.origin}/portal/checkouts/1`, { method: 'POST' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('that fetch ahead start nothing at the provider', async () => {
    await visitor.get(ADD);
    await visitor.get(OVERDUE);
    expect(writes()).toEqual([]);
  });
});
