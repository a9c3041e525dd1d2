import { parseArgs } from 'node:util';
import { CASES } from './cases.js';
import { compare } from './comparison.js';
import { measureGrowth } from './growth.js';
import { startLoadProcess } from './load-process.js';
import { measureProcesses } from './processes.js';
import { measureStart } from './start.js';
import { measureMemory, measureSteady } from './steady.js';
import { createWorld } from './world.js';

const SECTIONS = ['compare', 'processes', 'steady', 'start', 'growth', 'memory'] as const;
type Section = (typeof SECTIONS)[number];

/** Those that take a minute or two each; the others make a million tenants, or run for ten minutes. */
const USUAL_SECTIONS: readonly Section[] = ['compare', 'processes', 'steady', 'start'];

const USAGE = `npm run bench -- [${SECTIONS.join(' | ')}]... [--rounds 5] [--seconds 2] [--warm-up 20] [--minutes 10]
  compare only: [--case "warm Stripe"]... [--who "this service"]... [--profile]`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      'warm-up': { type: 'string', default: '20' },
      minutes: { type: 'string', default: '10' },
      case: { type: 'string', multiple: true },
      who: { type: 'string', multiple: true },
      profile: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((name) => !SECTIONS.some((section) => section === name));
  if (unknown.length > 0) throw new Error(`there is no section ${unknown.join(', ')}`);
  const sections = positionals.length === 0 ? USUAL_SECTIONS : SECTIONS.filter((name) => positionals.includes(name));
  const cases = CASES.filter((name) => values.case?.includes(name) ?? true);
  const rounds = Number(values.rounds);
  const seconds = (text: string): number => Number(text) * 1000;
  const pace = { rounds, roundMs: seconds(values.seconds), warmUpMs: seconds(values['warm-up']) };
  const world = await createWorld();
  const load = startLoadProcess();
  const run: Record<Section, () => Promise<string>> = {
    compare: () => compare({ world, load }, { pace, cases, who: values.who, profile: values.profile }),
    processes: () => measureProcesses(world, pace),
    steady: () => measureSteady(world, load, 30),
    start: () => measureStart(world, rounds),
    growth: () => measureGrowth(load, pace),
    memory: () => measureMemory(world, load, Number(values.minutes)),
  };
  try {
    for (const section of sections) process.stdout.write(`${await run[section]()}\n\n`);
  } finally {
    load.stop();
    await world.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
