import type { PortalFlow } from '../providers/provider.ts';
import { PORTAL_PATH } from '../services/portal-sessions.ts';

/** Where each page is; the router's own routes are these without PORTAL_PATH. */
export const PAYMENTS_PATH = `${PORTAL_PATH}/payments`;
export const ADD_METHOD_PATH = `${PORTAL_PATH}/payment-methods/add`;

export function cancelPath(subscriptionId: string): string {
  return `${PORTAL_PATH}/subscriptions/${encodeURIComponent(subscriptionId)}/cancel`;
}

/** Where a link opens. */
export function flowPath(flow: PortalFlow | null): string {
  if (flow === null) return PORTAL_PATH;
  if (flow.type === 'subscription_cancel') return cancelPath(flow.subscriptionId);
  return flow.type === 'payments' ? PAYMENTS_PATH : ADD_METHOD_PATH;
}
