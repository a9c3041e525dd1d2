import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkOf } from '../../src/services/request-limits.ts';
import { type Answer, CALLERS, type Call } from '../support/callers.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    failedKeysPerMinute: 4,
    callsPerKeyPerMinute: 5,
    customerAttemptsPerTenantPerMinute: 3,
    trustedProxies: 1,
  });
});
afterAll(() => service.close());

let addresses = 0;

describe.each(CALLERS)('the limits over $transport (D9)', ({ call }) => {
  const setUp = async (): Promise<{ good: Call; bad: Call; account: string }> => {
    const app = await service.createApp();
    const address = `192.0.2.${(addresses += 1)}`;
    const headers = { ...app.headers, 'x-forwarded-for': address };
    const body = { defaultReturnUrl: 'https://app.example.com/' };
    const good = { ...app, baseUrl: service.url, paymentProvider: 'stripe', headers, body };
    return { good, bad: { ...good, headers: { ...headers, 'x-api-key': 'nonsense' } }, account: app.accounts.stripe };
  };
  const repeat = async (request: Call, times: number): Promise<Answer[]> => {
    const answers = [];
    for (let count = 0; count < times; count += 1) answers.push(await call(request));
    return answers;
  };
  const expectRefused = (answer: Answer | undefined, policy: string, quota: number): void => {
    expect([answer?.status, answer?.code, answer?.messages]).toEqual([429, '[E4290]', ['Too Many Requests']]);
    const wait = Number(answer?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(answer?.headers.get('ratelimit-policy')).toBe(`"${policy}";q=${quota};w=60`);
    expect(answer?.headers.get('ratelimit')).toBe(`"${policy}";r=0;t=${wait}`);
  };

  it('stop an address that shows bad keys, and no other address', async () => {
    const { good, bad } = await setUp();
    const answers = await repeat(bad, 6);
    expect(answers.map(({ code }) => code)).toEqual(['[E4010]', '[E4010]', '[E4010]', '[E4010]', '[E4290]', '[E4290]']);
    expectRefused(answers.at(-1), 'failed_keys', 4);
    expectRefused(await call(good), 'failed_keys', 4);
    const elsewhere = { ...good, headers: { ...good.headers, 'x-forwarded-for': '198.51.100.7' } };
    expect((await call(elsewhere)).status).toBe(200);
  });

  it('stop a key that calls too often, and no other key', async () => {
    const { good } = await setUp();
    const answers = await repeat(good, 7);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expectRefused(answers.at(-1), 'calls_per_key', 5);
    expect((await call((await setUp()).good)).status).toBe(200);
  });

  it('stop a tenant whose customer is tried for too often, and no other tenant', async () => {
    const { good, account } = await setUp();
    const refusing = service.sandbox.faults.add({ provider: 'stripe', account, kind: 'status', status: 400 });
    const answers = await repeat(good, 5);
    refusing.remove();
    // The very first attempt is not counted: it can be made once.
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 429]);
    expectRefused(answers.at(-1), 'customer_attempts', 3);
    expect(service.sandbox.stripe.customers({ accountId: account })).toEqual([]);
    expect((await call((await setUp()).good)).status).toBe(200);
  });

  it('count callers who wait for the same customer as one attempt', async () => {
    const { good } = await setUp();
    service.sandbox.setLatency(300);
    const answers = await Promise.all(Array.from({ length: 5 }, () => call(good)));
    service.sandbox.setLatency(0);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    // As proxies write it that add the port.
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['nonsense', 'unknown'],
    ['', 'unknown'],
  ])('%j counts as %j', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
