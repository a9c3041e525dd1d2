import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPort } from '../../src/ports.ts';
import { type Call, CALLERS } from '../support/callers.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let request: Call;

beforeAll(async () => {
  service = await startTestService({ metricsPort: await findPort({ host: '127.0.0.1', wanted: null }) });
});
afterAll(() => service.close());
beforeEach(async () => {
  const body = { defaultReturnUrl: 'https://app.example.com/' };
  request = { ...(await service.createApp()), baseUrl: service.url, paymentProvider: 'stripe', body };
});

const read = async (): Promise<string> => (await fetch(service.service.metricsUrl ?? '')).text();
/** Of a metric, once each. */
const labels = (metrics: string, metric: string, name: string): string[] => [
  ...new Set(
    [...metrics.matchAll(new RegExp(`^${metric}\\{.*?${name}="([^"]*)"`, 'gm'))].map(([, label = '']) => label),
  ),
];
const routes = async (): Promise<string[]> => labels(await read(), 'http_request_duration_seconds_count', 'route');
const countOf = async (route: string, status: number): Promise<number> => {
  const line = new RegExp(`^http_request_duration_seconds_count\\{route="${route}".*status="${status}"\\} (\\d+)`, 'm');
  return Number(line.exec(await read())?.[1] ?? 0);
};

describe('a service that cannot have its METRICS_PORT', () => {
  it('says so, and leaves nothing listening', async () => {
    const port = await findPort({ host: '127.0.0.1', wanted: null });
    const metricsPort = Number(new URL(service.service.metricsUrl ?? '').port);
    await expect(startTestService({ port, metricsPort })).rejects.toThrow(/in use.*set METRICS_PORT/);
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
  });
});

describe('the metrics', () => {
  it.each(CALLERS)('count what went well and what was refused over $transport under one name', async (caller) => {
    const { transport, call } = caller;
    const route = transport === 'REST' ? 'billingPortals.create' : 'trpc billingPortals.create';
    expect((await call(request)).status).toBe(200);
    expect((await call({ ...request, headers: { ...request.headers, 'x-api-key': 'nonsense' } })).status).toBe(401);
    expect(await countOf(route, 200)).toBe(1);
    expect(await countOf(route, 401)).toBe(1);
  });

  it('hold no word of a caller’s: whatever path is asked for, there are no more of them', async () => {
    const ask = async (word: string): Promise<void> => {
      for (const path of [
        `/trpc/${word}`,
        `/trpc/a,${word}?batch=1`,
        `/${word}`,
        `/api/v1/${word}`,
        `/portal/${word}`,
      ]) {
        await fetch(service.url + path);
        await fetch(service.url + path, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        });
      }
    };
    await ask('constructor');
    const [before, shown] = [await read(), await routes()];
    await ask('bpb_live_w_secret');
    expect(await routes()).toEqual(shown);
    expect((await read()).split('\n')).toHaveLength(before.split('\n').length);
    expect(service.logged()).not.toContain('bpb_live_w_secret');
  });
});
