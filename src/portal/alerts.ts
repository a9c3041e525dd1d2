import type { CalendarDate, Payment, PaymentMethod, Subscription } from '../providers/provider.ts';
import { isLive, methodsOf } from '../services/billing-rules.ts';
import { type Due, findDue } from '../services/overdue.ts';
import { itemsOrNone, type PortalBilling } from '../services/portal-billing.ts';
import { latestPayment, stateOfMethod } from './billing-facts.ts';

/** What a person should know before anything else on the page. */
export type Alert =
  | { kind: 'subscriptionSuspended'; subscription: Subscription }
  | { kind: 'paymentFailed'; payment: Payment }
  | { kind: 'paymentChargedBack'; payment: Payment }
  | { kind: 'methodInvalid'; method: PaymentMethod }
  | { kind: 'methodExpired'; method: PaymentMethod; on: CalendarDate }
  | { kind: 'methodExpiring'; method: PaymentMethod; on: CalendarDate }
  | { kind: 'methodPending'; method: PaymentMethod };

/** The most urgent first. A part that could not be loaded raises none. */
export function findAlerts(billing: PortalBilling, today: CalendarDate): Alert[] {
  const subscriptions = itemsOrNone(billing.subscriptions);
  const payments = itemsOrNone(billing.payments);
  const methods = itemsOrNone(billing.paymentMethods);
  const alerts = [
    ...subscriptionAlerts(subscriptions, payments),
    ...oneOffAlerts(payments),
    ...methodAlerts({ methods, subscriptions, today, awaitedMethodId: billing.awaitedMethodId }),
  ];
  return alerts.toSorted((a, b) => URGENCY[a.kind] - URGENCY[b.kind]);
}

const URGENCY: Readonly<Record<Alert['kind'], number>> = {
  subscriptionSuspended: 0,
  paymentFailed: 1,
  paymentChargedBack: 2,
  methodInvalid: 3,
  methodExpired: 4,
  methodExpiring: 5,
  methodPending: 6,
};

/** One per subscription: a suspension is what a failed payment led to, so it alone is told. */
function subscriptionAlerts(subscriptions: Subscription[], payments: Payment[]): Alert[] {
  return subscriptions.flatMap((subscription) => {
    if (subscription.status === 'suspended') return [{ kind: 'subscriptionSuspended', subscription } as const];
    if (!isLive(subscription)) return [];
    return paymentAlert(latestPayment(payments, subscription.subscriptionId));
  });
}

/** A payment outside any subscription matters while nothing newer has happened. */
function oneOffAlerts(payments: Payment[]): Alert[] {
  const [newest] = payments;
  return newest?.subscriptionId === null ? paymentAlert(newest) : [];
}

function paymentAlert(payment: Payment | undefined): Alert[] {
  if (payment?.status === 'failed') return [{ kind: 'paymentFailed', payment }];
  if (payment !== undefined && payment.chargedBackMinor > 0) return [{ kind: 'paymentChargedBack', payment }];
  return [];
}

type MethodFacts = {
  methods: PaymentMethod[];
  subscriptions: Subscription[];
  today: CalendarDate;
  awaitedMethodId: string | null;
};

/**
 * A method that nothing is paid with is told in its row only, unless the person is waiting for it; then it is to
 * replace all others, and nothing has to be done about those. What a suspension has told already is not told again.
 */
function methodAlerts({ methods, subscriptions, today, awaitedMethodId }: MethodFacts): Alert[] {
  const awaited = methods.find(
    ({ paymentMethodId, status }) => paymentMethodId === awaitedMethodId && status !== 'invalid',
  );
  const charged = subscriptions.filter((subscription) => isLive(subscription) && subscription.status !== 'suspended');
  const inUse = charged.flatMap((subscription) => concernedMethods(subscription, methods));
  const concerned = new Set(awaited ? [awaited] : inUse);
  return methods.flatMap((method): Alert[] => {
    if (!concerned.has(method)) return [];
    const state = stateOfMethod(method, today);
    if (state.word === 'pending') return [{ kind: 'methodPending', method }];
    if (state.word === 'invalid') return [{ kind: 'methodInvalid', method }];
    if (state.word === 'expired') return [{ kind: 'methodExpired', method, on: state.expiresOn }];
    if (state.word === 'expiring') return [{ kind: 'methodExpiring', method, on: state.expiresOn }];
    return [];
  });
}

/** Where it names none and none works, it waits for those that are being verified; without any, the newest is told. */
function concernedMethods(subscription: Subscription, methods: PaymentMethod[]): PaymentMethod[] {
  const own = methodsOf(subscription, methods);
  if (own.length > 0 || subscription.paymentMethodId !== null) return own;
  const pending = methods.filter(({ status }) => status === 'pending');
  if (pending.length > 0) return pending;
  return methods.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, 1);
}

export type AlertAction = 'pay' | 'change';

/** What a person can do about an alert on our pages; null: nothing. Pure. */
export function actionOn(alert: Alert, due: Due | null): AlertAction | null {
  switch (alert.kind) {
    case 'subscriptionSuspended': {
      const { subscriptionId } = alert.subscription;
      const isDue = due?.payments.some(({ subscription }) => subscription.subscriptionId === subscriptionId) ?? false;
      return isDue ? 'pay' : null;
    }
    case 'paymentFailed':
    case 'paymentChargedBack': {
      const { paymentId } = alert.payment;
      return due?.payments.some(({ payment }) => payment.paymentId === paymentId) ? 'pay' : null;
    }
    case 'methodPending':
      return null;
    default:
      return 'change';
  }
}

/** What is overdue, as far as the page knows. */
export function dueIn({ subscriptions, payments }: PortalBilling): Due | null {
  return findDue({ subscriptions: itemsOrNone(subscriptions), payments: itemsOrNone(payments) });
}
