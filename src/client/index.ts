import { createTRPCClient, type TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../procedures/router.ts';
import { type BillingPortalClientOptions, endpointOf, headerValue, readPatience } from './options.ts';
import { patientLink } from './patient-link.ts';

export type { AppRouter } from '../procedures/router.ts';
export type { BillingPortalClientOptions, Fetch, Patience } from './options.ts';
export {
  BillingPortalError,
  type BillingPortalErrorCode,
  type BillingPortalErrorDetails,
  type ClientErrorCode,
  isBillingPortalError,
  type ServiceErrorCode,
} from './errors.ts';

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
export function createBillingPortalClient(options: BillingPortalClientOptions): BillingPortalClient {
  const { apiKeyType = 'write', fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const headers = {
    'x-api-key': headerValue({ option: 'apiKey', value: options.apiKey }),
    'x-client-id': headerValue({ option: 'clientId', value: options.clientId }),
    'x-api-key-type': apiKeyType,
  };
  const link = patientLink({ url: endpointOf(options.url), headers, patience: readPatience(options), fetch });
  return createTRPCClient<AppRouter>({ links: [link] });
}
