import { type AcceptedCall, createSimulatedProcess, type SimulatedProcess } from './process.ts';
import { createSimulatedProvider, type ProviderFaults } from './provider.ts';
import { createRandom, type Random } from './random.ts';
import { createSchedule, quiet } from './schedule.ts';
import type { RowChange, Stage } from './stage.ts';

export type Verdict = { seed: number; steps: number; violations: string[]; trace: string[]; reached: string[] };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of the keys at the provider: how long they are known there, and for how long we count on it. */
const KEYS = [
  { keyLifeMs: 24 * HOUR_MS, keyWindowSeconds: 20 * 3600 },
  { keyLifeMs: HOUR_MS, keyWindowSeconds: 1800 },
];
/** More than an hour, the longest pause of a completer. */
const COMPLETER_TURNS = 32;
/** Less than an hour: a customer that is young, and a new one that is not seen for a while. */
const MOST_ROUNDS_TO_RECOVER = 20;

/** One history of several processes, a provider and a database, all of it decided by the seed. */
export async function simulate(seed: number, stage: Stage): Promise<Verdict> {
  const random = createRandom(seed);
  const schedule = createSchedule(random);
  const account = `account-${seed}`;
  const tenantUuid = `tenant-${seed}`;
  await stage.begin({ account, tenantUuid });

  const alive = new Set<number>();
  const keys = random.pick(KEYS);
  const provider = createSimulatedProvider({
    schedule,
    random,
    faults: drawProviderFaults(random),
    ...keys,
    isAlive: (owner) => alive.has(owner),
  });
  const databaseFaults = { connectionLost: random.chance(0.5) ? random.next() * 0.08 : 0 };
  const violations: string[] = [];
  const accepted: AcceptedCall[] = [];
  const deleted = new Set<string>();
  const processes: SimulatedProcess[] = [];
  let started = 0;
  let steps = 0;

  const start = (): SimulatedProcess => {
    started += 1;
    alive.add(started);
    const shared = { schedule, random, stage, provider, tenantUuid, account, faults: databaseFaults };
    return createSimulatedProcess({ owner: started, ...shared });
  };
  const check = (): void => {
    const live = provider.live();
    if (live.length > 1)
      violations.push(
        `${live.length} live customers: ${live.map(({ providerCustomerId }) => providerCustomerId).join()}`,
      );
    const generations = provider.customers.map(({ metadata }) => metadata['generation']).filter(Boolean);
    if (new Set(generations).size < generations.length)
      violations.push(`a generation has two customers: ${generations.join()}`);
  };
  const call = (process: SimulatedProcess): AcceptedCall => {
    const one = process.call();
    accepted.push(one);
    return one;
  };
  const pass = (ms: number): Promise<void> => schedule.advanceTo(schedule.nowMs() + ms);
  const deleteLive = (): void => {
    const [customer] = provider.live();
    if (!customer) return;
    customer.deleted = true;
    deleted.add(customer.providerCustomerId);
    schedule.note(`- DELETED ${customer.providerCustomerId} at the provider`);
  };
  const crashOne = async (): Promise<void> => {
    const index = random.integer(0, processes.length - 1);
    const victim = processes[index];
    if (!victim) return;
    alive.delete(victim.owner);
    await schedule.crash(victim.owner);
    processes[index] = start();
  };

  const endOfFirstKeyMs = schedule.nowMs() + keys.keyWindowSeconds * 1_000;
  /** Something from outside, and how often. */
  const events: [number, () => unknown][] = [
    [6, () => call(random.pick(processes))],
    [4, () => pass(random.integer(1, 2_000))],
    [3, () => pass(Math.max(0, (schedule.nextAtMs() ?? 0) - schedule.nowMs()))],
    [1.5, () => pass(random.integer(3, 25) * 1_000)],
    [0.7, () => pass(random.integer(1, 20) * MINUTE_MS)],
    [0.5, () => pass(keys.keyWindowSeconds * 1_000 * (0.9 + random.next() * 0.4))],
    [0.5, () => schedule.advanceTo(endOfFirstKeyMs - random.integer(0, 20_000))],
    [1, () => random.pick(processes).complete()],
    [1, crashOne],
    [0.3, deleteLive],
    [0.3, () => stage.rename(`Renamed ${steps}`)],
    [0.3, () => provider.makeOther()],
  ];

  for (let count = random.integer(2, 3); count > 0; count -= 1) processes.push(start());
  for (let others = random.integer(0, 4); others > 0; others -= 1) provider.makeOther();
  call(random.pick(processes));
  const stepsOfTrouble = random.integer(30, 110);
  while (steps < stepsOfTrouble && violations.length === 0) {
    steps += 1;
    const due = schedule.due();
    if (due.length > 0 && random.chance(0.8)) await schedule.run(random.pick(due));
    else await weighted(events, random)();
    check();
  }

  // The trouble is over: whatever it left is put right by the processes themselves, in half of the histories though
  // nobody calls again.
  provider.calmDown();
  databaseFaults.connectionLost = 0;
  const goOn = async (): Promise<void> => {
    for (let due = schedule.due(); due.length > 0 && violations.length === 0; due = schedule.due()) {
      steps += 1;
      await schedule.run(random.pick(due));
      check();
    }
  };
  /** Until nothing is under way any more. */
  const settle = async (): Promise<void> => {
    for (;;) {
      await goOn();
      const nextAtMs = schedule.nextAtMs();
      if (nextAtMs === undefined || violations.length > 0) return;
      await schedule.advanceTo(Math.max(nextAtMs, schedule.nowMs() + random.integer(1, 6_000)));
    }
  };
  await settle();
  for (let turns = random.chance(0.5) ? COMPLETER_TURNS : 0; turns > 0 && violations.length === 0; turns -= 1) {
    await pass(130_000);
    random.pick(processes).complete();
    await settle();
    if (turns === 1 && (await stage.state()) === 'creating') violations.push('the completer did not finish the row');
  }
  let last: AcceptedCall | undefined;
  for (let rounds = 0; rounds < MOST_ROUNDS_TO_RECOVER && violations.length === 0; rounds += 1) {
    last = call(random.pick(processes));
    await settle();
    const [answer] = last.answers;
    if (answer?.kind === 'url') break;
    // A customer that is gone twice within a day waits for the next day; all else is a matter of minutes.
    await pass(answer?.reason === 'customer_gone_again' ? 25 * HOUR_MS : 130_000);
  }

  const changes = await stage.changes();
  violations.push(...judgeRow(changes), ...judgeAnswers({ accepted, alive, changes }));
  if (violations.length === 0) {
    const [live] = provider.live();
    const bound = changes.at(-1)?.to_id;
    if (last?.answers[0]?.kind !== 'url') violations.push('it did not recover');
    else if (live?.providerCustomerId !== bound)
      violations.push(`an orphan: ${live?.providerCustomerId}, bound is ${bound}`);
  }
  const reached = [
    ...new Set(accepted.flatMap(({ answers }) => answers.map((one) => (one.kind === 'url' ? 'url' : one.reason)))),
  ];
  if (changes.some(({ from_state: from }) => from === 'ready')) reached.push('healed');
  if (provider.customers.some(({ metadata }) => Number(metadata['generation']) > 1)) reached.push('generation');
  return { seed, steps, violations, trace: schedule.trace, reached };
}

/** Ready never goes back but by healing, which raises the generation and keeps the old id. */
function judgeRow(changes: RowChange[]): string[] {
  return changes.flatMap((change) => {
    const { from_state: from, to_state: to, from_id: fromId, to_id: toId, generations, histories } = change;
    if (from === 'creating' && to === 'ready' && toId !== null) return [];
    const isHealing = from === 'ready' && to === 'creating' && toId === null && generations === 1 && histories === 1;
    return isHealing ? [] : [`a row went from ${from} ${fromId} to ${to} ${toId}`];
  });
}

/** Everything accepted is answered once, with a customer that was bound, unless its process died. */
function judgeAnswers(options: { accepted: AcceptedCall[]; alive: Set<number>; changes: RowChange[] }): string[] {
  const { accepted, alive, changes } = options;
  const bound = new Set(changes.map(({ to_id: id }) => id));
  return accepted.flatMap(({ owner, answers }) => {
    if (answers.length !== 1 && (alive.has(owner) || answers.length > 1))
      return [`a call of p${owner} has ${answers.length} answers`];
    return answers.flatMap((answer) => {
      if (answer.kind === 'failed') return answer.isBug ? [`a call of p${owner} failed: ${answer.reason}`] : [];
      return bound.has(answer.customer)
        ? []
        : [`a call of p${owner} was given ${answer.customer}, which was never bound`];
    });
  });
}

function drawProviderFaults(random: Random): ProviderFaults {
  const rate = (most: number): number => (random.chance(0.6) ? random.next() * most : 0);
  return {
    late: rate(0.5),
    requestLost: rate(0.25),
    answerLost: rate(0.4),
    neverAnswered: rate(0.3),
    refused: rate(0.3),
    savedFailure: rate(0.4),
  };
}

function weighted(events: [number, () => unknown][], random: Random): () => Promise<void> {
  const total = events.reduce((sum, [weight]) => sum + weight, 0);
  let rest = random.next() * total;
  const chosen = events.find(([weight]) => (rest -= weight) < 0) ?? events[0];
  return async () => {
    await chosen?.[1]();
    await quiet();
  };
}
