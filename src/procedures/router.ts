import { billingPortals } from './billing-portals.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  billingPortals,
});

export type AppRouter = typeof appRouter;
