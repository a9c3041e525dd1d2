import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { explainFailure, OperatorError } from '../../src/errors.ts';
import { createSecretBox, SecretBoxError, type SecretPlace } from '../../src/services/secret-box.ts';

const place: SecretPlace = { table: 'provider_connections', row: 'row-1', app: 'app-1', provider: 'stripe' };
const masterKey = (keyId: string) => ({ keyId, key: randomBytes(32) });
const secret = 'sk_test_a_secret_with_ümlauts';

const failureOf = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
};

describe('P13: secrets at rest', () => {
  it('opens what it sealed, in the same place', () => {
    const box = createSecretBox([masterKey('k1')]);
    expect(box.open(box.seal(secret, place), place)).toBe(secret);
  });

  it('never seals the same secret to the same bytes, nor shows any of it', () => {
    const box = createSecretBox([masterKey('k1')]);
    const [first, second] = [box.seal(secret, place), box.seal(secret, place)];
    expect(Buffer.from(first.sealed).equals(second.sealed)).toBe(false);
    expect(Buffer.from(first.sealed).includes('sk_test')).toBe(false);
  });

  it.each(['table', 'row', 'app', 'provider'] as const)('refuses a ciphertext moved to another %s', (part) => {
    const box = createSecretBox([masterKey('k1')]);
    const sealed = box.seal(secret, place);
    expect(() => box.open(sealed, { ...place, [part]: 'other' })).toThrow(SecretBoxError);
  });

  it('refuses a change of any single byte', () => {
    const box = createSecretBox([masterKey('k1')]);
    const { secretKeyId, sealed } = box.seal(secret, place);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => box.open({ secretKeyId, sealed: changed }, place)).toThrow(SecretBoxError);
    }
  });

  it.each([0, 1, 50, 88])('refuses bytes cut to %i', (length) => {
    const box = createSecretBox([masterKey('k1')]);
    const { secretKeyId, sealed } = box.seal(secret, place);
    expect(() => box.open({ secretKeyId, sealed: sealed.subarray(0, length) }, place)).toThrow(SecretBoxError);
  });

  it('refuses when the key id is not in the keyring, and when another key has that id', () => {
    const sealed = createSecretBox([masterKey('k1')]).seal(secret, place);
    expect(() => createSecretBox([masterKey('k2')]).open(sealed, place)).toThrow('the key "k1" is not in SECRET_KEYS');
    expect(() => createSecretBox([masterKey('k1')]).open(sealed, place)).toThrow(SecretBoxError);
  });

  it('says what to do when another key has that id, and shows nothing of either', () => {
    const sealed = createSecretBox([masterKey('k1')]).seal(secret, place);
    const other = masterKey('k1');
    for (const attempt of ['open', 'rewrap'] as const) {
      const failure = failureOf(() => createSecretBox([masterKey('k2'), other])[attempt](sealed, place));
      expect(failure).toBeInstanceOf(OperatorError);
      expect(explainFailure(failure)).toMatch(/^SECRET_KEYS has a "k1", but .*\. Put back the "k1" that sealed it/);
      expect(explainFailure(failure)).not.toContain(other.key.toString('base64'));
    }
  });

  it('opens old secrets after a rotation, seals new ones with the first key, and rewraps', () => {
    const [old, fresh] = [masterKey('old'), masterKey('fresh')];
    const sealed = createSecretBox([old]).seal(secret, place);
    const both = createSecretBox([fresh, old]);
    expect(both.open(sealed, place)).toBe(secret);
    expect(both.seal(secret, place).secretKeyId).toBe('fresh');
    const rewrapped = both.rewrap(sealed, place);
    expect(createSecretBox([fresh]).open(rewrapped, place)).toBe(secret);
    expect(() => createSecretBox([old]).open(rewrapped, place)).toThrow(SecretBoxError);
  });
});
