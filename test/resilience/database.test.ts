import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, callOverRest } from '../support/callers.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

/** How long the database is away; `npm run soak` makes it half a minute. */
const OUTAGE_MS = Number(process.env['P10_OUTAGE_MS'] ?? 2_000);
const CALLERS_AT_ONCE = 6;
/** Of the contract: every call is answered by then (P8). */
const DEADLINE_MS = 12_500;

let service: TestService;
let proxy: TcpProxy;

beforeAll(async () => {
  service = await startTestService({}, async (direct) => {
    const url = new URL(direct);
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    return url.href;
  });
});
afterAll(async () => {
  await service.close();
  await proxy.goAway();
});

const call = (app: TestApp): Promise<Answer> =>
  callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'stripe' });
const cutConnections = () =>
  service.testDatabase.onServer(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [service.testDatabase.name],
  );
describe('a database in trouble (P10)', () => {
  it(
    'whose connections are killed in flight: only 200 and 503, and one customer each',
    { timeout: 90_000 },
    async () => {
      const apps = await Promise.all(Array.from({ length: 6 }, () => service.createApp()));
      service.sandbox.setLatency({ minMs: 0, maxMs: 200 });
      const answers: Answer[] = [];
      for (let round = 0; round < 5; round += 1) {
        const calls = apps.map((app) => call(app));
        await cutConnections();
        answers.push(...(await Promise.all(calls)));
      }
      service.sandbox.setLatency(0);
      expect(
        [...new Set(answers.map(({ status }) => status))].filter((status) => status !== 200 && status !== 503),
      ).toEqual([]);
      for (const answer of answers.filter(({ status }) => status === 503)) {
        expect([answer.code, Number(answer.headers.get('retry-after')) > 0]).toEqual(['[E5030]', true]);
      }
      for (const app of apps) {
        await expect.poll(() => call(app).then(({ status }) => status), { timeout: 30_000, interval: 300 }).toBe(200);
        const made = service.sandbox.stripe.customers().filter(({ metadata }) => metadata['app'] === app.appUuid);
        expect(made).toHaveLength(1);
      }
    },
  );

  it(
    `that is gone for ${OUTAGE_MS} ms: 503 and not ready, alive all the time, and well again by itself`,
    { timeout: OUTAGE_MS + 90_000 },
    async () => {
      const [known, fresh] = [await service.createApp(), await service.createApp()];
      expect((await call(known)).status).toBe(200);
      await proxy.goAway();
      const awayUntil = Date.now() + OUTAGE_MS;
      const answers: Answer[] = [];
      const caller = async (app: TestApp): Promise<void> => {
        do answers.push(await call(app));
        while (Date.now() < awayUntil);
      };
      try {
        const callers = Array.from({ length: CALLERS_AT_ONCE }, (_, index) => caller(index % 2 === 0 ? known : fresh));
        const ready = await fetch(`${service.url}/readyz`);
        expect([ready.status, ready.headers.get('retry-after') !== null]).toEqual([503, true]);
        expect((await fetch(`${service.url}/livez`)).status).toBe(200);
        await Promise.all(callers);
      } finally {
        await proxy.comeBack();
      }
      expect(new Set(answers.map(({ status, code }) => `${status} ${code ?? ''}`))).toEqual(new Set(['503 [E5030]']));
      for (const app of [known, fresh]) {
        await expect.poll(() => call(app).then(({ status }) => status), { timeout: 30_000, interval: 200 }).toBe(200);
        const made = service.sandbox.stripe.customers().filter(({ metadata }) => metadata['app'] === app.appUuid);
        expect(made).toHaveLength(1);
      }
      expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    },
  );

  it.each([
    ['takes no writes', 'SET default_transaction_read_only = on', 'RESET default_transaction_read_only'],
    ['takes no connections', 'ALLOW_CONNECTIONS false', 'ALLOW_CONNECTIONS true'],
  ])('that %s for a while: 503 and not ready, and well again by itself', async (_what, change, restore) => {
    const app = await service.createApp();
    const { name, onServer } = service.testDatabase;
    expect((await call(app)).status).toBe(200);
    try {
      await onServer(`ALTER DATABASE ${name} ${change}`);
      await cutConnections();
      const answer = await callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'mollie' });
      expect([answer.status, answer.code, answer.headers.get('retry-after') !== null]).toEqual([503, '[E5030]', true]);
      expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
    } finally {
      await onServer(`ALTER DATABASE ${name} ${restore}`);
      await cutConnections();
    }
    await expect.poll(() => call(app).then(({ status }) => status), { timeout: 30_000, interval: 200 }).toBe(200);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it('that falls silent: 503 within the call’s deadline, and well again by itself', { timeout: 90_000 }, async () => {
    const [known, fresh] = [await service.createApp(), await service.createApp()];
    expect((await call(known)).status).toBe(200);
    proxy.fallSilent();
    try {
      const answers = await Promise.all(
        [known, fresh, known].map((app) => Promise.race([call(app), sleep(DEADLINE_MS, undefined)])),
      );
      expect(answers.map((answer) => answer?.code)).toEqual(answers.map(() => '[E5030]'));
    } finally {
      await proxy.goAway();
      await proxy.comeBack();
    }
    for (const app of [known, fresh]) {
      await expect.poll(() => call(app).then(({ status }) => status), { timeout: 30_000, interval: 200 }).toBe(200);
    }
  });

  it('that falls silent behind a slow provider: 503 within the call’s deadline', { timeout: 90_000 }, async () => {
    const [known, fresh] = [await service.createApp(), await service.createApp()];
    // Connections that are open fall silent; new ones are refused sooner.
    await Promise.all(Array.from({ length: 10 }, () => call(known)));
    service.sandbox.setLatency(4_000);
    const answer = Promise.race([call(fresh), sleep(DEADLINE_MS, undefined)]);
    await expect
      .poll(() => service.sandbox.ledger.count({ account: fresh.accounts.stripe, path: '/v1/customers' }))
      .toBeGreaterThan(0);
    proxy.fallSilent();
    try {
      expect((await answer)?.code).toBe('[E5030]');
    } finally {
      service.sandbox.setLatency(0);
      await proxy.goAway();
      await proxy.comeBack();
    }
    // Made by then, and bound when the database is back.
    await expect.poll(() => call(fresh).then(({ status }) => status), { timeout: 30_000, interval: 200 }).toBe(200);
    const made = service.sandbox.stripe.customers().filter(({ metadata }) => metadata['app'] === fresh.appUuid);
    expect(made).toHaveLength(1);
  });
});
