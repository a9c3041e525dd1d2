import type Stripe from 'stripe';
import type { FlowParams } from './session-params.ts';

type Flow = Stripe.BillingPortal.Session.Flow;

/** @see https://docs.stripe.com/customer-management/portal-deep-links */
export function sessionFlow(wanted: FlowParams | undefined): Flow | null {
  if (!wanted) return null;
  const after = wanted.after_completion;
  return {
    after_completion: {
      hosted_confirmation: after?.hosted_confirmation
        ? { custom_message: after.hosted_confirmation.custom_message ?? null }
        : null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: wanted.type === 'customer_update' ? {} : null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: wanted.type,
  };
}
