import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../src/providers/provider-ids.ts';
import { CALLERS } from './support/callers.ts';
import { openAsPerson } from './support/person.ts';
import { findPort } from '../src/ports.ts';
import { startTestService, type TestApp, type TestService } from './support/service.ts';

let service: TestService;
let app: TestApp;
const canaries = new Map<string, string>();

beforeAll(async () => {
  service = await startTestService({ metricsPort: await findPort({ host: '127.0.0.1', wanted: null }) });
  app = await service.createApp();
  canaries.set('write key', app.writeKey).set('read key', app.readKey);
  for (const [provider, secret] of Object.entries(app.secrets)) canaries.set(`${provider} secret`, secret);
  await useEverything();
});
afterAll(() => service.close());

/** Calls that work, calls that are refused, and calls whose provider fails, with secrets in every place there is. */
async function useEverything(): Promise<void> {
  for (const { call, transport } of CALLERS) {
    for (const paymentProvider of PROVIDER_IDS) {
      const request = {
        baseUrl: service.url,
        appUuid: app.appUuid,
        tenantUuid: app.tenantUuid,
        paymentProvider,
        headers: app.headers,
        body: { defaultReturnUrl: 'https://app.example.com/canary-return-url' },
      };
      const { body } = await call(request);
      const url = (body as { items: { nextAction: { url: string } }[] }).items[0]?.nextAction.url ?? '';
      canaries.set(`${transport} ${paymentProvider} link`, url.split('/').at(-1) ?? url);
      await openAsPerson(url);
      await call({ ...request, headers: { ...app.headers, 'x-api-key': `${app.writeKey}x` } });
      await call({ ...request, tenantUuid: app.writeKey });
      await call({ ...request, body: { defaultReturnUrl: app.writeKey } });
      for (const status of [401, 500]) {
        const fresh = await service.createApp();
        const fault = service.sandbox.faults.add({ provider: paymentProvider, kind: 'status', status });
        await call({ ...request, ...fresh });
        await call(request);
        fault.remove();
      }
    }
  }
}

/** Every value of every row of every table, as text. */
async function dumpDatabase(): Promise<string> {
  const { pool } = service.service.context.database;
  const tables = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const dumps = await Promise.all(
    tables.rows.map(({ name }) => pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)),
  );
  const text = dumps.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
  // bytea is written in hex; what it spells is looked at too.
  const spelled = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').toString('latin1'),
  );
  return [text, ...spelled].join('\n');
}

const found = (text: string): string[] =>
  [...canaries].filter(([, canary]) => text.includes(canary)).map(([name]) => name);

describe('P12: no secret leaks', () => {
  it('neither a key, a provider’s secret nor a link is in the log', () => {
    expect(canaries.size).toBe(8);
    expect(service.logged().length).toBeGreaterThan(1_000);
    expect(found(service.logged())).toEqual([]);
    expect(service.logged()).not.toContain('canary-return-url');
  });

  it('nor in the metrics', async () => {
    const metrics = await (await fetch(service.service.metricsUrl ?? '')).text();
    expect(metrics).toContain('http_request_duration_seconds');
    expect(found(metrics)).toEqual([]);
  });

  it('nor, in the clear, in the database', async () => {
    const dump = await dumpDatabase();
    expect(dump).toContain(app.tenantUuid);
    expect(found(dump)).toEqual([]);
  });
});
