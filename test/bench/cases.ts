import { createToken } from '../../dist/services/tokens.js';
import type { Shot } from './load.js';
import type { BenchApp, World } from './world.js';

export const CASES = ['warm Stripe', 'warm Mollie', 'refused key', 'first call', 'portal page'] as const;
export type CaseName = (typeof CASES)[number];

/** More than one round of the first call sends. */
const NEWCOMERS_A_ROUND = 2_000;

/** What is sent for a case, and whether each may be sent once only. */
export function shotsOf(name: CaseName, world: World): { shots: Shot[]; once: boolean } {
  const forAll = (make: (app: BenchApp, tenantUuid: string) => Shot): Shot[] =>
    world.apps.flatMap((app) => app.tenants.map(({ tenantUuid }) => make(app, tenantUuid)));
  switch (name) {
    case 'warm Stripe':
      return { once: false, shots: forAll((app, tenant) => callOf(app, tenant, 'stripe')) };
    case 'warm Mollie':
      return { once: false, shots: forAll((app, tenant) => callOf(app, tenant, 'mollie')) };
    case 'refused key':
      return { once: false, shots: forAll(refusedCallOf) };
    case 'first call': {
      const newcomers = world.takeNewcomers(NEWCOMERS_A_ROUND);
      return { once: true, shots: newcomers.map(({ app, tenantUuid }) => callOf(app, tenantUuid, 'stripe')) };
    }
    default: {
      const cookies = world.apps.flatMap(({ tenants }) => tenants.map(({ portalCookie }) => portalCookie));
      return {
        once: false,
        shots: cookies.map((cookie) => ({ method: 'GET', path: '/portal', headers: { cookie }, status: 200 })),
      };
    }
  }
}

export function callOf({ appUuid, headers }: BenchApp, tenantUuid: string, provider: string): Shot {
  return {
    method: 'POST',
    path: `/api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/${provider}/billing-portals`,
    headers,
    body: '{"defaultReturnUrl":"https://app.example.com/account"}',
    status: 200,
  };
}

/** A key of the right form that nobody has, so that the database must be asked. */
function refusedCallOf(app: BenchApp, tenantUuid: string): Shot {
  const apiKey = createToken('bpb_live_w_0123456789abcdef_');
  const shot = callOf(app, tenantUuid, 'stripe');
  return { ...shot, headers: { ...shot.headers, 'x-api-key': apiKey }, status: 401 };
}
