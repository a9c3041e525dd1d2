import type Stripe from 'stripe';
import { z } from 'zod';
import { paginationParams } from './pagination.ts';
import { boolean, expand, list, metadata, oneOf, text, unmodelled, unsettable, webUrl } from './params.ts';

type CreateFeatures = Stripe.BillingPortal.ConfigurationCreateParams.Features;

const CUSTOMER_FIELDS = ['address', 'email', 'name', 'phone', 'shipping', 'tax_id'] as const;
const CANCEL_REASONS = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

/** An empty text empties a list. */
const emptyableList = <S extends z.ZodType>(item: S) =>
  z.preprocess((value) => (value === '' ? [] : value), list(item)).optional();

const url = () => webUrl({ httpsOnly: false });

/** Creating asks for `enabled` in every feature, updating only in some. */
function featuresSchema<E extends z.ZodType>(enabled: E) {
  return z.strictObject(
    {
      customer_update: z
        .strictObject({
          allowed_updates: emptyableList(oneOf(CUSTOMER_FIELDS)),
          enabled,
        } satisfies Record<keyof NonNullable<CreateFeatures['customer_update']>, z.ZodType>)
        .optional(),
      invoice_history: z.strictObject({ enabled: boolean() }).optional(),
      payment_method_update: z
        .strictObject({
          enabled: boolean(),
          payment_method_configuration: unmodelled(),
        } satisfies Record<keyof NonNullable<CreateFeatures['payment_method_update']>, z.ZodType>)
        .optional(),
      subscription_cancel: z
        .strictObject({
          cancellation_reason: z
            .strictObject({ enabled, feedback_options: unmodelled(), options: emptyableList(oneOf(CANCEL_REASONS)) })
            .optional(),
          enabled,
          mode: oneOf(['at_period_end', 'immediately']).optional(),
          proration_behavior: oneOf(['always_invoice', 'create_prorations', 'none']).optional(),
        } satisfies Record<keyof NonNullable<CreateFeatures['subscription_cancel']>, z.ZodType>)
        .optional(),
      subscription_pause: z
        .strictObject({
          duration: unmodelled(),
          enabled: boolean().optional(),
        } satisfies Record<keyof NonNullable<CreateFeatures['subscription_pause']>, z.ZodType>)
        .optional(),
      subscription_update: z
        .strictObject({
          billing_cycle_anchor: unmodelled(),
          default_allowed_updates: unmodelled(),
          enabled,
          products: unmodelled(),
          proration_behavior: unmodelled(),
          schedule_at_period_end: unmodelled(),
          trial_update_behavior: unmodelled(),
        } satisfies Record<keyof NonNullable<CreateFeatures['subscription_update']>, z.ZodType>)
        .optional(),
    } satisfies Record<keyof CreateFeatures, z.ZodType>,
    'Invalid object',
  );
}

const shared = {
  business_profile: z
    .strictObject({
      headline: unsettable(text(60)).optional(),
      privacy_policy_url: unsettable(url()).optional(),
      terms_of_service_url: unsettable(url()).optional(),
    })
    .optional(),
  default_return_url: unsettable(url()).optional(),
  expand: expand().optional(),
  login_page: z.strictObject({ enabled: boolean() }).optional(),
  metadata: metadata().optional(),
  name: unsettable(text()).optional(),
};

export const createConfigurationParams = z.strictObject({
  ...shared,
  features: featuresSchema(boolean()),
} satisfies Record<keyof Stripe.BillingPortal.ConfigurationCreateParams, z.ZodType>);

export const updateConfigurationParams = z.strictObject({
  ...shared,
  active: boolean().optional(),
  features: featuresSchema(boolean().optional()).optional(),
} satisfies Record<keyof Stripe.BillingPortal.ConfigurationUpdateParams, z.ZodType>);

export const retrieveConfigurationParams = z.strictObject({
  expand: expand().optional(),
} satisfies Record<keyof Stripe.BillingPortal.ConfigurationRetrieveParams, z.ZodType>);

export const listConfigurationsParams = z.strictObject({
  ...paginationParams,
  active: boolean().optional(),
  is_default: boolean().optional(),
} satisfies Record<keyof Stripe.BillingPortal.ConfigurationListParams, z.ZodType>);

export type ConfigurationChanges = z.output<typeof updateConfigurationParams>;
export type FeatureChanges = NonNullable<ConfigurationChanges['features']>;
