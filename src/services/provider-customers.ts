import { setTimeout as sleepReally } from 'node:timers/promises';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { CallScope, ProviderCalls } from '../providers/calls.ts';
import { ProviderError } from '../providers/provider.ts';
import { reasonOf } from '../providers/public-error.ts';
import type { Claim, RowKey } from './provider-customer-claim.ts';
import { createProviderCustomerRows, type CustomerProfile } from './provider-customer-rows.ts';
import { createProfileMirror, type MirrorOutcome, type MirrorStep } from './profile-mirror.ts';
import { createCustomerSearch } from './customer-search.ts';
import type { OpenConnection, ProviderConnections } from './provider-connections.ts';
import type { RequestLimits } from './request-limits.ts';

export type CustomerOwner = CustomerProfile & { appUuid: string; tenantUuid: string };

/** Where a process may die; tests let it. Named after what has just happened. */
export type CustomerStep = 'claimed' | 'created' | 'bound' | 'generation_raised' | 'unbound' | MirrorStep;

export type ProviderCustomers = ReturnType<typeof createProviderCustomers>;

/** How long a request waits for another one that is making the same customer. */
const WAIT_MS = 8_000;
const POLL_MIN_MS = 40;
const POLL_SPREAD_MS = 120;
const COMPLETION_TIMEOUT_MS = 12_000;
const SECOND_LOOK_AFTER_MS = 300;
/** A request that nobody waits for any more is surely over by then, whatever held it up. */
const SETTLED_AFTER_SECONDS = 120;

/**
 * The tenant's one customer at the provider, made when there is none (contract C12, promises P1 to P4).
 *
 * The row is written before the provider is asked. One claim at a time may ask; it sends the stored parameters under
 * the stored idempotency key, and only the claim's holder binds the customer. When the key can no longer tell whether
 * a customer was made, the provider's list does: what carries our metadata is adopted, and only when the whole list
 * has none is another asked for, under a new generation's key. No transaction or lock is open while the provider is
 * called, and a caller that hangs up stops nothing.
 * @param options.clock what deadlines go by; rows go by the database's.
 */
export function createProviderCustomers(options: {
  sql: RawSql;
  connections: Pick<ProviderConnections, 'find'>;
  calls: ProviderCalls;
  requestLimits: Pick<RequestLimits, 'assertCustomerMayBeTried' | 'countCustomerRepeat'>;
  logger: Logger;
  onStep?: ((step: CustomerStep) => void) | undefined;
  clock?: () => Date;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
}) {
  const { sql, connections, calls, requestLimits, logger, onStep = () => undefined } = options;
  const { clock = () => new Date(), sleep = sleepReally, random = Math.random } = options;
  const rows = createProviderCustomerRows({ sql });
  const search = createCustomerSearch({ rows, calls, clock });
  const profiles = createProfileMirror({ sql, calls, logger, onStep, clock });
  const underWay = new Map<string, Promise<string>>();

  const create = async (claim: Claim, { client }: OpenConnection, scope: CallScope): Promise<string> => {
    const { request } = claim;
    if (!request) throw new Error('a customer cannot be asked for without knowing what was asked for before');
    if (!claim.askingIsNoted && !(await rows.noteAsking(claim))) throw claimLost();
    return calls.run(scope, async () => {
      const { providerCustomerId, metadata } = await client.createCustomer(request);
      // The provider answers with the whole customer, so one that is another's is noticed.
      const isAsked = ['row', 'generation'].every((name) => metadata[name] === request.params.metadata[name]);
      if (!isAsked) throw new ProviderError('nonsense', { provider: scope.provider, hint: 'other_object' });
      return providerCustomerId;
    });
  };

  /** Looks for a customer of this row at the provider; asks for another only when there is surely none. */
  const reconcile = async (claim: Claim, connection: OpenConnection, scope: CallScope): Promise<string> => {
    const facts = { customerRow: claim.id, generation: claim.generation };
    const found = await search({ claim, client: connection.client, scope });
    if (found) {
      logger.info(facts, 'adopted a customer that an earlier attempt made');
      return found.providerCustomerId;
    }
    const next = await rows.nextGeneration(claim);
    if (!next) throw claimLost();
    onStep('generation_raised');
    logger.info(facts, 'no customer of an earlier attempt; asking anew');
    return create(next, connection, scope);
  };

  const makeOrFind = async (claim: Claim, connection: OpenConnection, scope: CallScope): Promise<string> => {
    // Nothing was asked for since that look began, so what it has seen stays true.
    if (claim.listPlace.pages > 0) return reconcile(claim, connection, scope);
    const isKeyGood = claim.request !== null && claim.ageSeconds <= connection.client.idempotencyWindowSeconds;
    if (!isKeyGood) {
      assertSettled(claim);
      return reconcile(claim, connection, scope);
    }
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
      await rows.release(claim, reasonOf(error));
      throw error;
    }
  };

  /** The lease ran out and another process took over; what it bound is what counts. */
  const readBound = async (claim: Claim): Promise<string> => {
    const row = await rows.find(claim.key);
    if (row.kind !== 'ready') throw claimLost();
    return row.providerCustomerId;
  };

  const obtain = async (owner: CustomerOwner, connection: OpenConnection, deadlineAt: Date): Promise<string> => {
    const key = keyOf(owner, connection);
    const giveUpAt = Math.min(deadlineAt.getTime(), clock().getTime() + WAIT_MS);
    requestLimits.assertCustomerMayBeTried(owner);
    const first = await rows.make(key, owner);
    if (first) return complete(first, connection, deadlineAt);
    await requestLimits.countCustomerRepeat(owner);
    for (;;) {
      const claim = await rows.claim(key);
      if (claim) return complete(claim, connection, deadlineAt);
      const row = await rows.find(key);
      if (row.kind === 'ready') return row.providerCustomerId;
      if (row.kind === 'unreadable') throw unreadable(row.state);
      if (row.kind === 'none') throw claimLost();
      if (clock().getTime() >= giveUpAt) {
        throw new AppError('unavailable', { reason: 'customer_in_the_making', detail: 'another request is making it' });
      }
      await sleep(POLL_MIN_MS + random() * POLL_SPREAD_MS);
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
     * @throws ProviderError; AppError unavailable for a young customer; internal when it went twice within a day, or
     *   when the provider never told us of it.
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
      if (verdict === 'too_often' || verdict === 'unconfirmed') {
        const { reason, detail } = NOT_HEALED[verdict];
        await rows.noteTrouble(key, providerCustomerId, reason);
        throw new AppError('internal', { reason, detail });
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

    /** Brings the tenant's changed details to its customer; whoever asks for this goes on whatever comes of it. */
    mirrorProfile(
      owner: Pick<CustomerOwner, 'appUuid' | 'tenantUuid'>,
      connection: OpenConnection,
      bound: { providerCustomerId: string; deadlineAt: Date },
    ): Promise<MirrorOutcome> {
      return profiles.mirror({ key: keyOf(owner, connection), connection, ...bound });
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

  async function connect(claim: Claim): Promise<OpenConnection | null> {
    try {
      const connection = await connections.find(claim.key);
      if (!connection) await rows.release(claim, 'not_connected');
      return connection;
    } catch (error) {
      await rows.release(claim, reasonOf(error));
      throw error;
    }
  }

  async function finishOne(claim: Claim): Promise<boolean> {
    try {
      const connection = await connect(claim);
      if (!connection) return false;
      await complete(claim, connection, new Date(clock().getTime() + COMPLETION_TIMEOUT_MS));
      return true;
    } catch (error) {
      logger.warn(
        { customerRow: claim.id, errorKind: reasonOf(error) },
        'a customer that was left behind is not made yet',
      );
      return false;
    }
  }
}

const NOT_HEALED = {
  too_often: { reason: 'customer_gone_again', detail: 'the customer is gone, and one was replaced within a day' },
  unconfirmed: { reason: 'customer_unconfirmed', detail: 'the customer is not there, and its id was typed by hand' },
};

/** The key will only ever give this failure again, or stands for other parameters. */
function isSpentKey({ kind, facts }: ProviderError): boolean {
  return facts.replayed === true || kind === 'idempotency_conflict';
}

/**
 * What was asked for and not answered may still be made in a moment, and then be in no list yet.
 * @throws AppError unavailable
 */
function assertSettled({ askedSecondsAgo }: Claim): void {
  const restSeconds = SETTLED_AFTER_SECONDS - askedSecondsAgo;
  if (restSeconds <= 0) return;
  throw new AppError('unavailable', {
    reason: 'attempt_unsettled',
    detail: 'the last attempt may not have ended at the provider',
    retryAfterSeconds: Math.ceil(restSeconds),
  });
}

function unreadable(state: string): AppError {
  return new AppError('internal', { reason: 'row_unreadable', detail: `a customer row is in the state "${state}"` });
}

function claimLost(): AppError {
  return new AppError('unavailable', { reason: 'claim_lost', detail: 'the claim on the customer row was lost' });
}

export function keyOf(owner: Pick<CustomerOwner, 'appUuid' | 'tenantUuid'>, connection: OpenConnection): RowKey {
  const { provider, account, mode } = connection;
  return { appUuid: owner.appUuid, tenantUuid: owner.tenantUuid, provider, account, mode };
}
