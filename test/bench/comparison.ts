import { findPort } from '../../dist/ports.js';
import { CASES, type CaseName, shotsOf } from './cases.js';
import { type Contender, HAND_WRITTEN, listContenders } from './contenders.js';
import type { LoadOrder } from './load.js';
import type { LoadProcess } from './load-process.js';
import { type ServerProcess, startServer } from './server-process.js';
import { formatNumber, formatTable, medianOf } from './table.js';
import type { World } from './world.js';

export type Figures = { perSecond: number; p50Ms: number; p99Ms: number; cpuMicros: number; memoryMb: number };
type Running = { contender: Contender; server: ServerProcess };

export type Pace = {
  rounds: number;
  roundMs: number;
  /**
   * For each subject, not counted. V8 compiles what a service runs for its first thousands of calls, and a service runs
   * for days: an overview costs twice as much in its first 600 calls as after 4,000.
   */
  warmUpMs: number;
};

export type ComparisonOptions = {
  pace: Pace;
  cases?: readonly CaseName[];
  who: readonly string[] | undefined;
  profile: boolean;
};

const CONNECTIONS = 32;

/** Our service and the alternatives, in turns: what else the machine does meets all of them alike. */
export async function compare({ world, load }: { world: World; load: LoadProcess }, options: ComparisonOptions) {
  const { pace, cases = CASES, who, profile } = options;
  const metricsPort = await findPort({ host: '127.0.0.1', wanted: null });
  const running: Running[] = [];
  const rows = [['case', 'who', 'req/s', '', 'p50 ms', '', 'p99 ms', '', 'CPU µs/req', '', 'MB', '']];
  try {
    for (const contender of listContenders({ metricsPort, profile })) {
      if (who?.includes(contender.name) === false) continue;
      running.push({ contender, server: await startServer(contender.server(world)) });
    }
    for (const name of cases) {
      process.stderr.write(`Measuring: ${name} ...\n`);
      rows.push(...(await compareCase({ world, load, running, name, pace })));
    }
  } finally {
    for (const { server } of running) await server.stop();
  }
  return formatTable(rows);
}

async function compareCase(options: {
  world: World;
  load: LoadProcess;
  running: Running[];
  name: CaseName;
  pace: Pace;
}): Promise<string[][]> {
  const { world, load, name, pace } = options;
  const { roundMs } = pace;
  const running = options.running.filter(({ contender }) => contender.cases.includes(name));
  const measured = await measureInTurns(running, pace, ({ server }) =>
    measureCase({ server, world, load, name, roundMs }),
  );
  const reference = measured.find(([{ contender }]) => contender.name === HAND_WRITTEN)?.[1];
  return measured.map(([{ contender }, figures]) => [name, contender.name, ...cellsOf(figures, reference)]);
}

/** Each subject with the medians of its rounds. */
export async function measureInTurns<Subject>(
  subjects: readonly Subject[],
  { rounds, roundMs, warmUpMs }: Pace,
  measureOne: (subject: Subject) => Promise<Figures>,
): Promise<[Subject, Figures][]> {
  const measured = subjects.map((subject) => ({ subject, all: [] as Figures[] }));
  const warmUps = Math.ceil(warmUpMs / roundMs);
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const { subject, all } of measured) {
      const figures = await measureOne(subject);
      if (round >= warmUps) all.push(figures);
    }
  }
  return measured.map(({ subject, all }) => [subject, mediansOf(all)]);
}

/** One round of a case. */
export async function measureCase(options: {
  server: ServerProcess;
  world: World;
  load: LoadProcess;
  name: CaseName;
  roundMs: number;
}): Promise<Figures> {
  const { world, name, ...rest } = options;
  const figures = await measure({ ...rest, order: shotsOf(name, world) });
  await world.sandbox.ledger.clear();
  return figures;
}

export async function measure(options: {
  server: ServerProcess;
  load: LoadProcess;
  order: ReturnType<typeof shotsOf>;
  roundMs: number;
  pace?: LoadOrder['pace'];
}): Promise<Figures> {
  const { server, load, order, roundMs, pace = { connections: CONNECTIONS } } = options;
  const before = await server.usage();
  const { count, seconds, p50Ms, p99Ms } = await load.run({ url: server.url, ...order, durationMs: roundMs, pace });
  const after = await server.usage();
  const cpuMicros = (after.cpuMicros - before.cpuMicros) / count;
  return { perSecond: count / seconds, p50Ms, p99Ms, cpuMicros, memoryMb: after.memoryBytes / 2 ** 20 };
}

export function mediansOf(figures: readonly Figures[]): Figures {
  const of = (key: keyof Figures) => medianOf(figures.map((entry) => entry[key]));
  return {
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicros: of('cpuMicros'),
    memoryMb: of('memoryMb'),
  };
}

/** Each figure, and beside it how it is to the hand-written route's. */
function cellsOf(figures: Figures, reference: Figures | undefined): string[] {
  const { perSecond, p50Ms, p99Ms, cpuMicros, memoryMb } = figures;
  const pairs: [number, number | undefined][] = [
    [perSecond, reference?.perSecond],
    [p50Ms, reference?.p50Ms],
    [p99Ms, reference?.p99Ms],
    [cpuMicros, reference?.cpuMicros],
    [memoryMb, reference?.memoryMb],
  ];
  return pairs.flatMap(([value, base]) => [
    formatNumber(value),
    base === undefined ? '' : `×${(value / base).toFixed(2)}`,
  ]);
}
