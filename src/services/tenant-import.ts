import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../db/generated/client.ts';
import { AppError, OperatorError } from '../errors.ts';
import type { ProviderMode } from '../providers/provider.ts';
import { ProviderError } from '../providers/provider.ts';
import type { ProviderId } from '../providers/provider-ids.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import type { Apps } from './apps.ts';
import type { ImportLine, LineFault } from './import-lines.ts';
import type { OpenConnection, ProviderConnections } from './provider-connections.ts';
import { decideLink, type ProviderCustomerLinks } from './provider-customer-links.ts';
import { createProviderCustomerRows, type FoundRow } from './provider-customer-rows.ts';
import { keyOf } from './provider-customers.ts';
import type { TenantDetails } from './tenant-details.ts';
import { putTenant, type TenantRecord } from './tenants.ts';

export type LineOutcome =
  | { kind: 'done'; tenant: 'created' | 'updated' | 'unchanged'; isLinked: boolean }
  /** Nothing of the line was stored. */
  | { kind: 'bad'; faults: LineFault[] };

export type OpenImport = {
  /** Null without a provider. */
  mode: ProviderMode | null;
  /**
   * Stores the tenant and its customer, both or neither. Lines that are stored already cost no call to the provider,
   * so a repeat of a whole file is quick.
   * @throws OperatorError when it is no use to go on with other lines.
   */
  importLine(line: ImportLine, known: KnownTenants): Promise<LineOutcome>;
  /** What is stored about the tenants of these lines, in three statements for all of them. */
  lookUp(lines: readonly ImportLine[]): Promise<KnownTenants>;
};

export type KnownTenants = {
  tenants: ReadonlyMap<string, TenantDetails & { updatedAt: Date }>;
  rows: ReadonlyMap<string, FoundRow>;
  /** By the provider's id: whose customer it is. */
  owners: ReadonlyMap<string, { appUuid: string; tenantUuid: string }>;
};

export type TenantImports = ReturnType<typeof createTenantImports>;

/** For one attempt at a line, its retries included. */
const LINE_TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A provider that has failed for so long will not be well again soon. One that is only busy is waited for longer. */
const PATIENCE_MS = { failing: 2 * 60_000, busy: 15 * 60_000 };

/** Moves tenants in, with the customers that they have at a provider. */
export function createTenantImports(options: {
  prisma: PrismaClient;
  apps: Apps;
  connections: ProviderConnections;
  customerLinks: ProviderCustomerLinks;
  providers: ProviderRegistry;
  patienceMs?: Partial<typeof PATIENCE_MS>;
}) {
  const { prisma, apps, connections, customerLinks, providers } = options;
  const patienceMs = { ...PATIENCE_MS, ...options.patienceMs };

  const openConnection = async (appUuid: string, provider: ProviderId): Promise<OpenConnection> => {
    const row = await prisma.providerConnection.findUnique({ where: { appUuid_provider: { appUuid, provider } } });
    if (row) return connections.open(row);
    throw new OperatorError(
      `The app is not connected to ${providers[provider].displayName}. Connect it first: provider connect ${provider} --app ${appUuid}`,
    );
  };

  return {
    /** @throws OperatorError when there is no such app, or it is not connected to the provider. */
    async open(input: {
      appUuid: string;
      provider: ProviderId | null;
      /** Everything is checked, with the provider too, and nothing is written. */
      dryRun: boolean;
      signal: AbortSignal;
    }): Promise<OpenImport> {
      const { appUuid, provider, dryRun, signal } = input;
      await apps.assertExists(appUuid);
      const connection = provider === null ? null : await openConnection(appUuid, provider);
      const pace = createPace({ signal, patienceMs });

      type Stored = { tenant: TenantRecord; isLinked: boolean };
      const store = async (line: ImportLine, link: OpenConnection | null): Promise<Stored | LineFault> => {
        const { tenantUuid, details, providerCustomerId } = line;
        const wanted = { appUuid, tenantUuid, ...details };
        if (!link || providerCustomerId === null) return { tenant: await putTenant(prisma, wanted), isLinked: false };
        const key = keyOf(wanted, link);
        try {
          return await prisma.$transaction(async (tx) => {
            const tenant = await putTenant(tx, wanted);
            const rows = createProviderCustomerRows({ sql: tx });
            if (await rows.bindExisting(key, tenant, providerCustomerId)) return { tenant, isLinked: true };
            // Somebody else, such as another run of the same import, has written the row meanwhile.
            const verdict = decideLink(await rows.find(key), providerCustomerId);
            if (verdict !== 'linked_already') throw new AppError('tenant_has_customer');
            return { tenant, isLinked: false };
          });
        } catch (error) {
          return faultOf(error, link);
        }
      };

      /** @returns whether the customer is still to be linked, or why it cannot be. */
      const examine = async (line: ImportLine, known: KnownTenants): Promise<'link' | 'linked' | LineFault> => {
        const { tenantUuid, providerCustomerId } = line;
        if (!connection || providerCustomerId === null) return 'linked';
        const row = known.rows.get(tenantUuid) ?? { kind: 'none' };
        const verdict = decideLink(row, providerCustomerId);
        if (verdict === 'linked_already') return 'linked';
        if (verdict === 'has_another')
          return customerFault(`cannot be linked: the tenant has another customer, ${idOf(row)}`);
        if (verdict === 'finish_first') {
          return customerFault(
            'cannot be linked yet: a customer is being made for this tenant; wait until it is there, then look at it',
          );
        }
        const owner = known.owners.get(providerCustomerId);
        if (owner) {
          return customerFault(`is the customer of the tenant "${owner.tenantUuid}" of the app "${owner.appUuid}"`);
        }
        try {
          await pace.run(() => {
            const deadlineAt = new Date(Date.now() + LINE_TIMEOUT_MS);
            return customerLinks.assertPresent(connection, { providerCustomerId, deadlineAt });
          });
          return 'link';
        } catch (error) {
          return faultOf(error, connection);
        }
      };

      return {
        mode: connection?.mode ?? null,

        async importLine(line, known) {
          const before = known.tenants.get(line.tenantUuid);
          const examined = await examine(line, known);
          if (typeof examined === 'object') return { kind: 'bad', faults: [examined] };
          const isToLink = examined === 'link';
          const isKnown = before !== undefined && isSame(before, line.details);
          if (dryRun || (isKnown && !isToLink)) {
            const tenant = before ? (isKnown ? 'unchanged' : 'updated') : 'created';
            return { kind: 'done', tenant, isLinked: isToLink };
          }
          const stored = await store(line, isToLink ? connection : null);
          if ('why' in stored) return { kind: 'bad', faults: [stored] };
          // What the person has changed stays, when the app says what it had said before.
          const isUnchanged = before?.updatedAt.getTime() === stored.tenant.updatedAt.getTime();
          const tenant = before ? (isUnchanged ? 'unchanged' : 'updated') : 'created';
          return { kind: 'done', tenant, isLinked: stored.isLinked };
        },

        async lookUp(lines) {
          const uuids = lines.map(({ tenantUuid }) => tenantUuid);
          const tenants = await prisma.tenant.findMany({ where: { appUuid, uuid: { in: uuids } } });
          const known = { tenants: new Map(tenants.map(({ uuid, ...details }) => [uuid, details])) };
          if (!connection) return { ...known, rows: new Map(), owners: new Map() };
          const { account, mode } = connection;
          const ofAccount = { provider: connection.provider, account, mode };
          const ids = lines.flatMap(({ providerCustomerId }) => providerCustomerId ?? []);
          const [rows, owners] = await Promise.all([
            prisma.providerCustomer.findMany({ where: { ...ofAccount, appUuid, tenantUuid: { in: uuids } } }),
            prisma.providerCustomer.findMany({ where: { ...ofAccount, providerCustomerId: { in: ids } } }),
          ]);
          return {
            ...known,
            rows: new Map(rows.map((row) => [row.tenantUuid, toFound(row)])),
            owners: new Map(owners.map((row) => [row.providerCustomerId ?? '', row])),
          };
        },
      };
    },
  };
}

/** Everyone waits while the provider asks for fewer calls or fails, and tries again until patience ends. */
function createPace({ signal, patienceMs }: { signal: AbortSignal; patienceMs: typeof PATIENCE_MS }) {
  let waiting: Promise<unknown> = Promise.resolve();

  const pause = async ({ facts }: ProviderError, tries: number): Promise<void> => {
    const leastMs = (facts.retryAfterSeconds ?? 0) * 1000;
    const pauseMs = Math.max(leastMs, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries));
    waiting = sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    await waiting;
  };

  return {
    /** @throws what `call` throws, when waiting does not help; OperatorError when it was stopped meanwhile. */
    async run<T>(call: () => Promise<T>): Promise<T> {
      const startedMs = Date.now();
      for (let tries = 0; ; tries += 1) {
        await waiting;
        if (signal.aborted) throw new OperatorError('Stopped.');
        try {
          return await call();
        } catch (error) {
          const patience = error instanceof ProviderError ? patienceWith(error) : null;
          if (!(error instanceof ProviderError) || patience === null) throw error;
          if (Date.now() - startedMs > patienceMs[patience]) throw error;
          await pause(error, tries);
        }
      }
    },
  };
}

/** Null: waiting does not help. */
function patienceWith({ kind }: ProviderError): keyof typeof PATIENCE_MS | null {
  if (kind === 'busy' || kind === 'overloaded' || kind === 'in_flight') return 'busy';
  return kind === 'unavailable' || kind === 'timeout' || kind === 'breaker_open' || kind === 'nonsense'
    ? 'failing'
    : null;
}

/**
 * What an error says of this line.
 * @throws OperatorError when it is none of this line's: the provider's, or the database's. Else the error itself.
 */
function faultOf(error: unknown, { provider, account, mode }: OpenConnection): LineFault {
  if (error instanceof AppError) {
    switch (error.errorName) {
      case 'customer_not_found':
        return customerFault(`is no customer of the ${provider} account ${account} in ${mode} mode`);
      case 'customer_taken':
        return customerFault('was linked to another tenant meanwhile');
      case 'tenant_has_customer':
        return customerFault('cannot be linked: the tenant got another customer meanwhile');
      default:
        throw error;
    }
  }
  if (!(error instanceof ProviderError)) throw error;
  const advice = error.facts.advice === undefined ? '' : ` Perhaps ${error.facts.advice}.`;
  throw new OperatorError(`${error.message}.${advice}`, { cause: error });
}

function customerFault(why: string): LineFault {
  return { field: 'providerCustomerId', why };
}

function isSame(a: TenantDetails, b: TenantDetails): boolean {
  return a.name === b.name && a.email === b.email && a.locale === b.locale;
}

function idOf(row: FoundRow): string {
  return row.kind === 'ready' ? row.providerCustomerId : '';
}

function toFound({ state, providerCustomerId }: { state: string; providerCustomerId: string | null }): FoundRow {
  if (state === 'ready' && providerCustomerId !== null) return { kind: 'ready', providerCustomerId };
  return { kind: 'making' };
}
