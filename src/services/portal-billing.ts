import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import {
  type BillingReader,
  type Payment,
  type PaymentMethod,
  ProviderError,
  type Subscription,
} from '../providers/provider.ts';
import { isFruitless, isLeftover } from './billing-rules.ts';
import type { Ending } from './cancel-rules.ts';
import type { Cancellations } from './cancellations.ts';
import type { PortalCheckouts } from './portal-checkouts.ts';
import { openFor } from './portal-connections.ts';
import type { PortalSession } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { ProviderCustomers } from './provider-customers.ts';

/** One part of the page. `unavailable`: the provider could not be asked; the other parts are still good. */
export type Section<T> = { kind: 'loaded'; items: T[] } | { kind: 'unavailable' };

/** What a tenant's page shows, read live from the provider. */
export type PortalBilling = {
  subscriptions: Section<Subscription>;
  paymentMethods: Section<PaymentMethod>;
  /** The newest first. */
  payments: Section<Payment>;
  /** To which subscriptions are about to be moved. */
  awaitedMethodId: string | null;
  /** What we know of canceled subscriptions, and the provider does not. */
  endings: Ending[];
};

/** A page that waits longer shows the section as unavailable instead. */
const PAGE_TIMEOUT_MS = 8_000;
/** Checkouts that came to nothing are among them. */
const MAX_PAYMENTS = 100;

/** Reads what a tenant's page shows from its provider, the lists side by side. */
export function createPortalBilling(options: {
  connections: ProviderConnections;
  customers: ProviderCustomers;
  cancellations: Pick<Cancellations, 'read'>;
  checkouts: Pick<PortalCheckouts, 'findAwaitedMethod'>;
  calls: ProviderCalls;
  logger: Logger;
}) {
  const { connections, customers, cancellations, checkouts, calls, logger } = options;

  return {
    /**
     * A section that the provider does not give is `unavailable`; the others are still good.
     * @throws AppError internal when the connection that the session was made for is gone.
     */
    async read(session: PortalSession): Promise<PortalBilling> {
      const { appUuid, tenantUuid, provider, account, mode, providerCustomerId } = session;
      const key = { appUuid, tenantUuid, provider, account, mode };
      const { connection, billing } = await openFor(connections, session);
      const deadlineAt = new Date(Date.now() + PAGE_TIMEOUT_MS);
      const load = async <T>(section: string, list: (reader: BillingReader) => Promise<T[]>): Promise<Section<T>> => {
        try {
          const scope = { provider, account, deadlineAt, retry: 'safe' } as const;
          return { kind: 'loaded', items: await calls.run(scope, () => list(billing)) };
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          if (error.kind === 'customer_missing') await customers.suspectGone(key, providerCustomerId);
          logger.warn({ section, errorKind: error.kind, provider, account }, 'a section of a portal page did not load');
          return { kind: 'unavailable' };
        }
      };

      const mirrored =
        session.profileChanged && customers.mirrorProfile(key, connection, { providerCustomerId, deadlineAt });
      const [subscriptions, paymentMethods, payments, awaitedMethodId] = await Promise.all([
        load('subscriptions', (reader) => reader.listSubscriptions(providerCustomerId)),
        load('paymentMethods', (reader) => reader.listPaymentMethods(providerCustomerId)),
        load('payments', (reader) => reader.listPayments(providerCustomerId, MAX_PAYMENTS)),
        checkouts.findAwaitedMethod(session),
        mirrored,
      ]);
      const paid = itemsOrNone(payments);
      const known = itemsOrNone(subscriptions);
      const endings = known.length === 0 ? [] : await cancellations.read(session, known);
      return {
        subscriptions,
        paymentMethods: without(paymentMethods, (method) => isLeftover(method, paid)),
        payments: without(payments, isFruitless),
        awaitedMethodId,
        endings,
      };
    },
  };
}

/** As far as is known. */
export function itemsOrNone<T>(section: Section<T>): T[] {
  return section.kind === 'loaded' ? section.items : [];
}

/** What a page promises must be known. @throws AppError unavailable when the provider did not give it. */
export function loadedItems<T>(section: Section<T>): T[] {
  if (section.kind === 'loaded') return section.items;
  throw new AppError('unavailable', { reason: 'section_unavailable', detail: 'a part of the page did not load' });
}

function without<T>(section: Section<T>, isLeftOut: (item: T) => boolean): Section<T> {
  return section.kind === 'loaded' ? { ...section, items: section.items.filter((item) => !isLeftOut(item)) } : section;
}
