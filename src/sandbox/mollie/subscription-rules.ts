import type { MandateMethod, MollieCustomer, MollieMandate, MollieSubscription } from './records.ts';

export function isLive({ status }: MollieSubscription): boolean {
  return status === 'active' || status === 'pending' || status === 'suspended';
}

/** At once and for good; one that has ended already stays as it is. @see https://docs.mollie.com/reference/cancel-subscription */
export function cancelSubscription(subscription: MollieSubscription, now: Date): void {
  if (!isLive(subscription)) return;
  subscription.status = 'canceled';
  subscription.canceledAt = now;
  subscription.nextPaymentDate = null;
}

export type ChosenMandate =
  | { kind: 'mandate'; mandate: MollieMandate }
  | { kind: 'refused'; detail: string; field?: 'mandateId' };

/** What a subscription or a recurring payment would be charged to: the one named, else a valid one, else a pending one. */
export function chooseMandate(
  customer: MollieCustomer,
  wanted: { mandateId?: string | null | undefined; method?: MandateMethod | null | undefined },
): ChosenMandate {
  const { mandateId, method } = wanted;
  const usable = [...customer.mandates.values()].filter(({ revoked, status }) => !revoked && status !== 'invalid');
  if (mandateId !== undefined && mandateId !== null) {
    const mandate = usable.find((candidate) => candidate.mandateId === mandateId);
    if (!mandate)
      return { kind: 'refused', detail: 'The mandate does not exist or cannot be used', field: 'mandateId' };
    if (method && mandate.method !== method) {
      return { kind: 'refused', detail: 'The mandate is of another method', field: 'mandateId' };
    }
    return { kind: 'mandate', mandate };
  }
  const fitting = usable.filter((candidate) => !method || candidate.method === method);
  const mandate = fitting.findLast(({ status }) => status === 'valid') ?? fitting.at(-1);
  return mandate
    ? { kind: 'mandate', mandate }
    : { kind: 'refused', detail: 'No suitable mandates found for customer' };
}

/**
 * Every subscription on the mandate ends, and those on whichever is valid when this was the last one.
 * @see https://docs.mollie.com/reference/revoke-mandate
 */
export function revokeMandate(customer: MollieCustomer, mandate: MollieMandate, now: Date): void {
  mandate.revoked = true;
  const isLast = chooseMandate(customer, {}).kind === 'refused';
  for (const subscription of customer.subscriptions.values()) {
    if (subscription.mandateId === mandate.mandateId || (subscription.mandateId === null && isLast)) {
      cancelSubscription(subscription, now);
    }
  }
}

/** Subscriptions that waited for a mandate begin. */
export function mandateBecameValid(customer: MollieCustomer, mandate: MollieMandate): void {
  mandate.status = 'valid';
  for (const subscription of customer.subscriptions.values()) {
    const waitsForIt = subscription.mandateId === null || subscription.mandateId === mandate.mandateId;
    if (subscription.status === 'pending' && waitsForIt) subscription.status = 'active';
  }
}
