import { randomUUID } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { isLoopbackHost } from '../loopback.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { type CheckoutOption, type CheckoutParams, type Money, ProviderError } from '../providers/provider.ts';
import { reasonOf } from '../providers/public-error.ts';
import type { AuditTrail } from './audit-trail.ts';
import { type CheckoutStep, createSettlement, isUnfinished } from './checkout-settlement.ts';
import type { CustomerLeases, CustomerRef, Lease } from './customer-leases.ts';
import {
  connectPaymentMethods,
  customerOf,
  findPaymentMethodConnection,
  type PaymentMethodConnection,
} from './portal-connections.ts';
import { isSameDebt } from './overdue.ts';
import {
  type CheckoutPurpose,
  type CheckoutRow,
  type CheckoutState,
  createPortalCheckoutRows,
} from './portal-checkout-rows.ts';
import { PORTAL_PATH, type PortalSession } from './portal-sessions.ts';
import type { ProviderConnections } from './provider-connections.ts';
import type { RawSql } from '../db/statements.ts';

export type StartCheckout = {
  purpose: CheckoutPurpose;
  amount: Money;
  /** Null: the person chooses at the provider's page. */
  optionId: string | null;
  /** For the person's statement, in their language. */
  description: string;
  /** BCP 47. */
  locale: string;
  /** Failed payments that it makes good. */
  covers: string[];
  /** Asked while nothing else of ours changes the customer, right before the provider is asked for a new one. */
  isStillWanted?: () => Promise<boolean>;
};

/**
 * `outdated`: an earlier one, for another amount or other payments, can still be paid, so none was begun. `unwanted`:
 * it is not wanted any more.
 */
export type StartedCheckout = { kind: 'started' | 'outdated'; checkoutId: string } | { kind: 'unwanted' };

/** How a checkout stands, as far as it could be found out now. */
export type CheckoutView = Pick<CheckoutRow, 'checkoutId' | 'purpose' | 'state' | 'paymentMethodId' | 'moved'> & {
  amount: Money;
  covers: string[];
  paymentStatus: CheckoutRow['paymentStatus'];
  /** False: the provider could not be asked just now. */
  isCurrent: boolean;
};

export type PortalCheckouts = ReturnType<typeof createPortalCheckouts>;

/** Where the provider tells that something happened to a checkout; `http/` mounts the endpoint here. */
export const CHECKOUT_WEBHOOKS_PATH = '/webhooks/checkouts';
/** Where a person comes back to. */
export const CHECKOUTS_PATH = `${PORTAL_PATH}/checkouts`;

const PAGE_TIMEOUT_MS = 8_000;
const BACKGROUND_TIMEOUT_MS = 12_000;
const WAIT_MS = 8_000;
/** Checkouts that a completer looks at, one after another. */
const MOST_A_TURN = 20;

/**
 * Visits to the provider's checkout, by which a person adds a payment method or pays what is overdue.
 *
 * The row is written before the provider is asked, with the parameters and the idempotency key that every attempt
 * sends. Of one thing a customer has one unfinished checkout: a second click, another tab and a repeat after a lost
 * answer get the same one as long as it can be paid, so nothing is ever charged twice. Where what is wanted has changed
 * meanwhile, the earlier one must end first: nobody pays what they have not agreed to. What became of it is read from
 * the provider, never from the way a person came back (see checkout-settlement.ts).
 */
export function createPortalCheckouts(options: {
  sql: RawSql;
  readSql: RawSql;
  connections: Pick<ProviderConnections, 'find'>;
  leases: CustomerLeases;
  calls: ProviderCalls;
  logger: Logger;
  /** An origin, without a trailing slash. */
  publicUrl: string;
  audit: Pick<AuditTrail, 'around'>;
  onStep?: ((step: CheckoutStep) => void) | undefined;
}) {
  const { sql, readSql, connections, leases, calls, logger, publicUrl, audit, onStep = () => undefined } = options;
  const rows = createPortalCheckoutRows({ sql, readSql });
  const settleRow = createSettlement({ rows, leases, calls, logger, onStep, audit });
  const isReachable = !isLoopbackHost(new URL(publicUrl).hostname);
  const underWay = new Map<string, Promise<void>>();
  /** Those about which something was said while they were looked at. */
  const again = new Set<string>();

  const connect = (appUuid: string, customer: CustomerRef): Promise<PaymentMethodConnection> =>
    connectPaymentMethods(connections, { appUuid, customer });

  /** At most one at a time per checkout in this process; those who come meanwhile get the same one's end. */
  const settle = (row: CheckoutRow, timeoutMs: number): Promise<void> => {
    const { checkoutId, appUuid, customer } = row;
    const run = async () => settleRow(row, await connect(appUuid, customer), new Date(Date.now() + timeoutMs));
    const finish = () => {
      underWay.delete(checkoutId);
      if (again.delete(checkoutId)) void settleInBackground(row);
    };
    const running = underWay.get(checkoutId) ?? run().finally(finish);
    underWay.set(checkoutId, running);
    return running;
  };

  /** @throws AppError not_found for one of another customer as for none. */
  const findOwn = async (session: PortalSession, checkoutId: string): Promise<CheckoutRow> => {
    const row = isUuid(checkoutId) ? await rows.find(checkoutId) : null;
    if (row && isOfSession(row, session)) return row;
    throw new AppError('not_found', { detail: 'no such checkout of this customer' });
  };

  /** Asks the provider, and is content with what is stored when it cannot be asked. */
  const look = async (row: CheckoutRow): Promise<{ row: CheckoutRow; isCurrent: boolean }> => {
    if (!isUnfinished(row)) return { row, isCurrent: true };
    const isCurrent = await settle(row, PAGE_TIMEOUT_MS).then(
      () => true,
      (error: unknown) => {
        const isElsewhere =
          error instanceof ProviderError || (error instanceof AppError && error.errorName === 'unavailable');
        if (!isElsewhere) throw error;
        logger.warn({ checkoutId: row.checkoutId, reason: reasonOf(error) }, 'a checkout could not be looked at');
        return false;
      },
    );
    return { row: (await rows.find(row.checkoutId)) ?? row, isCurrent };
  };

  return {
    /**
     * The ways of paying that the provider offers for it, and what each takes.
     * @param input.amount what is to be paid; null: as little as possible.
     * @throws ProviderError
     */
    async listOptions(
      session: PortalSession,
      input: { amount: Money | null; currency: string; locale: string },
    ): Promise<CheckoutOption[]> {
      const customer = customerOf(session);
      const { paymentMethods } = await connect(session.appUuid, customer);
      const deadlineAt = new Date(Date.now() + PAGE_TIMEOUT_MS);
      const { provider, account } = customer;
      return calls.run({ provider, account, deadlineAt, retry: 'safe' }, () =>
        paymentMethods.listCheckoutOptions(input),
      );
    },

    /**
     * The checkout to go on with: the unfinished one when there is one, else a new one. A repeat is safe.
     * @throws ProviderError; AppError unavailable when the customer is being changed.
     */
    async start(session: PortalSession, input: StartCheckout): Promise<StartedCheckout> {
      const customer = customerOf(session);
      const connection = await connect(session.appUuid, customer);
      const unfinishedKey = unfinishedKeyOf(customer, input);
      const known = await rows.findUnfinished(unfinishedKey);
      const fresh = known && isUnfinished(known) ? await lookSurely(known) : null;
      if (fresh?.state === 'open') return toStarted(fresh, input);
      // One that was paid since is what the person came for, too.
      if (fresh && HAS_PAID.has(fresh.state)) return { kind: 'started', checkoutId: fresh.checkoutId };
      const deadlineAt = new Date(Date.now() + PAGE_TIMEOUT_MS);
      return leases.hold({ customer, waitMs: WAIT_MS }, (lease) =>
        make({ lease, session, input, connection, unfinishedKey, deadlineAt }),
      );
    },

    /**
     * Where the person pays.
     * @returns null when there is nothing to pay any more, or not yet.
     * @throws AppError not_found; ProviderError
     */
    async findLink(session: PortalSession, checkoutId: string): Promise<{ url: string; view: CheckoutView } | null> {
      const row = await findOwn(session, checkoutId);
      if (row.state !== 'open') return null;
      const { paymentMethods } = await connect(row.appUuid, row.customer);
      const { provider, account } = row.customer;
      const deadlineAt = new Date(Date.now() + PAGE_TIMEOUT_MS);
      const scope = { provider, account, deadlineAt, retry: 'safe' } as const;
      const checkout = await calls.run(scope, () => paymentMethods.readCheckout(row.paymentId ?? ''));
      return checkout?.url ? { url: checkout.url, view: toView(row, true) } : null;
    },

    /** Looks at the provider and finishes what there is to finish. @throws AppError not_found */
    async view(session: PortalSession, checkoutId: string): Promise<CheckoutView> {
      const { row, isCurrent } = await look(await findOwn(session, checkoutId));
      return toView(row, isCurrent);
    },

    /** The method to which subscriptions are about to be moved; null: none. */
    findAwaitedMethod: (session: PortalSession): Promise<string | null> => rows.findAwaitedMethod(customerOf(session)),

    /**
     * Something was said about a checkout, by anyone: what is true is read from the provider, afterwards. Does nothing
     * for what is unknown or over. Safe to repeat, as often as anybody likes.
     * @param webhook.body as it came.
     */
    async takeWebhook({ checkoutId, body }: { checkoutId: string; body: string }): Promise<void> {
      const row = isUuid(checkoutId) ? await rows.find(checkoutId) : null;
      if (!row || !isUnfinished(row)) return;
      const connection = await findPaymentMethodConnection(connections, row);
      if (connection?.paymentMethods.readWebhook(body)?.paymentId !== row.paymentId) return;
      // Should this process end now, another finishes it.
      if (!(await rows.wake(checkoutId))) return;
      if (underWay.has(checkoutId)) again.add(checkoutId);
      else void settleInBackground(row);
    },

    /**
     * Finishes what nobody comes back for, and what a crash left behind.
     * @returns how many were looked at. Never throws for a single one's failure.
     */
    async completeLeftBehind(): Promise<number> {
      await rows.abandonUnmade();
      for (let count = 0; count < MOST_A_TURN; count += 1) {
        const checkoutId = await rows.takeDue();
        const row = checkoutId === null ? null : await rows.find(checkoutId);
        if (!row) return count;
        await settleInBackground(row);
      }
      return MOST_A_TURN;
    },

    /** Resolves when nothing is under way. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
    },
  };

  async function settleInBackground(row: CheckoutRow): Promise<void> {
    const { checkoutId } = row;
    await settle(row, BACKGROUND_TIMEOUT_MS).catch((error: unknown) => {
      logger.warn({ checkoutId, reason: reasonOf(error) }, 'a checkout is not settled yet');
    });
  }

  /** @throws AppError unavailable when nobody can say how it stands. */
  async function lookSurely(known: CheckoutRow): Promise<CheckoutRow> {
    const { row, isCurrent } = await look(known);
    if (!isCurrent) throw new AppError('unavailable', { reason: 'checkout_unclear', detail: 'it may be paid by now' });
    return row;
  }

  type Making = {
    lease: Lease;
    session: PortalSession;
    input: StartCheckout;
    connection: PaymentMethodConnection;
    unfinishedKey: string;
    deadlineAt: Date;
  };

  /** Under the lease: the checkout of whoever was quicker, or of an attempt that was cut off; else a new one. */
  async function make(making: Making): Promise<StartedCheckout> {
    const { lease, input, connection, unfinishedKey, deadlineAt } = making;
    const known = await rows.findUnfinished(unfinishedKey);
    if (known && known.state !== 'creating') return toStarted(known, input);
    if (input.isStillWanted && !(await input.isStillWanted())) return { kind: 'unwanted' };
    const isGood = known !== null && isRepeatable(known, connection) && isSameDebt(known.params, input);
    // Nobody has its link, so nobody can pay it.
    if (known && !isGood) await rows.end(lease, known.checkoutId, 'abandoned');
    const row = known && isGood ? known : await insert(making);
    await open({ lease, row, connection, deadlineAt });
    return { kind: 'started', checkoutId: row.checkoutId };
  }

  async function insert({ lease, session, input, unfinishedKey }: Making): Promise<CheckoutRow> {
    const checkoutId = randomUUID();
    const { sessionId, keyId, appUuid, tenantUuid } = session;
    const { amount, description, optionId, locale, covers } = input;
    const params: CheckoutParams = {
      amount,
      description,
      optionId,
      locale,
      covers,
      checkoutId,
      returnUrl: `${publicUrl}${CHECKOUTS_PATH}/${checkoutId}`,
      notifyUrl: isReachable ? `${publicUrl}${CHECKOUT_WEBHOOKS_PATH}/${checkoutId}` : null,
    };
    const owner = { appUuid, tenantUuid, sessionId, keyId, customer: customerOf(session) };
    const row = await rows.insert(lease, { ...owner, checkoutId, purpose: input.purpose, unfinishedKey, params });
    onStep('recorded');
    return row;
  }

  type Opening = { lease: Lease; row: CheckoutRow; connection: PaymentMethodConnection; deadlineAt: Date };

  async function open({ lease, row, connection, deadlineAt }: Opening): Promise<void> {
    const { checkoutId, params, idempotencyKey } = row;
    const { provider, account, providerCustomerId } = row.customer;
    try {
      const checkout = await calls.run({ provider, account, deadlineAt, retry: 'safe' }, () =>
        connection.paymentMethods.createCheckout({ providerCustomerId, params, idempotencyKey }),
      );
      onStep('created');
      await rows.open(lease, checkoutId, checkout.paymentId);
      onStep('opened');
      logger.info({ checkoutId, purpose: row.purpose }, 'a checkout was opened');
    } catch (error) {
      // The key will only ever give this failure again; the next attempt is another checkout.
      if (error instanceof ProviderError && isSpent(error)) await rows.end(lease, checkoutId, 'abandoned');
      throw error;
    }
  }
}

const HAS_PAID: ReadonlySet<CheckoutState> = new Set(['paid', 'settled', 'refused']);

function isRepeatable({ ageSeconds }: CheckoutRow, { idempotencyWindowSeconds }: PaymentMethodConnection): boolean {
  return ageSeconds < idempotencyWindowSeconds;
}

function toStarted(open: CheckoutRow, input: StartCheckout): StartedCheckout {
  return { kind: isSameDebt(open.params, input) ? 'started' : 'outdated', checkoutId: open.checkoutId };
}

function isSpent({ kind, facts }: ProviderError): boolean {
  return facts.replayed === true || kind === 'idempotency_conflict' || kind === 'rejected';
}

/** Paying what is overdue is one thing whatever it is paid with; each way of adding a method is one. */
function unfinishedKeyOf(customer: CustomerRef, { purpose, optionId }: StartCheckout): string {
  const { provider, account, mode, providerCustomerId } = customer;
  const what = purpose === 'overdue' ? purpose : `${purpose} ${optionId ?? ''}`;
  return [provider, account, mode, providerCustomerId, what].join(' ');
}

function isOfSession({ appUuid, tenantUuid, customer }: CheckoutRow, session: PortalSession): boolean {
  return (
    appUuid === session.appUuid &&
    tenantUuid === session.tenantUuid &&
    customer.provider === session.provider &&
    customer.account === session.account &&
    customer.mode === session.mode &&
    customer.providerCustomerId === session.providerCustomerId
  );
}

function toView(row: CheckoutRow, isCurrent: boolean): CheckoutView {
  const { checkoutId, purpose, state, paymentMethodId, moved, paymentStatus, params } = row;
  const { amount, covers } = params;
  return { checkoutId, purpose, state, paymentMethodId, moved, paymentStatus, amount, covers, isCurrent };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
