import { Prisma, type PrismaClient } from '../db/generated/client.ts';
import type { Sql } from '../db/statements.ts';
import type { PortalFlow, ProviderMode } from '../providers/provider.ts';
import { IS_PROFILE_CHANGED } from './profile-mirror.ts';
import { CONNECTION_REF, type ConnectionRef } from './provider-connections.ts';
import { type PortalConfiguration, readPortalConfiguration } from './portal-configuration.ts';
import { readStoredFlow } from './portal-flows.ts';
import { createToken, hashToken, isToken } from './tokens.ts';

/** Where the pages live under the public URL; `http/` mounts the portal's router here. */
export const PORTAL_PATH = '/portal';

const CODE_PREFIX = 'bpl_';
const TOKEN_PREFIX = 'bps_';

/** A link lives as long as an unused link of Stripe's portal does. */
const LINK_TTL_SECONDS = 5 * 60;
/** Time for a payment on another site and for fetching a card; OWASP's upper end for an idle limit. */
export const IDLE_TTL_SECONDS = 30 * 60;
/** The lower end of OWASP's range, since the next session is one click in the app away. */
const SESSION_TTL_SECONDS = 4 * 60 * 60;
/** No older link or session is alive, so whoever ends some need not look through the others. */
export const MAY_LIVE = Prisma.sql`created_at > now() - make_interval(secs => ${LINK_TTL_SECONDS + SESSION_TTL_SECONDS})`;
const SEEN_EVERY_SECONDS = 60;
/** Until then an old link still shows the way back to its app. */
const KEEP_DAYS = 30;

export type OpenPortalLinkInput = {
  appUuid: string;
  tenantUuid: string;
  /** Of the API key that asks. When it is revoked or expires, link and session end. */
  keyId: string;
  provider: string;
  account: string;
  mode: ProviderMode;
  providerCustomerId: string;
  /** Checked (services/return-urls.ts), absolute. */
  returnUrl: string;
  flow?: PortalFlow | undefined;
  /** BCP 47. */
  locale?: string | undefined;
};

/** What a page still knows when a link or a session is over. */
export type WayBack = {
  /** As the operator wants it shown. */
  appName: string;
  configuration: PortalConfiguration;
  returnUrl: string;
  locales: string[];
};

export type LinkOutcome =
  /** `locale`: asked for with the link, or null. */
  | {
      kind: 'opened';
      token: string;
      appUuid: string;
      tenantUuid: string;
      flow: PortalFlow | null;
      locale: string | null;
    }
  | { kind: 'used'; sessionId: string; wayBack: WayBack }
  | { kind: 'expired'; wayBack: WayBack }
  | { kind: 'unknown' };

export type PortalSession = {
  sessionId: string;
  appUuid: string;
  /** As the operator wants it shown. */
  appName: string;
  configuration: PortalConfiguration;
  tenantUuid: string;
  tenantName: string;
  tenantEmail: string;
  /** BCP 47, or null. */
  tenantLocale: string | null;
  /** What its pages should be written in, the best first: the link's, the tenant's. BCP 47. */
  locales: string[];
  /** Of the API key that asked for the link. */
  keyId: string;
  provider: string;
  account: string;
  mode: ProviderMode;
  providerCustomerId: string;
  /** To that account; null when it is gone, or another account's now. */
  connection: ConnectionRef | null;
  /** The tenant has details that the customer has not been told. */
  profileChanged: boolean;
  /** What became of an action has not been shown yet (see services/portal-actions.ts). */
  hasNews: boolean;
  returnUrl: string;
};

export type PortalSessions = {
  /**
   * Makes a link to the tenant's page, good for one opening within 5 minutes. Only its hash is kept, so it is never
   * seen again. Each call makes a new one; an unused one does no harm.
   */
  openLink(input: OpenPortalLinkInput): Promise<{ url: string }>;
  /**
   * Trades the link's code for a session, at most once for all callers at once.
   * @returns `expired` also when the link was revoked, its key ended or its app disabled; `unknown` for noise.
   */
  exchange(code: string): Promise<LinkOutcome>;
  /**
   * The live session of a token, and marks it as seen. Lives 30 minutes from the last call and 4 hours in all.
   * @returns null when unknown, over, revoked, its key revoked or expired, or its app disabled.
   */
  resolve(token: string): Promise<PortalSession | null>;
  /** Where a session led back to, also after it is over; null when unknown. */
  findWayBack(token: string): Promise<WayBack | null>;
  /** Ends a session. Safe to repeat, and for an unknown token. */
  end(token: string): Promise<void>;
  /** Deletes what has been over for weeks. @returns how many rows. */
  purge(): Promise<number>;
};

export type PortalSessionsOptions = {
  prisma: PrismaClient;
  sql: Sql;
  /** How browsers reach the service: an origin, without a trailing slash. */
  publicUrl: string;
};

/** One-time links to the pages that we host, and the sessions they turn into. All times are the database's. */
export function createPortalSessions({ prisma, sql, publicUrl }: PortalSessionsOptions): PortalSessions {
  const insertLink = sql.prepare({ name: 'portal-link-insert', text: INSERT_LINK });
  const findLive = sql.prepare<StoredSession>({ name: 'portal-session-resolve', text: RESOLVE });

  return {
    async openLink(input) {
      const { appUuid, tenantUuid, keyId, provider, account, mode, providerCustomerId, returnUrl } = input;
      const code = createToken(CODE_PREFIX);
      const whose = [appUuid, tenantUuid, keyId, provider, account, mode, providerCustomerId];
      const wish = [input.flow === undefined ? null : JSON.stringify(input.flow), input.locale ?? null];
      await insertLink([...whose, returnUrl, hashToken(code), LINK_TTL_SECONDS, ...wish]);
      return { url: `${publicUrl}${PORTAL_PATH}/open/${code}` };
    },

    async exchange(code) {
      if (!isToken(CODE_PREFIX, code)) return { kind: 'unknown' };
      const token = createToken(TOKEN_PREFIX);
      // Of several at once, one gets the row's lock; the others then read `exchanged_at` anew and match nothing.
      const [opened] = await sql.$queryRaw<StoredOpening[]>`
        UPDATE portal_sessions AS s
        SET exchanged_at = now(), token_hash = ${hashToken(token)}, last_seen_at = now(),
            expires_at = now() + make_interval(secs => ${SESSION_TTL_SECONDS})
        FROM api_keys AS k, apps AS a
        WHERE s.code_hash = ${hashToken(code)} AND s.exchanged_at IS NULL AND s.code_expires_at > now()
          AND s.revoked_at IS NULL
          AND k.key_id = s.key_id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
          AND a.uuid = s.app_uuid AND a.disabled_at IS NULL
        RETURNING s.app_uuid AS "appUuid", s.tenant_uuid AS "tenantUuid", s.flow, s.locale`;
      if (!opened) return whyNotOpened(prisma, code);
      return { kind: 'opened', token, ...opened, flow: readStoredFlow(opened.flow) };
    },

    async resolve(token) {
      if (!isToken(TOKEN_PREFIX, token)) return null;
      const [session] = await findLive([hashToken(token), IDLE_TTL_SECONDS, SEEN_EVERY_SECONDS]);
      return session === undefined ? null : toSession(session);
    },

    async findWayBack(token) {
      if (!isToken(TOKEN_PREFIX, token)) return null;
      const session = await prisma.portalSession.findUnique({
        where: { tokenHash: hashToken(token) },
        select: WAY_BACK,
      });
      return session && toWayBack(session);
    },

    async end(token) {
      if (!isToken(TOKEN_PREFIX, token)) return;
      await sql.$executeRaw`
        UPDATE portal_sessions SET revoked_at = now()
        WHERE token_hash = ${hashToken(token)} AND revoked_at IS NULL`;
    },

    async purge() {
      return prisma.$executeRaw`
        DELETE FROM portal_sessions WHERE created_at < now() - make_interval(days => ${KEEP_DAYS})`;
    },
  };
}

const INSERT_LINK = `
  INSERT INTO portal_sessions
    (id, app_uuid, tenant_uuid, key_id, provider, account, mode, provider_customer_id, return_url, code_hash,
     code_expires_at, flow, locale)
  VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(secs => $10), $11, $12)`;

const RESOLVE = `
  WITH live AS (
    SELECT s.id, s.last_seen_at, s.app_uuid, a.name AS app_name, a.portal_configuration, s.tenant_uuid,
           t.name AS tenant_name, t.email, t.locale, s.locale AS link_locale, s.key_id, s.provider, s.account, s.mode,
           s.provider_customer_id, s.return_url, c.id IS NOT NULL AND ${IS_PROFILE_CHANGED} AS profile_changed,
           ${CONNECTION_REF} AS connection,
           EXISTS (SELECT FROM portal_actions AS p
             WHERE p.session_id = s.id AND p.outcome IS NOT NULL AND p.shown_at IS NULL) AS has_news
    FROM portal_sessions AS s
    JOIN api_keys AS k ON k.key_id = s.key_id
    JOIN apps AS a ON a.uuid = s.app_uuid
    JOIN tenants AS t ON t.app_uuid = s.app_uuid AND t.uuid = s.tenant_uuid
    LEFT JOIN provider_customers AS c ON c.provider = s.provider AND c.account = s.account AND c.mode = s.mode
      AND c.provider_customer_id = s.provider_customer_id AND c.app_uuid = s.app_uuid AND c.tenant_uuid = s.tenant_uuid
    LEFT JOIN provider_connections AS n ON n.app_uuid = s.app_uuid AND n.provider = s.provider AND n.account = s.account
      AND n.mode = s.mode
    WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(secs => $2)
      AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
      AND a.disabled_at IS NULL
  ), seen AS (
    UPDATE portal_sessions AS s SET last_seen_at = now() FROM live
    WHERE s.id = live.id AND live.last_seen_at < now() - make_interval(secs => $3)
  )
  SELECT json_build_object('sessionId', id, 'appUuid', app_uuid, 'appName', app_name,
         'portalConfiguration', portal_configuration, 'tenantUuid', tenant_uuid, 'tenantName', tenant_name,
         'tenantEmail', email, 'tenantLocale', locale, 'linkLocale', link_locale, 'keyId', key_id,
         'provider', provider, 'account', account, 'mode', mode, 'providerCustomerId', provider_customer_id,
         'connection', connection, 'profileChanged', profile_changed, 'hasNews', has_news, 'returnUrl', return_url)
  FROM live`;

async function whyNotOpened(prisma: PrismaClient, code: string): Promise<LinkOutcome> {
  const link = await prisma.portalSession.findUnique({
    where: { codeHash: hashToken(code) },
    select: { ...WAY_BACK, id: true, exchangedAt: true },
  });
  if (!link) return { kind: 'unknown' };
  const wayBack = toWayBack(link);
  return link.exchangedAt === null ? { kind: 'expired', wayBack } : { kind: 'used', sessionId: link.id, wayBack };
}

type StoredOpening = { appUuid: string; tenantUuid: string; flow: unknown; locale: string | null };

type StoredSession = Omit<PortalSession, 'configuration' | 'locales'> & {
  linkLocale: string | null;
  portalConfiguration: unknown;
};

function toSession({ linkLocale, portalConfiguration, ...session }: StoredSession): PortalSession {
  const locales = present(linkLocale, session.tenantLocale);
  return { ...session, locales, ...toBrand({ name: session.appName, portalConfiguration }) };
}

function present(...locales: (string | null)[]): string[] {
  return locales.filter((locale) => locale !== null);
}

const WAY_BACK = {
  returnUrl: true,
  locale: true,
  tenant: { select: { locale: true, app: { select: { name: true, portalConfiguration: true } } } },
} as const;

type StoredApp = { name: string; portalConfiguration: unknown };
type StoredWayBack = { returnUrl: string; locale: string | null; tenant: { locale: string | null; app: StoredApp } };

function toWayBack({ returnUrl, locale, tenant }: StoredWayBack): WayBack {
  return { ...toBrand(tenant.app), returnUrl, locales: present(locale, tenant.locale) };
}

function toBrand({ name, portalConfiguration }: StoredApp): Pick<WayBack, 'appName' | 'configuration'> {
  const configuration = readPortalConfiguration(portalConfiguration);
  return { appName: configuration.name ?? name, configuration };
}
