import { z } from 'zod';
import { assertSameObject } from '../answers.ts';
import { checkLink } from '../links.ts';
import type { ConnectionDetails, ProviderClient } from '../provider.ts';
import {
  createCustomer,
  IDEMPOTENCY_WINDOW_SECONDS,
  listCustomers,
  lookUpCustomer,
  updateCustomer,
} from './customers.ts';
import { ask, PROVIDER } from './errors.ts';
import { account } from './identify.ts';
import { createPortalConfiguration } from './portal-configuration.ts';
import { createSdk, type StripeReach } from './sdk.ts';
import { readSettings } from './settings.ts';

const session = z.object({ object: z.literal('billing_portal.session'), customer: z.string(), url: z.string() });

export function createClient({ secret, settings }: ConnectionDetails, reach: StripeReach): ProviderClient {
  const sdk = createSdk({ secret, ...reach });
  const configuration = createPortalConfiguration({ sdk, settings: readSettings(settings) });

  return {
    createCustomer: (input) => createCustomer(sdk, input),
    updateCustomer: (input) => updateCustomer(sdk, input),
    idempotencyWindowSeconds: IDEMPOTENCY_WINDOW_SECONDS,
    listCustomers: (input) => listCustomers(sdk, input),
    lookUpCustomer: (providerCustomerId) => lookUpCustomer(sdk, providerCustomerId),

    /**
     * Never with an idempotency key: a replay hands out a URL that is dead after five minutes.
     * @see https://docs.stripe.com/api/customer_portal/sessions/create
     */
    async createBillingPortal({ providerCustomerId, returnUrl, rememberSettings }) {
      const portal = { customer: providerCustomerId, return_url: returnUrl };
      const { url, customer } = await ask(session, () =>
        configuration.use(
          (id) => sdk.billingPortal.sessions.create(id === undefined ? portal : { ...portal, configuration: id }),
          rememberSettings,
        ),
      );
      assertSameObject({ asked: providerCustomerId, answered: customer, provider: PROVIDER });
      return { url: checkLink(url, { provider: PROVIDER, apiUrl: reach.apiUrl }) };
    },

    /** @see https://docs.stripe.com/api/accounts/retrieve */
    async verify() {
      await ask(account, () => sdk.accounts.retrieveCurrent());
    },
  };
}
