import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { ProviderError, type ProviderMode } from '../providers/provider.ts';
import type { ProviderId } from '../providers/provider-ids.ts';
import type { FoundTarget } from './call-lookup.ts';
import type { OpenConnection, ProviderConnections } from './provider-connections.ts';
import { createProviderCustomerRows, type FoundRow } from './provider-customer-rows.ts';
import { keyOf, type ProviderCustomers } from './provider-customers.ts';

export type LinkedCustomer = { paymentProvider: ProviderId; mode: ProviderMode; providerCustomerId: string };

export type LinkVerdict = 'linked_already' | 'has_another' | 'finish_first' | 'may_link';

export type ProviderCustomerLinks = ReturnType<typeof createProviderCustomerLinks>;

/** Others may write the row between a look at it and the link; the look is then repeated this often. */
const MOST_LOOKS = 3;

/**
 * Customers that were at the provider before their tenants came here. Linking changes nothing at the provider: the
 * customer stays as its owner made it, until the tenant's details change.
 */
export function createProviderCustomerLinks(options: {
  sql: RawSql;
  connections: ProviderConnections;
  customers: ProviderCustomers;
  calls: ProviderCalls;
}) {
  const { sql, connections, customers, calls } = options;
  const rows = createProviderCustomerRows({ sql });

  /** @throws AppError tenant_not_found, provider_not_connected, unavailable */
  const open = async ({ tenantUuid, tenant, connection: ref }: FoundTarget) => {
    if (!tenant) throw new AppError('tenant_not_found');
    const connection = ref && (await connections.take(ref));
    if (!connection) throw new AppError('provider_not_connected');
    return { owner: { ...tenant, appUuid: connection.appUuid, tenantUuid }, connection };
  };

  /**
   * Whether the customer is there, in the connection's own account and mode. One call.
   * @throws AppError customer_not_found; ProviderError
   */
  const assertPresent = async (
    connection: OpenConnection,
    { providerCustomerId, deadlineAt }: { providerCustomerId: string; deadlineAt: Date },
  ): Promise<void> => {
    const { provider, account, client } = connection;
    const scope = { provider, account, deadlineAt, retry: 'safe' } as const;
    try {
      const presence = await calls.run(scope, () => client.lookUpCustomer(providerCustomerId));
      if (presence === 'gone') throw new AppError('customer_not_found');
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'wrong_mode') throw error;
      const faults = [`providerCustomerId is not of ${connection.mode} mode, which the app is connected in`];
      throw new AppError('customer_not_found', { faults });
    }
  };

  return {
    assertPresent,

    /**
     * Binds an existing customer of the connected account to a tenant that has none. A repeat changes nothing. When
     * one was asked for that may have been made, that is finished first: a tenant has one customer.
     * @throws AppError tenant_not_found, provider_not_connected, customer_not_found, tenant_has_customer,
     *   customer_taken, unavailable; ProviderError
     */
    async link(input: { target: FoundTarget; providerCustomerId: string; deadlineAt: Date }): Promise<LinkedCustomer> {
      const { target, providerCustomerId, deadlineAt } = input;
      const { owner, connection } = await open(target);
      const key = keyOf(owner, connection);
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const verdict = decideLink(await rows.find(key), providerCustomerId);
        if (verdict === 'linked_already') return toLinked(connection, providerCustomerId);
        if (verdict === 'has_another') throw new AppError('tenant_has_customer');
        if (verdict === 'finish_first') {
          await customers.ensure(owner, connection, deadlineAt);
        } else {
          await assertPresent(connection, { providerCustomerId, deadlineAt });
          if (await rows.bindExisting(key, owner, providerCustomerId)) {
            return toLinked(connection, providerCustomerId);
          }
        }
      }
      throw new AppError('unavailable', { reason: 'customer_in_the_making', detail: 'others write the customer row' });
    },

    /** @throws AppError tenant_not_found, provider_not_connected, customer_not_found when it has none. */
    get({ provider: paymentProvider, tenant, connection, customer }: FoundTarget): LinkedCustomer {
      if (!tenant) throw new AppError('tenant_not_found');
      if (!connection) throw new AppError('provider_not_connected');
      if (!customer) throw new AppError('customer_not_found');
      return { paymentProvider, mode: connection.mode, providerCustomerId: customer.providerCustomerId };
    },
  };
}

/** Pure. What is to be done about a tenant that is to have this customer. */
export function decideLink(row: FoundRow, providerCustomerId: string): LinkVerdict {
  if (row.kind === 'none') return 'may_link';
  if (row.kind !== 'ready') return 'finish_first';
  return row.providerCustomerId === providerCustomerId ? 'linked_already' : 'has_another';
}

function toLinked({ provider, mode }: OpenConnection, providerCustomerId: string): LinkedCustomer {
  return { paymentProvider: provider, mode, providerCustomerId };
}
