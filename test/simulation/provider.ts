import {
  type CustomerPage,
  type KnownCustomer,
  type ProviderClient,
  ProviderError,
  type ProviderErrorFacts,
  type ProviderErrorKind,
} from '../../src/providers/provider.ts';
import { createIdempotency } from '../../src/sandbox/core/idempotency.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';

/** How often each of these happens to a request. */
export type ProviderFaults = {
  late: number;
  requestLost: number;
  answerLost: number;
  neverAnswered: number;
  refused: number;
  savedFailure: number;
};

export type SimulatedCustomer = KnownCustomer & { createdAtMs: number; visibleFromMs: number; deleted: boolean };

export type SimulatedProvider = ReturnType<typeof createSimulatedProvider>;

/** A request that was given up is over by then, carried out or not. */
const LONGEST_REQUEST_MS = 60_000;
const PAGE_SIZE = 2;
const LONGEST_LAG_MS = 10 * 60_000;

type Outcome<T> = { kind: 'value'; value: T } | { kind: 'failure'; error: ProviderError };
/** What a request does when it arrives; `later`: at a moment of its own, for as long its key is in use. */
type Handled<T> = Outcome<T> | { kind: 'later'; commit: () => Outcome<T> };

/** A provider with the stand-in's idempotency keys, whose every step is a task of the schedule. */
export function createSimulatedProvider(options: {
  schedule: Schedule;
  random: Random;
  faults: ProviderFaults;
  keyLifeMs: number;
  keyWindowSeconds: number;
  isAlive: (owner: number) => boolean;
}) {
  const { schedule, random, keyLifeMs, keyWindowSeconds, isAlive } = options;
  let { faults } = options;
  const idempotency = createIdempotency({
    clock: { now: schedule.clock, advance: () => undefined },
    ttlMs: keyLifeMs,
  });
  const customers: SimulatedCustomer[] = [];
  let liesLeft = 1;

  const failure = <T>(kind: ProviderErrorKind, facts: Partial<ProviderErrorFacts> = {}): Outcome<T> => ({
    kind: 'failure',
    error: new ProviderError(kind, { provider: 'simulated', ...facts }),
  });

  /** Slow networks and slow providers: most of what is late is given up by then. */
  const laterMs = (): number =>
    schedule.nowMs() + (random.chance(faults.late) ? random.integer(0, LONGEST_REQUEST_MS / 2.5) : 0);

  /** One request: it arrives or not, is carried out at once or later, and is answered or not. */
  const exchange = <T>(owner: number, label: string, handle: () => Handled<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const expiresAtMs = schedule.nowMs() + LONGEST_REQUEST_MS;
      const outside = { owner: null, atMs: schedule.nowMs(), expiresAtMs };
      const tell = (outcome: Outcome<T>): void => {
        if (!isAlive(owner)) return;
        if (outcome.kind === 'value') resolve(outcome.value);
        else reject(outcome.error);
      };
      const answer = (outcome: Outcome<T>): void => {
        if (random.chance(faults.neverAnswered)) return;
        const shown = random.chance(faults.answerLost) ? failure<T>('unavailable') : outcome;
        schedule.add({ ...outside, label: `answer to ${label} of p${owner}`, run: () => tell(shown) });
      };
      const arrive = (): void => {
        if (random.chance(faults.requestLost)) return tell(failure('unavailable'));
        const handled = random.chance(faults.refused) ? failure<T>('unavailable') : handle();
        if (handled.kind !== 'later') return answer(handled);
        const commit = () => answer(handled.commit());
        schedule.add({ ...outside, atMs: laterMs(), label: `commit ${label} of p${owner}`, run: commit });
      };
      schedule.add({ ...outside, atMs: laterMs(), label: `${label} of p${owner} arrives`, run: arrive });
    });

  const make = (metadata: Readonly<Record<string, string>>): SimulatedCustomer => {
    const nowMs = schedule.nowMs();
    const lagMs = random.chance(0.2) ? random.integer(0, LONGEST_LAG_MS) : 0;
    const customer = {
      providerCustomerId: `cus_${customers.length + 1}`,
      metadata,
      createdAtMs: nowMs,
      visibleFromMs: nowMs + lagMs,
      deleted: false,
    };
    customers.push(customer);
    schedule.note(`- MADE ${customer.providerCustomerId} generation ${metadata['generation'] ?? '-'}`);
    return customer;
  };
  const isFound = (id: string): boolean => {
    const known = customers.find(({ providerCustomerId }) => providerCustomerId === id);
    return known !== undefined && !known.deleted && known.visibleFromMs <= schedule.nowMs();
  };
  /** A wrong word on a customer; of look-ups one only, since two are believed. */
  const lies = (): boolean => {
    const isLie = random.chance(faults.refused);
    if (isLie) schedule.note('- LIES about a customer');
    return isLie;
  };
  const isSeen = (id: string): boolean => {
    if (liesLeft === 0 || !isFound(id) || !lies()) return isFound(id);
    liesLeft -= 1;
    return false;
  };

  const clientOf = (owner: number): ProviderClient => ({
    idempotencyWindowSeconds: keyWindowSeconds,

    createCustomer: ({ params, idempotencyKey }) =>
      exchange<KnownCustomer>(owner, `create ${idempotencyKey.slice(-2)}`, () => {
        const begun = idempotency.begin({ scope: 'a', key: idempotencyKey, fingerprint: JSON.stringify(params) });
        if (begun.kind === 'inUse') return failure('in_flight');
        if (begun.kind === 'reused') return failure('idempotency_conflict');
        if (begun.kind === 'replay') {
          if (begun.answer.status >= 500) return failure('unavailable', { replayed: true });
          return { kind: 'value', value: JSON.parse(begun.answer.body) as KnownCustomer };
        }
        const commit = (): Outcome<KnownCustomer> => {
          const isSavedFailure = random.chance(faults.savedFailure);
          const isMade = !isSavedFailure || random.chance(0.5);
          const made = isMade ? make(params.metadata) : undefined;
          const value = { providerCustomerId: made?.providerCustomerId ?? '', metadata: params.metadata };
          begun.save({ status: isSavedFailure ? 500 : 200, headers: {}, body: JSON.stringify(value) }, '');
          return isSavedFailure ? failure('unavailable') : { kind: 'value', value };
        };
        return { kind: 'later', commit };
      }),

    listCustomers: ({ createdSince, cursor }) =>
      exchange<CustomerPage>(owner, 'list', () => {
        const newestFirst = customers
          .filter(({ deleted, createdAtMs }) => !deleted && createdAtMs >= createdSince.getTime())
          .toReversed();
        const after = newestFirst.findIndex(({ providerCustomerId }) => providerCustomerId === cursor);
        if (cursor !== null && after < 0) return failure('rejected');
        const page = newestFirst.slice(after + 1, after + 1 + PAGE_SIZE);
        const hasMore = newestFirst.length > after + 1 + PAGE_SIZE;
        return {
          kind: 'value',
          value: { customers: page, nextCursor: hasMore ? (page.at(-1)?.providerCustomerId ?? null) : null },
        };
      }),

    lookUpCustomer: (id) =>
      exchange(owner, 'look-up', () => ({ kind: 'value', value: isSeen(id) ? 'present' : 'gone' })),

    createBillingPortal: ({ providerCustomerId }) =>
      exchange<{ url: string }>(owner, 'portal', () =>
        isFound(providerCustomerId) && !lies()
          ? { kind: 'value', value: { url: providerCustomerId } }
          : failure('customer_missing'),
      ),

    updateCustomer: ({ providerCustomerId }) =>
      exchange<void>(owner, 'update', () =>
        isFound(providerCustomerId) && !lies() ? { kind: 'value', value: undefined } : failure('customer_missing'),
      ),
    verify: () => Promise.resolve(),
  });

  return {
    clientOf,
    customers,
    /** By somebody else, in the same account. */
    makeOther: () => make({}),
    live: (): SimulatedCustomer[] =>
      customers.filter(({ deleted, metadata }) => !deleted && metadata['row'] !== undefined),
    /** From now on all goes well. */
    calmDown() {
      faults = { late: 0, requestLost: 0, answerLost: 0, neverAnswered: 0, refused: 0, savedFailure: 0 };
    },
  };
}
