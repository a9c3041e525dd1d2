import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.ts';
import { createTestApp, type TestApp } from '../support/service.ts';

const ROUNDS = Number(process.env['P11_ROUNDS'] ?? 1);
const CALLERS_AT_ONCE = 20;

let world: ProcessWorld;

beforeAll(async () => {
  world = await createProcessWorld();
});
afterAll(() => world.close());

type Outcome = number | string;

/** Over a connection of its own. @returns the status, or the code of what went wrong with the connection. */
const askOnce = (port: number, options: { method: string; path: string; headers?: object; body?: string }) =>
  new Promise<Outcome>((resolve) => {
    const { method, path, headers = {}, body = '' } = options;
    const asked = request(
      { host: '127.0.0.1', port, agent: false, method, path, headers: { ...headers } },
      (answer) => {
        answer.on('error', () => resolve('answer cut')).on('end', () => resolve(answer.statusCode ?? 0));
        answer.resume();
      },
    );
    asked.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    asked.end(body);
  });

const callOnce = (port: number, { appUuid, tenantUuid, headers }: TestApp) =>
  askOnce(port, {
    method: 'POST',
    path: `/api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/stripe/billing-portals`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ defaultReturnUrl: 'https://app.example.com/' }),
  });

describe('a process that is told to stop while callers open new connections (P11)', () => {
  it(
    `fails none of them that leave when /readyz says so, in each of ${ROUNDS} rounds, and exits 0`,
    { timeout: 60_000 * ROUNDS },
    async () => {
      const app = await createTestApp({ context: world.operator, sandbox: world.sandbox });
      for (let round = 0; round < ROUNDS; round += 1) {
        const service = await world.start();
        const { port } = service;
        const traffic = { isOn: true, outcomes: new Map<Outcome, number>() };
        const caller = async (): Promise<void> => {
          while (traffic.isOn) {
            const outcome = await callOnce(port, app);
            traffic.outcomes.set(outcome, (traffic.outcomes.get(outcome) ?? 0) + 1);
          }
        };
        /** As a load balancer does. */
        const watch = async (): Promise<void> => {
          while ((await askOnce(port, { method: 'GET', path: '/readyz' })) === 200) await sleep(50);
          traffic.isOn = false;
        };
        const callers = [watch(), ...Array.from({ length: CALLERS_AT_ONCE }, () => caller())];
        await expect.poll(() => traffic.outcomes.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(CALLERS_AT_ONCE);
        traffic.outcomes.clear();
        service.child.kill('SIGTERM');
        await Promise.all(callers);
        const failures =
          service
            .output()
            .match(/^.*"status":5.*$/gm)
            ?.join('\n') ?? '';
        expect([...traffic.outcomes.keys()], failures).toEqual([200]);
        expect((await service.finished).code).toBe(0);
      }
    },
  );
});
