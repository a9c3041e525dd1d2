import type Stripe from 'stripe';
import type { ConnectionDetails, ProviderSettings } from '../provider.ts';

const SETTING = 'portalConfigurationId';
const MADE_BY = { made_by: 'billing-portal-bridge' };

/**
 * A new account has no portal settings, and no session can be made until it has. So one configuration of ours is made,
 * once, and used from then on.
 * @see https://docs.stripe.com/api/customer_portal/configurations/create
 */
export function createPortalConfigurations({ stripe, connection }: { stripe: Stripe; connection: ConnectionDetails }) {
  let current = connection.settings[SETTING];
  let healing: Promise<void> | undefined;

  const adoptOrCreate = async (remember: (settings: ProviderSettings) => Promise<void>): Promise<void> => {
    const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    const ours = data.find(({ metadata }) => metadata?.['made_by'] === MADE_BY.made_by);
    // Two processes at once send the same key and are given the same configuration. It changes every ten minutes,
    // because Stripe would replay a saved failure for a day.
    const idempotencyKey = `portal-configuration-${connection.connectionId}-${Math.floor(Date.now() / 600_000)}`;
    const { id } = ours ?? (await stripe.billingPortal.configurations.create(CONFIGURATION, { idempotencyKey }));
    await remember({ [SETTING]: id });
    current = id;
  };

  return {
    /** Undefined: the account's own default. */
    current: () => current,
    /** Several calls at once heal once. */
    async heal(remember: (settings: ProviderSettings) => Promise<void>): Promise<void> {
      healing ??= adoptOrCreate(remember).finally(() => {
        healing = undefined;
      });
      await healing;
    },
  };
}

const CONFIGURATION: Stripe.BillingPortal.ConfigurationCreateParams = {
  metadata: MADE_BY,
  features: {
    customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'phone', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
  },
};
