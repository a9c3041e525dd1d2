import { randomBytes } from 'node:crypto';

/** A secret of the providers' form that nobody else has. */
export function randomSecret(prefix: string): string {
  return `${prefix}${randomBytes(20).toString('hex')}`;
}
