import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, rawCall, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;
let accountId: string;
let stripe: Stripe;
let live: Stripe;
let customer: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  const [testKey, liveKey] = [stripeKey('sk_test'), stripeKey('sk_live')];
  ({ accountId } = sandbox.stripe.addAccount({ secretKeys: [testKey, liveKey] }));
  stripe = stripeClient(sandbox.stripeUrl, testKey);
  live = stripeClient(sandbox.stripeUrl, liveKey);
  customer = (await stripe.customers.create({ name: 'Tenant <b>& Co', email: 'billing@tenant.example' })).id;
});

afterEach(() => sandbox.close());

const RETURN_URL = 'https://app.example.com/account?a=1&b="2"';

describe('a session', () => {
  test('is made with the default configuration once the settings are saved', async () => {
    const { configurationId } = sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    const session = await stripe.billingPortal.sessions.create({ customer, return_url: RETURN_URL, locale: 'nl' });
    expect(session).toMatchObject({
      object: 'billing_portal.session',
      configuration: configurationId,
      customer,
      livemode: false,
      locale: 'nl',
      return_url: RETURN_URL,
      flow: null,
      on_behalf_of: null,
    });
    expect(session.id).toMatch(/^bps_/);
    expect(session.url).toMatch(new RegExp(`^${sandbox.stripeUrl}/p/session/test_[A-Za-z0-9]{60}$`));
    expect(sandbox.stripe.sessions()).toMatchObject([{ id: session.id, accountId, mode: 'test' }]);
  });

  test('is refused in the words of Stripe while the settings were never saved', async () => {
    expect(await failureOf(stripe.billingPortal.sessions.create({ customer }))).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      code: undefined,
      param: undefined,
      message: expect.stringContaining(
        'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode',
      ),
    });
    const { id } = await live.customers.create({});
    expect(await failureOf(live.billingPortal.sessions.create({ customer: id }))).toMatchObject({
      message: expect.stringContaining('your live mode default configuration'),
    });
  });

  test('takes an explicit configuration and its default return URL', async () => {
    const { id } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
      default_return_url: 'https://app.example.com/home',
    });
    const session = await stripe.billingPortal.sessions.create({ customer, configuration: id });
    expect(session).toMatchObject({ configuration: id, return_url: 'https://app.example.com/home' });
  });

  test('with an unknown or inactive configuration names that parameter, not the customer', async () => {
    const create = (configuration: string) => stripe.billingPortal.sessions.create({ customer, configuration });
    expect(await failureOf(create('bpc_nothing'))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'configuration',
    });
    const { id } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    await stripe.billingPortal.configurations.update(id, { active: false });
    expect(await failureOf(create(id))).toMatchObject({ statusCode: 400, param: 'configuration' });
  });

  test('for a customer that is unknown, deleted or of the other mode names the customer', async () => {
    sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    const create = (customerId: string) => failureOf(stripe.billingPortal.sessions.create({ customer: customerId }));
    const missing = { statusCode: 400, code: 'resource_missing', param: 'customer' };
    expect(await create('cus_nobody')).toMatchObject({ ...missing, message: "No such customer: 'cus_nobody'" });
    await stripe.customers.del(customer);
    expect(await create(customer)).toMatchObject({ ...missing, message: `No such customer: '${customer}'` });
    const { id } = await live.customers.create({});
    expect(await create(id)).toMatchObject({
      ...missing,
      message: expect.stringContaining('a similar object exists in live mode'),
    });
  });

  test('keeps the flow it was asked for', async () => {
    sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    const { flow } = await stripe.billingPortal.sessions.create({
      customer,
      flow_data: {
        type: 'payment_method_update',
        after_completion: { type: 'redirect', redirect: { return_url: 'https://app.example.com/done' } },
      },
    });
    expect(flow).toMatchObject({
      type: 'payment_method_update',
      after_completion: { type: 'redirect', redirect: { return_url: 'https://app.example.com/done' } },
    });
  });

  test.each<[Stripe.BillingPortal.SessionCreateParams, object]>([
    [{}, { code: 'parameter_missing', param: 'customer' }],
    [
      { customer: 'cus_x', return_url: 'app.example.com' },
      { code: 'url_invalid', param: 'return_url' },
    ],
    [
      { customer: 'cus_x', return_url: 'javascript:alert(1)' },
      { code: 'url_invalid', param: 'return_url' },
    ],
    [{ customer: 'cus_x', locale: 'tlh' }, { param: 'locale' }],
    [{ customer: 'cus_x', flow_data: { type: 'subscription_update' } }, { param: 'flow_data[type]' }],
  ])('refuses %o', async (params, error) => {
    expect(await failureOf(stripe.billingPortal.sessions.create(params))).toMatchObject({ statusCode: 400, ...error });
  });

  test('in live mode leads back over https only, in test mode also to a loopback host', async () => {
    sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    const { id } = await live.customers.create({});
    const url = 'http://localhost:3000/account';
    expect(await failureOf(live.billingPortal.sessions.create({ customer: id, return_url: url }))).toMatchObject({
      param: 'return_url',
    });
    expect(await stripe.billingPortal.sessions.create({ customer, return_url: url })).toMatchObject({
      return_url: url,
    });
  });

  test('cannot be fetched or listed, as there are no such endpoints', async () => {
    expect(await failureOf(stripe.rawRequest('GET', '/v1/billing_portal/sessions'))).toMatchObject({ statusCode: 404 });
    expect(await failureOf(stripe.rawRequest('GET', '/v1/billing_portal/sessions/bps_1'))).toMatchObject({
      statusCode: 404,
    });
  });
});

async function openSession(): Promise<Stripe.BillingPortal.Session> {
  sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
  return stripe.billingPortal.sessions.create({ customer, return_url: RETURN_URL });
}

describe('the page behind its URL', () => {
  test('says that it is a stand-in, whose it is, and leads back; nothing in it is taken for markup', async () => {
    const { url } = await openSession();
    const page = await rawCall(url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('stand-in for Stripe’s customer portal');
    expect(page.text).toContain('Tenant &lt;b>&amp; Co');
    expect(page.text).toContain('billing@tenant.example');
    expect(page.text).toContain('href="https://app.example.com/account?a=1&amp;b=&quot;2&quot;"');
  });

  test('is over after five minutes unused', async () => {
    const { url } = await openSession();
    sandbox.clock.advance(5 * 60_000);
    const page = await rawCall(url);
    expect(page.status).toBe(410);
    expect(page.text).toContain('expired');
  });

  test('is over an hour after the last visit', async () => {
    const { url } = await openSession();
    expect((await rawCall(url)).status).toBe(200);
    sandbox.clock.advance(59 * 60_000);
    expect((await rawCall(url)).status).toBe(200);
    sandbox.clock.advance(59 * 60_000);
    expect((await rawCall(url)).status).toBe(200);
    sandbox.clock.advance(60 * 60_000);
    expect((await rawCall(url)).status).toBe(410);
  });

  test('is not in the ledger, being no call of the API', async () => {
    const { url } = await openSession();
    sandbox.ledger.clear();
    await rawCall(url);
    expect(sandbox.ledger.count()).toBe(0);
  });
});
