import type { Payment, PaymentMethod, Subscription } from '../providers/provider.ts';

/* What follows from a customer's subscriptions and payment methods. All pure. */

/** Payments are still to be taken for it. */
export function isLive({ status }: Subscription): boolean {
  return status !== 'canceled' && status !== 'completed';
}

/** And not taken back. */
export function isPaidOrOnItsWay({ status, chargedBackMinor }: Payment): boolean {
  return status === 'pending' || status === 'authorized' || (status === 'paid' && chargedBackMinor === 0);
}

/** The methods a subscription may be paid with; where it names none, the provider picks a valid one. */
export function methodsOf({ paymentMethodId }: Subscription, methods: PaymentMethod[]): PaymentMethod[] {
  return paymentMethodId === null
    ? methods.filter((method) => method.status === 'valid')
    : methods.filter((method) => method.paymentMethodId === paymentMethodId);
}

/** Its method does not work any more; or it names none, and the customer has none that works or is being verified. */
export function cannotBeCharged({ paymentMethodId }: Subscription, methods: PaymentMethod[]): boolean {
  const own = methods.filter((method) => paymentMethodId === null || method.paymentMethodId === paymentMethodId);
  const isKnown = paymentMethodId === null || own.length > 0;
  return isKnown && own.every(({ status }) => status === 'invalid');
}

type Holdings = { subscriptions: Subscription[]; methods: PaymentMethod[] };

/**
 * The live subscriptions that would end, or could not be charged any more, without this method: those that name it,
 * and those that name none while it is the last that can be used.
 */
export function subscriptionsNeeding(paymentMethodId: string, { subscriptions, methods }: Holdings): Subscription[] {
  const isIt = (method: PaymentMethod) => method.paymentMethodId === paymentMethodId;
  return subscriptions.filter(isLive).filter((subscription) => {
    if (subscription.paymentMethodId !== null) return subscription.paymentMethodId === paymentMethodId;
    const valid = methodsOf(subscription, methods);
    // Without a valid one, one that is still being verified is what it waits for.
    const usable = valid.length > 0 ? valid : methods.filter(({ status }) => status === 'pending');
    return usable.length === 1 && usable.every(isIt);
  });
}

/** Nothing is paid with it, and nothing is about to be. @param awaitedMethodId to which subscriptions are about to be moved. */
export function isSpare(
  { paymentMethodId }: PaymentMethod,
  { awaitedMethodId, ...holdings }: Holdings & { awaitedMethodId: string | null },
): boolean {
  return paymentMethodId !== awaitedMethodId && subscriptionsNeeding(paymentMethodId, holdings).length === 0;
}

export type MovePlan = {
  /** To be charged to the new method now. */
  move: Subscription[];
  /** When the new method is confirmed: until then they go on with a method that works. */
  wait: Subscription[];
};

/**
 * Which live subscriptions go over to a new method, and which of them now. One whose present method does not work has
 * nothing to lose by going over to a method that the bank has not confirmed yet.
 */
export function planMoves(target: PaymentMethod, { subscriptions, methods }: Holdings): MovePlan {
  const elsewhere = subscriptions.filter(
    (subscription) => isLive(subscription) && subscription.paymentMethodId !== target.paymentMethodId,
  );
  if (target.status === 'valid') return { move: elsewhere, wait: [] };
  if (target.status === 'invalid') return { move: [], wait: [] };
  const works = (subscription: Subscription) =>
    methodsOf(subscription, methods).some(({ status }) => status === 'valid');
  return { move: elsewhere.filter((each) => !works(each)), wait: elsewhere.filter(works) };
}

/** A checkout that was left, given up or refused: its own page told so, and nothing came of it. */
export function isFruitless({ checkoutId, status }: Payment): boolean {
  return checkoutId !== null && status !== 'paid' && status !== 'pending' && status !== 'authorized';
}

/** What a checkout that came to nothing left behind at some providers: it is being verified for ever. */
export function isLeftover({ paymentMethodId, status }: PaymentMethod, payments: Payment[]): boolean {
  const own = payments.filter((payment) => payment.paymentMethodId === paymentMethodId);
  return status === 'pending' && own.length > 0 && own.every(isFruitless);
}
