import { z } from 'zod';
import type { PortalFlow } from '../providers/provider.ts';
import { FLOW_TYPES } from '../services/portal-flows.ts';
import { identifier } from './fields.ts';

const subscription = identifier.meta({
  description: "The provider's id of one of the tenant's subscriptions that can be canceled.",
  example: 'sub_1MowQVLkdIwHu7ixeRlqHVzs',
});

const type = <Word extends PortalFlow['type']>(word: Word, description: string) =>
  z.literal(word).meta({ description, example: word });

/** What the person comes for. The wire's `subscription` is our `subscriptionId`. */
export const portalFlow = z
  .discriminatedUnion(
    'type',
    [
      z
        .object({ type: type('payment_method_update', 'Add a payment method, or change to another one.') })
        .meta({ title: 'Payment method', example: { type: 'payment_method_update' } }),
      z.object({ type: type('subscription_cancel', 'Cancel one subscription.'), subscription }).meta({
        title: 'Cancel',
        example: { type: 'subscription_cancel', subscription: 'sub_1MowQVLkdIwHu7ixeRlqHVzs' },
      }),
      z
        .object({ type: type('payments', 'See and print payments.') })
        .meta({ title: 'Payments', example: { type: 'payments' } }),
    ],
    {
      error: ({ code }) =>
        code === 'invalid_union' ? `must be one of: ${FLOW_TYPES.join(', ')}` : 'must be an object',
    },
  )
  .transform((flow): PortalFlow =>
    flow.type === 'subscription_cancel' ? { type: flow.type, subscriptionId: flow.subscription } : flow,
  )
  .meta({
    description:
      'What the person comes for: the portal opens there. Left out: it opens with everything. `payments` has no page of its own at Stripe, where the portal opens with everything too. A flow that the operator has switched off is refused with `400`, and at Stripe so is a subscription that is not the tenant’s.',
    example: { type: 'payment_method_update' },
  });
