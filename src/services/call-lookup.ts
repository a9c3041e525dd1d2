import type { Sql } from '../db/statements.ts';
import type { ProviderId } from '../providers/provider-ids.ts';
import { IS_PROFILE_CHANGED } from './profile-mirror.ts';
import { CONNECTION_REF, type ConnectionRef } from './provider-connections.ts';
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
export function createCallLookup({ readSql }: { readSql: Sql }): CallLookup {
  const lookUp = readSql.prepare<CallRow>({ name: 'call-lookup', text: CALL_LOOKUP });
  return async (keyId, target) => {
    const asked = [keyId, target?.tenantUuid ?? null, target?.provider ?? null];
    const [row] = await lookUp(asked);
    if (!row) return undefined;
    const { key, app, tenant, connection, customer } = row;
    // Statements share connections: whose answer this is is not left to the driver alone.
    if (asked.some((value, index) => value !== row.asked[index])) throw new Error('an answer was to another look-up');
    return {
      key: { ...key, hash: Buffer.from(key.hash, 'hex') },
      app,
      target: target && { tenantUuid: target.tenantUuid, provider: target.provider, tenant, connection, customer },
    };
  };
}

/** The app is the key's, whatever the caller says; a test looks at this statement's plan. */
export const CALL_LOOKUP = `
  SELECT json_build_object('asked', json_build_array($1::text, $2::text, $3::text),
    'key', json_build_object('hash', encode(k.hash, 'hex'), 'type', k.type,
      'revoked', k.revoked_at IS NOT NULL,
      'expired', coalesce(k.expires_at <= now(), false),
      'useIsStale', coalesce(k.last_used_at < now() - interval '5 minutes', true)),
    'app', json_build_object('uuid', a.uuid, 'disabled', a.disabled_at IS NOT NULL,
      'returnOrigins', a.return_origins, 'portalConfiguration', a.portal_configuration),
    'tenant', CASE WHEN t.uuid IS NOT NULL THEN
      json_build_object('name', t.name, 'email', t.email, 'locale', t.locale) END,
    'connection', ${CONNECTION_REF},
    'customer', CASE WHEN c.provider_customer_id IS NOT NULL THEN
      json_build_object('providerCustomerId', c.provider_customer_id,
        'suspectedGone', c.suspected_gone_at IS NOT NULL, 'profileChanged', ${IS_PROFILE_CHANGED}) END)
  FROM api_keys k
  JOIN apps a ON a.uuid = k.app_uuid
  LEFT JOIN tenants t ON t.app_uuid = a.uuid AND t.uuid = $2
  LEFT JOIN provider_connections n ON n.app_uuid = a.uuid AND n.provider = $3
  LEFT JOIN provider_customers c ON c.app_uuid = t.app_uuid AND c.tenant_uuid = t.uuid AND c.provider = n.provider
    AND c.account = n.account AND c.mode = n.mode AND c.state = 'ready'
  WHERE k.key_id = $1`;

type CallRow = {
  asked: (string | null)[];
  key: Omit<FoundCall['key'], 'hash'> & { hash: string };
  app: CallerApp;
  tenant: CustomerProfile | null;
  connection: ConnectionRef | null;
  customer: FoundCustomer | null;
};
