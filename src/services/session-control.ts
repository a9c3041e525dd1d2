import type { PrismaClient } from '../db/generated/client.ts';
import { OperatorError } from '../errors.ts';
import type { Apps } from './apps.ts';
import { IDLE_TTL_SECONDS, MAY_LIVE } from './portal-sessions.ts';

/** What an operator sees of a link and the session it became; never the link or the cookie. */
export type SessionRecord = {
  sessionId: string;
  tenantUuid: string;
  keyId: string;
  provider: string;
  /** `unopened`: a link that still opens; `open`: a person can use it now; `over`: by time, or its key or app ended. */
  state: 'unopened' | 'open' | 'over' | 'revoked';
  createdAt: Date;
  lastSeenAt: Date | null;
  expiresAt: Date | null;
};

/** Which sessions: one, or all of a key, an app, or a tenant of an app. */
export type SessionChoice = { sessionId: string } | { keyId: string } | { appUuid: string; tenantUuid?: string };

export type SessionControl = ReturnType<typeof createSessionControl>;

const MOST_SESSIONS = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The operator's hand on the portal's sessions. All throw OperatorError with what to do next. */
export function createSessionControl({ prisma, apps }: { prisma: PrismaClient; apps: Apps }) {
  return {
    /** The newest first, at most 10,000. */
    async list({ appUuid, tenantUuid = null }: { appUuid: string; tenantUuid?: string | null }) {
      await apps.assertExists(appUuid);
      return prisma.$queryRaw<SessionRecord[]>`
        SELECT s.id AS "sessionId", s.tenant_uuid AS "tenantUuid", s.key_id AS "keyId", s.provider,
               CASE WHEN s.revoked_at IS NOT NULL THEN 'revoked'
                    WHEN k.revoked_at IS NOT NULL OR k.expires_at <= now() OR a.disabled_at IS NOT NULL THEN 'over'
                    WHEN s.exchanged_at IS NULL THEN CASE WHEN s.code_expires_at > now() THEN 'unopened' ELSE 'over' END
                    WHEN s.expires_at > now() AND s.last_seen_at > now() - make_interval(secs => ${IDLE_TTL_SECONDS}) THEN 'open'
                    ELSE 'over' END AS state,
               s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
        FROM portal_sessions AS s
        JOIN api_keys AS k ON k.key_id = s.key_id
        JOIN apps AS a ON a.uuid = s.app_uuid
        WHERE s.app_uuid = ${appUuid} AND (${tenantUuid}::text IS NULL OR s.tenant_uuid = ${tenantUuid})
        ORDER BY s.created_at DESC, s.id LIMIT ${MOST_SESSIONS}`;
    },

    /**
     * From the next request on their pages are closed and their unopened links dead, in every process. A repeat
     * changes nothing.
     * @returns how many were revoked: none that were long over.
     */
    async revoke(choice: SessionChoice): Promise<{ revoked: number }> {
      if ('sessionId' in choice) return revokeOne(prisma, choice.sessionId);
      if ('keyId' in choice) return revokeOfKey(prisma, choice.keyId);
      const { appUuid, tenantUuid = null } = choice;
      await apps.assertExists(appUuid);
      if (tenantUuid !== null) await assertTenantExists(prisma, { appUuid, uuid: tenantUuid });
      const revoked = await prisma.$executeRaw`
        UPDATE portal_sessions SET revoked_at = now()
        WHERE app_uuid = ${appUuid} AND (${tenantUuid}::text IS NULL OR tenant_uuid = ${tenantUuid})
          AND revoked_at IS NULL AND ${MAY_LIVE}`;
      return { revoked };
    },
  };
}

async function revokeOne(prisma: PrismaClient, sessionId: string): Promise<{ revoked: number }> {
  const isKnown = UUID.test(sessionId) && (await prisma.portalSession.count({ where: { id: sessionId } })) > 0;
  if (!isKnown)
    throw new OperatorError(`There is no session "${sessionId}". See them with: session list --app <appUuid>`);
  const revoked = await prisma.$executeRaw`
    UPDATE portal_sessions SET revoked_at = now() WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`;
  return { revoked };
}

async function assertTenantExists(prisma: PrismaClient, tenant: { appUuid: string; uuid: string }): Promise<void> {
  if ((await prisma.tenant.count({ where: tenant })) > 0) return;
  const { appUuid, uuid } = tenant;
  throw new OperatorError(`There is no tenant "${uuid}" of that app. See them with: tenant list --app ${appUuid}`);
}

async function revokeOfKey(prisma: PrismaClient, keyId: string): Promise<{ revoked: number }> {
  if ((await prisma.apiKey.count({ where: { keyId } })) === 0) {
    throw new OperatorError(`There is no key "${keyId}". See them with: key list --app <appUuid>`);
  }
  const revoked = await prisma.$executeRaw`
    UPDATE portal_sessions SET revoked_at = now() WHERE key_id = ${keyId} AND revoked_at IS NULL AND ${MAY_LIVE}`;
  return { revoked };
}
