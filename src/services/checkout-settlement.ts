import type { Logger } from '../logger.ts';
import type { CallScope, ProviderCalls } from '../providers/calls.ts';
import { type Checkout, type PaymentMethod, ProviderError, type Subscription } from '../providers/provider.ts';
import type { AuditTrail } from './audit-trail.ts';
import { planMoves } from './billing-rules.ts';
import type { PaymentMethodConnection } from './portal-connections.ts';
import type { CustomerLeases, Lease } from './customer-leases.ts';
import type { CheckoutEnd, CheckoutRow, PortalCheckoutRows } from './portal-checkout-rows.ts';

/** Where a process may die; tests let it. Named after what has just happened. */
export type CheckoutStep = 'recorded' | 'created' | 'opened' | 'read' | 'paid' | 'moved_one' | 'moved' | 'settled';

export type SettlementParts = {
  rows: PortalCheckoutRows;
  leases: CustomerLeases;
  calls: ProviderCalls;
  logger: Logger;
  onStep: (step: CheckoutStep) => void;
  audit: Pick<AuditTrail, 'around'>;
};

/** A method that the provider does not show for so long after the payment is not coming any more. */
const METHOD_OVERDUE_SECONDS = 3600;
const WAIT_MS = 4_000;

/**
 * Brings one checkout as far as it goes now, from whatever state a crash, a lost webhook or a lost answer left it in:
 * asks the provider what became of the payment, and once it is paid moves every live subscription to the method that it
 * left behind, reads back, and only then calls it settled. Return, webhook and completer all come here, in any order and
 * number; the customer's lease lets one work at a time.
 * @throws ProviderError; AppError unavailable when another is still at it.
 */
export function createSettlement({ rows, leases, calls, logger, onStep, audit }: SettlementParts) {
  return async function settle(row: CheckoutRow, connection: PaymentMethodConnection, deadlineAt: Date): Promise<void> {
    const { checkoutId, customer } = row;
    const scope = { provider: customer.provider, account: customer.account, deadlineAt, retry: 'safe' } as const;
    await leases.hold({ customer, waitMs: WAIT_MS }, async (lease) => {
      // What was at work meanwhile may have finished it.
      const fresh = await rows.find(checkoutId);
      if (!fresh || !isUnfinished(fresh)) return;
      const work = { row: fresh, lease, connection, scope };
      try {
        const paid = fresh.state === 'open' ? await readPayment(work) : fresh;
        if (paid) await moveAll({ ...work, row: paid });
      } catch (error) {
        if (error instanceof ProviderError) await rows.noteLook(lease, checkoutId, { errorKind: error.kind });
        throw error;
      }
    });
  };

  /** @returns the row, once it is paid; null while it is not, or when it is over. */
  async function readPayment({ row, lease, connection, scope }: Work): Promise<CheckoutRow | null> {
    const { checkoutId, paymentId, customer } = row;
    const checkout = await calls.run(scope, () => connection.paymentMethods.readCheckout(paymentId ?? ''));
    onStep('read');
    if (checkout !== null && !isOurs(checkout, row)) {
      throw new ProviderError('nonsense', { provider: customer.provider, hint: 'customerId' });
    }
    const fate = fateOf(checkout);
    if (fate.kind === 'ended') {
      await rows.end(lease, checkoutId, fate.state);
      logger.info({ checkoutId, state: fate.state }, 'a checkout ended');
      return null;
    }
    if (fate.kind === 'waiting') {
      await rows.noteLook(lease, checkoutId, fate.paymentStatus === null ? {} : { paymentStatus: fate.paymentStatus });
      return null;
    }
    await rows.pay(lease, checkoutId, fate.paymentMethodId);
    onStep('paid');
    logger.info({ checkoutId, purpose: row.purpose }, 'a checkout was paid');
    return rows.find(checkoutId);
  }

  async function moveAll(work: Work): Promise<void> {
    const { row, lease, connection, scope } = work;
    const { checkoutId } = row;
    if (await rows.isOvertaken(row)) return rows.end(lease, checkoutId, 'settled');
    const target = await findTarget(work);
    if (target === null) return;
    const { move } = planMoves(target.method, target);
    for (const subscription of move) await moveOne(work, subscription, target.method);
    onStep('moved');

    // Only what the provider says afterwards counts.
    const { subscriptions, methods } = move.length === 0 ? target : await readHoldings(connection, row, scope);
    const method = methods.find(({ paymentMethodId }) => paymentMethodId === row.paymentMethodId);
    const left = method && planMoves(method, { subscriptions, methods });
    if (!left || left.move.length + left.wait.length > 0 || method.status === 'pending') {
      return rows.noteLook(lease, checkoutId, {});
    }
    await rows.end(lease, checkoutId, 'settled');
    onStep('settled');
    logger.info({ checkoutId, moved: row.moved.length + move.length }, 'a checkout is settled');
  }

  /** @returns null when there is no method to move to: not yet, or never. */
  async function findTarget({ row, lease, connection, scope }: Work) {
    const { checkoutId, paymentMethodId, paymentId, paidSeconds } = row;
    const holdings = await readHoldings(connection, row, scope);
    const method = holdings.methods.find((each) => each.paymentMethodId === paymentMethodId);
    if (method && method.status !== 'invalid') return { ...holdings, method };
    if (method?.status === 'invalid' || (paidSeconds ?? 0) > METHOD_OVERDUE_SECONDS) {
      await rows.end(lease, checkoutId, 'refused');
      logger.warn({ checkoutId }, 'a checkout was paid, but left no method behind that can be used');
      return null;
    }
    if (paymentMethodId === null) {
      // The provider was quicker to say that it is paid than what came of it.
      const checkout = await calls.run(scope, () => connection.paymentMethods.readCheckout(paymentId ?? ''));
      if (checkout?.paymentMethodId != null) await rows.pay(lease, checkoutId, checkout.paymentMethodId);
    }
    await rows.noteLook(lease, checkoutId, {});
    return null;
  }

  async function moveOne({ row, lease, connection, scope }: Work, subscription: Subscription, method: PaymentMethod) {
    const { checkoutId, customer } = row;
    const { subscriptionId, paymentMethodId: from } = subscription;
    const { providerCustomerId } = customer;
    const { paymentMethodId } = method;
    const input = { providerCustomerId, subscriptionId, paymentMethodId };
    const session = { ...row, provider: customer.provider };
    const entry = { actionId: checkoutId, session, action: 'subscription_move', targetId: subscriptionId };
    try {
      await audit.around(entry, async () => {
        await calls.run(scope, () => connection.paymentMethods.chargeSubscriptionTo(input));
        return { outcome: 'done' };
      });
    } catch (error) {
      // It may have ended meanwhile; reading back tells. Whatever else is wrong must not keep the others.
      if (!(error instanceof ProviderError) || error.kind !== 'rejected') throw error;
      logger.warn({ checkoutId, subscriptionId }, 'a subscription was not moved to another payment method');
      return;
    }
    onStep('moved_one');
    await rows.addMove(lease, checkoutId, { subscriptionId, from });
  }

  async function readHoldings({ billing }: PaymentMethodConnection, { customer }: CheckoutRow, scope: CallScope) {
    const { providerCustomerId } = customer;
    const [subscriptions, methods] = await Promise.all([
      calls.run(scope, () => billing.listSubscriptions(providerCustomerId)),
      calls.run(scope, () => billing.listPaymentMethods(providerCustomerId)),
    ]);
    return { subscriptions, methods };
  }
}

type Work = { row: CheckoutRow; lease: Lease; connection: PaymentMethodConnection; scope: CallScope };

export function isUnfinished({ state }: CheckoutRow): boolean {
  return state === 'open' || state === 'paid';
}

function isOurs({ providerCustomerId, checkoutId }: Checkout, row: CheckoutRow): boolean {
  return providerCustomerId === row.customer.providerCustomerId && checkoutId === row.checkoutId;
}

type Fate =
  | { kind: 'paid'; paymentMethodId: string | null }
  | { kind: 'ended'; state: CheckoutEnd }
  | { kind: 'waiting'; paymentStatus: Checkout['status'] | null };

/** What the provider's word on the payment means. Pure. */
function fateOf(checkout: Checkout | null): Fate {
  // Right after its making the provider may not find it yet.
  if (checkout === null) return { kind: 'waiting', paymentStatus: null };
  const { status, paymentMethodId } = checkout;
  if (status === 'paid') return { kind: 'paid', paymentMethodId };
  if (status === 'failed' || status === 'canceled' || status === 'expired') return { kind: 'ended', state: status };
  return { kind: 'waiting', paymentStatus: status };
}
