import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import type { FaultKind } from '../../src/sandbox/core/faults.ts';
import { callOverRest } from '../support/callers.ts';
import { makeExistingCustomer } from '../support/existing-customers.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => service.sandbox.faults.clear());

const FIRST = { name: 'Test Tenant', email: 'billing@tenant.example', locale: null };
const RENAMED = { name: 'Renamed & Töchter', email: 'new@tenant.example', locale: 'de-AT' };

describe.each(PROVIDER_IDS)('the customer of a renamed tenant at %s', (provider) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await service.createApp();
  });

  const call = async (): Promise<void> => {
    const answer = await callOverRest({ ...app, baseUrl: service.url, paymentProvider: provider });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  };
  const put = (details: typeof FIRST | typeof RENAMED) => {
    const { appUuid, tenantUuid } = app;
    return service.service.context.tenants.put({ appUuid, tenantUuid, ...details });
  };
  const prisma = () => service.service.context.database.prisma;
  const row = () => prisma().providerCustomer.findFirstOrThrow({ where: { appUuid: app.appUuid, provider } });
  const localeOf = (customer: object): unknown =>
    'preferredLocales' in customer && Array.isArray(customer.preferredLocales)
      ? (customer.preferredLocales[0] ?? null)
      : Reflect.get(customer, 'locale');
  const atProvider = async () => {
    const { providerCustomerId } = await row();
    const found = service.sandbox[provider].customers().find(({ customerId }) => customerId === providerCustomerId);
    if (!found) throw new Error('the provider has no such customer');
    const { name, email } = found;
    return { name, email, locale: localeOf(found) };
  };
  const written = (locale: string) => (provider === 'mollie' ? locale.replace('-', '_') : locale);
  const updates = () =>
    service.sandbox.ledger.entries({ provider, account: app.accounts[provider], path: /\/customers\/[^/]+$/ });
  const fault = (kind: FaultKind & { times?: number }) =>
    service.sandbox.faults.add({
      provider,
      account: app.accounts[provider],
      method: provider === 'stripe' ? 'POST' : 'PATCH',
      path: '/customers/',
      ...kind,
    });

  it('has the new details after the next call, with one more provider call, and none after that', async () => {
    await call();
    await put(RENAMED);
    await call();
    expect(await atProvider()).toEqual({ ...RENAMED, locale: written('de-AT') });
    expect(updates()).toHaveLength(1);
    await call();
    await put(RENAMED);
    await call();
    expect(updates()).toHaveLength(1);
  });

  it('is told of what changed, and of nothing else', async () => {
    await call();
    await put({ ...FIRST, email: RENAMED.email });
    await call();
    expect(updates().map(({ params }) => params)).toEqual([{ email: RENAMED.email }]);
    await put({ ...FIRST, email: RENAMED.email, locale: null });
    await call();
    expect(updates()).toHaveLength(1);
  });

  it('keeps its language when the tenant’s is taken away', async () => {
    await put(RENAMED);
    await call();
    await put({ ...RENAMED, locale: null as never });
    await call();
    await call();
    expect(await atProvider()).toEqual({ ...RENAMED, locale: written('de-AT') });
    expect(updates()).toEqual([]);
  });

  it('that was linked stays as its owner made it until the tenant changes', async () => {
    const providerCustomerId = await makeExistingCustomer(service, { app, provider });
    const path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}/payment-providers/${provider}/customer`;
    const headers = { ...app.headers, 'content-type': 'application/json' };
    const linked = await fetch(service.url + path, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ providerCustomerId }),
    });
    expect(linked.status).toBe(200);
    await call();
    expect(await atProvider()).toEqual({ name: 'Made by its owner', email: 'owner@existing.example', locale: null });
    await put({ ...FIRST, name: 'Renamed' });
    await call();
    expect(await atProvider()).toEqual({ name: 'Renamed', email: 'owner@existing.example', locale: null });
  });

  it.each([
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 401 },
    { kind: 'reset', effect: 'committed' },
    { kind: 'truncate' },
    { kind: 'html', status: 404 },
    { kind: 'hang' },
  ] as FaultKind[])(
    'is no reason to give no portal when the update fails with %j, and is told again',
    async (failure) => {
      await call();
      await put(RENAMED);
      const strike = fault(failure);
      const startedMs = performance.now();
      await call();
      expect(performance.now() - startedMs).toBeLessThan(6_000);
      expect(strike.hits()).toBe(1);
      strike.remove();
      await call();
      expect(await atProvider()).toEqual({ ...RENAMED, locale: written('de-AT') });
      const before = updates().length;
      await call();
      expect(updates()).toHaveLength(before);
    },
  );

  it('is not told again and again what the provider refuses as wrong, but of the next change', async () => {
    await call();
    await put(RENAMED);
    const strike = fault({ kind: 'status', status: provider === 'stripe' ? 400 : 422 });
    await call();
    await call();
    expect(strike.hits()).toBe(1);
    strike.remove();
    await put({ ...RENAMED, name: 'Renamed again' });
    await call();
    expect((await atProvider()).name).toBe('Renamed again');
  });

  it('heals as usual when the update finds that it is gone', async () => {
    await call();
    const old = (await row()).providerCustomerId ?? '';
    await prisma().$executeRaw`UPDATE provider_customers SET ready_at = now() - interval '20 minutes'
      WHERE app_uuid = ${app.appUuid}`;
    service.sandbox[provider].deleteCustomer(old);
    await put(RENAMED);
    await call();
    expect((await row()).providerCustomerId).not.toBe(old);
    expect(await atProvider()).toEqual({ ...RENAMED, locale: written('de-AT') });
  });

  it('is told by one of many at once, and ends with the last name though they come out of order', async () => {
    await call();
    await put(RENAMED);
    const slow = fault({ kind: 'hold', times: 1 });
    const first = call();
    await slow.struck();
    await put({ ...RENAMED, name: 'Last' });
    await Promise.all([call(), call(), call()]);
    expect(slow.hits()).toBe(1);
    slow.release();
    await first;
    expect((await atProvider()).name).toBe(RENAMED.name);
    await call();
    expect((await atProvider()).name).toBe('Last');
  });

  it('ends with the tenant’s name though it was renamed there and back while the process died', async () => {
    await call();
    await put(RENAMED);
    // The process died after it had asked: the provider may or may not have taken it.
    fault({ kind: 'reset', effect: 'committed', times: 1 });
    await call();
    await put(FIRST);
    await call();
    expect(await atProvider()).toMatchObject({ name: FIRST.name, email: FIRST.email });
    const { claimUntil, claimToken } = await row();
    expect([claimUntil, claimToken]).toEqual([null, null]);
  });

  it('is left alone for the length of a lease when whoever told it is gone, and then told', async () => {
    await call();
    await put(RENAMED);
    await prisma().$executeRaw`UPDATE provider_customers SET claim_token = gen_random_uuid(),
      claim_until = now() + interval '20 seconds' WHERE app_uuid = ${app.appUuid}`;
    await call();
    expect(updates()).toEqual([]);
    await prisma().$executeRaw`UPDATE provider_customers SET claim_until = now() - interval '1 second'
      WHERE app_uuid = ${app.appUuid}`;
    await call();
    expect(updates()).toHaveLength(1);
  });

  it('is told while no transaction or lock is open', async () => {
    await call();
    await put(RENAMED);
    const slow = fault({ kind: 'hold', times: 1 });
    const answer = call();
    await slow.struck();
    const open = await service.testDatabase.onServer(
      `SELECT a.pid FROM pg_stat_activity a WHERE a.datname = $1
         AND (a.xact_start IS NOT NULL OR EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted))`,
      [service.testDatabase.name],
    );
    slow.release();
    expect(open.rows).toEqual([]);
    await answer;
  });
});

describe('the customer of a renamed tenant, when a page of ours is opened', () => {
  it('has the new details, and the page does not wait for more than it would', async () => {
    const app = await service.createApp();
    const { portalSessions, tenants, portalBilling } = service.service.context;
    const answer = await callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'mollie' });
    const [, code = ''] = /\/open\/(\w+)/.exec(answer.text) ?? [];
    const opened = await portalSessions.exchange(code);
    const token = opened.kind === 'opened' ? opened.token : '';
    const { appUuid, tenantUuid } = app;
    const read = async () => {
      const session = await portalSessions.resolve(token);
      if (!session) throw new Error('the session is over');
      await portalBilling.read(session);
      return session.profileChanged;
    };
    expect(await read()).toBe(false);
    await tenants.put({ appUuid, tenantUuid, ...RENAMED });
    expect(await read()).toBe(true);
    expect(await read()).toBe(false);
    expect(service.sandbox.mollie.customers().find(({ email }) => email === RENAMED.email)).toMatchObject({
      name: RENAMED.name,
      locale: 'de_AT',
    });
  });
});
