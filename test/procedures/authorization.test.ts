import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../src/services/tokens.ts';
import type { Answer } from '../support/callers.ts';
import { PROCEDURE_CALLERS, type ProcedureCall, PROCEDURES } from '../support/procedures.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;
let other: TestApp;
let revoked: string;
let expired: string;

beforeAll(async () => {
  service = await startTestService();
  app = await service.createApp();
  other = await service.createApp();
  const { apiKeys } = service.service.context;
  const made = await apiKeys.create({ appUuid: app.appUuid, type: 'write' });
  await apiKeys.revoke(made.keyId);
  revoked = made.apiKey;
  expired = (await apiKeys.create({ appUuid: app.appUuid, type: 'write', expiresInSeconds: 0 })).apiKey;
});
afterAll(() => service.close());

const CASES = PROCEDURES.flatMap((procedure) =>
  PROCEDURE_CALLERS.map(({ transport, call }) => ({ ...procedure, transport, send: call.bind(null, procedure) })),
);
/** Whatever any procedure's path may need; the checks of the key come before all else. */
const inputFor = (appUuid: string) => ({ appUuid, tenantUuid: app.tenantUuid, paymentProvider: 'stripe' });
const keyOf = (type: 'read' | 'write') => (type === 'read' ? app.readKey : app.writeKey);

describe('every procedure that the router has', () => {
  it('is one that these tests know how to call', () => {
    expect(PROCEDURES.map(({ name }) => name)).toContain('billingPortals.create');
    for (const { keyTypes, path } of PROCEDURES) {
      expect(keyTypes.length).toBeGreaterThan(0);
      expect(path).toContain('/apps/{appUuid}/');
    }
  });

  describe.each(CASES)('$name over $transport', ({ keyTypes, type, send }) => {
    const right = keyTypes.at(-1) ?? 'write';
    const call = (headers: Record<string, string | undefined>, input: ProcedureCall['input'] = inputFor(app.appUuid)) =>
      send({ baseUrl: service.url, headers: { ...app.headers, 'x-api-key-type': right, ...headers }, input });
    const refused = async (answer: Promise<Answer>, code: string, message: string): Promise<Answer> => {
      const { status, code: told, messages, headers, text } = await answer;
      expect({ status, told, messages }).toEqual({ status: 401, told: code, messages: [message] });
      expect(headers.get('cache-control')).toContain('no-store');
      return answer.then((whole) => ({ ...whole, text }));
    };

    it('refuses every unusable key and client id with the same bytes (C3, C4, C13, D2, P6)', async () => {
      const key = keyOf(right);
      const answers = await Promise.all(
        [
          { 'x-api-key': undefined },
          { 'x-api-key': '' },
          { 'x-api-key': 'nonsense' },
          { 'x-api-key': `${key}x` },
          { 'x-api-key': key.slice(0, -1) },
          { 'x-api-key': key.replace(/.{49}$/, other.writeKey.slice(-49)) },
          // Forged: the form and the checksum are right.
          { 'x-api-key': createToken(key.slice(0, -49)) },
          { 'x-api-key': createToken('bpb_test_w_0123456789abcdef_') },
          { 'x-api-key': revoked },
          { 'x-api-key': expired },
          { 'x-api-key': other.writeKey },
          { 'x-api-key': other.readKey },
          { 'x-client-id': undefined },
          { 'x-client-id': other.appUuid },
          { 'x-client-id': app.appUuid.toUpperCase() },
          { 'x-api-key': other.writeKey, 'x-client-id': other.appUuid },
          { 'x-api-key': undefined, 'x-client-id': undefined, 'x-api-key-type': undefined },
        ].map((headers) => refused(call({ 'x-api-key': key, ...headers }), '[E4010]', 'Unauthorized Token or API key')),
      );
      const foreign = await refused(
        call({ 'x-api-key': key }, inputFor(other.appUuid)),
        '[E4010]',
        'Unauthorized Token or API key',
      );
      expect(new Set([...answers, foreign].map(({ text }) => text)).size).toBe(1);
    });

    it('opens to its types of key only, and only when the header says the key’s own type (C5, C14, D3)', async () => {
      for (const own of ['read', 'write'] as const) {
        for (const claimed of ['read', 'write', undefined, '', 'Write', 'READ', 'read,write', 'any', 'admin']) {
          const answer = call({ 'x-api-key': keyOf(own), 'x-api-key-type': claimed });
          if (claimed === own && keyTypes.includes(own)) expect((await answer).status).not.toBe(401);
          else await refused(answer, '[E4011]', 'Unauthorized API key type');
        }
      }
    });

    it('is closed to a disabled app, which is told so before its input is looked at (C15, D1)', async () => {
      const { apps } = service.service.context;
      const disabled = await service.createApp();
      await apps.disable(disabled.appUuid);
      const headers = { ...disabled.headers, 'x-api-key': right === 'read' ? disabled.readKey : disabled.writeKey };
      const input = { ...inputFor(disabled.appUuid), tenantUuid: 'a.b', limit: 'x' };
      const answer = await call({ ...headers, 'x-api-key-type': right }, input);
      expect([answer.status, answer.code, answer.messages]).toEqual([403, '[E4030]', ['App Is Disabled']]);
    });

    it('changes nothing with a read key when it is a mutation', () => {
      if (type === 'mutation') expect(keyTypes).toEqual(['write']);
      else expect(keyTypes).toContain('read');
    });
  });
});
