import { PORTAL_PATH } from '../services/portal-sessions.ts';

/** Below PORTAL_PATH, with the router's parameter. */
export const CANCEL_ROUTE = '/subscriptions/:subscriptionId/cancel';
export const KEEP_ROUTE = '/subscriptions/:subscriptionId/keep';

/** The field of the cancel page's form. */
export const REASON_FIELD = 'reason';

export function pathTo(route: typeof CANCEL_ROUTE | typeof KEEP_ROUTE, subscriptionId: string): string {
  return PORTAL_PATH + route.replace(':subscriptionId', encodeURIComponent(subscriptionId));
}
