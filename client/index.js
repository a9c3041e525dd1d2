import { createTRPCClient } from '@trpc/client';
import { endpointOf, headerValue, readPatience } from './options.js';
import { patientLink } from './patient-link.js';
export { BillingPortalError, isBillingPortalError, } from './errors.js';
/**
 * A typed client of the billing portal service. Failed calls that may succeed when they are repeated are repeated, as
 * `retries` and `timeoutMs` allow; every call is safe to repeat. A call takes `{ signal }` to give it up.
 *
 * @throws TypeError when an option is missing or unusable.
 * Calls reject with `BillingPortalError`.
 */
export function createBillingPortalClient(options) {
    const { apiKeyType = 'write', fetch = (url, init) => globalThis.fetch(url, init) } = options;
    const headers = {
        'x-api-key': headerValue({ option: 'apiKey', value: options.apiKey }),
        'x-client-id': headerValue({ option: 'clientId', value: options.clientId }),
        'x-api-key-type': apiKeyType,
    };
    const link = patientLink({ url: endpointOf(options.url), headers, patience: readPatience(options), fetch });
    return createTRPCClient({ links: [link] });
}
