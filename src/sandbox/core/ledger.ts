import type { SandboxClock } from './clock.ts';
import type { FaultKind } from './faults.ts';
import type { SandboxMode, SandboxProvider } from './provider-api.ts';

/** One call that reached a stand-in, whatever became of it. Keys and tokens are never in it. */
export type LedgerEntry = {
  sequence: number;
  at: Date;
  provider: SandboxProvider;
  /** Null when the call was not authenticated. */
  account: string | null;
  mode: SandboxMode | null;
  method: string;
  /** Without the query. */
  path: string;
  /** As sent: strings from a form, values from JSON. */
  params: unknown;
  idempotencyKey: string | null;
  /** What was put on the wire; null while nothing is, and for good after a hang or a reset. */
  status: number | null;
  /** The answer came from the idempotency key. */
  replayed: boolean;
  fault: FaultKind['kind'] | null;
  /** The endpoint did its work for this very call; false for replays, refusals and faults before it. */
  executed: boolean;
};

export type LedgerFilter = {
  provider?: SandboxProvider;
  account?: string;
  method?: string;
  /** A text must be the whole path; a pattern may match a part of it. */
  path?: string | RegExp;
};

export type LedgerOutcome = Pick<LedgerEntry, 'status' | 'replayed' | 'executed'>;

export interface Ledger {
  /** Oldest first; copies, so they do not change afterwards. */
  entries(filter?: LedgerFilter): LedgerEntry[];
  count(filter?: LedgerFilter): number;
  clear(): void;
}

type NewEntry = Omit<LedgerEntry, 'sequence' | 'at' | keyof LedgerOutcome>;

export type WritableLedger = Ledger & { open(entry: NewEntry): (outcome: Partial<LedgerOutcome>) => void };

export function createLedger({ clock }: { clock: SandboxClock }): WritableLedger {
  let all: LedgerEntry[] = [];
  let sequence = 0;
  return {
    entries: (filter = {}) => all.filter((entry) => matches(entry, filter)).map((entry) => ({ ...entry })),
    count: (filter = {}) => all.filter((entry) => matches(entry, filter)).length,
    clear() {
      all = [];
    },
    open(fields) {
      const entry = {
        ...fields,
        sequence: ++sequence,
        at: clock.now(),
        status: null,
        replayed: false,
        executed: false,
      };
      all.push(entry);
      return (outcome) => void Object.assign(entry, outcome);
    },
  };
}

function matches(entry: LedgerEntry, { provider, account, method, path }: LedgerFilter): boolean {
  if (provider !== undefined && entry.provider !== provider) return false;
  if (account !== undefined && entry.account !== account) return false;
  if (method !== undefined && entry.method !== method) return false;
  return path === undefined || (typeof path === 'string' ? entry.path === path : path.test(entry.path));
}
