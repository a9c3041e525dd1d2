import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import type { PaymentMethod, Subscription } from '../providers/provider.ts';
import { subscriptionsNeeding } from './billing-rules.ts';
import type { CustomerLeases } from './customer-leases.ts';
import type { PortalCheckouts } from './portal-checkouts.ts';
import { connectPaymentMethods, customerOf, type PaymentMethodConnection } from './portal-connections.ts';
import type { PortalSession } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';

export type RemovalVerdict =
  | { kind: 'removable'; method: PaymentMethod }
  /** `subscriptions`: what would end with it. */
  | { kind: 'inUse'; method: PaymentMethod; subscriptions: Subscription[] }
  /** Subscriptions are about to be moved to it. */
  | { kind: 'awaited'; method: PaymentMethod };

export type RemovalWish = { paymentMethodId: string; isRepeat: boolean };

/** `gone`: the customer does not have it, or not any more. */
export type RemovalOutcome = RemovalVerdict | { kind: 'gone' };

export type PaymentMethodRemovals = ReturnType<typeof createPaymentMethodRemovals>;

const TIMEOUT_MS = 10_000;
const WAIT_MS = 5_000;

/** Taking a payment method away, which at some providers ends every subscription that is charged to it. */
export function createPaymentMethodRemovals(options: {
  connections: Pick<ProviderConnections, 'find'>;
  leases: CustomerLeases;
  calls: ProviderCalls;
  checkouts: PortalCheckouts;
}) {
  const { connections, leases, calls, checkouts } = options;

  type Asking = {
    session: PortalSession;
    paymentMethodId: string;
    connection: PaymentMethodConnection;
    deadlineAt: Date;
  };

  const judge = async ({ session, paymentMethodId, connection, deadlineAt }: Asking): Promise<RemovalOutcome> => {
    const { providerCustomerId } = session;
    const scope = scopeOf(session, deadlineAt);
    const [subscriptions, methods, awaitedMethodId] = await Promise.all([
      calls.run(scope, () => connection.billing.listSubscriptions(providerCustomerId)),
      calls.run(scope, () => connection.billing.listPaymentMethods(providerCustomerId)),
      checkouts.findAwaitedMethod(session),
    ]);
    const method = methods.find((each) => each.paymentMethodId === paymentMethodId);
    if (!method) return { kind: 'gone' };
    if (paymentMethodId === awaitedMethodId) return { kind: 'awaited', method };
    const needing = subscriptionsNeeding(paymentMethodId, { subscriptions, methods });
    return needing.length === 0 ? { kind: 'removable', method } : { kind: 'inUse', method, subscriptions: needing };
  };

  const ask = async (session: PortalSession, paymentMethodId: string): Promise<Asking> => {
    // What no provider's id looks like is nobody's.
    if (!/^[\w-]{1,128}$/.test(paymentMethodId)) throw notFound();
    const { appUuid } = session;
    const connection = await connectPaymentMethods(connections, { appUuid, customer: customerOf(session) });
    return { session, paymentMethodId, connection, deadlineAt: new Date(Date.now() + TIMEOUT_MS) };
  };

  return {
    /** May it be removed, as things are now? @throws AppError not_found; ProviderError */
    async look(session: PortalSession, paymentMethodId: string): Promise<RemovalVerdict> {
      const verdict = await judge(await ask(session, paymentMethodId));
      if (verdict.kind === 'gone') throw notFound();
      return verdict;
    },

    /**
     * Removes it, unless something needs it: that is asked of the provider right before, and nothing else changes the
     * customer's methods meanwhile.
     * @param wanted.isRepeat whether the same request may have removed it already: then it is `gone`, not not_found.
     * @throws AppError not_found, unavailable; ProviderError
     */
    async remove(session: PortalSession, wanted: RemovalWish): Promise<RemovalOutcome> {
      const { paymentMethodId, isRepeat } = wanted;
      const asking = await ask(session, paymentMethodId);
      const { connection, deadlineAt } = asking;
      const { providerCustomerId } = session;
      return leases.hold({ customer: customerOf(session), waitMs: WAIT_MS }, async () => {
        const verdict = await judge(asking);
        if (verdict.kind === 'gone' && !isRepeat) throw notFound();
        if (verdict.kind !== 'removable') return verdict;
        await calls.run(scopeOf(session, deadlineAt), () =>
          connection.paymentMethods.removePaymentMethod({ providerCustomerId, paymentMethodId }),
        );
        return verdict;
      });
    },
  };
}

function scopeOf({ provider, account }: PortalSession, deadlineAt: Date) {
  return { provider, account, deadlineAt, retry: 'safe' } as const;
}

function notFound(): AppError {
  return new AppError('not_found', { detail: 'no such payment method of this customer' });
}
