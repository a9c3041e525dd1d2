import type Stripe from 'stripe';
import type { FeatureChanges } from './configuration-params.ts';
import { changed } from './values.ts';

type Features = Stripe.BillingPortal.Configuration.Features;

/** What a portal offers when nothing is asked for. */
export function noFeatures(): Features {
  return {
    customer_update: { allowed_updates: [], enabled: false },
    invoice_history: { enabled: false },
    payment_method_update: { enabled: false, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: false,
      mode: 'at_period_end',
      proration_behavior: 'none',
    },
    subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: [],
      enabled: false,
      proration_behavior: 'none',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'end_trial',
    },
  };
}

export function applyFeatures(features: Features, changes: FeatureChanges | undefined): Features {
  const { customer_update, subscription_cancel } = features;
  const cancel = changes?.subscription_cancel;
  return {
    ...features,
    customer_update: {
      allowed_updates: changed(changes?.customer_update?.allowed_updates, customer_update.allowed_updates),
      enabled: changed(changes?.customer_update?.enabled, customer_update.enabled),
    },
    invoice_history: { enabled: changed(changes?.invoice_history?.enabled, features.invoice_history.enabled) },
    payment_method_update: {
      ...features.payment_method_update,
      enabled: changed(changes?.payment_method_update?.enabled, features.payment_method_update.enabled),
    },
    subscription_cancel: {
      cancellation_reason: {
        ...subscription_cancel.cancellation_reason,
        enabled: changed(cancel?.cancellation_reason?.enabled, subscription_cancel.cancellation_reason.enabled),
        options: changed(cancel?.cancellation_reason?.options, subscription_cancel.cancellation_reason.options),
      },
      enabled: changed(cancel?.enabled, subscription_cancel.enabled),
      mode: changed(cancel?.mode, subscription_cancel.mode),
      proration_behavior: changed(cancel?.proration_behavior, subscription_cancel.proration_behavior),
    },
    subscription_pause: {
      ...features.subscription_pause,
      enabled: changed(changes?.subscription_pause?.enabled, features.subscription_pause.enabled),
    },
  };
}
