import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** 62^43 > 2^256. */
const SECRET_LENGTH = 43;
/** 62^6 > 2^32. */
const CHECKSUM_LENGTH = 6;
const TAIL = new RegExp(`^[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

/**
 * A new secret that people and scanners recognise by its prefix: `<prefix><256 random bits><CRC-32 of all before>`,
 * both in base62 and of fixed length (43 and 6 characters).
 * @see https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
 */
export function createToken(prefix: string): string {
  const body = prefix + toBase62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  return body + checksumOf(body);
}

/** Tells a token from a typing error or noise without asking the database. Says nothing about who it belongs to. */
export function isToken(prefix: string, text: string): boolean {
  if (!text.startsWith(prefix) || !TAIL.test(text.slice(prefix.length))) return false;
  return text.endsWith(checksumOf(text.slice(0, -CHECKSUM_LENGTH)));
}

/** SHA-256, 32 bytes. Fit for storing a token of 256 random bits; not for anything that a person chose. */
export function hashToken(text: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(text).digest();
}

function checksumOf(text: string): string {
  return toBase62(BigInt(crc32(text)), CHECKSUM_LENGTH);
}

function toBase62(value: bigint, length: number): string {
  let text = '';
  // Few divisions of large numbers, many of small ones.
  for (let rest = value; text.length < length; rest /= CHUNK) {
    let chunk = Number(rest % CHUNK);
    for (let digit = 0; digit < CHUNK_LENGTH && text.length < length; digit += 1) {
      text = ALPHABET.charAt(chunk % 62) + text;
      chunk = Math.floor(chunk / 62);
    }
  }
  return text;
}

/** 62^8 < 2^53. */
const CHUNK_LENGTH = 8;
const CHUNK = 62n ** BigInt(CHUNK_LENGTH);
