import { mkdirSync, readFileSync } from 'node:fs';
import type { CaseName } from './cases.js';
import { CASES } from './cases.js';
import { ROOT, type ServerScript } from './server-process.js';
import type { World } from './world.js';

export type Contender = { name: string; cases: readonly CaseName[]; server: (world: World) => ServerScript };

export const HAND_WRITTEN = 'hand-written';
export const OURS = 'this service';

const inBench = (file: string): string => `.bench/bench/contenders/${file}`;

/** Everything is on: keys, limits, logs at `info`, metrics; they are counted even where nobody can ask for them. */
export function ourServer(
  { serviceEnv }: World,
  { metricsPort, nodeArgs = [] }: { metricsPort?: number; nodeArgs?: string[] } = {},
): ServerScript {
  const metrics = metricsPort === undefined ? {} : { METRICS_PORT: String(metricsPort) };
  return { script: 'dist/main.js', env: { ...serviceEnv, ...metrics }, nodeArgs: [...startArgs(), ...nodeArgs] };
}

/** @param profile writes CPU profiles of the two that are compared to `.bench/profiles` when they stop. */
export function listContenders(options: { metricsPort: number; profile: boolean }): Contender[] {
  const nodeArgsOf = (who: string) => (options.profile ? ['--cpu-prof', `--cpu-prof-dir=${profilesFolder(who)}`] : []);
  return [
    {
      name: HAND_WRITTEN,
      cases: CASES,
      server: ({ contenderEnv }) => ({
        script: inBench('hand-written.js'),
        env: contenderEnv,
        nodeArgs: nodeArgsOf(HAND_WRITTEN),
      }),
    },
    {
      name: OURS,
      cases: CASES,
      server: (world) => ourServer(world, { metricsPort: options.metricsPort, nodeArgs: nodeArgsOf(OURS) }),
    },
    {
      name: 'by hand, safe',
      cases: ['first call'],
      server: ({ contenderEnv }) => ({ script: inBench('hand-written.js'), env: { ...contenderEnv, SAFE: '1' } }),
    },
    {
      name: 'plain stack',
      cases: CASES.filter((name) => name !== 'portal page'),
      server: ({ contenderEnv }) => ({ script: inBench('plain.js'), env: contenderEnv }),
    },
    { name: 'bare node:http', cases: ['warm Stripe'], server: () => ({ script: inBench('bare.js'), env: {} }) },
  ];
}

/** What `npm start` tells Node. */
function startArgs(): string[] {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: { start: string } };
  const [, args] = /exec node (.*) dist\/main\.js/.exec(scripts.start) ?? [];
  if (args === undefined) throw new Error('`npm start` does not say how it starts the service');
  return args.split(' ');
}

function profilesFolder(who: string): string {
  const folder = `${ROOT}.bench/profiles/${who.replace(' ', '-')}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
