import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../db/generated/client.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { CallScope, ProviderCalls } from '../providers/calls.ts';
import { ProviderError } from '../providers/provider.ts';
import { type Claim, createProviderCustomerRows, type CustomerProfile, type RowKey } from './provider-customer-rows.ts';
import type { OpenConnection, ProviderConnections } from './provider-connections.ts';
import type { RequestLimits } from './request-limits.ts';

export type CustomerOwner = CustomerProfile & { appUuid: string; tenantUuid: string };

/** Where a process may die; tests let it. Named after what has just happened. */
export type CustomerStep = 'claimed' | 'created' | 'bound' | 'generation_raised' | 'unbound';

export type ProviderCustomers = ReturnType<typeof createProviderCustomers>;

/** How long a request waits for another one that is making the same customer. */
const WAIT_MS = 8_000;
const POLL_MIN_MS = 40;
const POLL_SPREAD_MS = 120;
const COMPLETION_TIMEOUT_MS = 12_000;
/** Customers are looked for from a little before the first attempt, since the provider's clock is not ours. */
const CLOCK_MARGIN_MS = 10 * 60_000;
const SECOND_LOOK_AFTER_MS = 300;

/**
 * The tenant's one customer at the provider, made when there is none (contract C12, promises P1 to P4).
 *
 * The row is written before the provider is asked. One claim at a time may ask; it sends the stored parameters under
 * the stored idempotency key, and only the claim's holder binds the customer. When the key can no longer tell whether
 * a customer was made, the provider's list does: what carries our metadata is adopted, and only when the whole list
 * has none is another asked for, under a new generation's key. No transaction or lock is open while the provider is
 * called, and a caller that hangs up stops nothing.
 */
export function createProviderCustomers(options: {
  prisma: PrismaClient;
  connections: ProviderConnections;
  calls: ProviderCalls;
  requestLimits: RequestLimits;
  logger: Logger;
  onStep?: ((step: CustomerStep) => void) | undefined;
}) {
  const { prisma, connections, calls, requestLimits, logger, onStep = () => undefined } = options;
  const rows = createProviderCustomerRows({ prisma });
  const underWay = new Map<string, Promise<string>>();

  const create = async (claim: Claim, { client }: OpenConnection, scope: CallScope): Promise<string> => {
    const { params, idempotencyKey } = claim;
    const { providerCustomerId } = await calls.run(scope, () => client.createCustomer({ params, idempotencyKey }));
    return providerCustomerId;
  };

  /** Looks for a customer of this row at the provider; asks for another only when there is surely none. */
  const reconcile = async (claim: Claim, connection: OpenConnection, scope: CallScope): Promise<string> => {
    const createdSince = new Date(claim.firstAttemptAt.getTime() - CLOCK_MARGIN_MS);
    const { customers, complete } = await calls.run(scope, () => connection.client.listCustomers({ createdSince }));
    const ours = customers.filter(({ metadata }) => metadata['row'] === claim.id);
    const adopted = ours.find(({ metadata }) => metadata['generation'] === String(claim.generation)) ?? ours[0];
    const facts = { customerRow: claim.id, generation: claim.generation, found: ours.length };
    if (adopted) {
      logger.info(facts, 'adopted a customer that an earlier attempt made');
      return adopted.providerCustomerId;
    }
    if (!complete)
      throw new AppError('unavailable', { reason: 'list_incomplete', detail: 'too many customers to look through' });
    const next = await rows.nextGeneration(claim);
    if (!next) throw claimLost();
    onStep('generation_raised');
    logger.info(facts, 'no customer of an earlier attempt; asking anew');
    return create(next, connection, scope);
  };

  const makeOrFind = async (claim: Claim, connection: OpenConnection, scope: CallScope): Promise<string> => {
    if (claim.ageSeconds > connection.client.idempotencyWindowSeconds) return reconcile(claim, connection, scope);
    try {
      return await create(claim, connection, scope);
    } catch (error) {
      if (error instanceof ProviderError && isSpentKey(error)) return reconcile(claim, connection, scope);
      throw error;
    }
  };

  const complete = async (claim: Claim, connection: OpenConnection, deadlineAt: Date): Promise<string> => {
    const { id: customerRow, attempts, key } = claim;
    const scope = { provider: key.provider, account: key.account, deadlineAt, retry: 'safe' } as const;
    logger.info({ customerRow, attempts, ...key }, 'asking the provider for a customer');
    try {
      onStep('claimed');
      const providerCustomerId = await makeOrFind(claim, connection, scope);
      onStep('created');
      if (!(await rows.bind(claim, providerCustomerId))) return await readBound(claim);
      onStep('bound');
      return providerCustomerId;
    } catch (error) {
      await rows.release(claim, kindOf(error));
      throw error;
    }
  };

  /** The lease ran out and another process took over; what it bound is what counts. */
  const readBound = async (claim: Claim): Promise<string> => {
    const bound = await rows.findReady(claim.key);
    if (bound === null) throw claimLost();
    return bound;
  };

  const obtain = async (owner: CustomerOwner, connection: OpenConnection, deadlineAt: Date): Promise<string> => {
    const key = keyOf(owner, connection);
    const { name, email, locale } = owner;
    const giveUpAt = Math.min(deadlineAt.getTime(), Date.now() + WAIT_MS);
    await requestLimits.countCustomerAttempt(owner);
    for (;;) {
      const claim = await rows.claim(key, { name, email, locale });
      if (claim) return complete(claim, connection, deadlineAt);
      const ready = await rows.findReady(key);
      if (ready !== null) return ready;
      if (Date.now() >= giveUpAt) {
        throw new AppError('unavailable', { reason: 'customer_in_the_making', detail: 'another request is making it' });
      }
      await sleep(POLL_MIN_MS + Math.random() * POLL_SPREAD_MS);
    }
  };

  /** One at a time per tenant in this process; all who ask meanwhile get the same answer. */
  const ensure = (owner: CustomerOwner, connection: OpenConnection, deadlineAt: Date): Promise<string> => {
    const flight = JSON.stringify(keyOf(owner, connection));
    const running =
      underWay.get(flight) ?? obtain(owner, connection, deadlineAt).finally(() => underWay.delete(flight));
    underWay.set(flight, running);
    return running;
  };

  /** Only what the provider says twice is believed, and only of the connection's own account and mode. */
  const isGone = async (connection: OpenConnection, providerCustomerId: string, scope: CallScope): Promise<boolean> => {
    const look = () => calls.run(scope, () => connection.client.lookUpCustomer(providerCustomerId));
    if ((await look()) === 'present') return false;
    await sleep(SECOND_LOOK_AFTER_MS);
    return (await look()) === 'gone';
  };

  return {
    /**
     * @returns the provider's customer id.
     * @throws ProviderError; AppError unavailable when another request is still making the customer,
     *   too_many_requests.
     */
    ensure,

    /**
     * For a bound customer that the provider did not find: makes another when it is surely gone, at most once a day
     * per tenant.
     * @returns the customer to use from now on: the same one when it is there after all.
     * @throws ProviderError; AppError unavailable for a young customer, internal when it went twice within a day.
     */
    async heal(
      owner: CustomerOwner,
      connection: OpenConnection,
      gone: { providerCustomerId: string; deadlineAt: Date },
    ) {
      const { providerCustomerId, deadlineAt } = gone;
      const key = keyOf(owner, connection);
      const verdict = await rows.mayReplace(key, providerCustomerId);
      if (verdict === 'young') {
        throw new AppError('unavailable', { reason: 'customer_young', detail: 'the provider does not know it yet' });
      }
      if (verdict === 'too_often') {
        throw new AppError('internal', { reason: 'customer_gone_again', detail: 'replaced within a day already' });
      }
      if (verdict === 'yes') {
        const scope = { provider: key.provider, account: key.account, deadlineAt, retry: 'safe' } as const;
        if (!(await isGone(connection, providerCustomerId, scope))) {
          await rows.clearSuspicion(key, providerCustomerId);
          return providerCustomerId;
        }
        const unbound = await rows.unbind(key, providerCustomerId);
        if (unbound) logger.warn({ ...key, replaced: providerCustomerId }, 'a customer is gone at the provider');
        onStep('unbound');
      }
      return ensure(owner, connection, deadlineAt);
    },

    /** Notes that a page did not find the customer; the next call for the tenant looks into it. */
    suspectGone: (key: RowKey, providerCustomerId: string): Promise<void> => rows.suspectGone(key, providerCustomerId),

    /**
     * Finishes rows that a crash or a failure left behind, though nobody asks again.
     * @returns how many were finished. Never throws for a single row's failure.
     */
    async completeLeftBehind({ maxRows = 20 }: { maxRows?: number } = {}): Promise<number> {
      let finished = 0;
      for (let count = 0; count < maxRows; count += 1) {
        const claim = await rows.claimLeftBehind();
        if (!claim) break;
        if (await finishOne(claim)) finished += 1;
      }
      return finished;
    },

    /** Resolves when nothing is under way, also what callers no longer wait for. */
    async settled(): Promise<void> {
      await Promise.allSettled(underWay.values());
    },
  };

  async function finishOne(claim: Claim): Promise<boolean> {
    try {
      const connection = await connections.find(claim.key);
      if (!connection) {
        await rows.release(claim, 'not_connected');
        return false;
      }
      await complete(claim, connection, new Date(Date.now() + COMPLETION_TIMEOUT_MS));
      return true;
    } catch (error) {
      logger.warn(
        { customerRow: claim.id, errorKind: kindOf(error) },
        'a customer that was left behind is not made yet',
      );
      return false;
    }
  }
}

/** The key will only ever give this failure again, or stands for other parameters. */
function isSpentKey({ kind, facts }: ProviderError): boolean {
  return facts.replayed === true || kind === 'idempotency_conflict';
}

function claimLost(): AppError {
  return new AppError('unavailable', { reason: 'claim_lost', detail: 'the claim on the customer row was lost' });
}

function kindOf(error: unknown): string {
  if (error instanceof ProviderError) return error.kind;
  return error instanceof AppError ? (error.reason ?? error.errorName) : 'internal';
}

function keyOf(owner: CustomerOwner, connection: OpenConnection): RowKey {
  const { provider, account, mode } = connection;
  return { appUuid: owner.appUuid, tenantUuid: owner.tenantUuid, provider, account, mode };
}
