import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLERS, type Call } from '../support/callers.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ failedKeysPerMinute: 4, callsPerKeyPerMinute: 5, trustedProxies: 1 });
});
afterAll(() => service.close());

let addresses = 0;

describe.each(CALLERS)('the limits over $transport (D9)', ({ call }) => {
  const setUp = async (): Promise<{ good: Call; bad: Call }> => {
    const app = await service.createApp();
    const address = `192.0.2.${(addresses += 1)}`;
    const headers = { ...app.headers, 'x-forwarded-for': address };
    const body = { defaultReturnUrl: 'https://app.example.com/' };
    const good = { ...app, baseUrl: service.url, paymentProvider: 'stripe', headers, body };
    return { good, bad: { ...good, headers: { ...headers, 'x-api-key': 'nonsense' } } };
  };
  const repeat = async (request: Call, times: number) => {
    const answers = [];
    for (let count = 0; count < times; count += 1) answers.push(await call(request));
    return answers;
  };

  it('stop an address that shows bad keys, with Retry-After, and no other address', async () => {
    const { good, bad } = await setUp();
    const answers = await repeat(bad, 6);
    expect(answers.map(({ code }) => code)).toEqual(['[E4010]', '[E4010]', '[E4010]', '[E4010]', '[E4290]', '[E4290]']);
    const last = answers.at(-1);
    expect([last?.status, last?.messages]).toEqual([429, ['Too Many Requests']]);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = { ...good, headers: { ...good.headers, 'x-forwarded-for': '198.51.100.7' } };
    expect((await call(elsewhere)).status).toBe(200);
  });

  it('stop a key that calls too often, with Retry-After, and no other key', async () => {
    const { good } = await setUp();
    const answers = await repeat(good, 7);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call((await setUp()).good)).status).toBe(200);
  });
});
