import { z } from 'zod';
import { Prisma } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import type { CalendarDate, StartParams, SubscriptionTerms } from '../providers/provider.ts';
import type { StoredEnding } from './cancel-rules.ts';
import { type CustomerRef, isHeld, type Lease } from './customer-leases.ts';

/** The rows of canceled subscriptions. All times are the database's; each change is one statement. */
export type CancellationRows = ReturnType<typeof createCancellationRows>;

export type CancellationRow = StoredEnding & {
  terms: SubscriptionTerms;
  startGeneration: number;
  startParams: StartParams | null;
  /** Seconds since the first attempt of this generation; null: none was made. */
  startAgeSeconds: number | null;
};

export type Intent = {
  appUuid: string;
  tenantUuid: string;
  customer: CustomerRef;
  subscriptionId: string;
  since: CalendarDate;
  accessUntil: CalendarDate | null;
  accessIsPaid: boolean;
  terms: SubscriptionTerms;
  paymentMethodId: string | null;
  reason: string | null;
};

const COLUMNS = Prisma.sql`id::text AS "endingId", subscription_id AS "subscriptionId",
  to_char(since, 'YYYY-MM-DD') AS since, to_char(access_until, 'YYYY-MM-DD') AS "accessUntil",
  access_is_paid AS "accessIsPaid", payment_method_id AS "paymentMethodId", kept_as AS "keptAs",
  confirmed_at IS NOT NULL AS "isConfirmed", terms, start_generation AS "startGeneration",
  start_params AS "startParams", extract(epoch FROM now() - start_first_attempt_at)::float8 AS "startAgeSeconds"`;

export function createCancellationRows({ sql, readSql }: { sql: RawSql; readSql: RawSql }) {
  return {
    /** Those of one customer. */
    async list({ provider, account, mode, providerCustomerId }: CustomerRef): Promise<CancellationRow[]> {
      const rows = await readSql.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM subscription_cancellations
        WHERE provider = ${provider} AND account = ${account} AND mode = ${mode}::provider_mode
          AND provider_customer_id = ${providerCustomerId}`;
      return rows.map(toRow);
    },

    /** Before the provider is asked. Over an intent that came to nothing; never over an ending that did. */
    async intend(intent: Intent): Promise<void> {
      const { provider, account, mode, providerCustomerId } = intent.customer;
      const { appUuid, tenantUuid, subscriptionId, since, accessUntil, accessIsPaid, paymentMethodId, reason } = intent;
      await sql.$executeRaw`
        INSERT INTO subscription_cancellations AS c (id, app_uuid, tenant_uuid, provider, account, mode,
          provider_customer_id, subscription_id, since, access_until, access_is_paid, terms, payment_method_id, reason,
          intended_at)
        VALUES (gen_random_uuid(), ${appUuid}, ${tenantUuid}, ${provider}, ${account}, ${mode}::provider_mode,
          ${providerCustomerId}, ${subscriptionId}, ${since}::date, ${accessUntil}::date, ${accessIsPaid},
          ${JSON.stringify(intent.terms)}::jsonb, ${paymentMethodId}, ${reason}, now())
        ON CONFLICT (provider, account, mode, provider_customer_id, subscription_id) DO UPDATE SET
          since = excluded.since, access_until = excluded.access_until, access_is_paid = excluded.access_is_paid,
          terms = excluded.terms, payment_method_id = excluded.payment_method_id, reason = excluded.reason,
          intended_at = now()
          WHERE c.confirmed_at IS NULL`;
    },

    /** It is over at the provider, and goes on as another, or not. Safe to repeat. */
    async settle({ endingId, keptAs }: Pick<StoredEnding, 'endingId' | 'keptAs'>): Promise<void> {
      await sql.$executeRaw`
        UPDATE subscription_cancellations SET
          confirmed_at = coalesce(confirmed_at, now()), kept_as = coalesce(kept_as, ${keptAs}),
          kept_at = CASE WHEN kept_as IS NULL AND ${keptAs}::text IS NOT NULL THEN now() ELSE kept_at END
        WHERE id = ${endingId}::uuid`;
    },

    /**
     * Before the provider is asked for the subscription that it goes on as. `anew`: under another idempotency key.
     * @returns null when the lease was lost, the date has passed, or it was kept meanwhile.
     */
    async intendStart(input: { lease: Lease; row: CancellationRow; params: StartParams; anew: boolean }) {
      const { lease, row, params, anew } = input;
      const generation = row.startGeneration + (anew ? 1 : 0);
      const rows = await sql.$queryRaw<unknown[]>`
        UPDATE subscription_cancellations SET
          start_generation = ${generation}, start_params = ${JSON.stringify(params)}::jsonb,
          start_first_attempt_at = now()
        WHERE id = ${row.endingId}::uuid AND kept_as IS NULL AND start_generation = ${row.startGeneration}
          AND access_until > (now() AT TIME ZONE 'utc')::date AND ${isHeld(lease)}
        RETURNING ${COLUMNS}`;
      return rows.length === 0 ? null : toRow(rows[0]);
    },

    /** The provider has refused it for good: the next attempt may ask for something else. */
    async forgetStart({ endingId, startGeneration }: CancellationRow): Promise<void> {
      await sql.$executeRaw`
        UPDATE subscription_cancellations SET
          start_generation = start_generation + 1, start_params = NULL, start_first_attempt_at = NULL
        WHERE id = ${endingId}::uuid AND kept_as IS NULL AND start_generation = ${startGeneration}`;
    },
  };
}

const day = z.iso.date();
const startParams = z.object({
  terms: z.record(z.string(), z.unknown()),
  startsOn: day,
  paymentMethodId: z.string(),
  sameMethod: z.boolean(),
  startId: z.string(),
});
const stored = z.object({
  endingId: z.string(),
  subscriptionId: z.string(),
  since: day,
  accessUntil: day.nullable(),
  accessIsPaid: z.boolean(),
  paymentMethodId: z.string().nullable(),
  keptAs: z.string().nullable(),
  isConfirmed: z.boolean(),
  terms: z.record(z.string(), z.unknown()),
  startGeneration: z.int(),
  startParams: startParams.nullable(),
  startAgeSeconds: z.number().nullable(),
});

function toRow(row: unknown): CancellationRow {
  const parsed = stored.parse(row);
  return { ...parsed, startsAs: parsed.startParams };
}
