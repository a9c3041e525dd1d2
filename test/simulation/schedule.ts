import type { Random } from './random.ts';

/** Something that happens at one moment of the simulated time, when the schedule lets it. */
export type Task = {
  label: string;
  /** The process that waits for it; null: the outside world, which no crash stops. */
  owner: number | null;
  /** Not before. */
  atMs: number;
  /** Has happened or never does by then. */
  expiresAtMs?: number;
  /** What a crash of the owner may leave done: a statement that was sent already. */
  abandoned?: () => Promise<unknown>;
  run: () => Promise<void> | void;
};

export type Schedule = ReturnType<typeof createSchedule>;

const START_MS = Date.UTC(2026, 0, 1);

/**
 * One thing at a time, in an order that the seed decides: whatever a process waits for is a task here, and nothing in
 * any process goes on until one is run.
 */
export function createSchedule(random: Random) {
  let nowMs = START_MS;
  let tasks: Task[] = [];
  const trace: string[] = [];
  const note = (text: string): void => {
    trace.push(`${((nowMs - START_MS) / 1000).toFixed(3)} ${text}`);
  };
  const remove = (task: Task): void => {
    tasks = tasks.filter((other) => other !== task);
  };
  const run = async (task: Task): Promise<void> => {
    remove(task);
    note(`${task.owner === null ? '-' : `p${task.owner}`} ${task.label}`);
    await task.run();
    await quiet();
  };

  return {
    trace,
    note,
    nowMs: () => nowMs,
    clock: () => new Date(nowMs),
    add(task: Task): Task {
      tasks.push(task);
      return task;
    },
    remove,
    run,
    due: (): Task[] => tasks.filter(({ atMs }) => atMs <= nowMs),
    nextAtMs: (): number | undefined => tasks.map(({ atMs }) => atMs).toSorted((a, b) => a - b)[0],

    /** Moves the time on. What would expire meanwhile happens before, or never. */
    async advanceTo(laterMs: number): Promise<void> {
      for (;;) {
        const expiring = tasks.find(({ expiresAtMs }) => expiresAtMs !== undefined && expiresAtMs < laterMs);
        if (!expiring) break;
        nowMs = Math.max(nowMs, Math.min(laterMs, expiring.atMs));
        if (expiring.label.startsWith('commit') || random.chance(0.5)) await run(expiring);
        else remove(expiring);
      }
      nowMs = Math.max(nowMs, laterMs);
    },

    /** A process waits for this; what comes of it is told when the schedule lets it happen. */
    wait<T>(task: { label: string; owner: number; atMs?: number; isStatement?: boolean }, work: () => Promise<T>) {
      const { label, owner, atMs = nowMs, isStatement = false } = task;
      return new Promise<T>((resolve, reject) => {
        tasks.push({
          label,
          owner,
          atMs,
          ...(isStatement ? { abandoned: work } : {}),
          run: () => work().then(resolve, reject),
        });
      });
    },

    /** Nothing that the process waits for comes any more; statements that are on their way may be carried out. */
    async crash(owner: number): Promise<void> {
      note(`p${owner} CRASHES`);
      const lost = tasks.filter((task) => task.owner === owner);
      tasks = tasks.filter((task) => task.owner !== owner);
      for (const { label, abandoned } of lost) {
        if (!abandoned || random.chance(0.5)) continue;
        note(`- ${label} of the crashed process is carried out`);
        await abandoned().catch(() => undefined);
      }
    },
  };
}

/** Promises that are settled are acted on before this resolves. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
