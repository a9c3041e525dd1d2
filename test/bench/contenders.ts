import { mkdirSync } from 'node:fs';
import type { CaseName } from './cases.js';
import { CASES } from './cases.js';
import { ROOT, type ServerScript } from './server-process.js';
import type { World } from './world.js';

export type Contender = { name: string; cases: readonly CaseName[]; server: (world: World) => ServerScript };

export const HAND_WRITTEN = 'hand-written';
export const OURS = 'this service';

const inBench = (file: string): string => `.bench/bench/contenders/${file}`;

/** Everything is on: keys, limits, logs at `info`, metrics. */
export function ourServer({ serviceEnv }: World, metricsPort: number): ServerScript {
  return { script: 'dist/main.js', env: { ...serviceEnv, METRICS_PORT: String(metricsPort) } };
}

/** @param profile writes a CPU profile of our own process to `.bench/profiles` when it stops. */
export function listContenders(options: { metricsPort: number; profile: boolean }): Contender[] {
  const nodeArgs = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${profilesFolder()}`] : [];
  return [
    {
      name: HAND_WRITTEN,
      cases: CASES,
      server: ({ contenderEnv }) => ({ script: inBench('hand-written.js'), env: contenderEnv }),
    },
    { name: OURS, cases: CASES, server: (world) => ({ ...ourServer(world, options.metricsPort), nodeArgs }) },
    {
      name: 'plain stack',
      cases: CASES.filter((name) => name !== 'portal page'),
      server: ({ contenderEnv }) => ({ script: inBench('plain.js'), env: contenderEnv }),
    },
    { name: 'bare node:http', cases: ['warm Stripe'], server: () => ({ script: inBench('bare.js'), env: {} }) },
  ];
}

function profilesFolder(): string {
  const folder = `${ROOT}.bench/profiles`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
