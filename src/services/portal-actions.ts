import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';

/** Longer than the slowest action may take with its provider calls and its wait for the customer's lease. */
const CLAIM_SECONDS = 40;
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

export type OnceInput = {
  sessionId: string;
  /** All of what was sent: the same text is the same sending. */
  sent: string;
};

/**
 * What a second sending finds: `done`, the outcome that the first one stored; `waiting`, that it is still at work after
 * ten seconds.
 */
export type Once = { kind: 'done'; actionId: string; outcome: unknown } | { kind: 'waiting' };

/** `isRepeat`: an earlier request ran it already, and failed or died: what it did may have been done. */
export type Action = { actionId: string; isRepeat: boolean };

export type Work = (action: Action) => Promise<object>;

export type PortalActions = ReturnType<typeof createPortalActions>;

/** What people send from the pages, each sending done once however often it arrives. */
export function createPortalActions({ sql }: { sql: RawSql }) {
  /** Ours to do: new, given up by a request that died, or not done by one that failed. */
  const claim = async ({ sessionId, onceKey }: Keys): Promise<Action | null> => {
    const newId = randomUUID();
    const [claimed] = await sql.$queryRaw<{ id: string }[]>`
      INSERT INTO portal_actions AS a (id, session_id, once_key, claim_until)
      VALUES (${newId}::uuid, ${sessionId}::uuid, ${onceKey}, now() + make_interval(secs => ${CLAIM_SECONDS}::double precision))
      ON CONFLICT (session_id, once_key) DO UPDATE SET claim_until = excluded.claim_until
        WHERE a.done_at IS NULL AND (a.claim_until IS NULL OR a.claim_until < now())
      RETURNING id::text`;
    return claimed ? { actionId: claimed.id, isRepeat: claimed.id !== newId } : null;
  };

  const findDone = async ({ sessionId, onceKey }: Keys): Promise<DoneAction | undefined> => {
    const [row] = await sql.$queryRaw<DoneAction[]>`
      UPDATE portal_actions SET shown_at = NULL
      WHERE session_id = ${sessionId}::uuid AND once_key = ${onceKey} AND done_at IS NOT NULL
      RETURNING id::text AS "actionId", outcome`;
    return row;
  };

  return {
    /**
     * Runs `work` for the first of all requests with the same text and stores its answer as the outcome that the
     * person is shown next; the others wait for it and get the same. After a failure, or a crash, the next one runs it
     * anew under the same id: so `work` must be safe to repeat with it.
     * @throws what `work` throws.
     */
    async once({ sessionId, sent }: OnceInput, work: Work): Promise<Once> {
      const keys = { sessionId, onceKey: createHash('sha256').update(sent).digest() };
      for (const giveUpAt = Date.now() + WAIT_MS; Date.now() < giveUpAt; await sleep(LOOK_EVERY_MS)) {
        const action = await claim(keys);
        if (action) return runClaimed(sql, action, work);
        const other = await findDone(keys);
        if (other) return { kind: 'done', ...other };
      }
      return { kind: 'waiting' };
    },

    /** What the person is told next about a sending that is not done. */
    async tell({ sessionId, outcome }: { sessionId: string; outcome: object }): Promise<void> {
      await sql.$executeRaw`
        INSERT INTO portal_actions (id, session_id, once_key, outcome, outcome_at)
        VALUES (gen_random_uuid(), ${sessionId}::uuid, uuid_send(gen_random_uuid()), ${JSON.stringify(outcome)}::jsonb,
                now())`;
    },

    /** The outcome that the person has not seen yet, the newest; seen from now on. Null when there is none. */
    async takeOutcome(sessionId: string): Promise<unknown> {
      const shown = await sql.$queryRaw<{ outcome: unknown }[]>`
        WITH shown AS (
          UPDATE portal_actions SET shown_at = now()
          WHERE session_id = ${sessionId}::uuid AND outcome IS NOT NULL AND shown_at IS NULL
          RETURNING outcome, outcome_at
        )
        SELECT outcome FROM shown ORDER BY outcome_at DESC LIMIT 1`;
      return shown[0]?.outcome ?? null;
    },
  };
}

type Keys = { sessionId: string; onceKey: Buffer<ArrayBuffer> };

type DoneAction = { actionId: string; outcome: unknown };

async function runClaimed(sql: RawSql, action: Action, work: Work): Promise<Once> {
  const { actionId } = action;
  try {
    const outcome = await work(action);
    await sql.$executeRaw`
      UPDATE portal_actions
      SET outcome = ${JSON.stringify(outcome)}::jsonb, outcome_at = now(), done_at = now(), shown_at = NULL
      WHERE id = ${actionId}::uuid`;
    return { kind: 'done', actionId, outcome };
  } catch (error) {
    // A repeat need not wait for the claim's end. When the database is away too, it must.
    await giveBack(sql, action, error).catch(() => 0);
    throw error;
  }
}

async function giveBack(sql: RawSql, { actionId, isRepeat }: Action, error: unknown): Promise<number> {
  // What was not there was not touched, so whoever sends the same again is the first.
  const isUntouched = !isRepeat && error instanceof AppError && error.errorName === 'not_found';
  return isUntouched
    ? sql.$executeRaw`DELETE FROM portal_actions WHERE id = ${actionId}::uuid`
    : sql.$executeRaw`UPDATE portal_actions SET claim_until = NULL WHERE id = ${actionId}::uuid`;
}
