import type { Logger } from '../logger.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { type BillingReader, type Payment, ProviderError, type ProviderErrorKind } from '../providers/provider.ts';
import { isFruitless } from './billing-rules.ts';
import { openFor } from './portal-connections.ts';
import type { PortalSession } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { ProviderCustomers } from './provider-customers.ts';

/** `unavailable`: the provider could not be asked. `unknown`: this customer has none such. */
export type PaymentsRead =
  | { kind: 'loaded'; payments: Payment[]; next: string | null }
  | { kind: 'unavailable' }
  | { kind: 'unknown' };

export type PaymentRead = { kind: 'loaded'; payment: Payment } | { kind: 'unavailable' } | { kind: 'unknown' };

export type PortalPayments = ReturnType<typeof createPortalPayments>;

/** A page that waits longer says that it could not be loaded. */
const PAGE_TIMEOUT_MS = 8_000;
const PAGE_SIZE = 50;

/** The payments of a session's customer, read live, page by page and one by one. */
export function createPortalPayments(options: {
  connections: ProviderConnections;
  customers: ProviderCustomers;
  calls: ProviderCalls;
  logger: Logger;
}) {
  const { connections, customers, calls, logger } = options;

  const ask = async <T>(session: PortalSession, read: (reader: BillingReader) => Promise<T>): Promise<T> => {
    const { provider, account } = session;
    const { billing } = await openFor(connections, session);
    const deadlineAt = new Date(Date.now() + PAGE_TIMEOUT_MS);
    return calls.run({ provider, account, deadlineAt, retry: 'safe' }, () => read(billing));
  };

  const noteFailure = async (session: PortalSession, kind: ProviderErrorKind): Promise<{ kind: 'unavailable' }> => {
    const { appUuid, tenantUuid, provider, account, mode, providerCustomerId } = session;
    if (kind === 'customer_missing') {
      await customers.suspectGone({ appUuid, tenantUuid, provider, account, mode }, providerCustomerId);
    }
    logger.warn({ section: 'payments', errorKind: kind, provider, account }, 'a page of payments did not load');
    return { kind: 'unavailable' };
  };

  return {
    /** @param from `next` of the page before; null: the newest. @throws AppError internal */
    async page(session: PortalSession, from: string | null): Promise<PaymentsRead> {
      const { providerCustomerId } = session;
      try {
        const asked = { providerCustomerId, limit: PAGE_SIZE, from };
        const { payments, next } = await ask(session, (reader) => reader.pagePayments(asked));
        return { kind: 'loaded', payments: payments.filter((payment) => !isFruitless(payment)), next };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (from !== null && error.kind === 'rejected') return { kind: 'unknown' };
        return noteFailure(session, error.kind);
      }
    },

    /** @param paymentId as it came from a browser. @throws AppError internal */
    async find(session: PortalSession, paymentId: string): Promise<PaymentRead> {
      const { providerCustomerId } = session;
      try {
        const payment = await ask(session, (reader) => reader.findPayment({ providerCustomerId, paymentId }));
        return payment ? { kind: 'loaded', payment } : { kind: 'unknown' };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        return noteFailure(session, error.kind);
      }
    },
  };
}
