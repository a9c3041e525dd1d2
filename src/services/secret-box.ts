import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keyring } from '../config.ts';
import { OperatorError } from '../errors.ts';

/**
 * Envelope encryption of secrets at rest: a random data key per secret, AES-256-GCM, the data key wrapped by the
 * active key of the keyring. Every part is bound to its place (`SecretPlace`), so a ciphertext moved to another row
 * does not open.
 *
 * Sealed form: version (1) | wrap IV (12) | wrapped data key (32) | wrap tag (16) | IV (12) | tag (16) | ciphertext.
 */
export type SecretBox = {
  seal(plaintext: string, place: SecretPlace): SealedSecret;
  /** @throws SecretBoxError when the key id is not in the keyring, or anything was changed or moved. */
  open(secret: SealedSecret, place: SecretPlace): string;
  /** The same secret under the active key; the plaintext is not touched. @throws SecretBoxError */
  rewrap(secret: SealedSecret, place: SecretPlace): SealedSecret;
  readonly activeKeyId: string;
  readonly keyIds: ReadonlySet<string>;
};

/** The row that a secret belongs to, part of the authenticated data. */
export type SecretPlace = { table: string; row: string; app: string; provider: string };

export type SealedSecret = { secretKeyId: string; sealed: Uint8Array };

/** Its message never holds any part of a secret. */
export class SecretBoxError extends OperatorError {}

/** @param keyring the first key seals, all of them open. */
export function createSecretBox(keyring: Keyring): SecretBox {
  const [active] = keyring;
  const keys = new Map(keyring.map(({ keyId, key }) => [keyId, key]));

  const unwrap = ({ secretKeyId, sealed }: SealedSecret, place: SecretPlace): { dataKey: Buffer; parts: Parts } => {
    const key = keys.get(secretKeyId);
    if (!key) {
      throw new SecretBoxError(
        `A stored secret does not open: the key "${secretKeyId}" is not in SECRET_KEYS. Add it there, and start again.`,
      );
    }
    const parts = split(sealed);
    const dataKey = decrypt({ key, box: parts.wrap, aad: aadOf(place, 'key', secretKeyId) });
    if (dataKey) return { dataKey, parts };
    throw new SecretBoxError(
      `SECRET_KEYS has a "${secretKeyId}", but it does not open a stored secret: another "${secretKeyId}" sealed that, or it was changed or moved. Put back the "${secretKeyId}" that sealed it; a new key needs another id.`,
    );
  };

  return {
    activeKeyId: active.keyId,
    keyIds: new Set(keys.keys()),
    seal(plaintext, place) {
      const dataKey = randomBytes(KEY_BYTES);
      const wrap = encrypt({ key: active.key, plaintext: dataKey, aad: aadOf(place, 'key', active.keyId) });
      const data = encrypt({ key: dataKey, plaintext: Buffer.from(plaintext, 'utf8'), aad: aadOf(place, 'data') });
      dataKey.fill(0);
      return { secretKeyId: active.keyId, sealed: join({ wrap, data }) };
    },
    open(secret, place) {
      const { dataKey, parts } = unwrap(secret, place);
      const plaintext = decrypt({ key: dataKey, box: parts.data, aad: aadOf(place, 'data') });
      dataKey.fill(0);
      if (plaintext) return plaintext.toString('utf8');
      throw new SecretBoxError(
        'A stored secret was changed or moved. Put it back from a backup of the database, or connect its provider again.',
      );
    },
    rewrap(secret, place) {
      const { dataKey, parts } = unwrap(secret, place);
      const wrap = encrypt({ key: active.key, plaintext: dataKey, aad: aadOf(place, 'key', active.keyId) });
      dataKey.fill(0);
      return { secretKeyId: active.keyId, sealed: join({ wrap, data: parts.data }) };
    },
  };
}

type Box = { iv: Buffer; tag: Buffer; ciphertext: Buffer };
type Parts = { wrap: Box; data: Box };

const VERSION = 1;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + IV_BYTES + KEY_BYTES + TAG_BYTES + IV_BYTES + TAG_BYTES;

function encrypt({ key, plaintext, aad }: { key: Buffer; plaintext: Buffer; aad: Buffer }): Box {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), ciphertext };
}

/** @returns undefined when the key is another one, or anything was changed or moved. */
function decrypt({ key, box, aad }: { key: Buffer; box: Box; aad: Buffer }): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad).setAuthTag(box.tag);
    return Buffer.concat([decipher.update(box.ciphertext), decipher.final()]);
  } catch {
    return undefined;
  }
}

function aadOf(place: SecretPlace, purpose: 'key' | 'data', keyId = ''): Buffer {
  return Buffer.from(JSON.stringify([VERSION, purpose, keyId, place.table, place.row, place.app, place.provider]));
}

function join({ wrap, data }: Parts): Uint8Array {
  const version = Buffer.from([VERSION]);
  return Buffer.concat([version, wrap.iv, wrap.ciphertext, wrap.tag, data.iv, data.tag, data.ciphertext]);
}

function split(sealed: Uint8Array): Parts {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
    throw new SecretBoxError(
      'A stored secret has a form that this version does not know. Run the version that sealed it.',
    );
  }
  let offset = 1;
  const take = (length: number): Buffer => bytes.subarray(offset, (offset += length));
  const wrap = { iv: take(IV_BYTES), ciphertext: take(KEY_BYTES), tag: take(TAG_BYTES) };
  return { wrap, data: { iv: take(IV_BYTES), tag: take(TAG_BYTES), ciphertext: bytes.subarray(offset) } };
}
