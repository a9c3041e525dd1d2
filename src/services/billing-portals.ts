import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { ProviderError } from '../providers/provider.ts';
import type { Authenticated } from './api-keys.ts';
import type { FoundTarget } from './call-lookup.ts';
import type { PortalSessions } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { ProviderCustomers } from './provider-customers.ts';
import { assertAllowedInMode, assertAllowedOrigin, type ReturnUrl } from './return-urls.ts';

export type CreateBillingPortal = {
  by: Authenticated;
  /** As it was found together with the key. */
  target: FoundTarget;
  returnUrl: ReturnUrl;
  /** Everything, the customer's creation included, is answered by then. */
  deadlineAt: Date;
};

export type BillingPortals = ReturnType<typeof createBillingPortals>;

/** The call that the service exists for: a URL where the tenant manages its billing. */
export function createBillingPortals(options: {
  connections: ProviderConnections;
  customers: ProviderCustomers;
  portalSessions: PortalSessions;
  calls: ProviderCalls;
}) {
  const { connections, customers, portalSessions, calls } = options;

  return {
    /**
     * Makes the provider's customer first when the tenant has none. A repeat is safe: it answers with another URL for
     * the same customer.
     * @throws AppError bad_request, tenant_not_found, provider_not_connected, unavailable
     * @throws ProviderError
     */
    async create({ by, target, returnUrl, deadlineAt }: CreateBillingPortal): Promise<{ url: string }> {
      assertAllowedOrigin(returnUrl, by.app.returnOrigins);
      const { tenantUuid, tenant, customer: known } = target;
      if (!tenant) throw new AppError('tenant_not_found');
      if (!target.connection) throw new AppError('provider_not_connected');
      assertAllowedInMode(returnUrl, target.connection.mode);
      const connection = await connections.take(target.connection);
      if (!connection) throw new AppError('provider_not_connected');

      const { appUuid, provider, account, mode, client } = connection;
      const owner = { ...tenant, appUuid, tenantUuid };
      const heal = (providerCustomerId: string): Promise<string> =>
        customers.heal(owner, connection, { providerCustomerId, deadlineAt });
      let providerCustomerId = known?.providerCustomerId ?? (await customers.ensure(owner, connection, deadlineAt));
      if (known?.suspectedGone) providerCustomerId = await heal(providerCustomerId);

      // A provider without a portal of its own is not asked: the page that we host reads it when it is opened.
      if (!client.createBillingPortal) {
        const { keyId } = by;
        const link = { appUuid, tenantUuid, keyId, provider, account, mode, providerCustomerId };
        return portalSessions.openLink({ ...link, returnUrl: returnUrl.href });
      }
      const { createBillingPortal } = client;
      const open = (customer: string): Promise<{ url: string }> =>
        calls.run({ provider, account, deadlineAt, retry: 'safe' }, () =>
          createBillingPortal({
            providerCustomerId: customer,
            returnUrl: returnUrl.href,
            rememberSettings: (settings) => connections.rememberSettings(connection, settings),
          }),
        );
      try {
        return await open(providerCustomerId);
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== 'customer_missing') throw error;
        return open(await heal(providerCustomerId));
      }
    },
  };
}
