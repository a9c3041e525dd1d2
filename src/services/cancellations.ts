import { AppError } from '../errors.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import {
  type BillingReader,
  type CalendarDate,
  type CancelReason,
  type PaymentMethod,
  ProviderError,
  type StartParams,
  type Subscription,
  type SubscriptionOperations,
} from '../providers/provider.ts';
import { isLive } from './billing-rules.ts';
import {
  type Access,
  accessAfterCancel,
  canBeKept,
  type Ending,
  methodToGoOnWith,
  reconcileEndings,
} from './cancel-rules.ts';
import type { CancellationRow, CancellationRows } from './cancellation-rows.ts';
import type { CustomerLeases, CustomerRef, Lease } from './customer-leases.ts';
import { customerOf, openFor } from './portal-connections.ts';
import type { PortalSession } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';

export type CancelOutcome =
  | { kind: 'canceled'; subscription: Subscription; accessUntil: CalendarDate | null }
  /** Before, and not here: nothing was done. */
  | { kind: 'over'; subscription: Subscription };

export type KeepOutcome =
  | { kind: 'kept'; subscription: Subscription; on: CalendarDate }
  /** Its date has passed. */
  | { kind: 'tooLate'; subscription: Subscription }
  /** Nothing can be charged. */
  | { kind: 'noMethod'; subscription: Subscription }
  /** The customer has a live one of that name. */
  | { kind: 'nameTaken'; subscription: Subscription }
  /** It was never canceled. */
  | { kind: 'running'; subscription: Subscription };

export type CancelStep = 'intended' | 'canceled' | 'startIntended' | 'started';

export type Cancellations = ReturnType<typeof createCancellations>;

/** Everything together; the person waits. */
const ACTION_TIMEOUT_MS = 10_000;
const WAIT_MS = 8_000;
const MAX_PAYMENTS = 250;

/**
 * Ending a subscription at a provider that ends it at once, and keeping it after all. What was paid for is stored before
 * the provider is asked, so that the pages tell the truth whatever happens in between.
 */
export function createCancellations(options: {
  rows: CancellationRows;
  connections: ProviderConnections;
  leases: CustomerLeases;
  calls: ProviderCalls;
  clock?: () => Date;
  /** Told after each step, for tests of crashes. */
  onStep?: ((step: CancelStep) => void) | undefined;
}) {
  const { rows, connections, leases, calls, clock = () => new Date(), onStep = () => undefined } = options;
  const today = (): CalendarDate => clock().toISOString().slice(0, 10);

  const open = async (session: PortalSession): Promise<Provider> => {
    const { provider, account } = session;
    const { connection, billing } = await openFor(connections, session);
    const { subscriptions, idempotencyWindowSeconds } = connection.client;
    if (!subscriptions) throw new Error(`subscriptions at ${provider} are not ended on our pages`);
    const deadlineAt = new Date(Date.now() + ACTION_TIMEOUT_MS);
    return {
      billing,
      subscriptions,
      idempotencyWindowSeconds,
      run: (attempt) => calls.run({ provider, account, deadlineAt, retry: 'safe' }, attempt),
    };
  };

  const endingsOf = async (customer: CustomerRef, subscriptions: Subscription[]): Promise<CancellationRow[]> => {
    const stored = await rows.list(customer);
    const endings = reconcileEndings(stored, subscriptions);
    for (const ending of endings) {
      const before = stored.find(({ endingId }) => endingId === ending.endingId);
      const isNews = before?.isConfirmed !== ending.isConfirmed || before.keptAs !== ending.keptAs;
      if (isNews) await rows.settle(ending);
    }
    return endings;
  };

  return {
    /**
     * What we know of this customer's canceled subscriptions, by what the provider has now; what a crash left open is
     * stored on the way.
     */
    read: (session: PortalSession, subscriptions: Subscription[]): Promise<Ending[]> =>
      endingsOf(customerOf(session), subscriptions),

    /**
     * Ends it. A repeat answers the same.
     * @throws AppError not_found when the session's customer has no such subscription.
     * @throws ProviderError
     */
    async cancel(session: PortalSession, input: { subscriptionId: string; reason: CancelReason | null }) {
      const { subscriptionId, reason } = input;
      const { appUuid, tenantUuid, providerCustomerId } = session;
      const customer = customerOf(session);
      const key = { providerCustomerId, subscriptionId };
      const { subscriptions: operations, billing, run } = await open(session);
      return leases.hold({ customer, waitMs: WAIT_MS }, async (): Promise<CancelOutcome> => {
        const [found, payments] = await Promise.all([
          run(() => operations.read(key)),
          run(() => billing.listPayments(providerCustomerId, MAX_PAYMENTS)),
        ]);
        if (!found) throw new AppError('not_found');
        const { subscription, terms } = found;
        const stored = await endingsOf(customer, [subscription]);
        if (!isLive(subscription)) {
          const ending = stored.find((each) => each.subscriptionId === subscriptionId);
          return ending
            ? { kind: 'canceled', subscription, accessUntil: ending.accessUntil }
            : { kind: 'over', subscription };
        }
        const continues = stored.find(({ keptAs }) => keptAs === subscriptionId);
        const access = accessAfterCancel({ subscription, payments, today: today(), continues });
        const ends = { since: continues?.since ?? subscription.startsOn, ...toStored(access) };
        const { paymentMethodId } = subscription;
        await rows.intend({ appUuid, tenantUuid, customer, subscriptionId, terms, paymentMethodId, reason, ...ends });
        onStep('intended');
        const canceled = await run(() => operations.cancel(key));
        onStep('canceled');
        await endingsOf(customer, [canceled]);
        return { kind: 'canceled', subscription: canceled, accessUntil: ends.accessUntil };
      });
    },

    /**
     * Goes on with a canceled one: another like it, whose first payment is on the day that the paid one ends. Never two
     * of them: its idempotency key is bound to the cancellation, and once the provider has forgotten it, or may have,
     * its list is looked at first. A repeat answers the same.
     * @throws AppError not_found when it was not canceled here.
     * @throws ProviderError
     */
    async keep(session: PortalSession, { subscriptionId }: { subscriptionId: string }) {
      const customer = customerOf(session);
      const { providerCustomerId } = session;
      const provider = await open(session);
      return leases.hold({ customer, waitMs: WAIT_MS }, async (lease): Promise<KeepOutcome> => {
        const [subscriptions, methods] = await Promise.all([
          provider.run(() => provider.billing.listSubscriptions(providerCustomerId)),
          provider.run(() => provider.billing.listPaymentMethods(providerCustomerId)),
        ]);
        const subscription = subscriptions.find((each) => each.subscriptionId === subscriptionId);
        if (!subscription) throw new AppError('not_found');
        if (isLive(subscription)) return { kind: 'running', subscription };
        const ending = (await endingsOf(customer, subscriptions)).find(
          (each) => each.subscriptionId === subscriptionId,
        );
        if (!ending) throw new AppError('not_found');
        const { accessUntil } = ending;
        if (ending.keptAs !== null && accessUntil !== null) return { kind: 'kept', subscription, on: accessUntil };
        if (accessUntil === null || !canBeKept(ending, today())) return { kind: 'tooLate', subscription };
        return goOn({ provider, lease, customer, subscription, ending, methods, on: accessUntil });
      });
    },
  };

  async function goOn({ provider, lease, customer, subscription, ending, methods, on }: GoOn): Promise<KeepOutcome> {
    const method = methodToGoOnWith(ending, methods);
    if (!method) return { kind: 'noMethod', subscription };
    const row = await intendStart({ provider, lease, ending, method, on });
    if (!row?.startParams) return { kind: 'tooLate', subscription };
    onStep('startIntended');
    const { startParams: params, endingId, startGeneration } = row;
    const idempotencyKey = `${endingId}-${startGeneration}`;
    const { providerCustomerId } = customer;
    try {
      const start = () => provider.subscriptions.start({ providerCustomerId, params, idempotencyKey });
      const { subscriptionId } = await provider.run(start);
      onStep('started');
      await rows.settle({ endingId, keptAs: subscriptionId });
      return { kind: 'kept', subscription, on };
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'rejected') throw error;
      await rows.forgetStart(row);
      if (error.facts.hint === 'mandateId') return { kind: 'noMethod', subscription };
      if (error.facts.hint === 'description') return { kind: 'nameTaken', subscription };
      throw error;
    }
  }

  /**
   * An attempt that the provider remembers is repeated as it was. One that it may have forgotten left nothing: its list
   * was just looked at. So another key is asked for then, and not before.
   */
  async function intendStart({ provider, lease, ending, method, on }: IntendStart): Promise<CancellationRow | null> {
    const { startParams, startAgeSeconds, paymentMethodId, terms, endingId } = ending;
    const isFirst = startParams === null || startAgeSeconds === null;
    if (!isFirst && startAgeSeconds < provider.idempotencyWindowSeconds) return ending;
    const params: StartParams = {
      terms,
      startsOn: on,
      paymentMethodId: method.paymentMethodId,
      sameMethod: method.paymentMethodId === paymentMethodId,
      startId: endingId,
    };
    return rows.intendStart({ lease, row: ending, params, anew: !isFirst });
  }
}

type Provider = {
  billing: BillingReader;
  subscriptions: SubscriptionOperations;
  idempotencyWindowSeconds: number;
  run: <T>(attempt: () => Promise<T>) => Promise<T>;
};

type GoOn = {
  provider: Provider;
  lease: Lease;
  customer: CustomerRef;
  subscription: Subscription;
  ending: CancellationRow;
  methods: PaymentMethod[];
  on: CalendarDate;
};

type IntendStart = Pick<GoOn, 'provider' | 'lease' | 'ending' | 'on'> & { method: PaymentMethod };

function toStored(access: Access): { accessUntil: CalendarDate | null; accessIsPaid: boolean } {
  return access.kind === 'until'
    ? { accessUntil: access.on, accessIsPaid: access.isPaid }
    : { accessUntil: null, accessIsPaid: false };
}
