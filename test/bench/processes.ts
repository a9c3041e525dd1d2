import { shotsOf } from './cases.js';
import { measure, measureInTurns, mediansOf, type Pace } from './comparison.js';
import { ourServer } from './contenders.js';
import { startLoadProcess } from './load-process.js';
import { startServer } from './server-process.js';
import { formatNumber, formatTable } from './table.js';
import type { World } from './world.js';

const COUNTS = [1, 2, 4];

/** Warm Stripe calls to one, two and four services on the same PostgreSQL, each with a caller of its own. */
export async function measureProcesses(world: World, pace: Pace): Promise<string> {
  const most = Math.max(...COUNTS);
  const servers = await Promise.all(Array.from({ length: most }, () => startServer(ourServer(world))));
  const loads = servers.map(startLoadProcess);
  const measureSome = async (count: number) => {
    const order = shotsOf('warm Stripe', world);
    const each = await Promise.all(
      servers.slice(0, count).map((server, index) => {
        const load = loads[index];
        if (!load) throw new Error('each service has a caller');
        return measure({ server, load, order, roundMs: pace.roundMs, pace: { connections: 32 / count } });
      }),
    );
    await world.sandbox.ledger.clear();
    const perSecond = each.reduce((sum, figures) => sum + figures.perSecond, 0);
    return { ...mediansOf(each), perSecond };
  };
  try {
    const measured = await measureInTurns(COUNTS, pace, measureSome);
    const base = measured[0]?.[1];
    const rows = measured.map(([count, { perSecond, p99Ms, cpuMicros }]) => [
      'warm Stripe',
      String(count),
      formatNumber(perSecond),
      `×${(perSecond / (base?.perSecond ?? Number.NaN)).toFixed(2)}`,
      formatNumber(p99Ms),
      formatNumber(cpuMicros),
    ]);
    return formatTable([['case', 'processes', 'req/s', '', 'p99 ms', 'CPU µs/req'], ...rows]);
  } finally {
    for (const load of loads) load.stop();
    for (const server of servers) await server.stop();
  }
}
