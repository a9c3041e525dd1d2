import type { RawSql } from '../db/statements.ts';
import { AppError, describeCause, OperatorError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { ProviderError } from '../providers/provider.ts';
import type { Apps } from './apps.ts';
import type { PortalSession } from './portal-sessions.ts';

/** `refused`: a rule of ours or the provider's said no; `failed`: nobody knows, or nobody could be asked. */
export type AuditOutcome = 'done' | 'refused' | 'failed';

export type AuditedAction = {
  /** The same in both rows. */
  actionId: string;
  session: AuditedSession;
  /** One word of ours: `subscription_cancel`. */
  action: string;
  /** The provider's id of what it is done to, or null. */
  targetId: string | null;
};

/** Whose action it is. */
export type AuditedSession = Pick<PortalSession, 'sessionId' | 'appUuid' | 'tenantUuid' | 'keyId' | 'provider'>;

export type AuditEntry = {
  at: Date;
  phase: 'intent' | 'outcome';
  action: string;
  targetId: string | null;
  /** Null in an intent. An intent without an outcome was cut off. */
  outcome: AuditOutcome | null;
  errorKind: string | null;
  detail: string | null;
  tenantUuid: string;
  provider: string;
  sessionId: string;
  keyId: string;
  actionId: string;
  appUuid: string;
};

export type AuditTrail = ReturnType<typeof createAuditTrail>;

const MOST_ENTRIES = 10_000;

/**
 * Who did what on the portal: a row before and a row after each action, never changed and never deleted (the database
 * refuses to). Ids and words only: no secret, no link, nothing that a person typed.
 */
export function createAuditTrail({ sql, apps, logger }: { sql: RawSql; apps: Apps; logger: Logger }) {
  const write = async (entry: AuditedAction, phase: 'intent' | 'outcome', ending: Ending | null): Promise<void> => {
    const { actionId, session, action, targetId } = entry;
    const { sessionId, appUuid, tenantUuid, keyId, provider } = session;
    const { outcome = null, errorKind = null, detail = null } = ending ?? {};
    await sql.$executeRaw`
      INSERT INTO audit_entries (at, phase, action_id, session_id, app_uuid, tenant_uuid, key_id, provider, action,
                                 target_id, outcome, error_kind, detail)
      VALUES (clock_timestamp(), ${phase}, ${actionId}::uuid, ${sessionId}::uuid, ${appUuid}, ${tenantUuid}, ${keyId},
              ${provider}, ${action}, ${targetId}, ${outcome}, ${errorKind}, ${detail})`;
  };

  /** What is done cannot be taken back because its row was not written; the intent's row stands alone then. */
  const writeOutcome = (entry: AuditedAction, ending: Ending): Promise<void> =>
    write(entry, 'outcome', ending).catch((error: unknown) => {
      const { actionId, action } = entry;
      logger.error({ actionId, action, ...ending, cause: describeCause(error) }, 'an audit row was not written');
    });

  return {
    /**
     * Runs one action between its two rows. Not run at all when the row before cannot be written.
     * @param work answers with what the row after says.
     * @throws what `work` throws, after the row that says so.
     */
    async around<T extends { outcome: AuditOutcome; detail?: string | undefined }>(
      entry: AuditedAction,
      work: () => Promise<T>,
    ): Promise<T> {
      await write(entry, 'intent', null);
      try {
        const done = await work();
        await writeOutcome(entry, { outcome: done.outcome, detail: done.detail });
        return done;
      } catch (error) {
        await writeOutcome(entry, endingOf(error));
        throw error;
      }
    },

    /**
     * The newest first, at most 10,000.
     * @throws OperatorError when there is no such app.
     */
    async list(input: { appUuid: string; tenantUuid?: string; sinceSeconds?: number }): Promise<AuditEntry[]> {
      await apps.assertExists(input.appUuid);
      const { appUuid, tenantUuid = null, sinceSeconds = null } = input;
      return sql.$queryRaw<AuditEntry[]>`
        SELECT at, phase, action, target_id AS "targetId", outcome, error_kind AS "errorKind", detail,
               tenant_uuid AS "tenantUuid", provider, session_id AS "sessionId", key_id AS "keyId",
               action_id AS "actionId", app_uuid AS "appUuid"
        FROM audit_entries
        WHERE app_uuid = ${appUuid} AND (${tenantUuid}::text IS NULL OR tenant_uuid = ${tenantUuid})
          AND (${sinceSeconds}::double precision IS NULL
               OR at >= now() - make_interval(secs => ${sinceSeconds}::double precision))
        ORDER BY id DESC LIMIT ${MOST_ENTRIES}`;
    },
  };
}

type Ending = { outcome: AuditOutcome; errorKind?: string; detail?: string | undefined };

function endingOf(error: unknown): Ending {
  if (error instanceof ProviderError) {
    return { outcome: error.kind === 'rejected' ? 'refused' : 'failed', errorKind: error.kind };
  }
  if (error instanceof AppError) {
    return { outcome: error.errorName === 'not_found' ? 'refused' : 'failed', errorKind: error.errorName };
  }
  return { outcome: 'failed', errorKind: error instanceof OperatorError ? 'operator' : 'internal' };
}
