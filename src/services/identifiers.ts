import { randomUUID } from 'node:crypto';
import { OperatorError } from '../errors.ts';

/** An app's or tenant's id: opaque, possibly of another system (contract D4). */
export const IDENTIFIER = /^[A-Za-z0-9_-]{1,128}$/;
/** The same in words. */
export const IDENTIFIER_FORM = '1 to 128 characters of A-Z a-z 0-9 _ and -';
export const IDENTIFIER_FAULT = `must be ${IDENTIFIER_FORM}`;

/** @returns the operator's own id, or a new UUID. @throws OperatorError */
export function takeIdentifier(given: string | undefined): string {
  if (given === undefined) return randomUUID();
  if (IDENTIFIER.test(given)) return given;
  throw new OperatorError(`The uuid ${IDENTIFIER_FAULT}.`);
}
