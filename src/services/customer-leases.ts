import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Prisma } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import type { ProviderMode } from '../providers/provider.ts';

/** A customer as its provider knows it. */
export type CustomerRef = { provider: string; account: string; mode: ProviderMode; providerCustomerId: string };

/** The sole right to change one customer's payment methods and subscriptions, until it is given back or its time is over. */
export type Lease = { key: string; token: string };

export type CustomerLeases = ReturnType<typeof createCustomerLeases>;

/** Longer than the provider calls of one change may take, so that it only runs out under a process that is gone. */
const LEASE_SECONDS = 30;
const POLL_MIN_MS = 40;
const POLL_SPREAD_MS = 120;

/**
 * Changes of a customer's payment methods and subscriptions, one at a time in all processes: a subscription that is
 * moved to a method while the method is taken away would end. The row is a word between processes, no lock: nothing of
 * the database is held meanwhile.
 */
export function createCustomerLeases({ sql }: { sql: RawSql }) {
  const take = async (lease: Lease): Promise<boolean> => {
    const taken = await sql.$executeRaw`
      INSERT INTO customer_leases AS l (key, token, held_until)
      VALUES (${lease.key}, ${lease.token}::uuid, now() + make_interval(secs => ${LEASE_SECONDS}::double precision))
      ON CONFLICT (key) DO UPDATE SET token = excluded.token, held_until = excluded.held_until
        WHERE l.held_until < now()`;
    return taken === 1;
  };

  return {
    /**
     * Waits for its turn, then works; the turn is over when the work is.
     * @throws AppError unavailable when somebody else is still at it; else what `work` throws.
     */
    async hold<T>(
      { customer, waitMs }: { customer: CustomerRef; waitMs: number },
      work: (lease: Lease) => Promise<T>,
    ): Promise<T> {
      const lease = { key: keyOf(customer), token: randomUUID() };
      const giveUpAt = Date.now() + waitMs;
      while (!(await take(lease))) {
        if (Date.now() > giveUpAt) {
          throw new AppError('unavailable', { reason: 'customer_busy', detail: 'the customer is being changed' });
        }
        await sleep(POLL_MIN_MS + Math.random() * POLL_SPREAD_MS);
      }
      try {
        return await work(lease);
      } finally {
        await sql.$executeRaw`
          DELETE FROM customer_leases WHERE key = ${lease.key} AND token = ${lease.token}::uuid`.catch(ignore);
      }
    },
  };
}

/** A part of a statement: this lease is still the customer's. */
export function isHeld({ key, token }: Lease): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM customer_leases
    WHERE key = ${key} AND token = ${token}::uuid AND held_until > now())`;
}

function keyOf({ provider, account, mode, providerCustomerId }: CustomerRef): string {
  return [provider, account, mode, providerCustomerId].join(' ');
}

/** It runs out by itself. */
function ignore(): void {}
