import type { PrismaClient } from '../db/generated/client.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { isProviderId } from '../providers/provider-ids.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import { explainConnection, explainGone, explainOtherAccount, explainStuck } from './doctor-words.ts';
import type { ConnectionRow, ProviderConnections } from './provider-connections.ts';

/** `problem`: it does not work until it is mended. `advice`: it works, and something is missing or unwise. */
export type Finding = { severity: 'problem' | 'advice'; about: string; what: string; mend: string };

const CHECK_TIMEOUT_MS = 8_000;
const STUCK_AFTER_MINUTES = 5;
/** A provider may not find a younger one yet. */
const YOUNG_MINUTES = 15;
/** Of each kind of finding; who mends those sees the next ones. */
const MOST_ROWS = 20;
const MOST_LOOKED_UP = 10;

export type Doctor = ReturnType<typeof createDoctor>;

/** Looks for what stands between an app and a working call, and says how to mend it. Changes nothing. */
export function createDoctor(options: {
  prisma: PrismaClient;
  connections: ProviderConnections;
  providers: ProviderRegistry;
  calls: ProviderCalls;
}) {
  const { prisma, connections, providers, calls } = options;

  const ask = <T>(row: ConnectionRow, question: (client: ProviderClient) => Promise<T>): Promise<T> => {
    const { provider, account, client } = connections.open(row);
    const deadlineAt = new Date(Date.now() + CHECK_TIMEOUT_MS);
    return calls.run({ provider, account, deadlineAt, retry: 'safe' }, () => question(client));
  };

  /** One customer tells whether the secret reaches what was made before. */
  const checkNewest = async (row: ConnectionRow): Promise<Finding[]> => {
    const { appUuid, provider, account, mode } = row;
    const [newest] = await prisma.$queryRaw<(TenantRow & { customer: string })[]>`
      SELECT app_uuid, tenant_uuid, provider, provider_customer_id AS customer FROM provider_customers
      WHERE app_uuid = ${appUuid} AND provider = ${provider} AND account = ${account} AND mode = ${mode}::provider_mode
        AND state = 'ready' AND provider_customer_id = confirmed_customer_id AND suspected_gone_at IS NULL
        AND last_error_kind IS NULL AND ready_at < now() - make_interval(mins => ${YOUNG_MINUTES}::int)
      ORDER BY ready_at DESC LIMIT 1`;
    if (!newest || (await ask(row, (client) => client.lookUpCustomer(newest.customer))) === 'present') return [];
    return [
      { severity: 'advice', about: nameTenant(newest), ...explainGone({ ...newest, kind: null, replacedAt: null }) },
    ];
  };

  const checkConnection = async (row: ConnectionRow): Promise<Finding[]> => {
    try {
      if (!isProviderId(row.provider)) return [unknownProvider(row)];
      await ask(row, (client) => client.verify());
      return [...(await checkNewest(row)), ...(await checkTyped(row))];
    } catch (error) {
      return [{ severity: 'problem', about: nameConnection(row), ...explainConnection(error, row) }];
    }
  };

  const checkApps = async (): Promise<Finding[]> => {
    const lasts = { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
    const goodKeys = { where: { type: 'write', revokedAt: null, ...lasts } } as const;
    const apps = await prisma.app.findMany({
      select: { uuid: true, _count: { select: { tenants: true, connections: true, apiKeys: goodKeys } } },
    });
    return apps.flatMap(({ uuid, _count: { tenants, connections: connected, apiKeys } }) => {
      const advise = (what: string, mend: string): Finding => ({
        severity: 'advice',
        about: `app ${uuid}`,
        what,
        mend,
      });
      return [
        ...(apiKeys === 0
          ? [
              advise(
                'It has no write key that is still good, so it cannot call.',
                `key create --app ${uuid} --type write`,
              ),
            ]
          : []),
        ...(tenants === 0
          ? [advise('It has no tenants.', `tenant create --app ${uuid} --name <name> --email <e-mail>`)]
          : []),
        ...(connected === 0
          ? [
              advise(
                'It has no payment provider.',
                `provider connect <${Object.keys(providers).join('|')}> --app ${uuid}`,
              ),
            ]
          : []),
      ];
    });
  };

  const checkStuck = async (): Promise<Finding[]> => {
    const stuck = await prisma.$queryRaw<(TenantRow & { attempts: number; kind: string | null })[]>`
      SELECT app_uuid, tenant_uuid, provider, attempts, last_error_kind AS kind FROM provider_customers
      WHERE state = 'creating' AND coalesce(first_attempt_at, created_at) < now() - make_interval(mins => ${STUCK_AFTER_MINUTES}::int)
      ORDER BY created_at LIMIT ${MOST_ROWS}`;
    return stuck.map((row) => ({ severity: 'problem', about: nameTenant(row), ...explainStuck(row) }));
  };

  const checkGone = async (): Promise<Finding[]> => {
    const gone = await prisma.$queryRaw<
      (TenantRow & { customer: string; kind: string | null; replaced_at: Date | null })[]
    >`
      SELECT app_uuid, tenant_uuid, provider, provider_customer_id AS customer, last_error_kind AS kind,
        last_replaced_at AS replaced_at
      FROM provider_customers
      WHERE state = 'ready' AND (suspected_gone_at IS NOT NULL
        OR last_error_kind IN ('customer_gone_again', 'customer_unconfirmed'))
      ORDER BY last_error_at DESC NULLS LAST LIMIT ${MOST_ROWS}`;
    return gone.map((row) => ({
      severity: row.kind === null ? 'advice' : 'problem',
      about: nameTenant(row),
      ...explainGone({ ...row, replacedAt: row.replaced_at }),
    }));
  };

  const checkUnknownStates = async (): Promise<Finding[]> => {
    const unknown = await prisma.$queryRaw<(TenantRow & { state: string })[]>`
      SELECT app_uuid, tenant_uuid, provider, state::text AS state FROM provider_customers
      WHERE state NOT IN ('creating', 'ready') OR (state = 'ready' AND provider_customer_id IS NULL) LIMIT ${MOST_ROWS}`;
    return unknown.map((row) => ({
      severity: 'problem',
      about: nameTenant(row),
      what: `Its customer row cannot be read by this version: state "${row.state}".`,
      mend: 'Run the version that wrote it, or correct the row in provider_customers.',
    }));
  };

  const checkOtherAccounts = async (): Promise<Finding[]> => {
    const others = await prisma.$queryRaw<OtherAccountRow[]>`
      SELECT n.app_uuid AS "appUuid", n.provider, n.account, n.mode::text AS mode, c.account AS "boundAccount",
        c.mode::text AS "boundMode", count(*)::int AS customers
      FROM provider_connections n JOIN provider_customers c ON c.app_uuid = n.app_uuid AND c.provider = n.provider
      WHERE c.state = 'ready' AND (c.account, c.mode) <> (n.account, n.mode)
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 5, 6 LIMIT ${MOST_ROWS}`;
    return others.map((row) => ({
      severity: 'advice',
      about: `app ${row.appUuid}, ${row.provider}`,
      ...explainOtherAccount(row),
    }));
  };

  /** Ids that the provider never told us of: somebody wrote them into the row, rightly or not. */
  const checkTyped = async (row: ConnectionRow): Promise<Finding[]> => {
    const { appUuid, provider, account, mode } = row;
    const typed = await prisma.$queryRaw<(TenantRow & { customer: string; confirmed: string | null })[]>`
      SELECT app_uuid, tenant_uuid, provider, provider_customer_id AS customer, confirmed_customer_id AS confirmed
      FROM provider_customers
      WHERE app_uuid = ${appUuid} AND provider = ${provider} AND account = ${account} AND mode = ${mode}::provider_mode
        AND state = 'ready' AND provider_customer_id IS DISTINCT FROM confirmed_customer_id
      ORDER BY tenant_uuid LIMIT ${MOST_LOOKED_UP}`;
    const findings: Finding[] = [];
    for (const each of typed) {
      const presence = await ask(row, (client) => client.lookUpCustomer(each.customer));
      const gave = each.confirmed === null ? 'none' : each.confirmed;
      findings.push({
        severity: presence === 'gone' ? 'problem' : 'advice',
        about: nameTenant(each),
        what: `Its customer id ${each.customer} was written into the row by hand; the provider ${presence === 'gone' ? 'has no such customer' : 'has that customer'}, and gave ${gave}.`,
        mend: 'See that it is this tenant’s, and correct provider_customer_id in provider_customers when it is not.',
      });
    }
    return findings;
  };

  return {
    async examine(): Promise<Finding[]> {
      const rows = await prisma.providerConnection.findMany({ orderBy: [{ appUuid: 'asc' }, { provider: 'asc' }] });
      const findings = [await checkApps(), await checkStuck(), await checkGone()].flat();
      findings.push(...(await checkUnknownStates()), ...(await checkOtherAccounts()));
      for (const row of rows) findings.push(...(await checkConnection(row)));
      return findings;
    },
  };
}

type TenantRow = { app_uuid: string; tenant_uuid: string; provider: string };
type OtherAccountRow = Parameters<typeof explainOtherAccount>[0];

function nameConnection({ appUuid, provider }: ConnectionRow): string {
  return `app ${appUuid}, ${provider}`;
}

function unknownProvider(row: ConnectionRow): Finding {
  return {
    severity: 'problem',
    about: nameConnection(row),
    what: 'This version does not know that provider.',
    mend: 'Run the version that connected it.',
  };
}

function nameTenant({ app_uuid: app, tenant_uuid: tenant, provider }: TenantRow): string {
  return `app ${app}, tenant ${tenant}, ${provider}`;
}
