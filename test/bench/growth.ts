import { CALL_LOOKUP } from '../../dist/services/call-lookup.js';
import { type CaseName, shotsOf } from './cases.js';
import { type Figures, measure, mediansOf } from './comparison.js';
import { ourServer } from './contenders.js';
import type { LoadProcess } from './load-process.js';
import { startServer } from './server-process.js';
import { formatNumber, formatTable } from './table.js';
import { createWorld, type World } from './world.js';

const SIZES = [
  { name: '1,000 tenants', newcomersPerApp: 225, otherApps: 0, otherTenants: 0 },
  { name: '1,000,000 tenants', newcomersPerApp: 0, otherApps: 10_000, otherTenants: 1_000_000 },
];
const GROWTH_CASES: readonly CaseName[] = ['warm Stripe', 'warm Mollie'];

/** The same warm calls on a small and on a large database, in turns; then the plan of what they ask it. */
export async function measureGrowth(load: LoadProcess, pace: { rounds: number; roundMs: number }): Promise<string> {
  const worlds: World[] = [];
  const servers: Awaited<ReturnType<typeof startServer>>[] = [];
  try {
    for (const size of SIZES) {
      process.stderr.write(`Making ${size.name} ...\n`);
      const world = await createWorld(size);
      worlds.push(world);
      servers.push(await startServer(ourServer(world)));
    }
    const rows = [['case', 'database', 'req/s', 'CPU µs/req', '']];
    for (const name of GROWTH_CASES) rows.push(...(await compareSizes({ name, worlds, servers, load, ...pace })));
    return `${formatTable(rows)}\n\n${await explain(worlds.at(-1))}`;
  } finally {
    for (const server of servers) await server.stop();
    for (const world of worlds) await world.close();
  }
}

async function compareSizes(options: {
  name: CaseName;
  worlds: World[];
  servers: Awaited<ReturnType<typeof startServer>>[];
  load: LoadProcess;
  rounds: number;
  roundMs: number;
}): Promise<string[][]> {
  const { name, worlds, servers, load, rounds, roundMs } = options;
  const all: Figures[][] = worlds.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, world] of worlds.entries()) {
      const server = servers[index];
      if (!server) continue;
      const figures = await measure({ server, load, order: shotsOf(name, world), roundMs });
      if (round > 0) all[index]?.push(figures);
      await world.sandbox.ledger.clear();
    }
  }
  const medians = all.map(mediansOf);
  const base = medians[0]?.cpuMicros ?? Number.NaN;
  return medians.map(({ perSecond, cpuMicros }, index) => {
    const ratio = `×${(cpuMicros / base).toFixed(2)}`;
    return [name, SIZES[index]?.name ?? '', formatNumber(perSecond), formatNumber(cpuMicros), ratio];
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
