import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS, type ProviderId } from '../../src/providers/provider-ids.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS } from '../../src/providers/provider.ts';
import type { CustomerStep } from '../../src/services/provider-customers.ts';
import { callOverRest } from '../support/callers.ts';
import {
  CRASHING_SERVICE,
  createProcessWorld,
  inPairs,
  type ProcessWorld,
  type ServiceProcess,
} from '../support/process-world.ts';
import { createTestApp, type TestApp } from '../support/service.ts';

const ROUNDS = Number(process.env['P1_ROUNDS'] ?? 2);
const CALLS = Number(process.env['P1_CALLS'] ?? 40);
/** At each process, of the limits' test. */
const CALLERS_EACH = 10;
const PROCESSES = 4;
/** Each of the processes may have some of a quota in hand that it does not spend, so a round needs less than all of it. */
const CALLS_PER_KEY = CALLS * 2;
const SETTINGS = {
  CALLS_PER_KEY_PER_MINUTE: String(CALLS_PER_KEY),
  FAILED_KEYS_PER_MINUTE: '10',
  TRUSTED_PROXIES: '1',
};

let world: ProcessWorld;
let sandbox: ProcessWorld['sandbox'];
let operator: ProcessWorld['operator'];
/** They run through all tests. */
let processes: ServiceProcess[] = [];
let sound: ServiceProcess;

beforeAll(async () => {
  world = await createProcessWorld();
  ({ sandbox, operator } = world);
  processes = await Promise.all(Array.from({ length: PROCESSES }, () => world.start({ settings: SETTINGS })));
  const [first] = processes;
  if (!first) throw new Error('there are processes');
  sound = first;
});
afterEach(() => {
  sandbox.faults.clear();
  sandbox.setLatency(0);
});
afterAll(() => world.close());

const call = async (baseUrl: string, app: TestApp, paymentProvider: ProviderId): Promise<number> =>
  (await callOverRest({ ...app, baseUrl, paymentProvider })).status;

const customersOf = (provider: ProviderId, app: TestApp) =>
  sandbox[provider].customers().filter(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));

describe('several processes on one PostgreSQL', () => {
  it(
    `make one customer of ${CALLS} first calls at once, in each of ${ROUNDS} rounds (P1)`,
    { timeout: ROUNDS * 60_000 },
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const provider of PROVIDER_IDS) {
          const app = await createTestApp({ context: operator, sandbox });
          sandbox.setLatency({ minMs: 0, maxMs: 2_000 });
          const statuses = await Promise.all(
            Array.from({ length: CALLS }, (_, index) => call(processes[index % PROCESSES]?.url ?? '', app, provider)),
          );
          sandbox.setLatency(0);
          expect(statuses).toEqual(statuses.map(() => 200));
          expect(customersOf(provider, app)).toHaveLength(1);
        }
      }
    },
  );

  it('refuse a revoked key in every process from the next request on (P5)', async () => {
    const app = await createTestApp({ context: operator, sandbox });
    for (const { url } of processes) expect(await call(url, app, 'stripe')).toBe(200);
    await operator.apiKeys.revoke(app.writeKeyId);
    for (const { url } of processes) expect(await call(url, app, 'stripe')).toBe(401);
  });
});

describe('a process that its host pauses for longer than an attempt may take', () => {
  it('takes the answers that came meanwhile, repeats nothing, and does not leave the provider alone', async () => {
    const paused = await world.start();
    const app = await createTestApp({ context: operator, sandbox });
    expect(await call(paused.url, app, 'stripe')).toBe(200);
    const { stripe: account } = app.accounts;
    const held = sandbox.faults.add({ provider: 'stripe', account, kind: 'hold', effect: 'committed' });
    const before = sandbox.ledger.count({ provider: 'stripe', account });
    const calls = Array.from({ length: 20 }, () => call(paused.url, app, 'stripe'));
    await held.struck(calls.length);
    paused.child.kill('SIGSTOP');
    held.remove();
    await sleep(DEFAULT_REQUEST_TIMEOUT_MS + 500);
    paused.child.kill('SIGCONT');
    expect(await Promise.all(calls)).toEqual(calls.map(() => 200));
    expect(sandbox.ledger.count({ provider: 'stripe', account })).toBe(before + calls.length);
  });
});

describe('limits', () => {
  it('are those of all processes together: exactly so many calls with a key, and so many bad keys (D9)', async () => {
    const app = await createTestApp({ context: operator, sandbox });
    const badHeaders = { ...app.headers, 'x-api-key': 'nonsense', 'x-forwarded-for': '192.0.2.1' };
    /** What a process has taken of a quota only its own callers can spend, so each goes on until it is refused. */
    const untilRefused = async (url: string, asked: TestApp): Promise<number[]> => {
      const statuses: number[] = [];
      while (!statuses.includes(429) && statuses.length <= CALLS_PER_KEY) {
        statuses.push(await call(url, asked, 'stripe'));
      }
      return statuses;
    };
    const everywhere = async (asked: TestApp): Promise<number[]> => {
      const callers = processes.flatMap(({ url }) => Array.from({ length: CALLERS_EACH }, () => url));
      return (await Promise.all(callers.map((url) => untilRefused(url, asked)))).flat();
    };
    const countOf = (statuses: number[], status: number) => statuses.filter((given) => given === status).length;
    const refused = processes.length * CALLERS_EACH;

    const withGoodKey = await everywhere(app);
    expect([countOf(withGoodKey, 200), countOf(withGoodKey, 429)]).toEqual([CALLS_PER_KEY, refused]);
    const withBadKey = await everywhere({ ...app, headers: badHeaders });
    expect([countOf(withBadKey, 401), countOf(withBadKey, 429)]).toEqual([10, refused]);
  });
});

/** Where a process may die while it makes a customer, and what has to be so before it gets there. */
type Death = { step: CustomerStep; prepare?: (app: TestApp, provider: ProviderId) => Promise<void> };

/** By a first call at a process that lives. */
const bindCustomer = async (app: TestApp, provider: ProviderId): Promise<void> => {
  expect(await call(sound.url, app, provider)).toBe(200);
};
const changeRow = (app: TestApp, sql: string) =>
  operator.database.pool.query(`UPDATE provider_customers SET ${sql} WHERE app_uuid = $1`, [app.appUuid]);
const DEATHS: Death[] = [
  { step: 'claimed' },
  { step: 'created' },
  { step: 'bound' },
  {
    // The key remembers a failure, and the list has no customer.
    step: 'generation_raised',
    prepare: async ({ accounts }, provider) => {
      const failure = { kind: 'status', status: 500, saved: true, times: 1 } as const;
      sandbox.faults.add({ provider, account: accounts[provider], method: 'POST', ...failure });
    },
  },
  {
    step: 'unbound',
    prepare: async (app, provider) => {
      await bindCustomer(app, provider);
      for (const { customerId } of customersOf(provider, app)) sandbox[provider].deleteCustomer(customerId);
      await changeRow(app, `ready_at = now() - interval '1 hour', suspected_gone_at = now()`);
    },
  },
];

/** A call at a process of its own, which is killed at that step. @returns how the process ended. */
const die = async (options: { provider: ProviderId; step: CustomerStep; app: TestApp }) => {
  const { provider, step, app } = options;
  const doomed = await world.start({ script: CRASHING_SERVICE, args: [step] });
  await call(doomed.url, app, provider).catch(() => undefined);
  await doomed.finished;
  return doomed.child.signalCode;
};

describe('a process that is killed', () => {
  it(
    'at any step, with any provider: another one finishes the customer within a minute, though nobody asks again (P2)',
    { timeout: 240_000 },
    async () => {
      const cases = await Promise.all(
        PROVIDER_IDS.flatMap((provider) =>
          DEATHS.map(async ({ step, prepare }) => {
            const app = await createTestApp({ context: operator, sandbox });
            await prepare?.(app, provider);
            return { provider, step, app, label: `${provider} ${step}` };
          }),
        ),
      );
      const killed = await inPairs(cases, die);
      expect(killed).toEqual(cases.map(() => 'SIGKILL'));

      const rowsOf = ({ app: { appUuid } }: { app: TestApp }) =>
        operator.database.prisma.providerCustomer.findMany({ where: { appUuid } });
      const unfinished = async () => {
        const rows = await Promise.all(cases.map(async (one) => ({ ...one, rows: await rowsOf(one) })));
        return rows.filter(({ rows: [row] }) => row?.state !== 'ready').map(({ label }) => label);
      };
      await expect.poll(unfinished, { timeout: 60_000, interval: 500 }).toEqual([]);
      for (const one of cases) {
        const live = customersOf(one.provider, one.app).filter(({ deleted }) => !deleted);
        const [row, ...others] = await rowsOf(one);
        expect([live.map(({ customerId }) => customerId), others], one.label).toEqual([[row?.providerCustomerId], []]);
        expect([row?.claimToken, row?.claimUntil], one.label).toEqual([null, null]);
      }
    },
  );

  it(
    'while it tells a customer’s new name: the next call elsewhere is answered, and tells it when the lease is over',
    { timeout: 120_000 },
    async () => {
      const steps: CustomerStep[] = ['mirror_claimed', 'mirror_sent'];
      const cases = PROVIDER_IDS.flatMap((provider) => steps.map((step) => ({ provider, step })));
      await inPairs(cases, async ({ provider, step }) => {
        const app = await createTestApp({ context: operator, sandbox });
        await bindCustomer(app, provider);
        await operator.database.pool.query(`UPDATE tenants SET name = 'Renamed' WHERE app_uuid = $1`, [app.appUuid]);
        expect(await die({ provider, step, app })).toBe('SIGKILL');
        expect(await call(sound.url, app, provider)).toBe(200);
        // The lease is over after 20 s; the test does not wait for it.
        await changeRow(app, `claim_until = now() - interval '1 second'`);
        expect(await call(sound.url, app, provider)).toBe(200);
        expect(customersOf(provider, app), `${provider} ${step}`).toMatchObject([{ name: 'Renamed' }]);
      });
    },
  );
});

describe('a process that is told to stop under load (P11)', () => {
  it('answers every request that it was sent, and exits 0', async () => {
    const service = await world.start();
    const app = await createTestApp({ context: operator, sandbox });
    await call(service.url, app, 'stripe');
    sandbox.setLatency({ minMs: 10, maxMs: 60 });
    const statuses: number[] = [];
    /** Calls on, over a kept connection, until an answer tells it to leave. */
    const caller = async (): Promise<void> => {
      for (;;) {
        const { status, headers } = await callOverRest({ ...app, baseUrl: service.url, paymentProvider: 'stripe' });
        statuses.push(status);
        if (headers.get('connection') === 'close') return;
      }
    };
    const callers = Array.from({ length: 10 }, () => caller());
    await expect.poll(() => statuses.length, { timeout: 20_000 }).toBeGreaterThan(50);
    service.child.kill('SIGTERM');
    await Promise.all(callers);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await service.finished).code).toBe(0);
  });
});
