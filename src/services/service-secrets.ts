import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../db/generated/client.ts';
import { OperatorError } from '../errors.ts';
import type { SecretBox, SecretPlace } from './secret-box.ts';

const PEPPER = 'api-key-pepper';

/** Where a secret of the service itself is sealed to. */
export function placeOfServiceSecret(name: string): SecretPlace {
  return { table: 'service_secrets', row: name, app: '', provider: '' };
}

/**
 * The pepper of the API keys' HMAC: 32 random bytes, made at the first start, sealed in the database. Rotating
 * SECRET_KEYS rewraps it, so no API key has to change.
 * @throws SecretBoxError when no key of the keyring opens it.
 */
export async function loadPepper({
  prisma,
  secretBox,
}: {
  prisma: PrismaClient;
  secretBox: SecretBox;
}): Promise<Buffer> {
  const place = placeOfServiceSecret(PEPPER);
  const stored = await prisma.serviceSecret.findUnique({ where: { name: PEPPER } });
  if (stored) return Buffer.from(secretBox.open(stored, place), 'base64');
  const { secretKeyId, sealed } = secretBox.seal(randomBytes(32).toString('base64'), place);
  // Of several first starts at once one row wins; all read that one.
  await prisma.$executeRaw`INSERT INTO service_secrets (name, secret_key_id, sealed)
    VALUES (${PEPPER}, ${secretKeyId}, ${sealed}) ON CONFLICT (name) DO NOTHING`;
  const winner = await prisma.serviceSecret.findUniqueOrThrow({ where: { name: PEPPER } });
  return Buffer.from(secretBox.open(winner, place), 'base64');
}

/** The ids of the keys that stored secrets are sealed with: none before the first start. */
export async function readSealingKeyIds({ prisma }: { prisma: PrismaClient }): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ secret_key_id: string }[]>`
    SELECT secret_key_id FROM provider_connections UNION SELECT secret_key_id FROM service_secrets`;
  return rows.map((row) => row.secret_key_id);
}

/** Refuses to go on when stored secrets need a key that the keyring lacks. @throws OperatorError naming the key ids */
export function assertKeyringCovers(sealedWith: readonly string[], secretBox: SecretBox): void {
  const missing = sealedWith.filter((keyId) => !secretBox.keyIds.has(keyId));
  if (missing.length === 0) return;
  throw new OperatorError(
    `SECRET_KEYS lacks ${missing.map((keyId) => `"${keyId}"`).join(', ')}, which stored secrets are sealed with. Add it after the active key; then "secrets rewrap" makes it dispensable.`,
  );
}
