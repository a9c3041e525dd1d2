import type { PrismaClient } from '../db/generated/client.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { ProviderError } from '../providers/provider.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import type { ConnectionRow, ProviderConnections } from './provider-connections.ts';
import { SecretBoxError } from './secret-box.ts';

/** `problem`: it does not work until it is mended. `advice`: it works, and something is missing or unwise. */
export type Finding = { severity: 'problem' | 'advice'; about: string; what: string; mend: string };

const CHECK_TIMEOUT_MS = 8_000;
const STUCK_AFTER_MINUTES = 5;

export type Doctor = ReturnType<typeof createDoctor>;

/** Looks for what stands between an app and a working call, and says how to mend it. Changes nothing. */
export function createDoctor(options: {
  prisma: PrismaClient;
  connections: ProviderConnections;
  providers: ProviderRegistry;
  calls: ProviderCalls;
}) {
  const { prisma, connections, providers, calls } = options;

  const checkConnection = async (row: ConnectionRow): Promise<Finding[]> => {
    const about = `app ${row.appUuid}, ${row.provider}`;
    try {
      const { provider, account, client } = connections.open(row);
      const deadlineAt = new Date(Date.now() + CHECK_TIMEOUT_MS);
      await calls.run({ provider, account, deadlineAt, retry: 'safe' }, () => client.verify());
      return [];
    } catch (error) {
      return [{ severity: 'problem', about, ...explain(error, row) }];
    }
  };

  const checkApps = async (): Promise<Finding[]> => {
    const apps = await prisma.app.findMany({
      select: {
        uuid: true,
        _count: {
          select: { tenants: true, connections: true, apiKeys: { where: { type: 'write', revokedAt: null } } },
        },
      },
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
          ? [advise('It has no write key, so it cannot call.', `key create --app ${uuid} --type write`)]
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

  const checkCustomers = async (): Promise<Finding[]> => {
    const stuck = await prisma.$queryRaw<
      { app_uuid: string; tenant_uuid: string; provider: string; attempts: number; kind: string | null }[]
    >`
      SELECT app_uuid, tenant_uuid, provider, attempts, last_error_kind AS kind FROM provider_customers
      WHERE state <> 'ready' AND created_at < now() - make_interval(mins => ${STUCK_AFTER_MINUTES}::int) LIMIT 20`;
    return stuck.map((row) => ({
      severity: 'problem',
      about: `app ${row.app_uuid}, tenant ${row.tenant_uuid}, ${row.provider}`,
      what: `Its customer is not made yet, after ${row.attempts} attempts (${row.kind ?? 'no error noted'}).`,
      mend: 'Mend the connection if it is listed here too; the next call for the tenant tries again.',
    }));
  };

  return {
    async examine(): Promise<Finding[]> {
      const rows = await prisma.providerConnection.findMany({ orderBy: [{ appUuid: 'asc' }, { provider: 'asc' }] });
      const findings = [...(await checkApps()), ...(await checkCustomers())];
      for (const row of rows) findings.push(...(await checkConnection(row)));
      return findings;
    },
  };
}

function explain(error: unknown, row: ConnectionRow): { what: string; mend: string } {
  const reconnect = `provider connect ${row.provider} --app ${row.appUuid}, with a secret of ${row.account} in ${row.mode} mode on stdin`;
  if (error instanceof SecretBoxError)
    return { what: `Its secret cannot be opened: ${error.message}.`, mend: reconnect };
  if (!(error instanceof ProviderError)) throw error;
  switch (error.kind) {
    case 'credentials_refused':
      return { what: `The provider refuses its secret (${error.facts.status ?? 'no status'}).`, mend: reconnect };
    case 'wrong_mode':
      return { what: 'Its secret is of the other mode.', mend: reconnect };
    case 'timeout':
    case 'unavailable':
    case 'busy':
      return {
        what: `The provider could not be asked (${error.kind}).`,
        mend: 'Look at the network between here and the provider, and at the provider’s status page; then ask again.',
      };
    default:
      return {
        what: `The provider answered unexpectedly (${error.kind}).`,
        mend: 'Ask again; if it stays, file an issue with this line.',
      };
  }
}
