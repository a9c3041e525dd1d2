import { CALL_LOOKUP } from '../../dist/services/call-lookup.js';
import type { CaseName } from './cases.js';
import { measureCase, measureInTurns, type Pace } from './comparison.js';
import { ourServer } from './contenders.js';
import type { LoadProcess } from './load-process.js';
import { type ServerProcess, startServer } from './server-process.js';
import { formatNumber, formatTable } from './table.js';
import { createWorld, type World } from './world.js';

const SIZES = [
  { name: '1,000 tenants', newcomersPerApp: 225, otherApps: 0, otherTenants: 0 },
  { name: '1,000,000 tenants', newcomersPerApp: 0, otherApps: 10_000, otherTenants: 1_000_000 },
];
const GROWTH_CASES: readonly CaseName[] = ['warm Stripe', 'warm Mollie'];

type Side = { name: string; world: World; server: ServerProcess };

/** The same warm calls on a small and on a large database, in turns; then the plan of what they ask it. */
export async function measureGrowth(load: LoadProcess, pace: Pace): Promise<string> {
  const sides: Side[] = [];
  try {
    for (const size of SIZES) {
      process.stderr.write(`Making ${size.name} ...\n`);
      const world = await createWorld(size);
      sides.push({ name: size.name, world, server: await startServer(ourServer(world)) });
    }
    const rows = [['case', 'database', 'req/s', 'CPU µs/req', '']];
    for (const name of GROWTH_CASES) rows.push(...(await compareSizes({ name, sides, load, pace })));
    return `${formatTable(rows)}\n\n${await explain(sides.at(-1)?.world)}`;
  } finally {
    for (const { server, world } of sides) {
      await server.stop();
      await world.close();
    }
  }
}

async function compareSizes(options: {
  name: CaseName;
  sides: Side[];
  load: LoadProcess;
  pace: Pace;
}): Promise<string[][]> {
  const { name, sides, load, pace } = options;
  const { roundMs } = pace;
  const measured = await measureInTurns(sides, pace, ({ world, server }) =>
    measureCase({ server, world, load, name, roundMs }),
  );
  const base = measured[0]?.[1].cpuMicros ?? Number.NaN;
  return measured.map(([side, { perSecond, cpuMicros }]) => {
    const ratio = `×${(cpuMicros / base).toFixed(2)}`;
    return [name, side.name, formatNumber(perSecond), formatNumber(cpuMicros), ratio];
  });
}

/** How PostgreSQL finds what a warm call needs. */
async function explain(world: World | undefined): Promise<string> {
  const [app] = world?.apps ?? [];
  const [tenant] = app?.tenants ?? [];
  if (!world || !app || !tenant) throw new Error('there is nothing to explain');
  const keyId = app.headers['x-api-key']?.split('_')[3];
  const { rows } = await world.context.database.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${CALL_LOOKUP}`,
    [keyId, tenant.tenantUuid, 'stripe'],
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
