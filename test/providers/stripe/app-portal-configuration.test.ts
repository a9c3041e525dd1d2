import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConnectionDetails,
  DETAIL_FIELDS,
  type PortalSettings,
  type ProviderClient,
  type ProviderSettings,
} from '../../../src/providers/provider.ts';
import { createStripeProvider } from '../../../src/providers/stripe/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, newCustomer } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

const SESSIONS = '/v1/billing_portal/sessions';
const CONFIGURATIONS = '/v1/billing_portal/configurations';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const ALL_ON: PortalSettings['features'] = {
  cancel: true,
  cancelReason: true,
  changePaymentMethod: true,
  editDetails: [...DETAIL_FIELDS],
  paymentHistory: true,
};

function settingsOf(overrides: Partial<PortalSettings> = {}): PortalSettings {
  return { appUuid: 'app_1', name: null, termsUrl: null, privacyUrl: null, features: ALL_ON, ...overrides };
}

/** A connection of one app, whose settings are kept as the service keeps them. */
async function connectApp() {
  const secret = randomSecret('sk_test_');
  const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret], portalConfigured: true });
  let stored: ProviderSettings = {};
  const provider = createStripeProvider({ apiUrl: sandbox.stripeUrl });
  const details = (): ConnectionDetails => ({
    mode: 'test',
    settings: stored,
    secret,
  });
  const { providerCustomerId } = await provider.createClient(details()).createCustomer(newCustomer());
  const remember = vi.fn<(settings: ProviderSettings) => Promise<void>>(
    async (settings) => void (stored = { ...stored, ...settings }),
  );
  const openWith = async (client: ProviderClient, portal?: PortalSettings) =>
    client.createBillingPortal?.({
      providerCustomerId,
      returnUrl: 'https://app.example.com/account',
      rememberSettings: remember,
      ...(portal && { portal }),
    });
  const client = provider.createClient(details());
  return {
    accountId,
    secret,
    remember,
    open: (portal?: PortalSettings) => openWith(client, portal),
    /** By another process, which knows what was remembered. */
    openElsewhere: (portal?: PortalSettings) => openWith(provider.createClient(details()), portal),
    ours: () =>
      sandbox.stripe
        .configurations({ accountId, mode: 'test' })
        .filter(({ metadata }) => metadata?.['made_by'] !== undefined),
    calls: () =>
      sandbox.ledger
        .entries({ account: accountId, path: /billing_portal/ })
        .map(({ method, path }) => `${method} ${path.replace(/bpc_\w+/, '…')}`),
    lastSession: () => sandbox.stripe.sessions({ accountId }).at(-1),
  };
}

describe('what the operator set for an app', () => {
  it('becomes one configuration that its sessions use', async () => {
    const app = await connectApp();
    await app.open(
      settingsOf({
        name: 'Lumen',
        termsUrl: 'https://lumen.example/terms',
        privacyUrl: 'https://lumen.example/privacy',
        features: { ...ALL_ON, cancel: true, cancelReason: true, editDetails: ['email', 'company', 'vatNumber'] },
      }),
    );
    const [made] = app.ours();
    expect(app.ours()).toHaveLength(1);
    expect(app.lastSession()?.configuration).toBe(made?.id);
    expect(made).toMatchObject({
      business_profile: {
        headline: 'Lumen',
        terms_of_service_url: 'https://lumen.example/terms',
        privacy_policy_url: 'https://lumen.example/privacy',
      },
      features: {
        customer_update: { enabled: true, allowed_updates: ['email', 'tax_id'] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: {
          enabled: true,
          mode: 'at_period_end',
          cancellation_reason: { enabled: true, options: expect.arrayContaining(['too_expensive', 'other']) },
        },
      },
      metadata: { app: 'app_1' },
    });
  });

  it('costs no call more once it is made, in this process and in another', async () => {
    const app = await connectApp();
    await app.open(settingsOf());
    expect(app.calls()).toEqual([
      `GET ${CONFIGURATIONS}`,
      `POST ${CONFIGURATIONS}`,
      `POST ${CONFIGURATIONS}/…`,
      `POST ${SESSIONS}`,
    ]);
    await app.open(settingsOf());
    await app.openElsewhere(settingsOf());
    expect(app.calls().slice(4)).toEqual([`POST ${SESSIONS}`, `POST ${SESSIONS}`]);
    expect(app.remember).toHaveBeenCalledOnce();
  });

  it('changes that very configuration when it is changed, and takes away what is no longer set', async () => {
    const app = await connectApp();
    await app.open(settingsOf({ name: 'Lumen', termsUrl: 'https://lumen.example/terms' }));
    const features = {
      cancel: false,
      cancelReason: false,
      changePaymentMethod: false,
      editDetails: [],
      paymentHistory: false,
    };
    await app.openElsewhere(settingsOf({ features }));
    const [made] = app.ours();
    expect(app.ours()).toHaveLength(1);
    expect(app.lastSession()?.configuration).toBe(made?.id);
    expect(made).toMatchObject({
      business_profile: { headline: null, terms_of_service_url: null },
      features: {
        customer_update: { enabled: false },
        invoice_history: { enabled: false },
        payment_method_update: { enabled: false },
        subscription_cancel: { enabled: false },
      },
    });
  });

  it('is found again by its metadata when it could not be remembered', async () => {
    const app = await connectApp();
    app.remember.mockRejectedValueOnce(new Error('no database'));
    await expect(app.open(settingsOf())).rejects.toThrow('no database');
    await app.openElsewhere(settingsOf());
    expect(app.ours()).toHaveLength(1);
    expect(app.calls().filter((call) => call === `POST ${CONFIGURATIONS}`)).toHaveLength(1);
  });

  it('is one for many calls at once, in several processes', async () => {
    const app = await connectApp();
    const settings = settingsOf({ name: 'Lumen' });
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? app.open(settings) : app.openElsewhere(settings))),
    );
    expect(app.ours()).toHaveLength(1);
  });

  it('is one even when it changes while it is being made', async () => {
    const app = await connectApp();
    await Promise.all([app.openElsewhere(settingsOf({ name: 'Old' })), app.openElsewhere(settingsOf({ name: 'New' }))]);
    expect(app.ours()).toHaveLength(1);
    await app.openElsewhere(settingsOf({ name: 'New' }));
    expect(app.ours()[0]?.business_profile.headline).toBe('New');
  });

  it('is apart from another app’s in the same account, and from the account’s own', async () => {
    const app = await connectApp();
    await app.open(settingsOf({ name: 'One' }));
    await app.openElsewhere(settingsOf({ appUuid: 'app_2', name: 'Two' }));
    await app.openElsewhere();
    expect(app.ours().map(({ business_profile: { headline } }) => headline)).toEqual(['One', 'Two']);
    expect(app.ours().map(({ id }) => id)).not.toContain(app.lastSession()?.configuration);
  });

  it('is made again when it was switched off at Stripe', async () => {
    const app = await connectApp();
    await app.open(settingsOf());
    const { hostname, port } = new URL(sandbox.stripeUrl);
    const stripe = new Stripe(app.secret, { protocol: 'http', host: hostname, port });
    await stripe.billingPortal.configurations.update(app.ours()[0]?.id ?? '', { active: false });
    await app.open(settingsOf());
    expect(app.ours().map(({ active }) => active)).toEqual([false, true]);
    expect(app.lastSession()?.configuration).toBe(app.ours()[1]?.id);
  });

  it('recovers from a failure that Stripe has saved under the key (P3)', async () => {
    const app = await connectApp();
    const aim = { provider: 'stripe', account: app.accountId, method: 'POST', path: CONFIGURATIONS } as const;
    sandbox.faults.add({ ...aim, kind: 'status', status: 500, saved: true, times: 1 });
    await expect(app.open(settingsOf())).rejects.toMatchObject({ kind: 'unavailable' });
    await app.open(settingsOf());
    expect(app.ours()).toHaveLength(1);
  });
});

describe('a flow', () => {
  const start = async (options: { features?: Partial<PortalSettings['features']> } = {}) => {
    const secret = randomSecret('sk_test_');
    const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret], portalConfigured: true });
    const client = createStripeProvider({ apiUrl: sandbox.stripeUrl }).createClient({
      mode: 'test',
      settings: {},
      secret,
    });
    const { providerCustomerId } = await client.createCustomer(newCustomer());
    const portal = options.features && settingsOf({ features: { ...ALL_ON, ...options.features } });
    const open = (input: {
      flow?: Parameters<NonNullable<typeof client.createBillingPortal>>[0]['flow'];
      locale?: string;
    }) =>
      client.createBillingPortal?.({
        providerCustomerId,
        returnUrl: 'https://app.example.com/account',
        rememberSettings: async () => undefined,
        ...(portal && { portal }),
        ...(input.flow && { flow: input.flow }),
        ...(input.locale !== undefined && { locale: input.locale }),
      }) ?? Promise.reject(new Error('no portal'));
    const session = () => sandbox.stripe.sessions({ accountId }).at(-1);
    return { client, providerCustomerId, open, session };
  };

  it('is Stripe’s own for a payment method and for canceling, in the wanted language', async () => {
    const { open, session, providerCustomerId } = await start();
    await open({ flow: { type: 'payment_method_update' }, locale: 'de-AT' });
    expect(session()).toMatchObject({ locale: 'de', flow: { type: 'payment_method_update' } });
    const { subscriptionId } = sandbox.stripe.addSubscription(providerCustomerId);
    await open({ flow: { type: 'subscription_cancel', subscriptionId } });
    expect(session()).toMatchObject({
      locale: null,
      flow: { type: 'subscription_cancel', subscription_cancel: { subscription: subscriptionId } },
    });
  });

  it('to the payments opens the portal as ever: Stripe has none', async () => {
    const { open, session } = await start();
    await open({ flow: { type: 'payments' } });
    expect(session()).toMatchObject({ flow: null });
  });

  it('for another customer’s subscription, or an unknown one, is refused as such', async () => {
    const { client, open } = await start();
    const other = await client.createCustomer(newCustomer());
    const { subscriptionId } = sandbox.stripe.addSubscription(other.providerCustomerId);
    for (const id of [subscriptionId, 'sub_unknown']) {
      const failure = await failureOf(open({ flow: { type: 'subscription_cancel', subscriptionId: id } }));
      expect(failure.kind).toBe('flow_refused');
    }
  });

  it('that the portal’s configuration does not offer is refused as such', async () => {
    const { open } = await start({ features: { changePaymentMethod: false } });
    expect((await failureOf(open({ flow: { type: 'payment_method_update' } }))).kind).toBe('flow_refused');
  });

  it('that Stripe refuses without naming a parameter is refused as such, and only then', async () => {
    const { open, providerCustomerId } = await start();
    const aim = { provider: 'stripe', method: 'POST', path: SESSIONS, kind: 'status', status: 400, times: 1 } as const;
    sandbox.faults.add(aim);
    expect((await failureOf(open({ flow: { type: 'payment_method_update' } }))).kind).toBe('flow_refused');
    sandbox.faults.add(aim);
    expect((await failureOf(open({}))).kind).toBe('rejected');
    sandbox.stripe.deleteCustomer(providerCustomerId);
    expect((await failureOf(open({ flow: { type: 'payment_method_update' } }))).kind).toBe('customer_missing');
  });
});
