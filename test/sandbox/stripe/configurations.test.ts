import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;
let accountId: string;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = await createSandbox();
  const key = stripeKey('sk_test');
  ({ accountId } = sandbox.stripe.addAccount({ secretKeys: [key] }));
  stripe = stripeClient(sandbox.stripeUrl, key);
});

afterEach(() => sandbox.close());

const FEATURES: Stripe.BillingPortal.ConfigurationCreateParams['features'] = {
  customer_update: { enabled: true, allowed_updates: ['email', 'tax_id'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: {
    enabled: true,
    mode: 'immediately',
    cancellation_reason: { enabled: true, options: ['too_expensive', 'unused'] },
  },
};

describe('a portal configuration', () => {
  test('is made with the features asked for and is not the default', async () => {
    const made = await stripe.billingPortal.configurations.create({
      features: FEATURES,
      business_profile: { headline: 'Your plan', privacy_policy_url: 'https://app.example.com/privacy' },
      metadata: { made_by: 'test' },
    });
    expect(made).toMatchObject({
      object: 'billing_portal.configuration',
      active: true,
      is_default: false,
      livemode: false,
      business_profile: { headline: 'Your plan', terms_of_service_url: null },
      metadata: { made_by: 'test' },
    });
    expect(made.features).toMatchObject(FEATURES);
    expect(made.features.subscription_update).toMatchObject({ enabled: false });
    expect(await stripe.billingPortal.configurations.retrieve(made.id)).toEqual(
      expect.objectContaining({ id: made.id }),
    );
  });

  test('changes only in what an update names', async () => {
    const { id } = await stripe.billingPortal.configurations.create({ features: FEATURES, metadata: { a: '1' } });
    sandbox.clock.advance(5_000);
    const updated = await stripe.billingPortal.configurations.update(id, {
      features: { subscription_cancel: { mode: 'at_period_end' } },
      metadata: { b: '2' },
    });
    expect(updated.features.subscription_cancel).toMatchObject({
      enabled: true,
      mode: 'at_period_end',
      cancellation_reason: { enabled: true, options: ['too_expensive', 'unused'] },
    });
    expect(updated.features.customer_update).toEqual({ enabled: true, allowed_updates: ['email', 'tax_id'] });
    expect(updated.metadata).toEqual({ a: '1', b: '2' });
    expect(updated.updated).toBeGreaterThan(updated.created);
  });

  test('is listed newest first, by whether it is active and the default', async () => {
    const { configurationId } = sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    const { id } = await stripe.billingPortal.configurations.create({ features: FEATURES });
    const ids = async (params: Stripe.BillingPortal.ConfigurationListParams) =>
      (await stripe.billingPortal.configurations.list(params)).data.map((configuration) => configuration.id);
    expect(await ids({})).toEqual([id, configurationId]);
    expect(await ids({ is_default: true })).toEqual([configurationId]);
    expect(await ids({ is_default: false, active: true })).toEqual([id]);
    await stripe.billingPortal.configurations.update(id, { active: false });
    expect(await ids({ active: false })).toEqual([id]);
  });

  test('that is the default cannot be switched off, and is made only once', async () => {
    const { configurationId } = sandbox.stripe.savePortalSettings({ accountId, mode: 'test' });
    expect(sandbox.stripe.savePortalSettings({ accountId, mode: 'test' })).toEqual({ configurationId });
    expect(
      await failureOf(stripe.billingPortal.configurations.update(configurationId, { active: false })),
    ).toMatchObject({ statusCode: 400, param: 'active' });
  });

  test('that is unknown is missing under `id`', async () => {
    expect(await failureOf(stripe.billingPortal.configurations.retrieve('bpc_nothing'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    ['no features', {}, { code: 'parameter_missing', param: 'features' }],
    [
      'a feature without `enabled`',
      { features: { invoice_history: { on: true } } },
      { code: 'parameter_unknown', param: 'features[invoice_history][on]' },
    ],
    [
      '`enabled` left out',
      { features: { customer_update: { allowed_updates: ['email'] } } },
      { code: 'parameter_missing', param: 'features[customer_update][enabled]' },
    ],
    [
      'a field that customers cannot change',
      { features: { customer_update: { enabled: true, allowed_updates: ['shoe_size'] } } },
      { param: 'features[customer_update][allowed_updates][0]' },
    ],
    [
      'plan changes without products',
      { features: { subscription_update: { enabled: true } } },
      { code: 'parameter_missing', param: 'features[subscription_update][products]' },
    ],
    [
      'a boolean that is none',
      { features: { invoice_history: { enabled: 'yes' } } },
      { param: 'features[invoice_history][enabled]' },
    ],
    ['text where features belong', { features: 'all' }, { param: 'features' }],
  ])('refuses %s', async (_name, params, error) => {
    expect(await failureOf(stripe.rawRequest('POST', '/v1/billing_portal/configurations', params))).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      ...error,
    });
    expect(sandbox.stripe.configurations()).toEqual([]);
  });
});
