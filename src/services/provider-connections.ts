import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PrismaClient } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import { apiUrlVariable } from '../config.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import {
  type ConnectedAccount,
  type IdentifyInput,
  type ProviderClient,
  ProviderError,
  type ProviderMode,
  type ProviderSettings,
} from '../providers/provider.ts';
import { isProviderId, type ProviderId } from '../providers/provider-ids.ts';
import type { ProviderRegistry } from '../providers/registry.ts';
import type { Apps } from './apps.ts';
import { AppError, OperatorError } from '../errors.ts';
import type { SecretBox, SecretPlace } from './secret-box.ts';

export type ConnectionRecord = {
  appUuid: string;
  provider: ProviderId;
  account: string;
  mode: ProviderMode;
  connectedAt: Date;
};

/** `replaced`: the other account, or the other mode, that the app was connected to until now. */
export type NewConnection = ConnectionRecord & { replaced: Pick<ConnectionRecord, 'account' | 'mode'> | null };

/** A connection as requests use it: whose customers, and a client that speaks for it. */
export type OpenConnection = {
  appUuid: string;
  provider: ProviderId;
  account: string;
  mode: ProviderMode;
  client: ProviderClient;
};

/** A connection as one statement sees it, without its secret. `version` changes whenever the row does. */
export type ConnectionRef = Omit<OpenConnection, 'client'> & { connectionId: string; version: number };

/** A `ConnectionRef` as JSON, or null; `n` is the connection. */
export const CONNECTION_REF = `CASE WHEN n.id IS NOT NULL THEN
      json_build_object('connectionId', n.id, 'version', (extract(epoch FROM n.updated_at) * 1000)::float8,
        'appUuid', n.app_uuid, 'provider', n.provider, 'account', n.account, 'mode', n.mode) END`;

/** The columns that opening a connection needs. */
export type ConnectionRow = {
  id: string;
  appUuid: string;
  provider: string;
  account: string;
  mode: ProviderMode;
  secretKeyId: string;
  sealedSecret: Uint8Array;
  settings: unknown;
  updatedAt: Date;
};

export type ConnectInput = {
  appUuid: string;
  provider: ProviderId;
  secret: string;
  mode?: ProviderMode;
  profileId?: string;
};

export type ProviderConnections = ReturnType<typeof createProviderConnections>;

/** Where a connection's secret is sealed to. */
export function placeOfConnection(row: { id: string; appUuid: string; provider: string }): SecretPlace {
  return { table: 'provider_connections', row: row.id, app: row.appUuid, provider: row.provider };
}

/** The connections of apps to payment providers, and the clients that speak for them. */
export function createProviderConnections(options: {
  prisma: PrismaClient;
  readSql: RawSql;
  apps: Apps;
  secretBox: SecretBox;
  providers: ProviderRegistry;
  calls: ProviderCalls;
  /** Only to say which of them are set. */
  apiUrls: Readonly<Record<ProviderId, string | undefined>>;
}) {
  const { prisma, readSql, apps, secretBox, providers, calls, apiUrls } = options;
  const clients = createClientCache();

  const identify = async (provider: ProviderId, input: IdentifyInput): Promise<ConnectedAccount> => {
    const { displayName } = providers[provider];
    try {
      return await calls.run(
        { provider, account: 'connect', deadlineAt: new Date(Date.now() + CONNECT_TIMEOUT_MS), retry: 'safe' },
        () => providers[provider].identify(input),
      );
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const variable = apiUrls[provider] === undefined ? undefined : apiUrlVariable(provider);
      throw new OperatorError(`${connectFailure(error, { displayName, variable })} Nothing was changed.`);
    }
  };

  /** A kept client for a row just read. @throws SecretBoxError when the stored secret does not open. */
  const open = (row: ConnectionRow): OpenConnection => {
    const provider = assertProviderId(row.provider);
    const { appUuid, account, mode } = row;
    const key = { connectionId: row.id, version: row.updatedAt.getTime() };
    const kept = clients.find(key);
    if (kept) return { appUuid, provider, account, mode, client: kept };
    const client = providers[provider].createClient({
      mode,
      settings: settingsSchema.parse(row.settings),
      secret: secretBox.open({ secretKeyId: row.secretKeyId, sealed: row.sealedSecret }, placeOfConnection(row)),
    });
    clients.keep(key, client);
    return { appUuid, provider, account, mode, client };
  };

  return {
    /**
     * Asks the provider whose secret this is and stores it sealed. For the same account and mode this replaces the
     * secret and keeps all else; another account gets its own customers.
     * @throws OperatorError
     */
    async connect(input: ConnectInput): Promise<NewConnection> {
      const provider = providers[input.provider];
      await apps.assertExists(input.appUuid);
      const verdict = provider.inspectSecret(input.secret);
      if (verdict.kind === 'malformed') {
        throw new OperatorError(`That is not a ${provider.displayName} secret: expected ${provider.secretHint}.`);
      }
      if (verdict.mode !== null && input.mode !== undefined && input.mode !== verdict.mode) {
        throw new OperatorError(`That secret is for ${verdict.mode} mode, not ${input.mode}.`);
      }
      const { appUuid: _appUuid, provider: _provider, ...identifyInput } = input;
      const account = await identify(input.provider, identifyInput);
      const { row, replaced } = await store({ prisma, secretBox, input, account });
      return { ...toRecord(row), replaced };
    },

    /** @throws OperatorError when there is no such app. */
    async list(appUuid: string): Promise<ConnectionRecord[]> {
      await apps.assertExists(appUuid);
      const rows = await prisma.providerConnection.findMany({ where: { appUuid }, orderBy: { provider: 'asc' } });
      return rows.map(toRecord);
    },

    /** Forgets the secret. The account's customers stay known, for when it is connected again. @throws OperatorError */
    async disconnect({ appUuid, provider }: { appUuid: string; provider: ProviderId }): Promise<ConnectionRecord> {
      await apps.assertExists(appUuid);
      const where = { appUuid_provider: { appUuid, provider } };
      const row = await prisma.providerConnection.findUnique({ where });
      if (!row) throw new OperatorError(`The app is not connected to ${providers[provider].displayName}.`);
      await prisma.providerConnection.deleteMany({ where: { id: row.id } });
      return toRecord(row);
    },

    open,

    /**
     * A kept client for a connection just seen; only for the first call since it changed is the secret read and opened.
     * @returns null when the connection has gone since.
     * @throws SecretBoxError; AppError unavailable when it has become another account's since.
     */
    async take(ref: ConnectionRef): Promise<OpenConnection | null> {
      const { appUuid, provider, account, mode } = ref;
      const client = clients.find(ref);
      if (client) return { appUuid, provider, account, mode, client };
      const row = await prisma.providerConnection.findUnique({ where: { id: ref.connectionId } });
      if (!row) return null;
      // What was seen with it, such as the tenant's customer, is the other account's.
      if (row.account !== account || row.mode !== mode)
        throw new AppError('unavailable', { reason: 'connection_changed', detail: 'the connection changed meanwhile' });
      return open(row);
    },

    /** The connection to one account, as our own pages need it; null when it is gone or now another account's. */
    async find(key: { appUuid: string; provider: string; account: string; mode: ProviderMode }) {
      const { appUuid, provider, account, mode } = key;
      const [row] = await readSql.$queryRaw<ConnectionRow[]>`
        SELECT id::text, app_uuid AS "appUuid", provider, account, mode::text AS mode, secret_key_id AS "secretKeyId",
          sealed_secret AS "sealedSecret", settings, updated_at AS "updatedAt"
        FROM provider_connections
        WHERE app_uuid = ${appUuid} AND provider = ${provider} AND account = ${account}
          AND mode = ${mode}::provider_mode`;
      return row ? open(row) : null;
    },

    /** Merges into what the provider's folder keeps beside the secret, unless the account changed meanwhile. */
    async rememberSettings(connection: OpenConnection, settings: ProviderSettings): Promise<void> {
      const { appUuid, provider, account, mode } = connection;
      await prisma.$executeRaw`UPDATE provider_connections
        SET settings = settings || ${JSON.stringify(settings)}::jsonb, updated_at = now()
        WHERE app_uuid = ${appUuid} AND provider = ${provider} AND account = ${account} AND mode::text = ${mode}`;
    },
  };
}

const CONNECT_TIMEOUT_MS = 12_000;
const settingsSchema = z.record(z.string(), z.string());

async function store(options: {
  prisma: PrismaClient;
  secretBox: SecretBox;
  input: ConnectInput;
  account: ConnectedAccount;
}) {
  const { prisma, secretBox, input, account } = options;
  const key = { appUuid: input.appUuid, provider: input.provider };
  return prisma.$transaction(async (tx) => {
    // Two connects of one app at once: the second waits, then finds the first one's row.
    await tx.$queryRaw`SELECT uuid FROM apps WHERE uuid = ${input.appUuid} FOR UPDATE`;
    const current = await tx.providerConnection.findUnique({ where: { appUuid_provider: key } });
    const id = current?.id ?? randomUUID();
    const { secretKeyId, sealed } = secretBox.seal(input.secret, placeOfConnection({ id, ...key }));
    const isSameAccount = current?.account === account.account && current.mode === account.mode;
    const data = {
      account: account.account,
      mode: account.mode,
      secretKeyId,
      sealedSecret: new Uint8Array(sealed),
      connectedAt: new Date(),
      settings: { ...(isSameAccount ? settingsSchema.parse(current.settings) : {}), ...account.settings },
    };
    const row = await tx.providerConnection.upsert({ where: { id }, create: { id, ...key, ...data }, update: data });
    return { row, replaced: isSameAccount ? null : current };
  });
}

/** @param about.variable what sets the provider's address, when it is set. */
function connectFailure(
  { kind, message, facts }: ProviderError,
  { displayName, variable }: { displayName: string; variable: string | undefined },
): string {
  switch (kind) {
    case 'credentials_refused':
    case 'wrong_mode': {
      const advice = facts.advice === undefined ? 'Check that it is current and complete.' : `Perhaps ${facts.advice}.`;
      return `${displayName} refuses this secret (${facts.status ?? 'no status'}). ${advice}`;
    }
    case 'timeout':
    case 'unavailable':
    case 'busy':
      return [
        `${displayName} could not be asked (${kind}).`,
        ...(variable === undefined ? [] : [`${variable} is set: see that it leads to ${displayName}.`]),
        'Try again in a moment.',
      ].join(' ');
    default:
      return `${displayName} could not be asked: ${message}.`;
  }
}

function assertProviderId(text: string): ProviderId {
  if (isProviderId(text)) return text;
  throw new Error(`a stored connection names the provider "${text}", which this version does not know`);
}

function toRecord(row: { appUuid: string; provider: string; account: string; mode: ProviderMode; connectedAt: Date }) {
  const { appUuid, account, mode, connectedAt } = row;
  return { appUuid, provider: assertProviderId(row.provider), account, mode, connectedAt };
}

const MOST_CLIENTS = 1000;

/** Making one opens a secret and sets an SDK up, so they are kept; the least recently used one goes first. */
function createClientCache() {
  const entries = new Map<string, { version: number; client: ProviderClient }>();
  return {
    find({ connectionId, version }: ClientKey): ProviderClient | undefined {
      const entry = entries.get(connectionId);
      if (entry?.version !== version) return undefined;
      // A Map keeps the order of insertion, so this makes it the last one to go.
      entries.delete(connectionId);
      entries.set(connectionId, entry);
      return entry.client;
    },
    keep({ connectionId, version }: ClientKey, client: ProviderClient): void {
      entries.delete(connectionId);
      entries.set(connectionId, { version, client });
      const [oldest] = entries.keys();
      if (entries.size > MOST_CLIENTS && oldest !== undefined) entries.delete(oldest);
    },
  };
}

type ClientKey = { connectionId: string; version: number };
