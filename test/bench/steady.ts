import { shotsOf } from './cases.js';
import { ourServer } from './contenders.js';
import type { LoadProcess } from './load-process.js';
import { startServer } from './server-process.js';
import { formatNumber, formatTable } from './table.js';
import type { World } from './world.js';

const PER_SECOND = 100;
const PROVIDER_MS = 50;
/** Of a hundred provider calls. */
const FAULTS = 5;

/** What our own work adds to the provider's time at a rate that leaves the machine idle. */
export async function measureSteady(world: World, load: LoadProcess, seconds: number): Promise<string> {
  const server = await startServer(ourServer(world));
  await world.sandbox.setLatency(PROVIDER_MS);
  try {
    const order = { url: server.url, ...shotsOf('warm Stripe', world), pace: { perSecond: PER_SECOND } };
    await load.run({ ...order, durationMs: 5_000 });
    const { count, p50Ms, p99Ms } = await load.run({ ...order, durationMs: seconds * 1000 });
    const added = [p50Ms, p99Ms].map((ms) => formatNumber(ms - PROVIDER_MS));
    return formatTable([
      ['case', 'rate', 'calls', 'p50 ms', 'p99 ms', 'added p50', 'added p99'],
      ['warm Stripe', `${PER_SECOND}/s`, String(count), formatNumber(p50Ms), formatNumber(p99Ms), ...added],
    ]);
  } finally {
    await world.sandbox.setLatency(0);
    await server.stop();
  }
}

/** Resident memory, minute by minute, while the provider fails now and then. */
export async function measureMemory(world: World, load: LoadProcess, minutes: number): Promise<string> {
  const server = await startServer(ourServer(world));
  await world.sandbox.setLatency(PROVIDER_MS);
  const rows = [['case', 'minute', 'MB', 'calls', 'not 200']];
  try {
    for (let minute = 1; minute <= minutes; minute += 1) {
      const { count, wrong } = await runAMinute(world, load, server.url);
      const { memoryBytes } = await server.usage();
      rows.push(['warm Stripe', String(minute), formatNumber(memoryBytes / 2 ** 20), String(count), String(wrong)]);
      process.stderr.write(`${rows.at(-1)?.join('  ')}\n`);
      await world.sandbox.ledger.clear();
    }
    return formatTable(rows);
  } finally {
    await world.sandbox.faults.clear();
    await world.sandbox.setLatency(0);
    await server.stop();
  }
}

/** Failures of Stripe's come in all the forms that the service has to live with, evenly spread. */
async function runAMinute(world: World, load: LoadProcess, url: string) {
  const every = (TROUBLES.length * 100) / FAULTS;
  for (const [index, trouble] of TROUBLES.entries()) {
    const skip = (index * every) / TROUBLES.length;
    await world.sandbox.faults.add({ ...trouble, provider: 'stripe', skip, every });
  }
  const order = { url, ...shotsOf('warm Stripe', world), durationMs: 60_000, mayFail: true };
  const result = await load.run({ ...order, pace: { perSecond: PER_SECOND } });
  await world.sandbox.faults.clear();
  return result;
}

const TROUBLES = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'reset' },
  { kind: 'html', status: 502 },
  { kind: 'delay', delayMs: 2_000 },
] as const;
