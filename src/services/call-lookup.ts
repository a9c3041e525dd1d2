import type { Pool } from 'pg';
import { createStatement } from '../db/statements.ts';
import type { ProviderMode } from '../providers/provider.ts';
import type { ProviderId } from '../providers/registry.ts';
import { IS_PROFILE_CHANGED } from './profile-mirror.ts';
import type { ConnectionRef } from './provider-connections.ts';
import type { CustomerProfile } from './provider-customer-rows.ts';

/** Which tenant a call is about, and at which provider; of the right form, nothing more is known. */
export type CallTarget = { tenantUuid: string; provider: ProviderId };

/** What a target names in the app of the key, as it is at this moment. */
export type FoundTarget = CallTarget & {
  tenant: CustomerProfile | null;
  connection: ConnectionRef | null;
  /** The customer bound for that connection's account and mode. */
  customer: FoundCustomer | null;
};

export type FoundCustomer = {
  providerCustomerId: string;
  suspectedGone: boolean;
  /** The tenant has details that the customer has not been told. */
  profileChanged: boolean;
};

/** The app of a key. */
export type CallerApp = {
  uuid: string;
  disabled: boolean;
  returnOrigins: string[];
  /** As stored (services/portal-configuration.ts); null: never set. */
  portalConfiguration: unknown;
};

/** A key's row with its app, and the target as seen by that app; nothing in it has been decided yet. */
export type FoundCall = {
  key: { hash: Uint8Array; type: 'read' | 'write'; revoked: boolean; expired: boolean; useIsStale: boolean };
  app: CallerApp;
  target: FoundTarget | undefined;
};

export type CallLookup = (keyId: string, target: CallTarget | undefined) => Promise<FoundCall | undefined>;

/** All that a warm call needs to know, in one statement of index look-ups. Nothing is kept from one call to the next. */
export function createCallLookup({ pool }: { pool: Pool }): CallLookup {
  const lookUp = createStatement<CallRow>(pool, { name: 'call-lookup', text: CALL_LOOKUP });
  return async (keyId, target) => {
    const [row] = await lookUp([keyId, target?.tenantUuid ?? null, target?.provider ?? null]);
    if (!row) return undefined;
    const { hash, type, revoked, expired, use_is_stale: useIsStale } = row;
    return {
      key: { hash, type, revoked, expired, useIsStale },
      app: {
        uuid: row.app_uuid,
        disabled: row.app_disabled,
        returnOrigins: row.return_origins,
        portalConfiguration: row.portal_configuration,
      },
      target: target && readTarget(row, target),
    };
  };
}

/** The app is the key's, whatever the caller says; a test looks at this statement's plan. */
export const CALL_LOOKUP = `
  SELECT k.hash, k.type::text AS type,
    k.revoked_at IS NOT NULL AS revoked,
    coalesce(k.expires_at <= now(), false) AS expired,
    coalesce(k.last_used_at < now() - interval '5 minutes', true) AS use_is_stale,
    a.uuid AS app_uuid, a.return_origins, a.disabled_at IS NOT NULL AS app_disabled, a.portal_configuration,
    t.name AS tenant_name, t.email AS tenant_email, t.locale AS tenant_locale,
    n.id::text AS connection_id, n.account, n.mode::text AS mode,
    (extract(epoch FROM n.updated_at) * 1000)::float8 AS connection_version,
    c.provider_customer_id, c.suspected_gone_at IS NOT NULL AS suspected_gone,
    ${IS_PROFILE_CHANGED} AS profile_changed
  FROM api_keys k
  JOIN apps a ON a.uuid = k.app_uuid
  LEFT JOIN tenants t ON t.app_uuid = a.uuid AND t.uuid = $2
  LEFT JOIN provider_connections n ON n.app_uuid = a.uuid AND n.provider = $3
  LEFT JOIN provider_customers c ON c.app_uuid = t.app_uuid AND c.tenant_uuid = t.uuid AND c.provider = n.provider
    AND c.account = n.account AND c.mode = n.mode AND c.state = 'ready'
  WHERE k.key_id = $1`;

type CallRow = {
  hash: Uint8Array;
  type: 'read' | 'write';
  revoked: boolean;
  expired: boolean;
  use_is_stale: boolean;
  app_uuid: string;
  return_origins: string[];
  app_disabled: boolean;
  portal_configuration: unknown;
  tenant_name: string | null;
  tenant_email: string;
  tenant_locale: string | null;
  connection_id: string | null;
  account: string;
  mode: ProviderMode;
  connection_version: number;
  provider_customer_id: string | null;
  suspected_gone: boolean;
  profile_changed: boolean;
};

function readTarget(row: CallRow, target: CallTarget): FoundTarget {
  const { tenant_name: name, tenant_email: email, tenant_locale: locale } = row;
  const { connection_id: connectionId, account, mode, connection_version: version } = row;
  const { provider_customer_id: providerCustomerId, suspected_gone: suspectedGone } = row;
  const { profile_changed: profileChanged } = row;
  const { provider } = target;
  return {
    ...target,
    tenant: name === null ? null : { name, email, locale },
    connection:
      connectionId === null ? null : { connectionId, version, appUuid: row.app_uuid, provider, account, mode },
    customer: providerCustomerId === null ? null : { providerCustomerId, suspectedGone, profileChanged },
  };
}
