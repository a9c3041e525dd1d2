import type { PrismaClient } from '../db/generated/client.ts';
import { placeOfConnection } from './provider-connections.ts';
import type { SealedSecret, SecretBox, SecretPlace } from './secret-box.ts';
import { placeOfServiceSecret } from './service-secrets.ts';

export type RewrapResult = { activeKeyId: string; rewrapped: number; alreadyActive: number };

/** The stored secrets, and the keys that seal them. */
export function createSecretRotation({ prisma, secretBox }: { prisma: PrismaClient; secretBox: SecretBox }) {
  return {
    /**
     * Puts every stored secret under the active key, row by row and beside a running service; a repeat goes on where
     * one stopped. A row that was replaced meanwhile is left as it is.
     * @throws SecretBoxError when a row does not open.
     */
    async rewrap(): Promise<RewrapResult> {
      const stored = [...(await listServiceSecrets(prisma)), ...(await listConnectionSecrets(prisma))];
      const result: RewrapResult = { activeKeyId: secretBox.activeKeyId, rewrapped: 0, alreadyActive: 0 };
      for (const { secret, place, replace } of stored) {
        if (secret.secretKeyId === secretBox.activeKeyId) result.alreadyActive += 1;
        else result.rewrapped += (await replace(secretBox.rewrap(secret, place))).count;
      }
      return result;
    },
  };
}

type StoredSecret = {
  secret: SealedSecret;
  place: SecretPlace;
  /** Writes only over the very bytes that were read. */
  replace: (next: SealedSecret) => Promise<{ count: number }>;
};

async function listServiceSecrets(prisma: PrismaClient): Promise<StoredSecret[]> {
  const rows = await prisma.serviceSecret.findMany();
  return rows.map((row) => ({
    secret: row,
    place: placeOfServiceSecret(row.name),
    replace: ({ secretKeyId, sealed }) =>
      prisma.serviceSecret.updateMany({
        where: { name: row.name, sealed: row.sealed },
        data: { secretKeyId, sealed: new Uint8Array(sealed) },
      }),
  }));
}

async function listConnectionSecrets(prisma: PrismaClient): Promise<StoredSecret[]> {
  const rows = await prisma.providerConnection.findMany();
  return rows.map((row) => ({
    secret: { secretKeyId: row.secretKeyId, sealed: row.sealedSecret },
    place: placeOfConnection(row),
    replace: ({ secretKeyId, sealed }) =>
      prisma.providerConnection.updateMany({
        where: { id: row.id, sealedSecret: row.sealedSecret },
        data: { secretKeyId, sealedSecret: new Uint8Array(sealed) },
      }),
  }));
}
