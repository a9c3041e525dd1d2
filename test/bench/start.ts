import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ourServer } from './contenders.js';
import { startServer } from './server-process.js';
import { formatNumber, formatTable, medianOf } from './table.js';
import type { World } from './world.js';

/** From the start of the process to its first answer: with nothing there, with its own database there, on a server. */
export async function measureStart(world: World, rounds: number): Promise<string> {
  const startIn = async (env: Record<string, string>): Promise<number> => {
    const server = await startServer({ ...ourServer(world), env: { ...standIns(world), ...env } });
    await server.stop();
    return server.startMs;
  };
  const cold: number[] = [];
  const warm: number[] = [];
  const onServer: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'bpb-bench-start-'));
    try {
      cold.push(await startIn({ DATA_DIR: dataDir }));
      warm.push(await startIn({ DATA_DIR: dataDir }));
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
    onServer.push(await startIn(world.serviceEnv));
  }
  const row = (name: string, startMs: number[]) => ['start to ready', name, formatNumber(medianOf(startMs))];
  return formatTable([
    ['case', 'database', 'ms'],
    row('embedded, none yet', cold),
    row('embedded, there', warm),
    row('a server', onServer),
  ]);
}

function standIns({ serviceEnv }: World): Record<string, string> {
  const { STRIPE_API_URL = '', MOLLIE_API_URL = '' } = serviceEnv;
  return { STRIPE_API_URL, MOLLIE_API_URL, LOG_LEVEL: 'warn' };
}
