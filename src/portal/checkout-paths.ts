import { CHECKOUTS_PATH } from '../services/portal-checkouts.ts';
import { PORTAL_PATH } from '../services/portal-sessions.ts';

/* Below PORTAL_PATH, with the router's parameters. */
export const ADD_METHOD_ROUTE = '/payment-methods/add';
export const REMOVE_METHOD_ROUTE = '/payment-methods/:paymentMethodId/remove';
export const OVERDUE_ROUTE = '/overdue';
export const CHECKOUT_ROUTE = '/checkouts/:checkoutId';
export const FORWARD_ROUTE = '/checkouts/:checkoutId/forward';

export const ADD_METHOD_PATH = PORTAL_PATH + ADD_METHOD_ROUTE;
export const OVERDUE_PATH = PORTAL_PATH + OVERDUE_ROUTE;

/** Added when what a person had agreed to is no longer what would be charged. */
export const CHANGED_PARAMETER = 'changed';

export function pathToRemove(paymentMethodId: string): string {
  return PORTAL_PATH + REMOVE_METHOD_ROUTE.replace(':paymentMethodId', encodeURIComponent(paymentMethodId));
}

/** Leads on to a payment that is not what is due any more, for a person who wants to stop it there. */
export const STOP_PARAMETER = 'stop';

/** Where a person sees how a checkout ended; the provider sends them there. */
export function pathToCheckout(checkoutId: string): string {
  return `${CHECKOUTS_PATH}/${checkoutId}`;
}

/** Our page that leads on to the provider's. */
export function pathToForward(checkoutId: string): string {
  return `${CHECKOUTS_PATH}/${checkoutId}/forward`;
}

export function pathToStop(checkoutId: string): string {
  return `${pathToForward(checkoutId)}?${STOP_PARAMETER}`;
}
