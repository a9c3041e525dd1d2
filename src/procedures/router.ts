import { billingPortals } from './billing-portals.ts';
import { providerCustomers } from './provider-customers.ts';
import { tenants } from './tenants.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  billingPortals,
  tenants,
  providerCustomers,
});

export type AppRouter = typeof appRouter;
