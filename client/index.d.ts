import { type TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from './router.js';
import { type BillingPortalClientOptions } from './options.js';
export type { AppRouter } from './router.js';
export type { BillingPortalClientOptions, Fetch, Patience } from './options.js';
export { BillingPortalError, type BillingPortalErrorCode, type BillingPortalErrorDetails, type ClientErrorCode, isBillingPortalError, type ServiceErrorCode, } from './errors.js';
/** What each call takes: `BillingPortalInputs['billingPortals']['create']`. */
export type BillingPortalInputs = inferRouterInputs<AppRouter>;
/** What each call answers with: `BillingPortalOutputs['billingPortals']['create']`. */
export type BillingPortalOutputs = inferRouterOutputs<AppRouter>;
export type BillingPortalClient = TRPCClient<AppRouter>;
/**
 * A typed client of the billing portal service. Failed calls that may succeed when they are repeated are repeated, as
 * `retries` and `timeoutMs` allow; every call is safe to repeat. A call takes `{ signal }` to give it up.
 *
 * @throws TypeError when an option is missing or unusable.
 * Calls reject with `BillingPortalError`.
 */
export declare function createBillingPortalClient(options: BillingPortalClientOptions): BillingPortalClient;
