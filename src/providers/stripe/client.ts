import { z } from 'zod';
import { assertSameObject } from '../answers.ts';
import { checkLink } from '../links.ts';
import { type ConnectionDetails, type ProviderClient, ProviderError } from '../provider.ts';
import { createAppPortalConfiguration } from './app-portal-configuration.ts';
import {
  createCustomer,
  IDEMPOTENCY_WINDOW_SECONDS,
  listCustomers,
  lookUpCustomer,
  updateCustomer,
} from './customers.ts';
import { ask, isUnexplained, PROVIDER } from './errors.ts';
import { account } from './identify.ts';
import { toSessionParams } from './portal-session.ts';
import { createPortalConfiguration } from './portal-configuration.ts';
import { createSdk, type StripeReach } from './sdk.ts';
import { readSettings } from './settings.ts';

const session = z.object({ object: z.literal('billing_portal.session'), customer: z.string(), url: z.string() });

export function createClient({ secret, settings }: ConnectionDetails, reach: StripeReach): ProviderClient {
  const sdk = createSdk({ secret, ...reach });
  const known = readSettings(settings);
  const accountConfiguration = createPortalConfiguration({ sdk, settings: known });
  const appConfiguration = createAppPortalConfiguration({ sdk, settings: known });

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
    async createBillingPortal(input) {
      const { portal, rememberSettings } = input;
      const params = toSessionParams(input);
      const open = (configurationId: string | undefined) =>
        sdk.billingPortal.sessions.create(
          configurationId === undefined ? params : { ...params, configuration: configurationId },
        );
      const { url, customer } = await ask(session, () =>
        portal === undefined
          ? accountConfiguration.use(open, rememberSettings)
          : appConfiguration.use(portal, open, rememberSettings),
      ).catch((error: unknown) => {
        // Everything else in the request has been taken before, so it is the flow that was refused.
        if (params.flow_data !== undefined && isUnexplained(error))
          throw new ProviderError('flow_refused', error.facts);
        throw error;
      });
      assertSameObject({ asked: input.providerCustomerId, answered: customer, provider: PROVIDER });
      return { url: checkLink(url, { provider: PROVIDER, apiUrl: reach.apiUrl }) };
    },

    /** @see https://docs.stripe.com/api/accounts/retrieve */
    async verify() {
      await ask(account, () => sdk.accounts.retrieveCurrent());
    },
  };
}
