import type { BillingReader, PaymentMethodDesk } from '../providers/provider.ts';
import type { CustomerRef } from './customer-leases.ts';
import type { ProviderConnections } from './provider-connections.ts';

/** A connection to a provider whose customers' payment methods our pages change. */
export type MethodsConnection = {
  billing: BillingReader;
  methods: PaymentMethodDesk;
  idempotencyWindowSeconds: number;
};

/** @returns null when the connection is gone, is another account's now, or its provider has pages of its own. */
export async function findMethodsConnection(
  connections: Pick<ProviderConnections, 'find'>,
  { appUuid, customer }: { appUuid: string; customer: CustomerRef },
): Promise<MethodsConnection | null> {
  const { provider, account, mode } = customer;
  const connection = await connections.find({ appUuid, provider, account, mode });
  const { billing, methods, idempotencyWindowSeconds } = connection?.client ?? {};
  return billing && methods && idempotencyWindowSeconds !== undefined
    ? { billing, methods, idempotencyWindowSeconds }
    : null;
}
