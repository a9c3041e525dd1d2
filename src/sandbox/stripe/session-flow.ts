import type Stripe from 'stripe';
import type { Answer } from '../core/answer.ts';
import type { StripeBooks } from './accounts.ts';
import type { StripeConfiguration } from './configurations.ts';
import { resourceMissing, stripeError } from './errors.ts';
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
    subscription_cancel:
      wanted.subscription_cancel === undefined
        ? null
        : { retention: null, subscription: wanted.subscription_cancel.subscription },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: wanted.type,
  };
}

type FlowInput = { books: StripeBooks; customerId: string; configuration: StripeConfiguration; flow: FlowParams };

/** A flow needs its feature switched on, and a subscription of that very customer. */
export function refuseFlow({ books, customerId, configuration, flow }: FlowInput): Answer | null {
  const { type, subscription_cancel: cancel } = flow;
  if (!configuration.features[type].enabled) {
    const message = `This flow cannot be used: \`${type}\` is disabled in the portal configuration.`;
    return stripeError({ message, param: 'flow_data[type]' });
  }
  if (type !== 'subscription_cancel') return null;
  const param = 'flow_data[subscription_cancel][subscription]';
  if (cancel === undefined) {
    return stripeError({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
  }
  const owner = books.subscriptions.get(cancel.subscription);
  return owner === customerId ? null : resourceMissing({ noun: 'subscription', id: cancel.subscription, param });
}
