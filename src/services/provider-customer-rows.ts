import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '../db/generated/client.ts';
import type { ProviderCustomerParams, ProviderMode } from '../providers/provider.ts';

/**
 * The rows of the customer protocol. Every change is one statement, committed at once; all times are the database's,
 * so that processes whose clocks differ agree. Nothing here is held while a provider is called.
 */
export type ProviderCustomerRows = ReturnType<typeof createProviderCustomerRows>;

export type RowKey = { appUuid: string; tenantUuid: string; provider: string; account: string; mode: ProviderMode };

/** The right to ask the provider for one row's customer, until it is released or the lease is over. */
export type Claim = {
  id: string;
  token: string;
  key: RowKey;
  generation: number;
  attempts: number;
  idempotencyKey: string;
  params: ProviderCustomerParams;
  firstAttemptAt: Date;
  /** Seconds since the first attempt of this generation, by the database's clock. */
  ageSeconds: number;
};

export type CustomerProfile = { name: string; email: string; locale: string | null };

/** Longer than any request's deadline, so that a claim is only taken over from a process that is gone or stuck. */
const LEASE_SECONDS = 20;
/** Young answers of 404 are a provider that lags behind itself. */
const HEAL_AFTER_MINUTES = 15;
const MAX_BACKOFF_SECONDS = 3600;

const CLAIM_COLUMNS = Prisma.sql`id::text, app_uuid, tenant_uuid, provider, account, mode::text AS mode, generation,
  attempts, idempotency_key, params, first_attempt_at,
  extract(epoch FROM now() - first_attempt_at)::float8 AS age_seconds`;

export function createProviderCustomerRows({ prisma }: { prisma: PrismaClient }) {
  return {
    /** @returns null when there is no row, or it has no customer yet. */
    async findReady(key: RowKey): Promise<string | null> {
      const row = await prisma.providerCustomer.findUnique({
        where: { appUuid_tenantUuid_provider_account_mode: key },
        select: { state: true, providerCustomerId: true },
      });
      return row?.state === 'ready' ? row.providerCustomerId : null;
    },

    /** Makes the row when there is none. @returns null when it is ready, or another claim on it is alive. */
    async claim(key: RowKey, profile: CustomerProfile): Promise<Claim | null> {
      const { appUuid, tenantUuid, provider, account, mode } = key;
      const id = randomUUID();
      const token = randomUUID();
      const lease = Prisma.sql`now() + make_interval(secs => ${LEASE_SECONDS}::double precision)`;
      const metadata = { app: appUuid, tenant: tenantUuid, row: id, generation: '1' };
      const params = JSON.stringify({ ...profile, metadata });
      // One statement makes the row and claims it, so a crash leaves either nothing or all that a completer needs.
      const rows = await prisma.$queryRaw<unknown[]>`
        INSERT INTO provider_customers AS c (id, app_uuid, tenant_uuid, provider, account, mode,
          claim_token, claim_until, attempts, first_attempt_at, idempotency_key, params)
        VALUES (${id}::uuid, ${appUuid}, ${tenantUuid}, ${provider}, ${account}, ${mode}::provider_mode,
          ${token}::uuid, ${lease}, 1, now(), ${`${id}-1`}, ${params}::jsonb)
        ON CONFLICT (app_uuid, tenant_uuid, provider, account, mode) DO UPDATE SET
          claim_token = ${token}::uuid, claim_until = ${lease}, attempts = c.attempts + 1
          WHERE c.state <> 'ready' AND (c.claim_until IS NULL OR c.claim_until < now())
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, token);
    },

    /** Claims one row that a crash or a failure left behind, of any tenant. */
    async claimLeftBehind(): Promise<Claim | null> {
      const token = randomUUID();
      const rows = await prisma.$queryRaw<unknown[]>`
        UPDATE provider_customers SET
          claim_token = ${token}::uuid,
          claim_until = now() + make_interval(secs => ${LEASE_SECONDS}::double precision),
          attempts = attempts + 1
        WHERE id = (
          SELECT id FROM provider_customers
          WHERE state <> 'ready' AND (claim_until IS NULL OR claim_until < now())
            AND (next_attempt_at IS NULL OR next_attempt_at < now())
          ORDER BY next_attempt_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, token);
    },

    /** Gives the row a new idempotency key. Only the claim's holder can. @returns null when the claim was lost. */
    async nextGeneration(claim: Claim): Promise<Claim | null> {
      const rows = await prisma.$queryRaw<unknown[]>`
        UPDATE provider_customers SET
          generation = generation + 1,
          idempotency_key = id || '-' || (generation + 1),
          params = jsonb_set(params, '{metadata,generation}', to_jsonb((generation + 1)::text)),
          first_attempt_at = now(),
          claim_until = now() + make_interval(secs => ${LEASE_SECONDS}::double precision)
        WHERE id = ${claim.id}::uuid AND claim_token = ${claim.token}::uuid AND state <> 'ready'
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, claim.token);
    },

    /** The fenced write: only the claim's holder binds the customer. @returns false when the claim was lost. */
    async bind(claim: Claim, providerCustomerId: string): Promise<boolean> {
      const bound = await prisma.$executeRaw`
        UPDATE provider_customers SET state = 'ready', provider_customer_id = ${providerCustomerId}, ready_at = now(),
          claim_token = NULL, claim_until = NULL, last_error_kind = NULL, next_attempt_at = NULL
        WHERE id = ${claim.id}::uuid AND claim_token = ${claim.token}::uuid AND state <> 'ready'`;
      return bound === 1;
    },

    /** Lets others try at once; a completer waits longer after each failure. */
    async release(claim: Claim, errorKind: string): Promise<void> {
      const backoffSeconds = Math.min(MAX_BACKOFF_SECONDS, 5 * 2 ** Math.min(claim.attempts, 12));
      await prisma.$executeRaw`
        UPDATE provider_customers SET claim_token = NULL, claim_until = NULL,
          last_error_kind = ${errorKind}, last_error_at = now(),
          next_attempt_at = now() + make_interval(secs => ${backoffSeconds}::double precision)
        WHERE id = ${claim.id}::uuid AND claim_token = ${claim.token}::uuid AND state <> 'ready'`;
    },

    /** Notes that a customer was not found, for the next call to look into. */
    async suspectGone(key: RowKey, providerCustomerId: string): Promise<void> {
      await prisma.providerCustomer.updateMany({
        where: { ...key, providerCustomerId, state: 'ready' },
        data: { suspectedGoneAt: new Date() },
      });
    },

    async clearSuspicion(key: RowKey, providerCustomerId: string): Promise<void> {
      await prisma.providerCustomer.updateMany({
        where: { ...key, providerCustomerId },
        data: { suspectedGoneAt: null },
      });
    },

    /** May this customer be replaced at all: not young, and none was replaced within a day. */
    async mayReplace(key: RowKey, providerCustomerId: string): Promise<'yes' | 'young' | 'too_often' | 'other'> {
      const { appUuid, tenantUuid, provider, account, mode } = key;
      const [row] = await prisma.$queryRaw<{ young: boolean; often: boolean }[]>`
        SELECT ready_at > now() - make_interval(mins => ${HEAL_AFTER_MINUTES}::int) AS young,
          coalesce(last_replaced_at > now() - interval '1 day', false) AS often
        FROM provider_customers
        WHERE app_uuid = ${appUuid} AND tenant_uuid = ${tenantUuid} AND provider = ${provider} AND account = ${account}
          AND mode = ${mode}::provider_mode AND state = 'ready' AND provider_customer_id = ${providerCustomerId}`;
      if (!row) return 'other';
      if (row.young) return 'young';
      return row.often ? 'too_often' : 'yes';
    },

    /** Unbinds a customer that is gone; the old id stays in the history. @returns false when another was quicker. */
    async unbind(key: RowKey, providerCustomerId: string): Promise<boolean> {
      const { appUuid, tenantUuid, provider, account, mode } = key;
      const changed = await prisma.$executeRaw`
        UPDATE provider_customers SET state = 'creating', provider_customer_id = NULL, generation = generation + 1,
          idempotency_key = id || '-' || (generation + 1), attempts = 0, first_attempt_at = now(), ready_at = NULL,
          params = jsonb_set(params, '{metadata,generation}', to_jsonb((generation + 1)::text)), suspected_gone_at = NULL, last_replaced_at = now(),
          history = history || jsonb_build_object('providerCustomerId', provider_customer_id, 'generation', generation,
            'replacedAt', now())
        WHERE app_uuid = ${appUuid} AND tenant_uuid = ${tenantUuid} AND provider = ${provider} AND account = ${account}
          AND mode = ${mode}::provider_mode AND state = 'ready' AND provider_customer_id = ${providerCustomerId}`;
      return changed === 1;
    },
  };
}

/** Rows are written by any version of this service, so they are looked at before they are trusted. */
const claimRow = z
  .object({
    id: z.string(),
    app_uuid: z.string(),
    tenant_uuid: z.string(),
    provider: z.string(),
    account: z.string(),
    mode: z.enum(['test', 'live']),
    generation: z.number(),
    attempts: z.number(),
    idempotency_key: z.string(),
    params: z.object({
      name: z.string(),
      email: z.string(),
      locale: z.string().nullable(),
      metadata: z.record(z.string(), z.string()),
    }),
    first_attempt_at: z.date(),
    age_seconds: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    key: {
      appUuid: row.app_uuid,
      tenantUuid: row.tenant_uuid,
      provider: row.provider,
      account: row.account,
      mode: row.mode,
    },
    generation: row.generation,
    attempts: row.attempts,
    idempotencyKey: row.idempotency_key,
    params: row.params,
    firstAttemptAt: row.first_attempt_at,
    ageSeconds: row.age_seconds,
  }));

function parseClaim(rows: unknown[], token: string): Claim | null {
  const [row] = rows;
  return row === undefined ? null : { ...claimRow.parse(row), token };
}
