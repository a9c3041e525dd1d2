import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProviderCalls } from '../../src/providers/calls.ts';
import { PROVIDER_IDS, type ProviderId } from '../../src/providers/provider-ids.ts';
import type { FaultRule } from '../../src/sandbox/core/faults.ts';
import { createProviderCustomers } from '../../src/services/provider-customers.ts';
import { type Answer, callOverRest } from '../support/callers.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const HOUR_MS = 3_600_000;
const WINDOW_HOURS = { stripe: 25, mollie: 2 } as const;
const PAGE_SIZE = { stripe: 100, mollie: 250 } as const;
const ATTEMPT_TIMES = ['first_attempt_at', 'last_asked_at'];

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => service.sandbox.faults.clear());

describe.each(PROVIDER_IDS)('the one customer at %s', (provider: ProviderId) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await service.createApp();
  });

  const call = (): Promise<Answer> => callOverRest({ ...app, baseUrl: service.url, paymentProvider: provider });
  const customersPath = provider === 'stripe' ? '^/v1/customers$' : '^/v2/customers$';
  const fault = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>) =>
    service.sandbox.faults.add({ provider, method: 'POST', path: customersPath, ...rule } as FaultRule);
  /** Of this app, at the provider: what the ledger and the books there say, not our own database. */
  const atProvider = () =>
    service.sandbox[provider].customers().filter(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
  const prisma = () => service.service.context.database.prisma;
  const row = () => prisma().providerCustomer.findFirstOrThrow({ where: { appUuid: app.appUuid, provider } });
  const age = async (interval: string, columns: string[]): Promise<void> => {
    for (const column of columns) {
      await prisma().$executeRawUnsafe(
        `UPDATE provider_customers SET ${column} = ${column} - interval '${interval}' WHERE app_uuid = $1`,
        app.appUuid,
      );
    }
  };
  const ours = () => atProvider().filter(({ metadata }) => Object.hasOwn(metadata ?? {}, 'row'));
  /** In the same account, made by the provider's other users. */
  const makeOthers = async (count: number): Promise<void> => {
    const { appUuid } = app;
    const { account, mode } = await row();
    const connection = await service.service.context.connections.find({ appUuid, provider, account, mode });
    if (!connection) throw new Error('it is connected');
    const one = (index: number) =>
      connection.client.createCustomer({
        params: { name: `Other ${index}`, email: 'o@example.com', locale: null, metadata: { from: appUuid } },
        idempotencyKey: `other-${index}`,
      });
    for (let made = 0; made < count; made += 50)
      await Promise.all(Array.from({ length: 50 }, (_, index) => one(made + index)));
  };
  const expectOne = async (): Promise<void> => {
    const customers = atProvider().filter((customer) => !('deleted' in customer && customer.deleted));
    expect(customers).toHaveLength(1);
    const { state, providerCustomerId } = await row();
    expect({ state, providerCustomerId }).toEqual({ state: 'ready', providerCustomerId: customers[0]?.customerId });
  };

  it('is named after our row, so that it can be told from any other', async () => {
    await call();
    const { id } = await row();
    expect(atProvider()[0]?.metadata).toEqual({ app: app.appUuid, tenant: app.tenantUuid, row: id, generation: '1' });
  });

  it('is one after a lost answer, when a later call repeats it (P1)', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed' });
    expect((await call()).status).toBe(502);
    lost.remove();
    expect((await call()).status).toBe(200);
    await expectOne();
  });

  it('is one though the tenant was renamed between the attempts (P3)', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed' });
    await call();
    lost.remove();
    await prisma().tenant.updateMany({
      where: { appUuid: app.appUuid },
      data: { name: 'Renamed', email: 'new@example.com' },
    });
    expect((await call()).status).toBe(200);
    await expectOne();
    const sent = service.sandbox.ledger.entries({
      provider,
      account: app.accounts[provider],
      method: 'POST',
      path: new RegExp(customersPath),
    });
    expect(new Set(sent.map(({ params }) => JSON.stringify(params))).size).toBe(1);
    expect(sent.map(({ status }) => status)).not.toContain(400);
  });

  it('is found in the list when the repeat comes after the idempotency key is forgotten (P3)', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed' });
    await call();
    lost.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ATTEMPT_TIMES);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    expect((await call()).status).toBe(200);
    await expectOne();
    expect((await row()).generation).toBe(1);
  });

  it('is made under a new key when the list has none after that time (P3)', async () => {
    const down = fault({ kind: 'reset', effect: 'none' });
    await call();
    down.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ATTEMPT_TIMES);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    expect((await call()).status).toBe(200);
    await expectOne();
    expect((await row()).generation).toBe(2);
  });

  it('is not asked for anew when the list cannot be read', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed' });
    await call();
    lost.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ATTEMPT_TIMES);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    const list = fault({ kind: 'status', status: 503, method: 'GET' });
    expect((await call()).status).toBe(502);
    expect(atProvider()).toHaveLength(1);
    list.remove();
    expect((await call()).status).toBe(200);
    await expectOne();
  });

  it.each([
    { attempt: 'the first attempt', laterAttempts: 0 },
    { attempt: 'a later attempt', laterAttempts: 1 },
  ])('is not asked for anew while $attempt may still be under way at the provider', async ({ laterAttempts }) => {
    const down = fault({ kind: 'reset', effect: 'none' });
    await call();
    for (let count = 0; count < laterAttempts; count += 1) {
      await age('1 hour', ATTEMPT_TIMES);
      await call();
    }
    down.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ['first_attempt_at']);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    const answer = await call();
    expect([answer.status, answer.code]).toEqual([503, '[E5030]']);
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(60);
    expect(wait).toBeLessThanOrEqual(120);
    expect(atProvider()).toEqual([]);
    await age('2 minutes', ['last_asked_at']);
    expect((await call()).status).toBe(200);
    await expectOne();
  });

  it('is looked for page by page: what was read is not read again after a page that failed', async () => {
    const lost = fault({ kind: 'reset', effect: 'committed' });
    await call();
    lost.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ATTEMPT_TIMES);
    await makeOthers(PAGE_SIZE[provider] * 2 + 10);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    const list = fault({ kind: 'status', status: 503, method: 'GET', skip: 2 });
    expect((await call()).status).toBe(502);
    expect(await row()).toMatchObject({ listPages: 2, state: 'creating' });
    list.remove();
    const account = app.accounts[provider];
    const pages = () =>
      service.sandbox.ledger.count({ provider, account, method: 'GET', path: new RegExp(customersPath) });
    const before = pages();
    expect((await call()).status).toBe(200);
    expect(pages() - before).toBe(1);
    expect(ours()).toHaveLength(1);
    expect(await row()).toMatchObject({ providerCustomerId: ours()[0]?.customerId, listPages: 0, listCursor: null });
  });

  it('is looked for from the beginning again when the place in the list is no more', async () => {
    const down = fault({ kind: 'reset', effect: 'none' });
    await call();
    down.remove();
    await age(`${WINDOW_HOURS[provider]} hours`, ATTEMPT_TIMES);
    service.sandbox.clock.advance(WINDOW_HOURS[provider] * HOUR_MS);
    const cursor = provider === 'stripe' ? 'cus_deleted' : 'cst_deleted';
    await prisma().providerCustomer.updateMany({
      where: { appUuid: app.appUuid },
      data: { listCursor: cursor, listPages: 7 },
    });
    expect((await call()).status).toBe(500);
    expect(await row()).toMatchObject({ listCursor: null, listPages: 0 });
    expect((await call()).status).toBe(200);
    await expectOne();
  });

  it('is not taken from an answer that is about another object', async () => {
    const wrong = fault({ kind: 'stranger' });
    const answer = await call();
    expect([answer.status, answer.code]).toEqual([502, '[E5020]']);
    expect((await row()).state).toBe('creating');
    wrong.remove();
    expect((await call()).status).toBe(200);
    await expectOne();
  });

  it('is not bound to two tenants', async () => {
    const slow = fault({ kind: 'hold', effect: 'committed' });
    const first = call();
    await slow.struck();
    const { tenants } = service.service.context;
    const other = await tenants.create({ appUuid: app.appUuid, name: 'Other', email: 'other@tenant.example' });
    const { account, mode } = await row();
    const providerCustomerId = atProvider()[0]?.customerId ?? '';
    await prisma().providerCustomer.create({
      data: { appUuid: app.appUuid, tenantUuid: other.tenantUuid, provider, account, mode, providerCustomerId },
    });
    slow.remove();
    const answer = await first;
    expect([answer.status, answer.code]).toEqual([500, '[E0000]']);
    const rows = await prisma().providerCustomer.findMany({ where: { appUuid: app.appUuid, providerCustomerId } });
    expect(rows.map(({ tenantUuid }) => tenantUuid)).toEqual([other.tenantUuid]);
  });

  describe('whose row was left by another version', () => {
    it.each([
      ['no key and no parameters', `idempotency_key = NULL, params = NULL`],
      ['parameters of another form', `params = '{"customerName": "x"}'`],
      ['parameters that are no object', `params = '7'`],
      ['parameters of another row', `params = jsonb_set(params, '{metadata,row}', '"another"')`],
      ['parameters of another generation', `params = jsonb_set(params, '{metadata,generation}', '"7"')`],
      ['no time of a first attempt', `first_attempt_at = NULL, idempotency_key = NULL`],
    ])('with %s: found in the list, or asked for under a new key', async (_what, change) => {
      const lost = fault({ kind: 'reset', effect: 'committed' });
      await call();
      lost.remove();
      await prisma().$executeRawUnsafe(
        `UPDATE provider_customers SET ${change}, last_asked_at = NULL, created_at = created_at - interval '5 minutes' WHERE app_uuid = $1`,
        app.appUuid,
      );
      await age('5 minutes', ['first_attempt_at']);
      expect((await call()).status).toBe(200);
      await expectOne();
      expect((await row()).generation).toBe(1);
    });

    it('with fields that are unknown here: the same customer', async () => {
      const lost = fault({ kind: 'reset', effect: 'committed' });
      await call();
      lost.remove();
      await prisma()
        .$executeRaw`UPDATE provider_customers SET params = params || '{"vat": "NL1"}' WHERE app_uuid = ${app.appUuid}`;
      expect((await call()).status).toBe(200);
      await expectOne();
    });

    it('in a state that is unknown here: refused, and not touched', async () => {
      await call();
      await prisma().$executeRaw`ALTER TYPE provider_customer_state ADD VALUE IF NOT EXISTS 'merged'`;
      await prisma()
        .$executeRaw`UPDATE provider_customers SET state = 'merged', provider_customer_id = NULL WHERE app_uuid = ${app.appUuid}`;
      const answer = await call();
      expect([answer.status, answer.code]).toEqual([500, '[E0000]']);
      await service.service.context.customers.completeLeftBehind();
      const rows = await prisma().$queryRaw`SELECT state::text AS state, attempts FROM provider_customers
        WHERE app_uuid = ${app.appUuid}`;
      expect(rows).toEqual([{ state: 'merged', attempts: 1 }]);
      expect(atProvider()).toHaveLength(1);
      await prisma().$executeRaw`DELETE FROM provider_customers WHERE app_uuid = ${app.appUuid}`;
    });

    it('of a provider that is unknown here: left alone for longer each time, and no other row waits for it', async () => {
      await call();
      await prisma()
        .$executeRaw`UPDATE provider_customers SET state = 'creating', provider_customer_id = NULL, provider = 'paypal'
          WHERE app_uuid = ${app.appUuid}`;
      await prisma().$executeRaw`UPDATE provider_connections SET provider = 'paypal'
        WHERE app_uuid = ${app.appUuid} AND provider = ${provider}`;
      const { customers } = service.service.context;
      expect(await customers.completeLeftBehind()).toBe(0);
      const left = await prisma().providerCustomer.findFirstOrThrow({ where: { appUuid: app.appUuid } });
      expect(left).toMatchObject({ claimToken: null, lastErrorKind: 'internal', state: 'creating' });
      expect(left.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now());
      await prisma().$executeRaw`DELETE FROM provider_customers WHERE app_uuid = ${app.appUuid}`;
    });
  });

  it.each(['none', 'committed'] as const)(
    'is one through a failure that the key remembers, effect %s (P3)',
    async (effect) => {
      fault({ kind: 'status', status: 500, saved: true, effect, times: 1 });
      expect((await call()).status).toBe(200);
      await expectOne();
    },
  );

  it('is waited for by callers in other processes: 503 and Retry-After until it is there', async () => {
    await call();
    await prisma().$executeRaw`UPDATE provider_customers SET state = 'creating', provider_customer_id = NULL,
      claim_token = gen_random_uuid(), claim_until = now() + interval '1 hour' WHERE app_uuid = ${app.appUuid}`;
    const answer = await call();
    expect([answer.status, answer.code]).toEqual([503, '[E5030]']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(atProvider()).toHaveLength(1);
  });

  it('is bound by the claim’s holder only: one whose lease ran out changes nothing', async () => {
    const slow = fault({ kind: 'hold', effect: 'committed', times: 1 });
    const first = call();
    await slow.struck();
    await prisma()
      .$executeRaw`UPDATE provider_customers SET claim_until = now() - interval '1 second' WHERE app_uuid = ${app.appUuid}`;
    const { customers } = service.service.context;
    expect(await customers.completeLeftBehind()).toBe(1);
    slow.release();
    expect((await first).status).toBe(200);
    await expectOne();
  });

  it('is never bound over another one that was bound meanwhile', async () => {
    const slow = fault({ kind: 'hold', effect: 'committed', times: 1 });
    const first = call();
    await slow.struck();
    const winner = provider === 'stripe' ? 'cus_winner' : 'cst_winner';
    await prisma().$executeRaw`UPDATE provider_customers SET state = 'ready', ready_at = now(), claim_token = NULL,
      provider_customer_id = ${`${winner}${app.appUuid}`} WHERE app_uuid = ${app.appUuid}`;
    slow.release();
    await first;
    expect((await row()).providerCustomerId).toBe(`${winner}${app.appUuid}`);
  });

  it('is finished by the completer though nobody asks again, with growing pauses (P2)', async () => {
    const down = fault({ kind: 'reset', effect: 'committed' });
    await call();
    const { customers } = service.service.context;
    expect(await customers.completeLeftBehind()).toBe(0);
    const pause = (await row()).nextAttemptAt?.getTime() ?? 0;
    await age('1 hour', ['next_attempt_at']);
    expect(await customers.completeLeftBehind()).toBe(0);
    expect((await row()).nextAttemptAt?.getTime() ?? 0).toBeGreaterThan(pause);
    expect((await row()).lastErrorKind).toBe('unavailable');
    down.remove();
    await age('1 hour', ['next_attempt_at']);
    expect(await customers.completeLeftBehind()).toBe(1);
    await expectOne();
  });

  it('is made and stored though the caller hangs up', async () => {
    const slow = fault({ kind: 'hold' });
    const path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}/payment-providers/${provider}/billing-portals`;
    const hangUp = new AbortController();
    const body = JSON.stringify({ defaultReturnUrl: 'https://app.example.com/' });
    const headers = { ...app.headers, 'content-type': 'application/json' };
    const request = fetch(service.url + path, { method: 'POST', headers, body, signal: hangUp.signal });
    await slow.struck();
    hangUp.abort();
    await expect(request).rejects.toThrow();
    slow.remove();
    await expect.poll(async () => (await row()).state).toBe('ready');
    await expectOne();
  });

  it('holds no transaction or lock in the database while the provider is called', async () => {
    const slow = fault({ kind: 'hold' });
    const answer = call();
    await slow.struck();
    const { name } = service.testDatabase;
    const open = await service.testDatabase.onServer(
      `SELECT a.pid FROM pg_stat_activity a WHERE a.datname = $1
         AND (a.xact_start IS NOT NULL OR EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted))`,
      [name],
    );
    slow.remove();
    expect(open.rows).toEqual([]);
    expect((await answer).status).toBe(200);
  });

  describe('deleted at the provider', () => {
    const remove = () => service.sandbox[provider].deleteCustomer(atProvider().at(-1)?.customerId ?? '');
    /** A provider with a portal finds out by the call itself; one without when its page is opened. */
    const findOut = async (): Promise<void> => {
      if (provider === 'stripe') return;
      const { portalBilling, portalSessions } = service.service.context;
      const [, code = ''] = /portal\/open\/(\w+)/.exec((await call()).text) ?? [];
      const opened = await portalSessions.exchange(code);
      const session = opened.kind === 'opened' ? await portalSessions.resolve(opened.token) : null;
      if (!session) throw new Error('the link did not open');
      await portalBilling.read(session);
    };

    it('is replaced once, and the old id stays in the history', async () => {
      await call();
      const old = (await row()).providerCustomerId;
      await age('20 minutes', ['ready_at']);
      remove();
      await findOut();
      expect((await call()).status).toBe(200);
      const { providerCustomerId, generation, history } = await row();
      expect(providerCustomerId).not.toBe(old);
      expect(generation).toBe(2);
      expect(history).toEqual([{ providerCustomerId: old, generation: 1, replacedAt: expect.any(String) as string }]);
      expect((await call()).status).toBe(200);
      expect(atProvider()).toHaveLength(2);
    });

    it('is not replaced while it is young: providers lag behind themselves (P4)', async () => {
      await call();
      remove();
      await findOut();
      expect((await call()).status).toBe(503);
      expect(atProvider()).toHaveLength(1);
    });

    it('is not replaced twice within a day (P4)', async () => {
      await call();
      await age('20 minutes', ['ready_at']);
      remove();
      await findOut();
      await call();
      await age('20 minutes', ['ready_at']);
      remove();
      await findOut();
      expect((await call()).status).toBe(500);
      expect(atProvider()).toHaveLength(2);
      await age('2 days', ['last_replaced_at']);
      expect((await call()).status).toBe(200);
      expect((await row()).history).toHaveLength(2);
    });

    it('is not replaced when its id was typed wrongly into the row: the true one is still there (P4)', async () => {
      await call();
      await age('20 minutes', ['ready_at']);
      const typo = provider === 'stripe' ? 'cus_typo' : 'cst_typo';
      await prisma().providerCustomer.updateMany({
        where: { appUuid: app.appUuid, provider },
        data: { providerCustomerId: typo },
      });
      await findOut();
      const answer = await call();
      expect([answer.status, answer.code]).toEqual([500, '[E0000]']);
      expect(atProvider()).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'ready', providerCustomerId: typo, generation: 1 });
    });

    it('is not taken for gone because of an answer about another object (P4)', async () => {
      await call();
      await age('20 minutes', ['ready_at']);
      await prisma()
        .$executeRaw`UPDATE provider_customers SET suspected_gone_at = now() WHERE app_uuid = ${app.appUuid}`;
      fault({ kind: 'stranger', method: 'GET', path: '/customers/' });
      expect((await call()).status).toBe(502);
      expect(atProvider()).toHaveLength(1);
    });

    it('is not replaced when the look-up fails, or says that it is there after all (P4)', async () => {
      await call();
      await age('20 minutes', ['ready_at']);
      const missing = service.sandbox.faults.add({
        provider,
        method: 'GET',
        path: '/customers/',
        kind: 'status',
        status: 500,
      });
      const { customers, connections } = service.service.context;
      const { providerCustomerId, account, mode, appUuid, tenantUuid } = await row();
      const connection = await connections.find({ appUuid, provider, account, mode });
      if (!connection) throw new Error('it is connected');
      const owner = { appUuid, tenantUuid, name: 'T', email: 't@example.com', locale: null };
      const gone = { providerCustomerId: providerCustomerId ?? '', deadlineAt: new Date(Date.now() + 5_000) };
      await expect(customers.heal(owner, connection, gone)).rejects.toMatchObject({ kind: 'unavailable' });
      missing.remove();
      expect(await customers.heal(owner, connection, gone)).toBe(providerCustomerId);
      expect(atProvider()).toHaveLength(1);
      await expectOne();
    });
  });

  it.each([-5, 5])(
    'is one though a process’s clock is %i minutes off: claims go by the database’s',
    async (minutes) => {
      const slow = fault({ kind: 'hold' });
      const first = call();
      await slow.struck();
      const { connections, requestLimits, logger, database } = service.service.context;
      let nowMs = Date.now() + minutes * 60_000;
      const other = createProviderCustomers({
        sql: database.sql,
        connections,
        calls: createProviderCalls(),
        requestLimits,
        logger,
        clock: () => new Date(nowMs),
        sleep: async (ms) => void (nowMs += ms),
      });
      const { appUuid, tenantUuid } = app;
      const { account, mode } = await row();
      const connection = await connections.find({ appUuid, provider, account, mode });
      if (!connection) throw new Error('it is connected');
      const owner = { appUuid, tenantUuid, name: 'Test Tenant', email: 'billing@tenant.example', locale: null };
      const asked = other.ensure(owner, connection, new Date(nowMs + 12_000));
      await expect(asked).rejects.toMatchObject({ reason: 'customer_in_the_making' });
      expect(slow.hits()).toBe(1);
      slow.remove();
      expect((await first).status).toBe(200);
      await expectOne();
    },
  );

  it('of a request that runs while another account is connected is made and kept in the old one', async () => {
    const slow = fault({ kind: 'hold', times: 1 });
    const running = call();
    await slow.struck();
    const { account } = await row();
    const secret =
      provider === 'stripe' ? `sk_test_${'b'.repeat(20)}${Date.now()}` : `test_${'b'.repeat(20)}${Date.now()}`;
    if (provider === 'stripe') service.sandbox.stripe.addAccount({ secretKeys: [secret] });
    else service.sandbox.mollie.addProfile({ apiKeys: [secret] });
    await service.service.context.connections.connect({ appUuid: app.appUuid, provider, secret });
    slow.remove();
    expect((await running).status).toBe(200);
    await expectOne();
    expect((await row()).account).toBe(account);
    expect((await call()).status).toBe(200);
    expect(atProvider()).toHaveLength(2);
  });

  it('stays as it is when the secret is replaced by another of the same account, and is another’s for another account', async () => {
    await call();
    const { connections } = service.service.context;
    const secret =
      provider === 'stripe' ? `sk_test_${'a'.repeat(20)}${Date.now()}` : `test_${'a'.repeat(20)}${Date.now()}`;
    if (provider === 'stripe') service.sandbox.stripe.addAccount({ secretKeys: [secret] });
    else service.sandbox.mollie.addProfile({ apiKeys: [secret] });
    await connections.connect({ appUuid: app.appUuid, provider, secret: app.secrets[provider] ?? '' });
    expect((await call()).status).toBe(200);
    await expectOne();
    await connections.connect({ appUuid: app.appUuid, provider, secret });
    expect((await call()).status).toBe(200);
    expect(atProvider()).toHaveLength(2);
    await connections.connect({ appUuid: app.appUuid, provider, secret: app.secrets[provider] ?? '' });
    expect((await call()).status).toBe(200);
    expect(atProvider()).toHaveLength(2);
  });
});
