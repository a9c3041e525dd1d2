import { DEFAULT_REQUEST_TIMEOUT_MS, type PaymentProvider, type ProviderOptions } from '../provider.ts';
import { createClient } from './client.ts';
import { PROVIDER } from './errors.ts';
import { identify } from './identify.ts';
import { API_URL } from './sdk.ts';
import { inspectSecret, SECRET_HINT } from './secret.ts';

/** Mollie has no portal for customers: our own pages show what its client's `billing` reads. */
export function createMollieProvider(options: ProviderOptions = {}): PaymentProvider {
  const { apiUrl = API_URL, timeoutMs = DEFAULT_REQUEST_TIMEOUT_MS, clock = () => new Date() } = options;
  return {
    id: PROVIDER,
    displayName: 'Mollie',
    secretHint: SECRET_HINT,
    portalUrlExample: 'https://billing.acme.example/portal/open/bpl_12345',
    customerIdExample: 'cst_8wmqcHMN4U',
    inspectSecret,
    identify: (input) => identify(input, { apiUrl, timeoutMs }),
    createClient: (connection) => createClient(connection, { apiUrl, timeoutMs, clock }),
  };
}
