import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, callOverRest } from '../support/callers.ts';
import { createDatabasePair, type DatabasePair } from '../support/database-pair.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

/** The service knows one name, which leads to the primary; here a proxy is that name. */
let pair: DatabasePair;
let proxy: TcpProxy;
let service: TestService;

beforeAll(async () => {
  pair = await createDatabasePair();
  proxy = await startTcpProxy(pair.primary);
  service = await startTestService({}, () => {
    const url = new URL(pair.primary.connectionString);
    url.port = String(proxy.port);
    return Promise.resolve(url.href);
  });
}, 120_000);
afterAll(async () => {
  await service.close();
  await proxy.goAway();
  await pair.close();
});

const call = (app: TestApp): Promise<Answer> =>
  callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'stripe' });
const statusOf = (app: TestApp): Promise<number> => call(app).then(({ status }) => status);
const isFailed = ({ status }: Answer): boolean => status !== 200;
const readiness = (): Promise<number> => fetch(`${service.url}/readyz`).then(({ status }) => status);
const cut = async (): Promise<void> => {
  await proxy.goAway();
  await proxy.comeBack();
};

describe('a database that fails over (P10)', () => {
  it('keeps no connection to a standby that its name led to for a while', async () => {
    const [known, fresh] = [await service.createApp(), await service.createApp()];
    expect(await statusOf(known)).toBe(200);
    proxy.leadTo(pair.standby);
    await cut();
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(known)));
    expect(answers.map(({ status, code }) => [status, code])).toEqual(answers.map(() => [503, '[E5030]']));
    expect(await readiness()).toBe(503);
    expect((await fetch(`${service.url}/livez`)).status).toBe(200);
    // Only the name changes; no connection is cut.
    proxy.leadTo(pair.primary);
    await expect.poll(() => statusOf(fresh), { timeout: 15_000 }).toBe(200);
    expect([await statusOf(known), await readiness()]).toEqual([200, 200]);
  });

  it(
    'under load: 200 and 503 only, one customer for each tenant, and well again by itself',
    { timeout: 90_000 },
    async () => {
      const apps = await Promise.all(Array.from({ length: 8 }, () => service.createApp()));
      service.sandbox.setLatency({ minMs: 0, maxMs: 400 });
      const answers: Answer[] = [];
      const load = { isOver: false };
      const caller = async (app: TestApp): Promise<void> => {
        while (!load.isOver) {
          answers.push(await call(app));
          await sleep(50);
        }
      };
      // Some have their customers before it begins, others are just having them made.
      const early = apps.slice(0, 4).map(caller);
      await expect.poll(() => answers.length, { timeout: 15_000 }).toBeGreaterThan(8);
      const late = apps.slice(4).map(caller);
      await sleep(100);
      try {
        await pair.killPrimary();
        await expect.poll(readiness, { timeout: 15_000 }).toBe(503);
        expect((await fetch(`${service.url}/livez`)).status).toBe(200);
        // Calls wait a while for the database: the standby is promoted once some have waited in vain.
        await expect.poll(() => answers.filter(isFailed).length, { timeout: 30_000 }).toBeGreaterThan(0);
        proxy.leadTo(pair.standby);
        await pair.promoteStandby();
        await expect.poll(readiness, { timeout: 15_000 }).toBe(200);
        for (const app of apps) await expect.poll(() => statusOf(app), { timeout: 40_000, interval: 300 }).toBe(200);
      } finally {
        load.isOver = true;
        await Promise.all([...early, ...late]);
      }

      for (const { status, code, headers } of answers.filter(isFailed)) {
        expect([status, code, Number(headers.get('retry-after')) > 0]).toEqual([503, '[E5030]', true]);
      }
      for (const { appUuid } of apps) {
        const made = service.sandbox.stripe.customers().filter(({ metadata }) => metadata['app'] === appUuid);
        expect(made).toHaveLength(1);
        const rows = await service.service.context.database.prisma.providerCustomer.findMany({ where: { appUuid } });
        expect(rows.map(({ providerCustomerId }) => providerCustomerId)).toEqual([made[0]?.customerId]);
      }
    },
  );
});
