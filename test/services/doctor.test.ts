import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import type { Finding } from '../../src/services/doctor.ts';
import { callOverRest } from '../support/callers.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => service.sandbox.faults.clear());

describe.each(PROVIDER_IDS)('the doctor, of an app connected to %s,', (provider) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await service.createApp({ connect: [provider] });
  });

  const call = async (): Promise<number> => {
    const answer = await callOverRest({ ...app, baseUrl: service.url, paymentProvider: provider });
    return answer.status;
  };
  const change = (columns: string) =>
    service.service.context.database.pool.query(`UPDATE provider_customers SET ${columns} WHERE app_uuid = $1`, [
      app.appUuid,
    ]);
  const findings = async (): Promise<Finding[]> =>
    (await service.service.context.doctor.examine()).filter(({ about }) => about.includes(app.appUuid));
  /** Exactly one, which says so. */
  const one = (severity: Finding['severity'], what: RegExp, mend: RegExp) => [
    expect.objectContaining({
      severity,
      what: expect.stringMatching(what) as string,
      mend: expect.stringMatching(mend) as string,
    }) as Finding,
  ];
  const fault = (rule: object) =>
    service.sandbox.faults.add({ provider, account: app.accounts[provider], ...rule } as never);
  const customer = () =>
    service.sandbox[provider].customers().find(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid))
      ?.customerId ?? '';

  it('finds nothing when all is well', async () => {
    expect(await call()).toBe(200);
    await change(`ready_at = now() - interval '20 minutes'`);
    expect(await findings()).toEqual([]);
  });

  it('tells a refused key', async () => {
    fault({ kind: 'status', status: 401 });
    expect(await findings()).toEqual(
      one('problem', /refuses its secret \(401\)\. It is revoked, rolled or mistyped/, /^provider connect /),
    );
  });

  it('tells a key that lacks a permission', async () => {
    fault({ kind: 'status', status: 403 });
    expect(await findings()).toEqual(
      one('problem', /refuses its secret \(403\)\. Perhaps .*permission/, /^provider connect /),
    );
  });

  it.each([
    [{ kind: 'status', status: 503 }, /cannot be asked: unavailable \(503\)/],
    [{ kind: 'reset' }, /cannot be asked: unavailable/],
    [{ kind: 'html' }, /not what it documents/],
  ])('tells a provider that cannot be reached: %j', async (rule, what) => {
    fault(rule);
    expect(await findings()).toEqual(one('problem', what, /network.*status page/));
  });

  it.each([
    ['revoked', `revoked_at = now()`],
    ['expired', `expires_at = now() - interval '1 second'`],
  ])('tells that the only write key is %s', async (_how, ending) => {
    const { pool } = service.service.context.database;
    await pool.query(`UPDATE api_keys SET ${ending} WHERE key_id = $1`, [app.writeKeyId]);
    expect(await findings()).toEqual(one('advice', /no write key that is still good/, /^key create /));
  });

  it('tells a customer that was deleted at the provider', async () => {
    await call();
    await change(`ready_at = now() - interval '20 minutes'`);
    service.sandbox[provider].deleteCustomer(customer());
    expect(await findings()).toEqual(
      one('advice', new RegExp(`Its customer ${customer()} is not found`), /looks twice and makes another/),
    );
  });

  it('tells a customer that a page did not find', async () => {
    await call();
    await change('suspected_gone_at = now()');
    expect(await findings()).toEqual(one('advice', /is not found at the provider/, /looks twice and makes another/));
  });

  it('tells customers that are gone twice within a day', async () => {
    await call();
    await change(`ready_at = now() - interval '20 minutes', last_replaced_at = now(), suspected_gone_at = now()`);
    service.sandbox[provider].deleteCustomer(customer());
    expect(await call()).toBe(500);
    expect(await findings()).toEqual(
      one('problem', /is gone at the provider, and one was replaced at 2\d{3}-/, /who or what deletes customers/),
    );
  });

  it('tells an id that was typed wrongly into a row, and what the provider gave', async () => {
    await call();
    const given = customer();
    const typo = provider === 'stripe' ? 'cus_typo' : 'cst_typo';
    await change(`ready_at = now() - interval '20 minutes', provider_customer_id = '${typo}'`);
    expect(await findings()).toEqual(
      one(
        'problem',
        new RegExp(`id ${typo} was written .* no such customer, and gave ${given}`),
        /correct provider_customer_id/,
      ),
    );
  });

  it('tells customers of another account than the connected one', async () => {
    await call();
    const other = await service.createApp({ connect: [provider] });
    const secret = other.secrets[provider] ?? '';
    await service.service.context.connections.connect({ appUuid: app.appUuid, provider, secret });
    expect(await findings()).toEqual(
      one(
        'advice',
        new RegExp(
          `1 tenant has its customer in ${app.accounts[provider]} \\(test\\), but ${other.accounts[provider]}`,
        ),
        new RegExp(`a secret of ${app.accounts[provider]} in test mode`),
      ),
    );
  });

  it('tells why a tenant’s customer is not made', async () => {
    const refusal = fault({ kind: 'status', status: 400, method: 'POST' });
    expect(await call()).toBe(500);
    refusal.remove();
    expect(await findings()).toEqual([]);
    for (const [kind, what] of [
      ['rejected', /refuses the tenant’s name, e-mail or language \(rejected\)/],
      ['credentials_refused', /refuses the app’s secret/],
      ['timeout', /cannot be asked/],
      ['list_unfinished', /is long and is being looked through/],
      ['attempt_unsettled', /may still be under way/],
      ['not_connected', /not connected to that account any more/],
      ['customer_taken', /bound to another tenant/],
      ['something_new', /an unexpected failure \(something_new\)/],
    ] as const) {
      await change(`first_attempt_at = now() - interval '6 minutes', last_error_kind = '${kind}'`);
      expect(await findings()).toEqual(one('problem', what, /./));
    }
    await change('last_error_kind = NULL');
    expect(await findings()).toEqual(one('problem', /no failure was noted/, /./));
  });

  it('tells a row in a state that it does not know', async () => {
    await call();
    await change('provider_customer_id = NULL, confirmed_customer_id = NULL');
    expect(await findings()).toEqual(
      one('problem', /cannot be read by this version: state "ready"/, /Run the version that wrote it/),
    );
  });
});

describe('the doctor', () => {
  it('tells a Stripe secret of the other mode', async () => {
    const app = await service.createApp({ connect: [] });
    const { appUuid } = app;
    const [test, live] = [`sk_test_${'b'.repeat(30)}`, `sk_live_${'b'.repeat(30)}`];
    service.sandbox.stripe.addAccount({ secretKeys: [test, live] });
    const { connections, database } = service.service.context;
    await connections.connect({ appUuid, provider: 'stripe', secret: test });
    await callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'stripe' });
    await connections.connect({ appUuid, provider: 'stripe', secret: live });
    for (const change of [
      `provider_customers SET ready_at = now() - interval '20 minutes'`,
      `provider_connections SET mode = 'test', updated_at = now()`,
    ])
      await database.pool.query(`UPDATE ${change} WHERE app_uuid = $1`, [appUuid]);
    const found = (await service.service.context.doctor.examine()).filter(({ about }) => about.includes(app.appUuid));
    expect(found).toEqual([
      expect.objectContaining({
        severity: 'problem',
        what: expect.stringMatching(/secret is of the other mode.*not in test mode/) as string,
      }),
    ]);
  });
});
