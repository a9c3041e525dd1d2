import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PORTAL_PATH } from '../../src/services/portal-sessions.ts';
import { type Answer, type Call, CALLERS } from '../support/callers.ts';
import { ask } from '../portal/ask.ts';
import { PLAN } from '../support/billed-tenant.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;

beforeAll(async () => {
  service = await startTestService();
  app = await service.createApp();
});
afterAll(() => service.close());

const RETURN = { defaultReturnUrl: 'https://app.example.com/account' };
const request = (paymentProvider: 'stripe' | 'mollie', body: object, of: TestApp = app): Call => ({
  baseUrl: service.url,
  appUuid: of.appUuid,
  tenantUuid: of.tenantUuid,
  paymentProvider,
  headers: of.headers,
  body: { ...RETURN, ...body },
});

function urlOf(answer: Answer): string {
  const body = answer.body as { items: { nextAction: { url: string } }[] };
  return body.items[0]?.nextAction.url ?? '';
}

const lastSession = (of: TestApp) => service.sandbox.stripe.sessions({ accountId: of.accounts.stripe }).at(-1);
const customerOf = (of: TestApp) => service.sandbox.stripe.customers({ accountId: of.accounts.stripe }).at(-1);

describe.each(CALLERS)('what the person comes for, over $transport', ({ call }) => {
  const refused = async (given: Call, ...faults: string[]): Promise<void> => {
    const answer = await call(given);
    expect({ status: answer.status, code: answer.code, messages: answer.messages }).toEqual({
      status: 400,
      code: '[E4000]',
      messages: faults.map((fault) => `Bad Request / validation error: ${fault}`),
    });
  };

  it.each([
    [{ type: 'payment_method_update' }, '/payment-methods/add'],
    [{ type: 'subscription_cancel', subscription: 'sub_1' }, '/subscriptions/sub_1/cancel'],
    [{ type: 'payments' }, '/payments'],
    [{ type: 'payments', extra: true }, '/payments'],
  ])('opens our own page there: %j', async (flow, path) => {
    const { status, headers } = await ask(urlOf(await call(request('mollie', { flow }))));
    expect(status).toBe(303);
    expect(headers.location).toBe(PORTAL_PATH + path);
  });

  it.each([
    ['payment_method_update', () => ({ type: 'payment_method_update' })],
    ['subscription_cancel', (subscription: string) => ({ type: 'subscription_cancel', subscription })],
    ['payments', () => ({ type: 'payments' })],
  ])('%s in place of another tenant’s page says so there', async (_type, flowOf) => {
    const link = async (body: object, of: TestApp) => urlOf(await call(request('mollie', body, of)));
    const { cookie } = await ask(await link({}, await service.createApp()));
    await link({}, app);
    const metadataOfApp = (metadata: unknown) => JSON.stringify(metadata).includes(app.appUuid);
    const { customerId = '' } =
      service.sandbox.mollie.customers().find(({ metadata }) => metadataOfApp(metadata)) ?? {};
    const seeded = service.sandbox.mollie.seedCustomer({ customerId }, PLAN);
    const flow = flowOf(seeded.subscriptions['studio'] ?? '');
    const url = await link({ flow }, app);
    const opened = await ask(url, { headers: { cookie } });
    const page = await ask(new URL(opened.headers.location ?? '', url).href, { headers: { cookie: opened.cookie } });
    expect(page.status).toBe(200);
    expect(page.body).toContain('This browser now shows the billing of Test Tenant');
  });

  it('opens Stripe’s portal there, in the language asked for', async () => {
    expect((await call(request('stripe', {}))).status).toBe(200);
    expect(lastSession(app)).toMatchObject({ flow: null, locale: null });
    const { subscriptionId } = service.sandbox.stripe.addSubscription(customerOf(app)?.customerId ?? '');
    const flow = { type: 'subscription_cancel', subscription: subscriptionId };
    await service.service.context.portalConfigurations.set({ appUuid: app.appUuid, changes: {} });
    expect((await call(request('stripe', { flow, locale: 'nl-be' }))).status).toBe(200);
    expect(lastSession(app)).toMatchObject({
      locale: 'nl',
      flow: { type: 'subscription_cancel', subscription_cancel: { subscription: subscriptionId } },
    });
  });

  it('is in the language asked for, then the tenant’s, whatever was picked in that browser before', async () => {
    const open = async (body: object, cookie: string) => {
      const opened = await ask(urlOf(await call(request('mollie', body))), { headers: { cookie } });
      // Of two cookies with one name, the pages read the first: the new one, where there is one.
      const cookies = `${opened.cookie}; ${cookie}`;
      return (await ask(`${service.url}${PORTAL_PATH}`, { headers: { cookie: cookies } })).body;
    };
    expect(await open({ locale: 'pl' }, 'portal-language=fr')).toContain('<html lang="pl">');
    expect(await open({}, 'portal-language=fr')).toContain('<html lang="fr">');
    expect(await open({ locale: 'sv' }, '')).toContain('<html lang="en">');
  });

  it.each([
    [
      { flow: { type: 'subscription_update' } },
      'flow.type must be one of: payment_method_update, subscription_cancel, payments',
    ],
    [{ flow: {} }, 'flow.type must be one of: payment_method_update, subscription_cancel, payments'],
    [{ flow: 'payments' }, 'flow must be an object'],
    [{ flow: null }, 'flow must be an object'],
    [{ flow: [] }, 'flow must be an object'],
    [{ flow: { type: 'subscription_cancel' } }, 'flow.subscription is required'],
    [{ flow: { type: 'subscription_cancel', subscription: 7 } }, 'flow.subscription must be a string'],
    [
      { flow: { type: 'subscription_cancel', subscription: '../x' } },
      'flow.subscription must be 1 to 128 characters of A-Z a-z 0-9 _ and -',
    ],
    [{ locale: 'not a locale' }, 'locale must be a language tag (BCP 47) like en, nl-NL or pt-BR'],
    [{ locale: 7 }, 'locale must be a string'],
    [{ locale: '' }, 'locale must be a language tag (BCP 47) like en, nl-NL or pt-BR'],
  ])('refuses %j (D5)', async (body, fault) => {
    await refused(request('mollie', body), fault);
    await refused(request('stripe', body), fault);
  });

  it('tells a subscription that is not this tenant’s from a failure (D5)', async () => {
    const other = await service.createApp();
    await call(request('stripe', {}, other));
    await service.service.context.portalConfigurations.set({ appUuid: other.appUuid, changes: {} });
    const flow = { type: 'subscription_cancel', subscription: 'sub_foreign' };
    await refused(
      request('stripe', { flow }, other),
      'flow.subscription must be a subscription of the tenant that can be canceled',
    );
  });

  it('is refused alike at both providers when the app’s portal does not offer it', async () => {
    const strict = await service.createApp();
    const features = { cancel: false, changePaymentMethod: false, paymentHistory: false };
    await service.service.context.portalConfigurations.set({ appUuid: strict.appUuid, changes: { features } });
    const flows = [
      { type: 'payment_method_update' },
      { type: 'subscription_cancel', subscription: 'sub_1' },
      { type: 'payments' },
    ];
    const fault = "flow.type must be one that the app's portal configuration offers: this one is switched off";
    for (const flow of flows) {
      await refused(request('stripe', { flow }, strict), fault);
      await refused(request('mollie', { flow }, strict), fault);
    }
    expect((await call(request('stripe', {}, strict))).status).toBe(200);
  });

  it('follows the operator’s settings from the next call on, by one configuration at Stripe', async () => {
    const own = await service.createApp();
    const { portalConfigurations } = service.service.context;
    const configurations = () =>
      service.sandbox.stripe.configurations({ accountId: own.accounts.stripe, mode: 'test' });
    for (const name of ['Lumen', 'Lumen Pro', 'Lumen Pro']) {
      await portalConfigurations.set({ appUuid: own.appUuid, changes: { name } });
      expect((await call(request('stripe', {}, own))).status).toBe(200);
      expect(configurations()).toMatchObject([{ business_profile: { headline: name } }]);
      expect(lastSession(own)?.configuration).toBe(configurations()[0]?.id);
    }
  });
});
