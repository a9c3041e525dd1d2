import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { type PortalFlow, type PortalSettings, ProviderError, type ProviderErrorKind } from '../providers/provider.ts';
import type { Authenticated } from './api-keys.ts';
import type { FoundTarget } from './call-lookup.ts';
import { readPortalConfiguration } from './portal-configuration.ts';
import { assertFlowOffered, refusedFlow } from './portal-flows.ts';
import type { PortalSessions } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { ProviderCustomers } from './provider-customers.ts';
import { assertAllowedInMode, assertAllowedOrigin, type ReturnUrl } from './return-urls.ts';

export type CreateBillingPortal = {
  by: Authenticated;
  /** As it was found together with the key. */
  target: FoundTarget;
  returnUrl: ReturnUrl;
  /** What the person comes for; undefined: nothing in particular. */
  flow?: PortalFlow | undefined;
  /** BCP 47; undefined: the tenant's. */
  locale?: string | undefined;
  /** Everything, the customer's creation included, is answered by then. */
  deadlineAt: Date;
};

export type BillingPortals = ReturnType<typeof createBillingPortals>;

/** The call that the service exists for: a URL where the tenant manages its billing. */
export function createBillingPortals(options: {
  connections: Pick<ProviderConnections, 'take' | 'rememberSettings'>;
  customers: Pick<ProviderCustomers, 'ensure' | 'heal' | 'mirrorProfile'>;
  portalSessions: Pick<PortalSessions, 'openLink'>;
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
    async create(input: CreateBillingPortal): Promise<{ url: string }> {
      const { by, target, returnUrl, flow, locale, deadlineAt } = input;
      assertAllowedOrigin(returnUrl, by.app.returnOrigins);
      const { tenantUuid, tenant, customer: known } = target;
      if (!tenant) throw new AppError('tenant_not_found');
      if (!target.connection) throw new AppError('provider_not_connected');
      assertAllowedInMode(returnUrl, target.connection.mode);
      const portal = toPortalSettings(by.app);
      if (flow && portal) assertFlowOffered(flow, portal.features);
      const connection = await connections.take(target.connection);
      if (!connection) throw new AppError('provider_not_connected');

      const { appUuid, provider, account, mode, client } = connection;
      const owner = { appUuid, tenantUuid, name: tenant.name, email: tenant.email, locale: tenant.locale };
      const heal = (providerCustomerId: string): Promise<string> =>
        customers.heal(owner, connection, { providerCustomerId, deadlineAt });
      let providerCustomerId = known?.providerCustomerId ?? (await customers.ensure(owner, connection, deadlineAt));
      const mirrored = known?.profileChanged
        ? await customers.mirrorProfile(owner, connection, { providerCustomerId, deadlineAt })
        : 'done';
      if (known?.suspectedGone || mirrored === 'missing') providerCustomerId = await heal(providerCustomerId);

      // A provider without a portal of its own is not asked: the page that we host reads it when it is opened.
      if (!client.createBillingPortal) {
        return portalSessions.openLink({
          appUuid,
          tenantUuid,
          keyId: by.keyId,
          provider,
          account,
          mode,
          providerCustomerId,
          returnUrl: returnUrl.href,
          flow,
          locale,
        });
      }
      const { createBillingPortal } = client;
      const open = (customer: string): Promise<{ url: string }> =>
        calls.run({ provider, account, deadlineAt, retry: 'safe' }, () =>
          createBillingPortal({
            providerCustomerId: customer,
            returnUrl: returnUrl.href,
            rememberSettings: (settings) => connections.rememberSettings(connection, settings),
            portal,
            flow,
            locale,
          }),
        );
      try {
        return await open(providerCustomerId).catch(async (error: unknown) => {
          if (!isOfKind(error, 'customer_missing')) throw error;
          return open(await heal(providerCustomerId));
        });
      } catch (error) {
        throw flow && isOfKind(error, 'flow_refused') ? refusedFlow(flow, error) : error;
      }
    },
  };
}

/** Undefined when the operator has set nothing: then the provider's own portal is as its account's owner has it. */
function toPortalSettings({ uuid: appUuid, portalConfiguration }: Authenticated['app']): PortalSettings | undefined {
  if (portalConfiguration === null) return undefined;
  const { name, termsUrl, privacyUrl, features } = readPortalConfiguration(portalConfiguration);
  return { appUuid, name, termsUrl, privacyUrl, features };
}

function isOfKind(error: unknown, kind: ProviderErrorKind): error is ProviderError {
  return error instanceof ProviderError && error.kind === kind;
}
