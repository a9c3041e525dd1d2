import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '../db/errors.ts';
import { Prisma } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import type { ProviderCustomerParams } from '../providers/provider.ts';
import { type Claim, type HeldClaim, type ListPlace, parseClaim, type RowKey } from './provider-customer-claim.ts';

/**
 * The rows of the customer protocol. Every change is one statement, committed at once but for a line of an import; all
 * times are the database's, so that processes whose clocks differ agree. Nothing here is held while a provider is called.
 */
export type ProviderCustomerRows = ReturnType<typeof createProviderCustomerRows>;

export type FoundRow =
  | { kind: 'ready'; providerCustomerId: string }
  | { kind: 'making' }
  | { kind: 'none' }
  /** In a state that this version does not know, or ready without a customer. */
  | { kind: 'unreadable'; state: string };

export type CustomerProfile = { name: string; email: string; locale: string | null };

/** Longer than any request's deadline, so that a claim is only taken over from a process that is gone or stuck. */
export const LEASE_SECONDS = 20;
/** Young answers of 404 are a provider that lags behind itself. */
const HEAL_AFTER_MINUTES = 15;
const MAX_BACKOFF_SECONDS = 3600;

const CLAIM_COLUMNS = Prisma.sql`c.id::text, c.app_uuid, c.tenant_uuid, c.provider, c.account, c.mode::text AS mode,
  c.generation, c.attempts, c.idempotency_key, c.params, c.list_cursor, c.list_pages,
  coalesce(c.first_attempt_at, c.created_at) AS first_attempt_at,
  extract(epoch FROM now() - coalesce(c.first_attempt_at, c.created_at))::float8 AS age_seconds,
  extract(epoch FROM now() - coalesce(c.last_asked_at, c.first_attempt_at, c.created_at))::float8 AS asked_seconds_ago`;
const LEASE = Prisma.sql`now() + make_interval(secs => ${LEASE_SECONDS}::double precision)`;
const IS_FREE = Prisma.sql`c.state = 'creating' AND (c.claim_until IS NULL OR c.claim_until < now())`;
/** Of the generation after the row's; `t` is the tenant as it is now. */
const NEXT_REQUEST = Prisma.sql`generation = c.generation + 1, idempotency_key = c.id || '-' || (c.generation + 1),
  params = jsonb_build_object('name', t.name, 'email', t.email, 'locale', t.locale, 'metadata', jsonb_build_object(
    'app', c.app_uuid, 'tenant', c.tenant_uuid, 'row', c.id::text, 'generation', (c.generation + 1)::text)),
  first_attempt_at = now(), mirrored_profile = NULL, list_cursor = NULL, list_pages = 0`;

const isHeldBy = (claim: HeldClaim) =>
  Prisma.sql`c.id = ${claim.id}::uuid AND c.claim_token = ${claim.token}::uuid AND c.state = 'creating'`;
const isOf = ({ appUuid, tenantUuid, provider, account, mode }: RowKey) =>
  Prisma.sql`c.app_uuid = ${appUuid} AND c.tenant_uuid = ${tenantUuid} AND c.provider = ${provider}
    AND c.account = ${account} AND c.mode = ${mode}::provider_mode`;
const isReady = (key: RowKey, providerCustomerId: string) =>
  Prisma.sql`${isOf(key)} AND c.state = 'ready' AND c.provider_customer_id = ${providerCustomerId}`;

export function createProviderCustomerRows({ sql }: { sql: RawSql }) {
  const find = async (key: RowKey): Promise<FoundRow> => {
    const [row] = await sql.$queryRaw<{ state: string; id: string | null }[]>`
      SELECT c.state::text AS state, c.provider_customer_id AS id FROM provider_customers c WHERE ${isOf(key)}`;
    if (!row) return { kind: 'none' };
    if (row.state === 'ready' && row.id !== null) return { kind: 'ready', providerCustomerId: row.id };
    return row.state === 'creating' ? { kind: 'making' } : { kind: 'unreadable', state: row.state };
  };

  return {
    find,

    /**
     * Makes the row, claimed. One statement, so a crash leaves either nothing or all that a completer needs. Whoever makes
     * a row asks at once, so that is noted with it. What it sends is what was stored: a later attempt must send the same.
     * @returns null when there is one.
     */
    async make(key: RowKey, { name, email, locale }: CustomerProfile): Promise<Claim | null> {
      const { appUuid, tenantUuid, provider, account, mode } = key;
      const id = randomUUID();
      const token = randomUUID();
      const idempotencyKey = `${id}-1`;
      const metadata = { app: appUuid, tenant: tenantUuid, row: id, generation: '1' };
      // Values alone, no fragments: its text is not put together anew for each first call.
      const [row] = await sql.$queryRaw<{ firstAttemptAt: Date; params: ProviderCustomerParams }[]>`
        INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode,
          claim_token, claim_until, attempts, first_attempt_at, last_asked_at, created_at, idempotency_key, params)
        VALUES (${id}::uuid, ${appUuid}, ${tenantUuid}, ${provider}, ${account}, ${mode}::provider_mode,
          ${token}::uuid, now() + make_interval(secs => ${LEASE_SECONDS}::int), 1, now(), now(), now(),
          ${idempotencyKey}, ${JSON.stringify({ name, email, locale, metadata })}::jsonb)
        ON CONFLICT (app_uuid, tenant_uuid, provider, account, mode) DO NOTHING
        RETURNING first_attempt_at AS "firstAttemptAt", params`;
      if (!row) return null;
      return {
        id,
        token,
        key,
        generation: 1,
        attempts: 1,
        request: { idempotencyKey, params: row.params },
        firstAttemptAt: row.firstAttemptAt,
        ageSeconds: 0,
        askedSecondsAgo: 0,
        askingIsNoted: true,
        listPlace: { cursor: null, pages: 0 },
      };
    },

    /** @returns null when the row is ready, when another claim on it is alive, or when there is none. */
    async claim(key: RowKey): Promise<Claim | null> {
      const token = randomUUID();
      const rows = await sql.$queryRaw<unknown[]>`
        UPDATE provider_customers AS c SET
          claim_token = ${token}::uuid, claim_until = ${LEASE}, attempts = c.attempts + 1
        WHERE ${isOf(key)} AND ${IS_FREE}
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, token);
    },

    /** Claims one row that a crash or a failure left behind, of any tenant. */
    async claimLeftBehind(): Promise<Claim | null> {
      const token = randomUUID();
      const rows = await sql.$queryRaw<unknown[]>`
        UPDATE provider_customers AS c SET
          claim_token = ${token}::uuid, claim_until = ${LEASE}, attempts = c.attempts + 1
        WHERE id = (
          SELECT c.id FROM provider_customers c
          WHERE ${IS_FREE} AND (c.next_attempt_at IS NULL OR c.next_attempt_at < now())
          ORDER BY c.next_attempt_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, token);
    },

    /** Before each time that the provider is asked. @returns false when the claim was lost: then it must not be. */
    async noteAsking(claim: Claim): Promise<boolean> {
      const noted =
        await sql.$executeRaw`UPDATE provider_customers AS c SET last_asked_at = now(), claim_until = ${LEASE}
        WHERE ${isHeldBy(claim)}`;
      return noted === 1;
    },

    /** Remembers how far the provider's list was looked through. */
    async keepListPlace(claim: HeldClaim, { cursor, pages }: ListPlace): Promise<void> {
      await sql.$executeRaw`UPDATE provider_customers AS c SET list_cursor = ${cursor}, list_pages = ${pages}::int
        WHERE ${isHeldBy(claim)}`;
    },

    /** Gives the row a new idempotency key, and the tenant's details of today. @returns null when the claim was lost. */
    async nextGeneration(claim: Claim): Promise<Claim | null> {
      const rows = await sql.$queryRaw<unknown[]>`
        UPDATE provider_customers AS c SET ${NEXT_REQUEST}, claim_until = ${LEASE}
        FROM tenants t WHERE t.app_uuid = c.app_uuid AND t.uuid = c.tenant_uuid AND ${isHeldBy(claim)}
        RETURNING ${CLAIM_COLUMNS}`;
      return parseClaim(rows, claim.token);
    },

    /**
     * The fenced write: only the claim's holder binds the customer.
     * @returns false when the claim was lost.
     * @throws AppError internal when the customer is bound to another row.
     */
    async bind(claim: Claim, providerCustomerId: string): Promise<boolean> {
      try {
        const bound = await sql.$executeRaw`
          UPDATE provider_customers AS c SET state = 'ready', provider_customer_id = ${providerCustomerId},
            confirmed_customer_id = ${providerCustomerId}, ready_at = now(), claim_token = NULL, claim_until = NULL,
            last_error_kind = NULL, next_attempt_at = NULL, list_cursor = NULL, list_pages = 0
          WHERE ${isHeldBy(claim)}`;
        return bound === 1;
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new AppError('internal', { reason: 'customer_taken', detail: 'the customer is bound to another tenant' });
      }
    },

    /**
     * Binds a customer that was there before us, found at the provider, to a tenant without a row. One statement makes
     * all of it, so a crash leaves all or nothing. What the row says was asked for is the tenant as it is now.
     * @returns false when the tenant has a row meanwhile.
     * @throws AppError customer_taken, whoever has it.
     */
    async bindExisting(key: RowKey, profile: CustomerProfile, providerCustomerId: string): Promise<boolean> {
      const { appUuid, tenantUuid, provider, account, mode } = key;
      const { name, email, locale } = profile;
      const id = randomUUID();
      const metadata = { app: appUuid, tenant: tenantUuid, row: id, generation: '1' };
      const params = JSON.stringify({ name, email, locale, metadata });
      // Of two that write the same row at once, either of its two unique indexes may be the one that refuses.
      const bound = await sql.$executeRaw`
        INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode, state,
          provider_customer_id, confirmed_customer_id, ready_at, created_at, first_attempt_at, idempotency_key, params)
        VALUES (${id}::uuid, ${appUuid}, ${tenantUuid}, ${provider}, ${account}, ${mode}::provider_mode, 'ready',
          ${providerCustomerId}, ${providerCustomerId}, now(), now(), now(), ${`${id}-1`}, ${params}::jsonb)
        ON CONFLICT DO NOTHING`;
      if (bound === 1) return true;
      if ((await find(key)).kind === 'none') throw new AppError('customer_taken');
      return false;
    },

    /** Lets others try at once; a completer waits longer after each failure. */
    async release(claim: Claim, errorKind: string): Promise<void> {
      const backoffSeconds = Math.min(MAX_BACKOFF_SECONDS, 5 * 2 ** Math.min(claim.attempts, 12));
      await sql.$executeRaw`
        UPDATE provider_customers AS c SET claim_token = NULL, claim_until = NULL,
          last_error_kind = ${errorKind}, last_error_at = now(),
          next_attempt_at = now() + make_interval(secs => ${backoffSeconds}::double precision)
        WHERE ${isHeldBy(claim)}`;
    },

    /** Notes that a customer was not found, for the next call to look into. */
    async suspectGone(key: RowKey, providerCustomerId: string): Promise<void> {
      await sql.$executeRaw`UPDATE provider_customers AS c SET suspected_gone_at = now()
        WHERE ${isReady(key, providerCustomerId)}`;
    },

    async clearSuspicion(key: RowKey, providerCustomerId: string): Promise<void> {
      await sql.$executeRaw`UPDATE provider_customers AS c SET suspected_gone_at = NULL, last_error_kind = NULL
        WHERE ${isReady(key, providerCustomerId)}`;
    },

    /** Notes why a bound customer cannot be used, for the operator. */
    async noteTrouble(key: RowKey, providerCustomerId: string, errorKind: string): Promise<void> {
      await sql.$executeRaw`UPDATE provider_customers AS c SET last_error_kind = ${errorKind}, last_error_at = now()
        WHERE ${isReady(key, providerCustomerId)}`;
    },

    /** May this customer be replaced at all: ours, not young, and none was replaced within a day. */
    async mayReplace(key: RowKey, providerCustomerId: string): Promise<MayReplace> {
      const [row] = await sql.$queryRaw<{ ours: boolean; young: boolean; often: boolean }[]>`
        SELECT c.confirmed_customer_id IS NOT DISTINCT FROM c.provider_customer_id AS ours,
          coalesce(c.ready_at, c.created_at) > now() - make_interval(mins => ${HEAL_AFTER_MINUTES}::int) AS young,
          coalesce(c.last_replaced_at > now() - interval '1 day', false) AS often
        FROM provider_customers c WHERE ${isReady(key, providerCustomerId)}`;
      if (!row) return 'other';
      if (!row.ours) return 'unconfirmed';
      if (row.young) return 'young';
      return row.often ? 'too_often' : 'yes';
    },

    /** Unbinds a customer that is gone; the old id stays in the history. @returns false when another was quicker. */
    async unbind(key: RowKey, providerCustomerId: string): Promise<boolean> {
      const changed = await sql.$executeRaw`
        UPDATE provider_customers AS c SET state = 'creating', provider_customer_id = NULL, confirmed_customer_id = NULL,
          ${NEXT_REQUEST}, attempts = 0, ready_at = NULL, claim_token = NULL, claim_until = NULL, suspected_gone_at = NULL, last_replaced_at = now(),
          history = c.history || jsonb_build_object('providerCustomerId', c.provider_customer_id,
            'generation', c.generation, 'replacedAt', now())
        FROM tenants t WHERE t.app_uuid = c.app_uuid AND t.uuid = c.tenant_uuid AND ${isReady(key, providerCustomerId)}`;
      return changed === 1;
    },
  };
}

/** `unconfirmed`: the provider never told us of this id, somebody wrote it into the row. */
export type MayReplace = 'yes' | 'young' | 'too_often' | 'unconfirmed' | 'other';
