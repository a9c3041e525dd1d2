import type { PortalFlow } from '../providers/provider.ts';
import { PORTAL_PATH } from '../services/portal-sessions.ts';
import { ADD_METHOD_PATH } from './checkout-paths.ts';
import { CANCEL_ROUTE, pathTo } from './subscription-paths.ts';

/** Where each page is; the router's own routes are these without PORTAL_PATH. */
export const PAYMENTS_PATH = `${PORTAL_PATH}/payments`;
export const DETAILS_PATH = `${PORTAL_PATH}/details`;

/** Added to where a link opens when the page of another tenant was open in this browser before. */
export const REPLACED_PARAMETER = 'replaced';
/** A page of payments begins there. */
export const FROM_PARAMETER = 'from';

export function pathToPaymentsFrom(paymentId: string): string {
  return `${PAYMENTS_PATH}?${new URLSearchParams({ [FROM_PARAMETER]: paymentId })}`;
}

export function pathToPayment(paymentId: string): string {
  return `${PAYMENTS_PATH}/${encodeURIComponent(paymentId)}`;
}

/** Where a link opens. */
export function flowPath(flow: PortalFlow | null): string {
  if (flow === null) return PORTAL_PATH;
  if (flow.type === 'subscription_cancel') return pathTo(CANCEL_ROUTE, flow.subscriptionId);
  return flow.type === 'payments' ? PAYMENTS_PATH : ADD_METHOD_PATH;
}
