import { z } from 'zod';
import type { ProviderCustomerParams, ProviderMode } from '../providers/provider.ts';

export type RowKey = { appUuid: string; tenantUuid: string; provider: string; account: string; mode: ProviderMode };

/** The right to ask the provider for one row's customer, until it is released or the lease is over. */
export type Claim = {
  id: string;
  token: string;
  key: RowKey;
  generation: number;
  attempts: number;
  /** What every attempt of this generation sends; null when the row does not say, so nobody knows what was sent. */
  request: { idempotencyKey: string; params: ProviderCustomerParams } | null;
  firstAttemptAt: Date;
  /** Seconds since the first attempt of this generation, by the database's clock. */
  ageSeconds: number;
  /** Seconds since a customer was last asked for under this key. */
  askedSecondsAgo: number;
  /** The row says already that this claim is about to ask. It is younger than any deadline then, so it is not lost yet. */
  askingIsNoted: boolean;
  /** Where an earlier look through the provider's list had to stop. */
  listPlace: ListPlace;
};

export type HeldClaim = Pick<Claim, 'id' | 'token'>;

/** Null: at the beginning. */
export type ListPlace = { cursor: string | null; pages: number };

/** Rows are written by any version of this service, and by hand, so they are looked at before they are trusted. */
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
    idempotency_key: z.string().nullable(),
    params: z
      .object({
        name: z.string(),
        email: z.string(),
        locale: z.string().nullable(),
        metadata: z.record(z.string(), z.string()),
      })
      .nullable()
      .catch(null),
    first_attempt_at: z.date(),
    age_seconds: z.number(),
    asked_seconds_ago: z.number(),
    list_cursor: z.string().nullable(),
    list_pages: z.number(),
  })
  .transform(({ idempotency_key: idempotencyKey, params, ...row }) => ({
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
    request: idempotencyKey !== null && params !== null && isOwn(params, row) ? { idempotencyKey, params } : null,
    firstAttemptAt: row.first_attempt_at,
    ageSeconds: row.age_seconds,
    askedSecondsAgo: row.asked_seconds_ago,
    listPlace: { cursor: row.list_cursor, pages: row.list_pages },
  }));

/** What carries another row's name would be taken for that row's customer. */
function isOwn({ metadata }: ProviderCustomerParams, { id, generation }: { id: string; generation: number }): boolean {
  return metadata['row'] === id && metadata['generation'] === String(generation);
}

/** @returns null when there is no row. */
export function parseClaim(rows: unknown[], token: string): Claim | null {
  const [row] = rows;
  return row === undefined ? null : { ...claimRow.parse(row), token, askingIsNoted: false };
}
