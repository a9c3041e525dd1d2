import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SeedPlan } from '../../src/sandbox/mollie/seed.ts';
import type { CancelStep } from '../../src/services/cancellations.ts';
import { type PortalVisitor, startVisit } from '../support/portal-visitor.ts';
import {
  CRASHING_SERVICE,
  createProcessWorld,
  type ProcessWorld,
  type ServiceProcess,
  type StartOptions,
} from '../support/process-world.ts';
import { createTestApp } from '../support/service.ts';

let world: ProcessWorld;

beforeAll(async () => {
  world = await createProcessWorld();
});
afterEach(() => world.killAll());
afterAll(() => world.close());

/** At the address that its pages are at. */
async function start(options: StartOptions): Promise<ServiceProcess> {
  const service = await world.start(options);
  return { ...service, url: `http://localhost:${service.port}` };
}

const startDoomed = (step: CancelStep) => start({ script: CRASHING_SERVICE, args: [step] });
const startSound = () => start({});

const eur = { value: '49.00', currency: 'EUR' };
const PLAN: SeedPlan = {
  mandates: [{ ref: 'card', kind: 'card' }],
  subscriptions: [
    {
      ref: 'team',
      description: 'Team plan',
      amount: eur,
      interval: '1 month',
      state: 'active',
      mandate: 'card',
      nextInDays: 20,
    },
  ],
  payments: [
    {
      ref: 'paid',
      description: 'Team plan',
      amount: eur,
      status: 'paid',
      daysAgo: 10,
      subscription: 'team',
      mandate: 'card',
    },
  ],
};

/** The dead process's turn at the customer is over after 30 s; the test does not wait for it. */
const endLeases = () =>
  world.operator.database.pool.query(`UPDATE customer_leases SET held_until = now() - interval '1 second'`);

async function visitOn(service: { url: string }) {
  const createOwnApp = (options = {}) => createTestApp({ context: world.operator, sandbox: world.sandbox, ...options });
  const visitor = await startVisit({ url: service.url, sandbox: world.sandbox, createApp: createOwnApp }, PLAN);
  const path = `/portal/subscriptions/${visitor.seeded.subscriptions['team']}`;
  return { ...visitor, cancelPath: `${path}/cancel`, keepPath: `${path}/keep` };
}

const statuses = ({ subscriptions }: PortalVisitor) =>
  subscriptions()
    .map(({ status }) => status)
    .toSorted((a, b) => a.localeCompare(b));

describe('a process that is killed while a person cancels', () => {
  it('after Mollie has canceled: the next look tells the truth, with the date of what was paid', async () => {
    const doomed = await startDoomed('canceled');
    const visitor = await visitOn(doomed);
    await visitor.send(visitor.cancelPath).catch(() => undefined);
    await doomed.finished;
    expect(statuses(visitor)).toEqual(['canceled']);
    visitor.moveTo((await startSound()).url);
    const text = await visitor.read();
    expect(text).toMatch(/Team plan Canceled €49.00 per month Ends on \d/);
    expect(text).toContain('Keep subscription');
  });

  it('before Mollie was asked: it goes on, is told so, and can be canceled', async () => {
    const doomed = await startDoomed('intended');
    const visitor = await visitOn(doomed);
    await visitor.send(visitor.cancelPath).catch(() => undefined);
    await doomed.finished;
    visitor.moveTo((await startSound()).url);
    expect(await visitor.read()).toMatch(/Team plan Active €49.00 per month Renews on \d/);
    await endLeases();
    await visitor.send(visitor.cancelPath);
    expect(await visitor.read()).toMatch(/Team plan is canceled It ends on [^;]+; you keep it until then\./);
    expect(statuses(visitor)).toEqual(['canceled']);
  });
});

describe('a process that is killed while a person keeps a canceled one', () => {
  it.each<[CancelStep, string[]]>([
    ['started', ['active', 'canceled']],
    ['startIntended', ['canceled']],
  ])('at "%s": nobody is charged twice, and the pages tell what is so', async (step, before) => {
    const doomed = await startDoomed(step);
    const visitor = await visitOn(doomed);
    await visitor.send(visitor.cancelPath);
    await visitor.send(visitor.keepPath).catch(() => undefined);
    await doomed.finished;
    expect(statuses(visitor)).toEqual(before);
    visitor.moveTo((await startSound()).url);
    if (step === 'startIntended') {
      expect(await visitor.read()).toContain('Ends on');
      await endLeases();
      await visitor.send(visitor.keepPath);
    }
    const text = await visitor.read();
    expect(text).toMatch(/Team plan Active €49.00 per month Renews on \d/);
    expect(text).not.toContain('Ends on');
    await endLeases();
    await visitor.post(visitor.keepPath, visitor.keys());
    expect(await visitor.read()).toContain('Team plan goes on');
    expect(statuses(visitor)).toEqual(['active', 'canceled']);
  });
});
