import type { Stripe } from 'stripe';
import type { CreateProviderPortalInput, PortalFlow } from '../provider.ts';
import { toStripePortalLocale } from './locales.ts';

type SessionParams = Stripe.BillingPortal.SessionCreateParams;

/** @see https://docs.stripe.com/api/customer_portal/sessions/create */
export function toSessionParams({
  providerCustomerId,
  returnUrl,
  flow,
  locale,
}: CreateProviderPortalInput): SessionParams {
  const flowData = flow && toFlowData(flow);
  return {
    customer: providerCustomerId,
    return_url: returnUrl,
    ...(flowData ? { flow_data: flowData } : {}),
    ...(locale === undefined ? {} : { locale: toStripePortalLocale(locale) }),
  };
}

/** @returns undefined where Stripe's portal has no such flow: it opens as ever. @see https://docs.stripe.com/customer-management/portal-deep-links */
function toFlowData(flow: PortalFlow): SessionParams['flow_data'] {
  if (flow.type === 'payments') return undefined;
  if (flow.type === 'payment_method_update') return { type: flow.type };
  return { type: flow.type, subscription_cancel: { subscription: flow.subscriptionId } };
}
