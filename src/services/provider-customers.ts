import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { PrismaClient } from '../db/generated/client.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { type ProviderCustomerParams, ProviderError } from '../providers/provider.ts';
import type { OpenConnection } from './provider-connections.ts';

export type CustomerOwner = { appUuid: string; tenantUuid: string; name: string; email: string; locale: string | null };

export type ProviderCustomers = ReturnType<typeof createProviderCustomers>;

/**
 * The tenant's customer at the provider, made when there is none (contract C12, promise P1).
 *
 * The row is written before the provider is asked. One claim at a time may ask; it sends the stored parameters under
 * the stored idempotency key, and only the claim's holder writes the id. No transaction or lock is open while the
 * provider is called, and a caller that hangs up stops nothing.
 */
export function createProviderCustomers(options: { prisma: PrismaClient; calls: ProviderCalls; logger: Logger }) {
  const { prisma, calls, logger } = options;
  const inFlight = new Map<string, Promise<string>>();

  const make = async (owner: CustomerOwner, connection: OpenConnection, deadlineAt: Date): Promise<string> => {
    const key = keyOf(owner, connection);
    const claim = await claimRow(prisma, key, owner);
    if (!claim) return waitUntilReady({ prisma, key, deadlineAt });
    logger.info({ customerRow: claim.id, attempt: claim.attempts, ...key }, 'asking the provider for a customer');
    try {
      const { providerCustomerId } = await calls.run(
        { provider: key.provider, account: key.account, deadlineAt, retry: 'safe' },
        () => connection.client.createCustomer({ params: claim.params, idempotencyKey: claim.idempotencyKey }),
      );
      return await storeReady({ prisma, claim, providerCustomerId });
    } catch (error) {
      await releaseClaim(prisma, claim, error instanceof ProviderError ? error.kind : 'internal');
      throw error;
    }
  };

  return {
    /**
     * @returns the provider's customer id.
     * @throws ProviderError; AppError unavailable when another request is still making the customer.
     */
    async ensure(owner: CustomerOwner, connection: OpenConnection, deadlineAt: Date): Promise<string> {
      const flight = JSON.stringify(keyOf(owner, connection));
      const running =
        inFlight.get(flight) ?? make(owner, connection, deadlineAt).finally(() => inFlight.delete(flight));
      inFlight.set(flight, running);
      return running;
    },
  };
}

type RowKey = { appUuid: string; tenantUuid: string; provider: string; account: string; mode: 'test' | 'live' };

type Claim = {
  id: string;
  token: string;
  attempts: number;
  idempotencyKey: string;
  params: ProviderCustomerParams;
};

/** Longer than any request's deadline, so that a claim is only taken over from a process that is gone. */
const LEASE_SECONDS = 30;
const POLL_MIN_MS = 40;
const POLL_SPREAD_MS = 120;

function keyOf(owner: CustomerOwner, connection: OpenConnection): RowKey {
  const { provider, account, mode } = connection;
  return { appUuid: owner.appUuid, tenantUuid: owner.tenantUuid, provider, account, mode };
}

/** @returns null when the row is ready, or another claim on it is alive. */
async function claimRow(prisma: PrismaClient, key: RowKey, owner: CustomerOwner): Promise<Claim | null> {
  const { appUuid, tenantUuid, provider, account, mode } = key;
  await prisma.$executeRaw`
    INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode)
    VALUES (${randomUUID()}::uuid, ${appUuid}, ${tenantUuid}, ${provider}, ${account}, ${mode}::provider_mode)
    ON CONFLICT DO NOTHING`;
  const token = randomUUID();
  const profile = JSON.stringify({ name: owner.name, email: owner.email, locale: owner.locale });
  const [row] = await prisma.$queryRaw<unknown[]>`
    UPDATE provider_customers SET
      claim_token = ${token}::uuid,
      claim_until = now() + make_interval(secs => ${LEASE_SECONDS}::double precision),
      attempts = attempts + 1,
      first_attempt_at = coalesce(first_attempt_at, now()),
      idempotency_key = coalesce(idempotency_key, id || '-' || generation),
      params = coalesce(params, ${profile}::jsonb || jsonb_build_object('metadata', jsonb_build_object(
        'app', app_uuid, 'tenant', tenant_uuid, 'row', id::text, 'generation', generation::text)))
    WHERE app_uuid = ${appUuid} AND tenant_uuid = ${tenantUuid} AND provider = ${provider}
      AND account = ${account} AND mode = ${mode}::provider_mode
      AND state <> 'ready' AND (claim_until IS NULL OR claim_until < now())
    RETURNING id::text, claim_token::text AS token, attempts, idempotency_key AS "idempotencyKey", params`;
  return row === undefined ? null : claimSchema.parse(row);
}

const claimSchema = z.object({
  id: z.string(),
  token: z.string(),
  attempts: z.number(),
  idempotencyKey: z.string(),
  params: z.object({
    name: z.string(),
    email: z.string(),
    locale: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
  }),
});

async function storeReady({
  prisma,
  claim,
  providerCustomerId,
}: {
  prisma: PrismaClient;
  claim: Claim;
  providerCustomerId: string;
}): Promise<string> {
  const stored = await prisma.$executeRaw`
    UPDATE provider_customers SET state = 'ready', provider_customer_id = ${providerCustomerId}, ready_at = now(),
      claim_token = NULL, claim_until = NULL, last_error_kind = NULL
    WHERE id = ${claim.id}::uuid AND claim_token = ${claim.token}::uuid AND state <> 'ready'`;
  if (stored === 1) return providerCustomerId;
  // The lease ran out and another process took over; what it stored is what counts.
  const row = await prisma.providerCustomer.findUnique({ where: { id: claim.id } });
  if (row?.state === 'ready' && row.providerCustomerId !== null) return row.providerCustomerId;
  throw new AppError('unavailable', { detail: 'the claim on the customer row was lost' });
}

async function releaseClaim(prisma: PrismaClient, claim: Claim, errorKind: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE provider_customers SET claim_token = NULL, claim_until = NULL, last_error_kind = ${errorKind}
    WHERE id = ${claim.id}::uuid AND claim_token = ${claim.token}::uuid AND state <> 'ready'`;
}

async function waitUntilReady({ prisma, key, deadlineAt }: { prisma: PrismaClient; key: RowKey; deadlineAt: Date }) {
  const where = { appUuid_tenantUuid_provider_account_mode: key };
  while (Date.now() < deadlineAt.getTime()) {
    const row = await prisma.providerCustomer.findUnique({ where });
    if (row?.state === 'ready' && row.providerCustomerId !== null) return row.providerCustomerId;
    await sleep(POLL_MIN_MS + Math.random() * POLL_SPREAD_MS);
  }
  throw new AppError('unavailable', { detail: 'another request is still making the customer' });
}
