import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import { CANCEL_REASONS, type CreateProviderPortalInput, type DetailField, type PortalSettings } from '../provider.ts';
import { ask, isConfigurationUnusable, isKept } from './errors.ts';
import { BASE_PARAMS, configuration, findOurs } from './portal-configuration.ts';
import type { StripeSettings } from './settings.ts';

type RememberSettings = CreateProviderPortalInput['rememberSettings'];
type Params = Stripe.BillingPortal.ConfigurationUpdateParams;
type Features = NonNullable<Params['features']>;

/** Stripe has no field for a company: there, it is the name. */
const UPDATES: Readonly<Record<DetailField, readonly ('name' | 'email' | 'address' | 'tax_id')[]>> = {
  name: ['name'],
  email: ['email'],
  company: [],
  address: ['address'],
  vatNumber: ['tax_id'],
};

/**
 * The account's portal configuration that says what the operator has set for an app: one per app and account, found
 * again by our metadata, changed when the operator's changes, and remembered with what it was made from.
 * @see https://docs.stripe.com/api/customer_portal/configurations
 */
export function createAppPortalConfiguration({ sdk, settings }: { sdk: Stripe; settings: StripeSettings }) {
  let current = { id: settings.appPortalConfigurationId, fingerprint: settings.appPortalConfigurationFingerprint };
  const underWay = new Map<string, Promise<string>>();
  let generation = 1;

  /** Made the same for every state of the operator's settings, so that a repeat's parameters never differ. */
  const make = async (appUuid: string, unusable: string | undefined): Promise<string> => {
    const idempotencyKey = `portal-configuration-of-${appUuid}-${unusable ?? 'none'}-${generation}`;
    const params = { ...BASE_PARAMS, metadata: { ...BASE_PARAMS.metadata, app: appUuid } };
    try {
      const made = await ask(configuration, () => sdk.billingPortal.configurations.create(params, { idempotencyKey }));
      return made.id;
    } catch (error) {
      if (isKept(error)) generation += 1;
      throw error;
    }
  };

  const provide = async (wanted: Wanted, unusable: string | undefined, remember: RememberSettings): Promise<string> => {
    const { appUuid, fingerprint, params } = wanted;
    const found = await findOurs(sdk, { appUuid, unusable });
    const id = found?.id ?? (await make(appUuid, unusable));
    if (found?.metadata?.[FINGERPRINT] !== fingerprint) {
      await ask(configuration, () => sdk.billingPortal.configurations.update(id, params));
    }
    await remember({ appPortalConfigurationId: id, appPortalConfigurationFingerprint: fingerprint });
    current = { id, fingerprint };
    return id;
  };

  /** Calls at once share one. */
  const provideOnce = (wanted: Wanted, unusable: string | undefined, remember: RememberSettings): Promise<string> => {
    const key = `${wanted.fingerprint} ${unusable ?? ''}`;
    const provided = underWay.get(key) ?? provide(wanted, unusable, remember).finally(() => void underWay.delete(key));
    underWay.set(key, provided);
    return provided;
  };

  return {
    /** Calls `open`, and once more when its configuration was missing or switched off at Stripe. */
    async use<T>(wish: PortalSettings, open: (configurationId: string) => Promise<T>, remember: RememberSettings) {
      const wanted = toWanted(wish);
      const known = current.fingerprint === wanted.fingerprint ? current.id : undefined;
      const tried = known ?? (await provideOnce(wanted, undefined, remember));
      try {
        return await open(tried);
      } catch (error) {
        if (!isConfigurationUnusable(error)) throw error;
      }
      return open(await provideOnce(wanted, tried, remember));
    },
  };
}

const FINGERPRINT = 'fingerprint';

type Wanted = { appUuid: string; fingerprint: string; params: Params };

function toWanted(wish: PortalSettings): Wanted {
  const { appUuid, name, termsUrl, privacyUrl } = wish;
  // An empty text takes away what an earlier state has set.
  const profile = { headline: name ?? '', terms_of_service_url: termsUrl ?? '', privacy_policy_url: privacyUrl ?? '' };
  const params = { business_profile: profile, features: toFeatures(wish.features) };
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([appUuid, params]))
    .digest('hex')
    .slice(0, 32);
  return { appUuid, fingerprint, params: { ...params, metadata: { [FINGERPRINT]: fingerprint } } };
}

function toFeatures({
  cancel,
  cancelReason,
  changePaymentMethod,
  editDetails,
  paymentHistory,
}: PortalSettings['features']) {
  const updates = editDetails.flatMap((field) => UPDATES[field]);
  return {
    customer_update: updates.length === 0 ? { enabled: false } : { enabled: true, allowed_updates: updates },
    invoice_history: { enabled: paymentHistory },
    payment_method_update: { enabled: changePaymentMethod },
    subscription_cancel: {
      enabled: cancel,
      mode: 'at_period_end',
      cancellation_reason: { enabled: cancelReason, options: [...CANCEL_REASONS] },
    },
  } satisfies Features;
}
