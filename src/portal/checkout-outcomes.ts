import type { PaymentMethod, Subscription } from '../providers/provider.ts';
import { isLive, isSpare } from '../services/billing-rules.ts';
import { debtOf, findDue, isSameDebt } from '../services/overdue.ts';
import type { PortalBilling } from '../services/portal-billing.ts';
import type { CheckoutView } from '../services/portal-checkouts.ts';

/** How a checkout stands, as a person should hear it. */
export type CheckoutOutcome =
  /** The new method pays for these now; what paid for them before could go. */
  | { kind: 'settled'; method: PaymentMethod | null; paysFor: Subscription[]; spare: PaymentMethod[] }
  /** The bank has still to confirm the method. */
  | { kind: 'confirming'; method: PaymentMethod | null }
  /** Paid, but not all subscriptions are on the new method yet. */
  | { kind: 'moving'; left: Subscription[] }
  /** It can still be paid, and is not what is due any more. */
  | { kind: 'outdated' }
  | { kind: 'processing' | 'open' | 'failed' | 'canceled' | 'expired' | 'refused' | 'unknown' };

/** Pure. */
export function outcomeOf(view: CheckoutView, billing: PortalBilling): CheckoutOutcome {
  const { state, paymentStatus, isCurrent } = view;
  switch (state) {
    case 'creating':
    case 'abandoned':
      return { kind: 'expired' };
    case 'failed':
    case 'canceled':
    case 'expired':
    case 'refused':
      return { kind: state };
    case 'open':
      if (!isCurrent) return { kind: 'unknown' };
      if (paymentStatus !== 'open') return { kind: 'processing' };
      return { kind: isOutdated(view, billing) ? 'outdated' : 'open' };
    default:
      return afterPayment(state, view, billing);
  }
}

/** Where the provider does not say what is due, it may well be the same. */
export function isOutdated(view: CheckoutView, { subscriptions, payments }: PortalBilling): boolean {
  if (view.purpose !== 'overdue' || subscriptions.kind !== 'loaded' || payments.kind !== 'loaded') return false;
  const due = findDue({ subscriptions: subscriptions.items, payments: payments.items });
  return due === null || !isSameDebt(debtOf(due), view);
}

function afterPayment(state: 'paid' | 'settled', view: CheckoutView, billing: PortalBilling): CheckoutOutcome {
  const { paymentMethodId: methodId, moved } = view;
  const { awaitedMethodId } = billing;
  const subscriptions = billing.subscriptions.kind === 'loaded' ? billing.subscriptions.items : [];
  const methods = billing.paymentMethods.kind === 'loaded' ? billing.paymentMethods.items : [];
  const method = methods.find(({ paymentMethodId }) => paymentMethodId === methodId) ?? null;
  const isOnIt = (subscription: Subscription) => subscription.paymentMethodId === methodId;
  const live = subscriptions.filter(isLive);
  if (state === 'paid') {
    const isConfirmed = method?.status === 'valid';
    return isConfirmed
      ? { kind: 'moving', left: live.filter((each) => !isOnIt(each)) }
      : { kind: 'confirming', method };
  }
  const before = new Set(moved.map(({ from }) => from));
  const isLeft = ({ paymentMethodId }: PaymentMethod) => paymentMethodId !== methodId && before.has(paymentMethodId);
  const spare = methods.filter(isLeft).filter((each) => isSpare(each, { subscriptions, methods, awaitedMethodId }));
  return { kind: 'settled', method, paysFor: live.filter(isOnIt), spare };
}
