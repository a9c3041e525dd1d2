import { DEFAULT_REQUEST_TIMEOUT_MS, type PaymentProvider, type ProviderOptions } from '../provider.ts';
import { createClient } from './client.ts';
import { PROVIDER } from './errors.ts';
import { identify } from './identify.ts';
import { API_URL } from './sdk.ts';
import { inspectSecret, SECRET_HINT } from './secret.ts';

/** Stripe hosts a portal of its own. @see https://docs.stripe.com/customer-management */
export function createStripeProvider(options: ProviderOptions = {}): PaymentProvider {
  const { apiUrl = API_URL, timeoutMs = DEFAULT_REQUEST_TIMEOUT_MS } = options;
  const reach = { apiUrl, timeoutMs };
  return {
    id: PROVIDER,
    displayName: 'Stripe',
    secretHint: SECRET_HINT,
    portalUrlExample: 'https://billing.stripe.com/p/session/test_12345',
    customerIdExample: 'cus_NffrFeUfNV2Hib',
    inspectSecret,
    identify: (input) => identify(input, reach),
    createClient: (connection) => createClient(connection, reach),
  };
}
