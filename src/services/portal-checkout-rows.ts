import { z } from 'zod';
import { Prisma } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import type { CheckoutParams, Payment, ProviderMode } from '../providers/provider.ts';
import { type CustomerRef, isHeld, type Lease } from './customer-leases.ts';

/**
 * The rows of checkouts. Every change is one statement, and all times are the database's. What a checkout is, and what
 * becomes of it, only the holder of the customer's lease can change; when it is looked at next, anybody.
 */
export type PortalCheckoutRows = ReturnType<typeof createPortalCheckoutRows>;

export type CheckoutPurpose = 'payment_method' | 'overdue';

/** Ways to end in which subscriptions stay as they are. */
export type CheckoutEnd = 'failed' | 'canceled' | 'expired' | 'abandoned' | 'refused';

export type CheckoutState = 'creating' | 'open' | 'paid' | 'settled' | CheckoutEnd;

/** Subscriptions that went over to the new method, and from which. */
export type Move = { subscriptionId: string; from: string | null };

export type CheckoutRow = {
  checkoutId: string;
  appUuid: string;
  tenantUuid: string;
  /** Of the session in which it began. */
  sessionId: string;
  keyId: string;
  customer: CustomerRef;
  purpose: CheckoutPurpose;
  state: CheckoutState;
  idempotencyKey: string;
  params: CheckoutParams;
  paymentId: string | null;
  paymentStatus: Payment['status'] | null;
  paymentMethodId: string | null;
  moved: Move[];
  attempts: number;
  /** Seconds since it was made, and since it was paid, by the database's clock. */
  ageSeconds: number;
  paidSeconds: number | null;
};

export type NewCheckout = Pick<
  CheckoutRow,
  'checkoutId' | 'appUuid' | 'tenantUuid' | 'sessionId' | 'keyId' | 'customer' | 'purpose' | 'params'
> & { unfinishedKey: string };

/** A look that brought nothing new is followed by the next after twice as long. */
const FIRST_LOOK_SECONDS = 15;
const LONGEST_LOOK_SECONDS = 6 * 3600;
/** By then no provider remembers the key of one that was never made. */
const UNMADE_SECONDS = 3600;
/** A payment that stays open for so long is not looked at any more; its webhook still is. */
const LAST_LOOK_DAYS = 30;

const COLUMNS = Prisma.sql`id::text, app_uuid, tenant_uuid, session_id::text, key_id, provider, account,
  mode::text AS mode, provider_customer_id, purpose::text AS purpose, state::text AS state, idempotency_key, params,
  payment_id, payment_status, payment_method_id, moved, attempts,
  extract(epoch FROM now() - created_at)::float8 AS age_seconds,
  extract(epoch FROM now() - paid_at)::float8 AS paid_seconds`;

export function createPortalCheckoutRows({ sql, readSql }: { sql: RawSql; readSql: RawSql }) {
  return {
    async find(checkoutId: string): Promise<CheckoutRow | null> {
      return first(
        await sql.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM portal_checkouts WHERE id = ${checkoutId}::uuid`,
      );
    },

    async findUnfinished(unfinishedKey: string): Promise<CheckoutRow | null> {
      return first(
        await sql.$queryRaw<unknown[]>`
          SELECT ${COLUMNS} FROM portal_checkouts WHERE unfinished_key = ${unfinishedKey}`,
      );
    },

    /** @throws unless the lease is held and nothing unfinished has that key. */
    async insert(lease: Lease, { customer, ...row }: NewCheckout): Promise<CheckoutRow> {
      const { provider, account, mode, providerCustomerId } = customer;
      const made = first(
        await sql.$queryRaw<unknown[]>`
          INSERT INTO portal_checkouts (id, app_uuid, tenant_uuid, session_id, key_id, provider, account, mode,
            provider_customer_id, purpose, unfinished_key, idempotency_key, params, next_attempt_at)
          SELECT ${row.checkoutId}::uuid, ${row.appUuid}, ${row.tenantUuid}, ${row.sessionId}::uuid, ${row.keyId},
            ${provider}, ${account}, ${mode}::provider_mode, ${providerCustomerId},
            ${row.purpose}::portal_checkout_purpose, ${row.unfinishedKey}, ${`checkout-${row.checkoutId}`},
            ${JSON.stringify(row.params)}::jsonb,
            now() + make_interval(secs => ${UNMADE_SECONDS}::double precision)
          WHERE ${isHeld(lease)}
          RETURNING ${COLUMNS}`,
      );
      if (!made) throw leaseLost();
      return made;
    },

    /** The provider has made its payment. */
    async open(lease: Lease, checkoutId: string, paymentId: string): Promise<void> {
      await change(
        sql.$executeRaw`
          UPDATE portal_checkouts SET state = 'open', payment_id = ${paymentId}, payment_status = 'open',
            next_attempt_at = now() + make_interval(secs => ${FIRST_LOOK_SECONDS}::double precision)
          WHERE id = ${checkoutId}::uuid AND state = 'creating' AND ${isHeld(lease)}`,
      );
    },

    /** It was paid, and left this method behind; nothing else is unfinished for the same. */
    async pay(lease: Lease, checkoutId: string, paymentMethodId: string | null): Promise<void> {
      await change(
        sql.$executeRaw`
          UPDATE portal_checkouts SET state = 'paid', payment_status = 'paid', unfinished_key = NULL,
            payment_method_id = ${paymentMethodId}, paid_at = coalesce(paid_at, now()), attempts = 0,
            next_attempt_at = now()
          WHERE id = ${checkoutId}::uuid AND state IN ('open', 'paid') AND ${isHeld(lease)}`,
      );
    },

    async addMove(lease: Lease, checkoutId: string, move: Move): Promise<void> {
      await change(
        sql.$executeRaw`
          UPDATE portal_checkouts SET moved = moved || ${JSON.stringify([move])}::jsonb
          WHERE id = ${checkoutId}::uuid AND ${isHeld(lease)}`,
      );
    },

    /** A look that did not end it: the next one comes later. */
    async noteLook(
      lease: Lease,
      checkoutId: string,
      look: { paymentStatus?: Payment['status']; errorKind?: string },
    ): Promise<void> {
      const { paymentStatus = null, errorKind = null } = look;
      await change(
        sql.$executeRaw`
          UPDATE portal_checkouts SET payment_status = coalesce(${paymentStatus}, payment_status),
            last_error_kind = ${errorKind}, attempts = attempts + 1,
            next_attempt_at = CASE WHEN created_at > now() - make_interval(days => ${LAST_LOOK_DAYS}::int)
              THEN now() + make_interval(secs => least(${LONGEST_LOOK_SECONDS}::double precision,
                ${FIRST_LOOK_SECONDS} * power(2, least(attempts, 20)))) END
          WHERE id = ${checkoutId}::uuid AND ${isHeld(lease)}`,
      );
    },

    async end(lease: Lease, checkoutId: string, state: CheckoutEnd | 'settled'): Promise<void> {
      await change(
        sql.$executeRaw`
          UPDATE portal_checkouts SET state = ${state}::portal_checkout_state, unfinished_key = NULL, ended_at = now(),
            payment_status = CASE WHEN ${state} IN ('failed', 'canceled', 'expired') THEN ${state} ELSE payment_status END,
            next_attempt_at = NULL
          WHERE id = ${checkoutId}::uuid AND state IN ('creating', 'open', 'paid') AND ${isHeld(lease)}`,
      );
    },

    /** Another checkout of the customer was paid after this one: its method is the one that counts. */
    async isOvertaken({ checkoutId }: { checkoutId: string }): Promise<boolean> {
      const [row] = await sql.$queryRaw<{ overtaken: boolean }[]>`
        SELECT EXISTS (SELECT 1 FROM portal_checkouts AS later
          WHERE later.provider = c.provider AND later.account = c.account AND later.mode = c.mode
            AND later.provider_customer_id = c.provider_customer_id AND later.id <> c.id
            AND (later.paid_at, later.id) > (c.paid_at, c.id) AND later.state IN ('paid', 'settled')) AS overtaken
        FROM portal_checkouts AS c WHERE c.id = ${checkoutId}::uuid`;
      return row?.overtaken ?? false;
    },

    /** The method to which the customer's last paid checkout is still to move subscriptions. */
    async findAwaitedMethod(customer: CustomerRef): Promise<string | null> {
      const { provider, account, mode, providerCustomerId } = customer;
      const [last] = await readSql.$queryRaw<{ state: string; paymentMethodId: string | null }[]>`
        SELECT state::text AS state, payment_method_id AS "paymentMethodId" FROM portal_checkouts
        WHERE provider = ${provider} AND account = ${account} AND mode = ${mode}::provider_mode
          AND provider_customer_id = ${providerCustomerId} AND state IN ('paid', 'settled')
        ORDER BY paid_at DESC, id DESC LIMIT 1`;
      return last?.state === 'paid' ? last.paymentMethodId : null;
    },

    /** Something was said about it: it is looked at next. @returns false when it is unknown or over. */
    async wake(checkoutId: string): Promise<boolean> {
      const woken = await sql.$executeRaw`
        UPDATE portal_checkouts SET next_attempt_at = now()
        WHERE id = ${checkoutId}::uuid AND state IN ('open', 'paid')`;
      return woken === 1;
    },

    /** One that is to be looked at now, of any customer; no other process gets it for a minute. */
    async takeDue(): Promise<string | null> {
      const [row] = await sql.$queryRaw<{ id: string }[]>`
        UPDATE portal_checkouts SET next_attempt_at = now() + interval '1 minute'
        WHERE id = (
          SELECT id FROM portal_checkouts WHERE state IN ('open', 'paid') AND next_attempt_at <= now()
          ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id::text`;
      return row?.id ?? null;
    },

    /** Nobody has the link of one whose making was cut off, so nobody can pay it. @returns how many were given up. */
    async abandonUnmade(): Promise<number> {
      return sql.$executeRaw`
        UPDATE portal_checkouts SET state = 'abandoned', unfinished_key = NULL, ended_at = now()
        WHERE state = 'creating' AND next_attempt_at <= now()`;
    },
  };
}

async function change(statement: PromiseLike<number>): Promise<void> {
  if ((await statement) !== 1) throw leaseLost();
}

/** Whoever took over goes on from what is stored. */
function leaseLost(): Error {
  return new Error('the lease on the customer was lost, or the checkout was changed by another');
}

const params: z.ZodType<CheckoutParams> = z.object({
  amount: z.object({ amountMinor: z.int(), currency: z.string() }),
  description: z.string(),
  optionId: z.string().nullable(),
  locale: z.string().nullable(),
  returnUrl: z.string(),
  notifyUrl: z.string().nullable(),
  checkoutId: z.string(),
  covers: z.array(z.string()),
});

const paymentStatus = z.enum(['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed']);

/** Rows are written by any version of this service, so they are looked at before they are trusted. */
const stored = z
  .object({
    id: z.string(),
    app_uuid: z.string(),
    tenant_uuid: z.string(),
    session_id: z.string(),
    key_id: z.string(),
    provider: z.string(),
    account: z.string(),
    mode: z.enum(['test', 'live']),
    provider_customer_id: z.string(),
    purpose: z.enum(['payment_method', 'overdue']),
    state: z.enum([
      'creating',
      'open',
      'paid',
      'settled',
      'failed',
      'canceled',
      'expired',
      'abandoned',
      'refused',
    ] satisfies CheckoutState[]),
    idempotency_key: z.string(),
    params,
    payment_id: z.string().nullable(),
    payment_status: paymentStatus.nullable(),
    payment_method_id: z.string().nullable(),
    moved: z.array(z.object({ subscriptionId: z.string(), from: z.string().nullable() })),
    attempts: z.number(),
    age_seconds: z.number(),
    paid_seconds: z.number().nullable(),
  })
  .transform((row): CheckoutRow => ({
    checkoutId: row.id,
    appUuid: row.app_uuid,
    tenantUuid: row.tenant_uuid,
    sessionId: row.session_id,
    keyId: row.key_id,
    customer: {
      provider: row.provider,
      account: row.account,
      mode: row.mode satisfies ProviderMode,
      providerCustomerId: row.provider_customer_id,
    },
    purpose: row.purpose,
    state: row.state,
    idempotencyKey: row.idempotency_key,
    params: row.params,
    paymentId: row.payment_id,
    paymentStatus: row.payment_status,
    paymentMethodId: row.payment_method_id,
    moved: row.moved,
    attempts: row.attempts,
    ageSeconds: row.age_seconds,
    paidSeconds: row.paid_seconds,
  }));

function first(rows: unknown[]): CheckoutRow | null {
  const [row] = rows;
  return row === undefined ? null : stored.parse(row);
}
