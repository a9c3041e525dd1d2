import type { RawSql } from '../db/statements.ts';

/** So many in a minute, for each subject. */
export type QuotaPolicy = { policy: string; perMinute: number };

export type QuotaVerdict = { kind: 'granted' } | { kind: 'spent'; restMs: number };

export type SharedQuota = ReturnType<typeof createSharedQuota>;

export const WINDOW_SECONDS = 60;
/** A process takes this part of what is left at once, so that the last ones are given out one by one. */
const SHARE = 16;
const MOST_SUBJECTS = 10_000;

/** What a process may spend by itself until then; nothing left and `isLast`: the minute's quota is gone. */
type Lease = { left: number; isLast: boolean; endsAtMs: number };

/**
 * Counts something per subject and minute, for all processes on one database together. A process takes a block of the
 * minute's quota in one statement and spends it by itself, so most spending asks nobody; blocks become smaller as the
 * quota runs out. Never more than the quota is granted in a minute. A subject's minute begins with its first spending,
 * by the database's clock.
 * @param options.nowMs a clock that never runs backwards.
 */
export function createSharedQuota(options: { sql: RawSql; policy: QuotaPolicy; nowMs?: () => number }) {
  const { sql, policy, nowMs = () => performance.now() } = options;
  const leases = new Map<string, Lease>();
  const underWay = new Map<string, Promise<void>>();

  const liveLease = (subject: string): Lease | undefined => {
    const lease = leases.get(subject);
    return lease !== undefined && lease.endsAtMs > nowMs() ? lease : undefined;
  };
  const keep = (subject: string, lease: Lease): void => {
    leases.delete(subject);
    if (leases.size >= MOST_SUBJECTS) forgetOldest(leases);
    leases.set(subject, lease);
  };
  /** One statement at a time per subject; all who need a lease meanwhile wait for the same one. */
  const renew = (subject: string): Promise<void> => {
    const running = underWay.get(subject);
    if (running) return running;
    const fresh = takeLease({ sql, policy, subject, nowMs })
      .then((lease) => keep(subject, lease))
      .finally(() => underWay.delete(subject));
    underWay.set(subject, fresh);
    return fresh;
  };

  /** Without asking anybody: is this subject's quota known to be gone? */
  const look = (subject: string): QuotaVerdict => {
    const lease = liveLease(subject);
    if (lease === undefined || lease.left > 0 || !lease.isLast) return { kind: 'granted' };
    return { kind: 'spent', restMs: lease.endsAtMs - nowMs() };
  };

  return {
    policy,
    look,

    /** Spends one. @throws what the database throws when a lease is needed and it is away. */
    async spend(subject: string): Promise<QuotaVerdict> {
      for (;;) {
        const lease = liveLease(subject);
        if (lease && lease.left > 0) {
          lease.left -= 1;
          return { kind: 'granted' };
        }
        const verdict = look(subject);
        if (verdict.kind === 'spent') return verdict;
        await renew(subject);
      }
    },

    /** Forgets minutes that are over. */
    async purge(): Promise<void> {
      await sql.$executeRaw`DELETE FROM request_quotas
        WHERE policy = ${policy.policy} AND window_ends_at < now() - interval '1 minute'`;
    },
  };
}

/**
 * A Map keeps the order of insertion, so those that were taken longest ago come first. Many at once: a Map from whose
 * front one was taken at a time passes over all that were there, again and again.
 */
function forgetOldest(leases: Map<string, Lease>): void {
  let rest = MOST_SUBJECTS / 10;
  for (const subject of leases.keys()) {
    if (rest === 0) break;
    leases.delete(subject);
    rest -= 1;
  }
}

async function takeLease(options: {
  sql: RawSql;
  policy: QuotaPolicy;
  subject: string;
  nowMs: () => number;
}): Promise<Lease> {
  const { sql, policy, subject, nowMs } = options;
  const { perMinute: quota } = policy;
  const first = Math.max(1, Math.floor(quota / SHARE));
  // From before the statement, so that the lease ends no later than the minute does.
  const askedAtMs = nowMs();
  // A minute that ends further away than one begins now was written before the database's clock was set back.
  const [row] = await sql.$queryRaw<{ granted: number; rest_ms: number }[]>`
    INSERT INTO request_quotas AS q (policy, subject, window_ends_at, taken, last_grant)
    VALUES (${policy.policy}, ${subject}, now() + make_interval(secs => ${WINDOW_SECONDS}::int), ${first}::int, ${first}::int)
    ON CONFLICT (policy, subject) DO UPDATE SET (window_ends_at, taken, last_grant) = (
      SELECT ends_at, used + granted, granted FROM (
        SELECT ends_at, used,
          greatest(0, least(${quota}::int - used, greatest(1, (${quota}::int - used) / ${SHARE}::int))) AS granted
        FROM (
          SELECT CASE WHEN is_open THEN q.window_ends_at ELSE now() + make_interval(secs => ${WINDOW_SECONDS}::int) END AS ends_at,
            CASE WHEN is_open THEN q.taken ELSE 0 END AS used
          FROM (SELECT q.window_ends_at BETWEEN now() AND now() + make_interval(secs => ${WINDOW_SECONDS}::int + 1) AS is_open) minute
        ) state
      ) grant_of_state)
    RETURNING last_grant AS granted, extract(epoch FROM window_ends_at - now())::float8 * 1000 AS rest_ms`;
  if (!row) throw new Error('a quota answered with no row');
  return { left: row.granted, isLast: row.granted === 0, endsAtMs: askedAtMs + row.rest_ms };
}
