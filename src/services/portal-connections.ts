import { AppError } from '../errors.ts';
import type { BillingReader, PaymentMethodOperations } from '../providers/provider.ts';
import type { CustomerRef } from './customer-leases.ts';
import type { PortalSession } from './portal-sessions.ts';
import type { OpenConnection, ProviderConnections } from './provider-connections.ts';

/* How our own pages reach a provider: for a session, or for a customer of whom no session is at hand. */

/** A connection to a provider whose customers' payment methods our pages change. */
export type PaymentMethodConnection = {
  billing: BillingReader;
  paymentMethods: PaymentMethodOperations;
  idempotencyWindowSeconds: number;
};

export function customerOf({ provider, account, mode, providerCustomerId }: PortalSession): CustomerRef {
  return { provider, account, mode, providerCustomerId };
}

/** @throws AppError internal when the connection that the session was made for is gone. */
export async function openFor(
  connections: Pick<ProviderConnections, 'take'>,
  { connection }: PortalSession,
): Promise<{ connection: OpenConnection; billing: BillingReader }> {
  const open = connection && (await connections.take(connection));
  if (!open?.client.billing) throw connectionGone();
  return { connection: open, billing: open.client.billing };
}

/** @returns null when the connection is gone, is another account's now, or its provider has pages of its own. */
export async function findPaymentMethodConnection(
  connections: Pick<ProviderConnections, 'find'>,
  { appUuid, customer }: { appUuid: string; customer: CustomerRef },
): Promise<PaymentMethodConnection | null> {
  const { provider, account, mode } = customer;
  const connection = await connections.find({ appUuid, provider, account, mode });
  const { billing, paymentMethods, idempotencyWindowSeconds } = connection?.client ?? {};
  return billing && paymentMethods && idempotencyWindowSeconds !== undefined
    ? { billing, paymentMethods, idempotencyWindowSeconds }
    : null;
}

/** @throws AppError internal */
export async function connectPaymentMethods(
  ...asked: Parameters<typeof findPaymentMethodConnection>
): Promise<PaymentMethodConnection> {
  const connection = await findPaymentMethodConnection(...asked);
  if (!connection) throw connectionGone();
  return connection;
}

function connectionGone(): AppError {
  return new AppError('internal', { reason: 'connection_gone', detail: 'the customer’s connection is gone' });
}
