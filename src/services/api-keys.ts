import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey, PrismaClient } from '../db/generated/client.ts';
import type { Logger } from '../logger.ts';
import type { Apps } from './apps.ts';
import type { CallerApp, CallLookup, CallTarget, FoundCall, FoundTarget } from './call-lookup.ts';
import { OperatorError } from '../errors.ts';
import { createToken, isToken } from './tokens.ts';

export const API_KEY_TYPES = ['read', 'write'] as const;
export type ApiKeyType = (typeof API_KEY_TYPES)[number];

/** What the text of a key says about its surroundings, for people and secret scanners. It grants nothing. */
export const API_KEY_LABELS = ['live', 'test'] as const;
export type ApiKeyLabel = (typeof API_KEY_LABELS)[number];

export type NewApiKey = { apiKey: string; keyId: string; appUuid: string; type: ApiKeyType; expiresAt: Date | null };

export type ApiKeyRecord = {
  keyId: string;
  appUuid: string;
  type: ApiKeyType;
  revoked: boolean;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
};

/** The app that a key opens, as it is at this moment. */
export type Authenticated = {
  keyId: string;
  keyType: ApiKeyType;
  app: CallerApp;
};

export type Authentication =
  /** `target` is undefined when the caller named none. */
  | { kind: 'authenticated'; by: Authenticated; target: FoundTarget | undefined }
  /** `reason` and `keyId` are for the operator's log; every caller gets the same answer. */
  | { kind: 'refused'; reason: RefusalReason; keyId?: string };

export type RefusalReason = 'missing' | 'malformed' | 'unknown' | 'wrong_secret' | 'expired' | 'revoked' | 'other_app';

/** A rolled key's old half may live on for at most this long. */
export const MAX_GRACE_SECONDS = 7 * 24 * 3600;

export type Claimed = {
  apiKey: string;
  clientId: string;
  /** What the call is about, asked for only when the key has the right form; it is looked up with the key. */
  target?: () => Promise<CallTarget | undefined>;
};

export type ApiKeysOptions = {
  prisma: PrismaClient;
  apps: Apps;
  lookUp: CallLookup;
  pepper: Buffer;
  logger: Logger;
};

export type ApiKeys = ReturnType<typeof createApiKeys>;

/**
 * API keys: `bpb_<live|test>_<r|w>_<key id>_<secret and checksum>`. The key is shown once, at creation; stored are its
 * public id and an HMAC of the whole text under the pepper. A mistyped key fails its checksum without a query.
 */
export function createApiKeys({ prisma, apps, lookUp, pepper, logger }: ApiKeysOptions) {
  const hash = (apiKey: string): Buffer => createHmac('sha256', pepper).update(apiKey).digest();
  const dummyHash = hash('');

  /** Its row, and what its owner is shown once. */
  const draw = (input: Pick<ApiKey, 'appUuid' | 'type' | 'label' | 'lifetimeSeconds'>) => {
    const { appUuid, type, label, lifetimeSeconds } = input;
    const keyId = randomBytes(8).toString('hex');
    const apiKey = createToken(prefixOf(label, type, keyId));
    const expiresAt = lifetimeSeconds === null ? null : new Date(Date.now() + lifetimeSeconds * 1000);
    const data = { ...input, keyId, expiresAt, hash: new Uint8Array(hash(apiKey)) };
    return { data, shown: { apiKey, keyId, appUuid, type, expiresAt } satisfies NewApiKey };
  };

  const noteUse = (keyId: string): void => {
    prisma.$executeRaw`UPDATE api_keys SET last_used_at = now()
        WHERE key_id = ${keyId} AND (last_used_at IS NULL OR last_used_at < now() - interval '5 minutes')`.catch(
      (error: unknown) =>
        logger.warn(
          { keyId, errorType: error instanceof Error ? error.name : 'unknown' },
          'the time of last use was not stored',
        ),
    );
  };

  return {
    /** @throws OperatorError when there is no such app. */
    async create(input: {
      appUuid: string;
      type: ApiKeyType;
      label?: ApiKeyLabel;
      /** From now on; undefined: never. */
      expiresInSeconds?: number;
    }): Promise<NewApiKey> {
      await apps.assertExists(input.appUuid);
      const { appUuid, type, label = 'live', expiresInSeconds: lifetimeSeconds = null } = input;
      const { data, shown } = draw({ appUuid, type, label, lifetimeSeconds });
      await prisma.apiKey.create({ data });
      return shown;
    },

    async list(appUuid: string): Promise<ApiKeyRecord[]> {
      await apps.assertExists(appUuid);
      const rows = await prisma.apiKey.findMany({ where: { appUuid }, orderBy: { createdAt: 'asc' } });
      return rows.map(toRecord);
    },

    /** From the next request on the key is refused, in every process. A repeat changes nothing. */
    async revoke(keyId: string): Promise<ApiKeyRecord> {
      await prisma.$executeRaw`UPDATE api_keys SET revoked_at = now() WHERE key_id = ${keyId} AND revoked_at IS NULL`;
      return toRecord(await findOrThrow(prisma, keyId));
    },

    /** A new key of the same type, label and lifetime now; the old one expires after the grace. @throws OperatorError */
    async roll(input: { keyId: string; graceSeconds: number }): Promise<NewApiKey & { rolledKeyId: string }> {
      if (input.graceSeconds > MAX_GRACE_SECONDS) throw new OperatorError('The grace may be at most 7 days.');
      const old = await findOrThrow(prisma, input.keyId);
      const ending = endingOf(old);
      if (ending) throw new OperatorError(`The key "${input.keyId}" is ${ending}. Make another with: key create`);
      const { appUuid, type, label, lifetimeSeconds } = old;
      const { data, shown } = draw({ appUuid, type, label, lifetimeSeconds });
      // Both or neither: a key that nobody was shown must not be left working.
      await prisma.$transaction([
        prisma.apiKey.create({ data }),
        prisma.$executeRaw`UPDATE api_keys
          SET expires_at = least(expires_at, now() + make_interval(secs => ${input.graceSeconds}::double precision))
          WHERE key_id = ${input.keyId}`,
      ]);
      return { ...shown, rolledKeyId: input.keyId };
    },

    /**
     * Decides whether this key opens the app that the caller names (contract C3, C4, D2). One statement; nothing is
     * cached, so a revoked key is refused at once.
     */
    async authenticate({ apiKey, clientId, target }: Claimed): Promise<Authentication> {
      if (apiKey === '' || clientId === '') return { kind: 'refused', reason: 'missing' };
      const keyId = publicIdOf(apiKey);
      if (keyId === undefined) return { kind: 'refused', reason: 'malformed' };
      const found = await lookUp(keyId, await target?.());
      const matches = timingSafeEqual(hash(apiKey), found?.key.hash ?? dummyHash);
      const refusal = refusalOf({ found, matches, clientId });
      if (!found || refusal) return { kind: 'refused', reason: refusal ?? 'unknown', keyId };
      if (found.key.useIsStale) noteUse(keyId);
      return { kind: 'authenticated', by: { keyId, keyType: found.key.type, app: found.app }, target: found.target };
    },
  };
}

type Evidence = { found: FoundCall | undefined; matches: boolean; clientId: string };

function refusalOf({ found, matches, clientId }: Evidence): RefusalReason | undefined {
  if (!found) return 'unknown';
  if (!matches) return 'wrong_secret';
  if (found.key.revoked) return 'revoked';
  if (found.key.expired) return 'expired';
  if (found.app.uuid !== clientId) return 'other_app';
  return undefined;
}

const KEY_FORM = /^(bpb_(?:live|test)_[rw]_([0-9a-f]{16})_)[0-9A-Za-z]+$/;

function prefixOf(label: ApiKeyLabel, type: ApiKeyType, keyId: string): string {
  return `bpb_${label}_${type === 'write' ? 'w' : 'r'}_${keyId}_`;
}

/** @returns the public id of a key whose form and checksum are right. */
function publicIdOf(apiKey: string): string | undefined {
  const match = KEY_FORM.exec(apiKey);
  return match?.[1] !== undefined && isToken(match[1], apiKey) ? match[2] : undefined;
}

async function findOrThrow(prisma: PrismaClient, keyId: string): Promise<ApiKey> {
  const row = await prisma.apiKey.findUnique({ where: { keyId } });
  if (!row) throw new OperatorError(`There is no key "${keyId}". See them with: key list --app <appUuid>`);
  return row;
}

/** @returns undefined while it works. */
function endingOf({ revokedAt, expiresAt }: ApiKey): 'revoked' | 'expired' | undefined {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt.getTime() <= Date.now() ? 'expired' : undefined;
}

function toRecord({ keyId, appUuid, type, revokedAt, expiresAt, lastUsedAt, createdAt }: ApiKey): ApiKeyRecord {
  return { keyId, appUuid, type, expiresAt, lastUsedAt, createdAt, revoked: revokedAt !== null };
}
