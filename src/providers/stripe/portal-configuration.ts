import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { CreateProviderPortalInput } from '../provider.ts';
import { ask, isConfigurationUnsaved, isConfigurationUnusable, isKept } from './errors.ts';
import type { StripeSettings } from './settings.ts';

type RememberSettings = CreateProviderPortalInput['rememberSettings'];

const OURS = { made_by: 'billing-portal-bridge' } as const;

/** What a tenant may do in the portal of an account whose owner has not decided it in Stripe's dashboard. */
export const BASE_PARAMS = {
  features: {
    customer_update: { enabled: true, allowed_updates: ['email', 'address', 'name', 'phone', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
  },
  metadata: OURS,
} satisfies Stripe.BillingPortal.ConfigurationCreateParams;

export const configuration = z.object({
  object: z.literal('billing_portal.configuration'),
  id: z.string().startsWith('bpc_'),
  created: z.number(),
  metadata: z.record(z.string(), z.string()).nullable(),
});

/** Far more than an account has; a list that goes on for ever is cut off here. */
const MOST_LISTED = 1000;

export type PortalConfiguration = ReturnType<typeof createPortalConfiguration>;

/**
 * Which of the account's portal configurations its sessions use: none, which is the owner's own, until Stripe says
 * that there is none; then one of ours, looked for first and else made, once, and remembered.
 * @see https://docs.stripe.com/api/customer_portal/configurations
 */
export function createPortalConfiguration({ sdk, settings }: { sdk: Stripe; settings: StripeSettings }) {
  let current = settings.portalConfigurationId;
  let healing: Promise<string> | undefined;
  let generation = 1;

  const make = async (unusable: string | undefined): Promise<string> => {
    // Several processes at once ask for the same one. After a failure that Stripe has kept, the key must be another,
    // and for one that has become unusable too, or Stripe would answer with that.
    const idempotencyKey = `portal-configuration-${FINGERPRINT}-${unusable ?? 'none'}-${generation}`;
    try {
      const { id } = await ask(configuration, () =>
        sdk.billingPortal.configurations.create(BASE_PARAMS, { idempotencyKey }),
      );
      return id;
    } catch (error) {
      if (isKept(error)) generation += 1;
      throw error;
    }
  };

  const heal = async (unusable: string | undefined, rememberSettings: RememberSettings): Promise<string> => {
    const id = (await findOurs(sdk, { appUuid: undefined, unusable }))?.id ?? (await make(unusable));
    await rememberSettings({ portalConfigurationId: id });
    current = id;
    return id;
  };

  return {
    /** Calls `open`, and once more when its configuration had to be healed. Errors of `open` pass as they are. */
    async use<T>(open: (configurationId: string | undefined) => Promise<T>, rememberSettings: RememberSettings) {
      const tried = current;
      try {
        return await open(tried);
      } catch (error) {
        if (!isConfigurationUnsaved(error) && !isConfigurationUnusable(error)) throw error;
      }
      if (current !== tried) return open(current);
      healing ??= heal(tried, rememberSettings).finally(() => {
        healing = undefined;
      });
      return open(await healing);
    },
  };
}

const FINGERPRINT = createHash('sha256').update(JSON.stringify(BASE_PARAMS)).digest('hex').slice(0, 16);

/**
 * The oldest of ours, so that all who look find the same.
 * @param whose.appUuid the app whose settings it follows; undefined: it follows none.
 */
export async function findOurs(sdk: Stripe, whose: { appUuid: string | undefined; unusable: string | undefined }) {
  const listed = await ask(z.array(configuration), () =>
    sdk.billingPortal.configurations.list({ active: true, limit: 100 }).autoPagingToArray({ limit: MOST_LISTED }),
  );
  return listed
    .filter(({ id, metadata }) => id !== whose.unusable && metadata?.['made_by'] === OURS.made_by)
    .filter(({ metadata }) => metadata?.['app'] === whose.appUuid)
    .toSorted((a, b) => a.created - b.created || a.id.localeCompare(b.id))[0];
}
