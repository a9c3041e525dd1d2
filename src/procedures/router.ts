import { billingPortals } from './billing-portals.ts';
import { tenants } from './tenants.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  billingPortals,
  tenants,
});

export type AppRouter = typeof appRouter;
