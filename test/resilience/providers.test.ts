import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS, type ProviderId } from '../../src/providers/provider-ids.ts';
import type { FaultKind } from '../../src/sandbox/core/faults.ts';
import { type Answer, callOverRest } from '../support/callers.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterEach(() => service.sandbox.faults.clear());
afterAll(() => service.close());

const call = (app: TestApp, paymentProvider: ProviderId): Promise<Answer> =>
  callOverRest({ ...app, baseUrl: service.url, paymentProvider });

type Trouble = { fault: FaultKind; answers: string[] };

/** What a new tenant's first call gets when its provider behaves so. */
const TROUBLES: Trouble[] = [
  { fault: { kind: 'hang' }, answers: ['[E5040]'] },
  { fault: { kind: 'hang', effect: 'committed' }, answers: ['[E5040]'] },
  { fault: { kind: 'drip', everyMs: 2_000 }, answers: ['[E5040]'] },
  { fault: { kind: 'reset', effect: 'none' }, answers: ['[E5020]'] },
  { fault: { kind: 'reset', effect: 'committed' }, answers: ['[E5020]'] },
  { fault: { kind: 'truncate' }, answers: ['[E5020]'] },
  { fault: { kind: 'html' }, answers: ['[E5020]'] },
  { fault: { kind: 'html', status: 502 }, answers: ['[E5020]'] },
  { fault: { kind: 'huge' }, answers: ['[E5020]', '[E5040]'] },
  { fault: { kind: 'redirect' }, answers: ['[E5020]', '[E0000]'] },
  { fault: { kind: 'status', status: 429 }, answers: ['[E5030]'] },
  { fault: { kind: 'status', status: 429, retryAfterSeconds: 1 }, answers: ['[E5030]'] },
  { fault: { kind: 'status', status: 429, retryAfterSeconds: 3_600 }, answers: ['[E5030]'] },
  { fault: { kind: 'status', status: 500, saved: true }, answers: ['[E5020]'] },
  // The repeat is given the true answer, where the call needs no other.
  { fault: { kind: 'status', status: 503, effect: 'committed' }, answers: ['[E5020]', 'done'] },
  { fault: { kind: 'status', status: 409 }, answers: ['[E5030]'] },
];

describe.each(PROVIDER_IDS)('with %s in any trouble', (provider) => {
  it(
    'every call is answered in time, says whether to repeat it, and a repeat ends with one customer (P8, D10)',
    { timeout: 60_000 },
    async () => {
      const cases = await Promise.all(
        TROUBLES.map(async (trouble) => {
          const app = await service.createApp();
          return { ...trouble, app, account: app.accounts[provider] };
        }),
      );
      const faults = cases.map(({ fault, account }) =>
        service.sandbox.faults.add({ provider, method: 'POST', account, ...fault }),
      );
      const answers = await Promise.all(cases.map(({ app }) => call(app, provider)));
      for (const handle of faults) handle.remove();
      for (const [index, { fault, answers: expected }] of cases.entries()) {
        const answer = answers[index];
        const code = answer?.code ?? 'done';
        expect(expected, JSON.stringify(fault)).toContain(code);
        const mayRepeat = code !== '[E0000]' && code !== 'done';
        expect(Number(answer?.headers.get('retry-after') ?? 0) > 0, JSON.stringify(fault)).toBe(mayRepeat);
      }
      for (const { fault, app } of cases) {
        const repeat = () => call(app, provider).then(({ status }) => status);
        await expect.poll(repeat, { timeout: 30_000, interval: 500, message: JSON.stringify(fault) }).toBe(200);
        const made = service.sandbox[provider]
          .customers()
          .filter(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
        expect(made, JSON.stringify(fault)).toHaveLength(1);
      }
    },
  );
});

describe('one app’s broken account (P9)', () => {
  it('is left alone after a while, darkens no other app’s calls, and recovers by itself', async () => {
    const [broken, healthy] = [await service.createApp(), await service.createApp()];
    const account = broken.accounts.stripe;
    expect((await call(broken, 'stripe')).status).toBe(200);
    const fault = service.sandbox.faults.add({ provider: 'stripe', account, kind: 'status', status: 503 });
    for (let count = 0; count < 4; count += 1) await call(broken, 'stripe');
    const hits = fault.hits();
    const refused = await call(broken, 'stripe');
    expect([refused.status, refused.code]).toEqual([503, '[E5030]']);
    expect(fault.hits()).toBe(hits);
    expect((await call(healthy, 'stripe')).status).toBe(200);
    fault.remove();
    const repeat = () => call(broken, 'stripe').then(({ status }) => status);
    await expect.poll(repeat, { timeout: 15_000, interval: 250 }).toBe(200);
  });
});
