import type { ConnectionDetails, ProviderClient } from '../provider.ts';
import { createBilling } from './billing.ts';
import {
  createCustomer,
  IDEMPOTENCY_WINDOW_SECONDS,
  listCustomers,
  lookUpCustomer,
  updateCustomer,
  verify,
} from './customers.ts';
import { createPaymentMethodOperations } from './payment-methods.ts';
import { createSdk, type MollieReach } from './sdk.ts';
import { readSettings } from './settings.ts';
import { createSubscriptionOperations } from './subscriptions.ts';

export type MollieClientParts = MollieReach & { clock: () => Date };

export function createClient(connection: ConnectionDetails, parts: MollieClientParts): ProviderClient {
  const { secret, mode } = connection;
  const { apiUrl, timeoutMs, clock } = parts;
  const calls = { sdk: createSdk({ secret, apiUrl, mode, settings: readSettings(connection.settings) }), timeoutMs };
  return {
    createCustomer: (input) => createCustomer(calls, input),
    updateCustomer: (input) => updateCustomer(calls, input),
    idempotencyWindowSeconds: IDEMPOTENCY_WINDOW_SECONDS,
    listCustomers: (input) => listCustomers(calls, input),
    lookUpCustomer: (providerCustomerId) => lookUpCustomer(calls, providerCustomerId),
    verify: () => verify(calls),
    billing: createBilling({ ...calls, clock }),
    subscriptions: createSubscriptionOperations({ ...calls, clock }),
    paymentMethods: createPaymentMethodOperations({ ...calls, apiUrl }),
  };
}
