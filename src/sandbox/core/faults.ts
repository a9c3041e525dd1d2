import type { SandboxClock } from './clock.ts';
import type { Caller, SandboxProvider } from './provider-api.ts';

/** What has happened at the provider when the fault strikes: nothing, or all of it. */
export type FaultEffect = 'none' | 'committed';

export type FaultKind =
  /** Never answers. */
  | { kind: 'hang'; effect?: FaultEffect }
  /** Answers late: before the work (the idempotency key is in use meanwhile) or after it. */
  | { kind: 'delay'; delayMs: number; effect?: FaultEffect }
  /** Like `delay`, until `release()` or `remove()`. */
  | { kind: 'hold'; effect?: FaultEffect }
  /** The connection is reset. */
  | { kind: 'reset'; effect?: FaultEffect }
  /** Half of the true answer, then the connection ends. */
  | { kind: 'truncate' }
  /** A page, as a gateway shows; status 200 when none is given. */
  | { kind: 'html'; status?: number; effect?: FaultEffect }
  /** JSON of that many bytes; 10 MB when none is given. */
  | { kind: 'huge'; bytes?: number; effect?: FaultEffect }
  /** 302 to `location`; a place on this same server when none is given. */
  | { kind: 'redirect'; location?: string; effect?: FaultEffect }
  /** The answer for another object: another id, and metadata that is not what was sent. */
  | { kind: 'stranger' }
  /** The true answer, one byte every `everyMs`. */
  | { kind: 'drip'; everyMs: number }
  /**
   * The provider's own form of an error. `saved`: this answer is what the idempotency key remembers (only with one).
   * Not saved but `committed`: a gateway's error, the true answer is remembered.
   */
  | { kind: 'status'; status: number; retryAfterSeconds?: number; effect?: FaultEffect; saved?: boolean }
  /** What the call makes is a 404 on look-up for so long (by the sandbox's clock); lists show it at once. */
  | { kind: 'invisible'; forMs: number };

export type FaultRule = FaultKind & {
  provider: SandboxProvider;
  /** All of these must fit; one that is left out always does. */
  account?: string;
  method?: string;
  /** May match a part of the path. A text is read as a regular expression. */
  path?: RegExp | string;
  /** Strikes so many calls, then never again; without it, every one. */
  times?: number;
  /** Lets so many fitting calls pass first. */
  skip?: number;
  /** Of the calls after those, the first of each so many; without it, each. */
  every?: number;
  /** Begins so long after it was added, by the sandbox's clock. */
  afterMs?: number;
};

export type FaultHandle = {
  readonly faultId: string;
  /** How many calls it struck. */
  hits(): number;
  /** Resolves once it has struck `count` calls. */
  struck(count?: number): Promise<void>;
  /** Lets the calls go on that it holds now. */
  release(): void;
  /** Strikes no further call, and releases those it holds. */
  remove(): void;
};

export interface Faults {
  add(rule: FaultRule): FaultHandle;
  get(faultId: string): FaultHandle | undefined;
  clear(): void;
}

/** One strike on one call. */
export type Strike = { fault: FaultKind; released: Promise<void> };

export type StrikingFaults = Faults & {
  take(call: { provider: SandboxProvider; caller: Caller | null; method: string; path: string }): Strike | null;
};

type ArmedFault = { rule: FaultRule; pattern: RegExp | null; activeFrom: number; seen: number; hits: number };

export function createFaults({ clock }: { clock: SandboxClock }): StrikingFaults {
  const armed = new Map<string, { fault: ArmedFault; handle: FaultHandle; gate: Gate; struck: Gate }>();
  let made = 0;
  return {
    add(rule) {
      const faultId = `fault_${++made}`;
      const pattern = rule.path === undefined ? null : new RegExp(rule.path);
      const activeFrom = clock.now().getTime() + (rule.afterMs ?? 0);
      const fault: ArmedFault = { rule, pattern, activeFrom, seen: 0, hits: 0 };
      const gate = createGate();
      const struck = createGate();
      const handle: FaultHandle = {
        faultId,
        hits: () => fault.hits,
        async struck(count = 1) {
          while (fault.hits < count) await struck.opened();
        },
        release: () => gate.open(),
        remove() {
          armed.delete(faultId);
          gate.open();
        },
      };
      armed.set(faultId, { fault, handle, gate, struck });
      return handle;
    },
    get: (faultId) => armed.get(faultId)?.handle,
    clear() {
      for (const { handle } of armed.values()) handle.remove();
    },
    take(call) {
      for (const { fault, gate, struck } of armed.values()) {
        if (!fits(fault, call, clock.now().getTime())) continue;
        const { skip = 0, every = 1, times = Infinity } = fault.rule;
        const passed = fault.seen - skip;
        fault.seen += 1;
        if (passed < 0 || passed % every !== 0 || fault.hits >= times) continue;
        fault.hits += 1;
        const released = gate.opened();
        struck.open();
        return { fault: fault.rule, released };
      }
      return null;
    },
  };
}

function fits({ rule, pattern, activeFrom }: ArmedFault, call: Parameters<StrikingFaults['take']>[0], nowMs: number) {
  if (rule.provider !== call.provider || nowMs < activeFrom) return false;
  if (rule.account !== undefined && rule.account !== call.caller?.account) return false;
  if (rule.method !== undefined && rule.method !== call.method) return false;
  return pattern === null || pattern.test(call.path);
}

/** Opens for those who wait at that moment, and is shut again for those who come later. */
type Gate = { opened(): Promise<void>; open(): void };

function createGate(): Gate {
  let waiting: (() => void)[] = [];
  return {
    opened: () => new Promise((resolve) => waiting.push(resolve)),
    open() {
      const leaving = waiting;
      waiting = [];
      for (const resolve of leaving) resolve();
    },
  };
}
