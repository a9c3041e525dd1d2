import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import type { Answer } from '../support/callers.ts';
import { makeCustomerWith, makeExistingCustomer, newSecret } from '../support/existing-customers.ts';
import { PROCEDURE_CALLERS, procedureNamed } from '../support/procedures.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => service.sandbox.faults.clear());

const ID_FAULT = 'providerCustomerId must be an id of the payment provider: 1 to 128 characters of A-Z a-z 0-9 _ and -';
const NOT_FOUND = 'Provider Customer Not Found';
const CASES = PROCEDURE_CALLERS.flatMap((caller) => PROVIDER_IDS.map((provider) => ({ ...caller, provider })));

describe.each(CASES)('an existing customer of $provider, over $transport', ({ call, provider }) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await service.createApp();
  });

  const send = (name: string, input: Record<string, unknown>, by = app): Promise<Answer> => {
    const whole = { appUuid: by.appUuid, tenantUuid: by.tenantUuid, paymentProvider: provider, ...input };
    return call(procedureNamed(name), { baseUrl: service.url, headers: by.headers, input: whole });
  };
  const put = (providerCustomerId: unknown, input: Record<string, unknown> = {}, by = app) =>
    send('providerCustomers.put', { providerCustomerId, ...input }, by);
  const get = (input: Record<string, unknown> = {}, by = app) => send('providerCustomers.get', input, by);
  const openPortal = (input: Record<string, unknown> = {}, by = app) =>
    send('billingPortals.create', { defaultReturnUrl: 'https://app.example.com/', ...input }, by);
  const existing = (by = app) => makeExistingCustomer(service, { app: by, provider });
  const refused = async (answer: Promise<Answer>, status: number, code: string, message: string): Promise<Answer> => {
    const told = await answer;
    expect([told.status, told.code, told.messages]).toEqual([status, code, [message]]);
    return told;
  };
  const prisma = () => service.service.context.database.prisma;
  const rowsOf = (by = app) => prisma().providerCustomer.findMany({ where: { appUuid: by.appUuid } });
  const atProvider = (id: string) => service.sandbox[provider].customers().find(({ customerId }) => customerId === id);
  const customersMade = () => service.sandbox.ledger.count({ provider, method: 'POST', path: /\/customers$/ });

  it('is linked, and is the one that is used from then on', async () => {
    const providerCustomerId = await existing();
    const before = [atProvider(providerCustomerId), customersMade()];
    const answer = await put(providerCustomerId);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        kind: 'providerCustomer',
        totalItems: 1,
        itemsLength: 1,
        items: [{ paymentProvider: provider, mode: 'test', providerCustomerId }],
      },
    ]);
    expect((await get()).body).toEqual(answer.body);
    expect((await openPortal()).status).toBe(200);
    expect([atProvider(providerCustomerId), customersMade()]).toEqual(before);
    expect(await rowsOf()).toMatchObject([{ state: 'ready', providerCustomerId, history: [] }]);
  });

  it('is linked once for many at once, and a repeat does not even ask the provider', async () => {
    const providerCustomerId = await existing();
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(providerCustomerId)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await rowsOf()).toHaveLength(1);
    service.sandbox.ledger.clear();
    expect((await put(providerCustomerId)).status).toBe(200);
    expect(service.sandbox.ledger.count()).toBe(0);
  });

  it('is asked for with one call, while no transaction or lock is open', async () => {
    const providerCustomerId = await existing();
    const slow = service.sandbox.faults.add({ provider, method: 'GET', path: providerCustomerId, kind: 'hold' });
    const answer = put(providerCustomerId);
    await slow.struck();
    const open = await service.testDatabase.onServer(
      `SELECT a.pid FROM pg_stat_activity a WHERE a.datname = $1
         AND (a.xact_start IS NOT NULL OR EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted))`,
      [service.testDatabase.name],
    );
    slow.remove();
    expect(open.rows).toEqual([]);
    expect((await answer).status).toBe(200);
    expect(slow.hits()).toBe(1);
  });

  it('that the provider does not know, or has deleted, is not linked, and is told alike', async () => {
    const deleted = await existing();
    service.sandbox[provider].deleteCustomer(deleted);
    const other = await service.createApp();
    const ids = [deleted, `${deleted}x`, await existing(other), 'nobody', provider === 'stripe' ? 'cst_1' : 'cus_1'];
    const answers = await Promise.all(ids.map((id) => refused(put(id), 404, '[E4042]', NOT_FOUND)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await rowsOf()).toEqual([]);
    expect((await get()).code).toBe('[E4042]');
  });

  it('of the other mode is not linked', async () => {
    const [test, live] = [newSecret(provider, 'test'), newSecret(provider, 'live')];
    if (provider === 'stripe') service.sandbox.stripe.addAccount({ secretKeys: [test, live] });
    else service.sandbox.mollie.addProfile({ apiKeys: [test, live] });
    await service.service.context.connections.connect({ appUuid: app.appUuid, provider, secret: test });
    const { stripeUrl, mollieUrl } = service.sandbox;
    const url = provider === 'stripe' ? `${stripeUrl}/v1/customers` : `${mollieUrl}/v2/customers`;
    const ofLive = await makeCustomerWith({ url, secret: live, name: 'Live' });
    const answer = await put(ofLive);
    expect([answer.status, answer.code]).toEqual([404, '[E4042]']);
    // Stripe says which mode it is of; Mollie knows nothing of the other mode.
    const why = provider === 'stripe' ? ': providerCustomerId is not of test mode, which the app is connected in' : '';
    expect(answer.messages).toEqual([`${NOT_FOUND}${why}`]);
    expect(await rowsOf()).toEqual([]);
  });

  it('is not given to a tenant that has another, however it came to that', async () => {
    expect((await openPortal()).status).toBe(200);
    const [made] = await rowsOf();
    const id = await existing();
    await refused(put(id), 409, '[E4091]', 'Tenant Has Another Provider Customer');
    const second = { tenantUuid: 'second' };
    await send('tenants.put', { ...second, name: 'Second', email: 'second@tenant.example' });
    expect((await put(id, second)).status).toBe(200);
    await refused(put(await existing(), second), 409, '[E4091]', 'Tenant Has Another Provider Customer');
    const bound = (await rowsOf()).map(({ providerCustomerId }) => providerCustomerId);
    expect(new Set(bound)).toEqual(new Set([made?.providerCustomerId, id]));
  });

  it('of one tenant is not given to another, of this app or of another app with the same account: told alike', async () => {
    const id = await existing();
    expect((await put(id)).status).toBe(200);
    await send('tenants.put', { tenantUuid: 'second', name: 'Second', email: 'second@tenant.example' });
    const message = 'Provider Customer Is Linked To Another Tenant';
    const own = await refused(put(id, { tenantUuid: 'second' }), 409, '[E4092]', message);
    const sibling = await service.createApp({ connect: [] });
    const { connections } = service.service.context;
    await connections.connect({ appUuid: sibling.appUuid, provider, secret: app.secrets[provider] ?? '' });
    const foreign = await refused(put(id, {}, sibling), 409, '[E4092]', message);
    expect(foreign.text).toBe(own.text);
    // Of an account that is not its own an app learns nothing at all.
    const stranger = await service.createApp();
    await refused(put(id, {}, stranger), 404, '[E4042]', NOT_FOUND);
    expect((await get()).status).toBe(200);
  });

  it('waits for a customer that is being made; then the tenant has that one', async () => {
    const id = await existing();
    const slow = service.sandbox.faults.add({ provider, method: 'POST', path: '/customers$', kind: 'hold', times: 1 });
    const portal = openPortal();
    await slow.struck();
    const link = put(id);
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    slow.release();
    expect((await portal).status).toBe(200);
    await refused(link, 409, '[E4091]', 'Tenant Has Another Provider Customer');
    expect((await rowsOf()).map(({ state }) => state)).toEqual(['ready']);
  });

  it('is not linked over a customer that an attempt with a lost answer made', async () => {
    const id = await existing();
    const lost = service.sandbox.faults.add({
      provider,
      method: 'POST',
      path: '/customers$',
      kind: 'reset',
      effect: 'committed',
    });
    expect((await openPortal()).status).toBe(502);
    lost.remove();
    await refused(put(id), 409, '[E4091]', 'Tenant Has Another Provider Customer');
    const ours = service.sandbox[provider]
      .customers()
      .filter(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
    expect((await rowsOf()).map(({ providerCustomerId }) => providerCustomerId)).toEqual(ours.map((c) => c.customerId));
  });

  it('wins or loses against a first portal call at the same moment, and never makes two (P1)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const fresh = await service.createApp();
      const id = await existing(fresh);
      const before = customersMade();
      const [link, portal] = await Promise.all([put(id, {}, fresh), openPortal({}, fresh)]);
      expect(portal.status).toBe(200);
      expect([200, 409]).toContain(link.status);
      const [row, ...others] = await rowsOf(fresh);
      expect(others).toEqual([]);
      expect(customersMade() - before).toBe(row?.providerCustomerId === id ? 0 : 1);
      expect(link.status).toBe(row?.providerCustomerId === id ? 200 : 409);
    }
  });

  it('heals like any other when it is gone at the provider', async () => {
    const id = await existing();
    await put(id);
    await prisma().$executeRaw`UPDATE provider_customers SET ready_at = now() - interval '20 minutes',
      suspected_gone_at = now() WHERE app_uuid = ${app.appUuid}`;
    service.sandbox[provider].deleteCustomer(id);
    expect((await openPortal()).status).toBe(200);
    const [row] = await rowsOf();
    expect(row).toMatchObject({ state: 'ready', history: [expect.objectContaining({ providerCustomerId: id })] });
    expect(atProvider(row?.providerCustomerId ?? '')).toMatchObject({ name: 'Test Tenant' });
  });

  it('of an unknown tenant, and of one of another app, is 404 with the same bytes, before the provider is asked (D7)', async () => {
    const other = await service.createApp();
    service.sandbox.ledger.clear();
    for (const ask of [(input: object) => put('cus_1', { ...input }), (input: object) => get({ ...input })]) {
      const unknown = await refused(ask({ tenantUuid: 'nobody' }), 404, '[E4040]', 'Tenant Not Found');
      await send('tenants.put', { tenantUuid: 'theirs', name: 'T', email: 't@tenant.example' }, other);
      const foreign = await refused(ask({ tenantUuid: 'theirs' }), 404, '[E4040]', 'Tenant Not Found');
      expect(foreign.text).toBe(unknown.text);
    }
    expect(service.sandbox.ledger.count()).toBe(0);
  });

  it('needs a connection (D8)', async () => {
    const alone = await service.createApp({ connect: [] });
    const ask = [put('cus_1', {}, alone), get({}, alone)];
    for (const answer of ask) await refused(answer, 409, '[E4090]', 'Payment Provider Not Connected');
  });

  it.each([
    [undefined, 'providerCustomerId is required'],
    [null, 'providerCustomerId must be a string'],
    [7, 'providerCustomerId must be a string'],
    ['', ID_FAULT],
    ['../accounts', ID_FAULT],
    ['cus_1?expand=x', ID_FAULT],
    ['cus_1\n', ID_FAULT],
    ['x'.repeat(129), ID_FAULT],
  ])('is refused as %j before anybody is asked (C16, D5)', async (id, fault) => {
    await refused(put(id), 400, '[E4000]', `Bad Request / validation error: ${fault}`);
  });

  it.each([
    [{ kind: 'status', status: 503 }, 502, '[E5020]'],
    [{ kind: 'html', status: 404 }, 502, '[E5020]'],
    [{ kind: 'status', status: 429 }, 503, '[E5030]'],
    [{ kind: 'status', status: 401 }, 500, '[E0000]'],
  ] as const)('is not linked while the provider answers %j (D10, D11)', async (fault, status, code) => {
    const id = await existing();
    service.sandbox.faults.add({ provider, method: 'GET', path: id, ...fault });
    const answer = await put(id);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(await rowsOf()).toEqual([]);
  });
});
