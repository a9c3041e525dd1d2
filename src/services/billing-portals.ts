import type { PrismaClient } from '../db/generated/client.ts';
import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { ProviderError } from '../providers/provider.ts';
import type { ProviderId } from '../providers/registry.ts';
import type { Authenticated } from './api-keys.ts';
import type { PortalSessions } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { ProviderCustomers } from './provider-customers.ts';
import { assertAllowedInMode, assertAllowedOrigin, type ReturnUrl } from './return-urls.ts';

export type CreateBillingPortal = {
  by: Authenticated;
  tenantUuid: string;
  paymentProvider: ProviderId;
  returnUrl: ReturnUrl;
  /** Everything, the customer's creation included, is answered by then. */
  deadlineAt: Date;
};

export type BillingPortals = ReturnType<typeof createBillingPortals>;

/** The call that the service exists for: a URL where the tenant manages its billing. */
export function createBillingPortals(options: {
  prisma: PrismaClient;
  connections: ProviderConnections;
  customers: ProviderCustomers;
  portalSessions: PortalSessions;
  calls: ProviderCalls;
}) {
  const { prisma, connections, customers, portalSessions, calls } = options;

  return {
    /**
     * Makes the provider's customer first when the tenant has none. A repeat is safe: it answers with another URL for
     * the same customer.
     * @throws AppError bad_request, tenant_not_found, provider_not_connected, unavailable
     * @throws ProviderError
     */
    async create({
      by,
      tenantUuid,
      paymentProvider,
      returnUrl,
      deadlineAt,
    }: CreateBillingPortal): Promise<{ url: string }> {
      assertAllowedOrigin(returnUrl, by.app.returnOrigins);
      const tenant = await findTenant(prisma, { appUuid: by.app.uuid, tenantUuid, paymentProvider });
      if (!tenant) throw new AppError('tenant_not_found');
      const [row] = tenant.app.connections;
      if (!row) throw new AppError('provider_not_connected');
      assertAllowedInMode(returnUrl, row.mode);

      const connection = connections.open(row);
      const { provider, account, mode, client } = connection;
      const known = tenant.providerCustomers.find((customer) => customer.account === account && customer.mode === mode);
      const owner = { ...tenant, tenantUuid };
      const heal = (providerCustomerId: string): Promise<string> =>
        customers.heal(owner, connection, { providerCustomerId, deadlineAt });
      let providerCustomerId = known?.providerCustomerId ?? (await customers.ensure(owner, connection, deadlineAt));
      if (known?.suspectedGoneAt) providerCustomerId = await heal(providerCustomerId);

      // A provider without a portal of its own is not asked: the page that we host reads it when it is opened.
      if (!client.createBillingPortal) {
        const { keyId } = by;
        const { uuid: appUuid } = by.app;
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

type TenantKey = { appUuid: string; tenantUuid: string; paymentProvider: ProviderId };

function findTenant(prisma: PrismaClient, { appUuid, tenantUuid, paymentProvider }: TenantKey) {
  return prisma.tenant.findUnique({
    where: { appUuid_uuid: { appUuid, uuid: tenantUuid } },
    include: {
      app: { include: { connections: { where: { provider: paymentProvider } } } },
      providerCustomers: { where: { provider: paymentProvider, state: 'ready' } },
    },
  });
}
