import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { PortalFeatures, PortalFlow } from '../providers/provider.ts';

export const FLOW_TYPES = [
  'payment_method_update',
  'subscription_cancel',
  'payments',
] as const satisfies readonly PortalFlow['type'][];

/** As it is kept with a link. */
const stored = z.discriminatedUnion('type', [
  z.object({ type: z.literal('payment_method_update') }),
  z.object({ type: z.literal('subscription_cancel'), subscriptionId: z.string() }),
  z.object({ type: z.literal('payments') }),
]);

/** @param flow the column of the link's row. */
export function readStoredFlow(flow: unknown): PortalFlow | null {
  return stored.nullable().parse(flow ?? null);
}

const NEEDS: Readonly<Record<PortalFlow['type'], keyof PortalFeatures>> = {
  payment_method_update: 'changePaymentMethod',
  subscription_cancel: 'cancel',
  payments: 'paymentHistory',
};

/** At every provider alike, and before it is asked. @throws AppError bad_request */
export function assertFlowOffered({ type }: PortalFlow, features: PortalFeatures): void {
  if (features[NEEDS[type]]) return;
  throw new AppError('bad_request', {
    faults: ["flow.type must be one that the app's portal configuration offers: this one is switched off"],
  });
}

/** What a caller is told when the provider opens its portal, but not for that. */
export function refusedFlow({ type }: PortalFlow, cause: unknown): AppError {
  const fault =
    type === 'subscription_cancel'
      ? 'flow.subscription must be a subscription of the tenant that can be canceled'
      : "flow.type must be one that the provider's portal offers to the tenant";
  return new AppError('bad_request', { faults: [fault], cause });
}
