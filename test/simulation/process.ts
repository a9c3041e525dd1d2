import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { ProviderError } from '../../src/providers/provider.ts';
import { createBillingPortals } from '../../src/services/billing-portals.ts';
import { createCallLookup } from '../../src/services/call-lookup.ts';
import type { OpenConnection } from '../../src/services/provider-connections.ts';
import { createProviderCustomers } from '../../src/services/provider-customers.ts';
import { parseReturnUrl } from '../../src/services/return-urls.ts';
import { createSimulatedCalls } from './calls.ts';
import type { SimulatedProvider } from './provider.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';
import { APP, KEY_ID, type Stage } from './stage.ts';

/** One request that a process accepted. */
export type AcceptedCall = { owner: number; answers: CallAnswer[] };
export type CallAnswer = { kind: 'url'; customer: string } | { kind: 'failed'; reason: string; isBug: boolean };

export type SimulatedProcess = ReturnType<typeof createSimulatedProcess>;

/** The database's connection was lost: before the statement was carried out, or after. */
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
}

/** What a process may answer by the contract when all it met is what the simulation does to it. */
const EXPECTED_REASONS = new Set(['customer_gone_again']);
const DEADLINE_MS = 12_000;
const logger = createLogger({ level: 'silent' });
const returnUrl = parseReturnUrl('https://app.example.com/');

/** The product's own services of one process; what they wait for is let happen by the schedule. */
export function createSimulatedProcess(options: {
  owner: number;
  schedule: Schedule;
  random: Random;
  stage: Stage;
  provider: SimulatedProvider;
  tenantUuid: string;
  account: string;
  faults: { connectionLost: number };
}) {
  const { owner, schedule, random, stage, provider, tenantUuid, account, faults } = options;

  const statement = <T>(label: string, work: () => Promise<T>): Promise<T> =>
    schedule.wait({ label, owner, isStatement: true }, async () => {
      const isLost = random.chance(faults.connectionLost);
      if (isLost && random.chance(0.5)) throw new ConnectionLost();
      await stage.showTime(schedule.nowMs());
      const result = await work();
      if (isLost) throw new ConnectionLost();
      return result;
    });
  const sql = {
    $queryRaw: (text: TemplateStringsArray, ...values: unknown[]) =>
      statement(labelOf(text), () => stage.sql.$queryRaw(text, ...values)),
    $executeRaw: (text: TemplateStringsArray, ...values: unknown[]) =>
      statement(labelOf(text), () => stage.sql.$executeRaw(text, ...values)),
  };
  const calls = createSimulatedCalls({ schedule, owner });
  const client = provider.clientOf(owner);
  const connection: OpenConnection = { appUuid: APP, provider: 'stripe', account, mode: 'test', client };
  const connections = {
    take: async () => connection,
    find: async () => connection,
    rememberSettings: async () => undefined,
  };
  const customers = createProviderCustomers({
    // Its statements are typed by the row, which a template's function cannot be.
    sql: sql as never,
    connections,
    calls,
    requestLimits: { assertCustomerMayBeTried: () => undefined, countCustomerRepeat: async () => undefined },
    logger,
    clock: schedule.clock,
    sleep: (ms) => schedule.wait({ label: 'sleeps', owner, atMs: schedule.nowMs() + ms }, async () => undefined),
    random: random.next,
  });
  const portalSessions = { openLink: () => Promise.reject(new Error('this provider has a portal')) };
  const portals = createBillingPortals({ connections, customers, portalSessions, calls });
  const lookUp = createCallLookup({ readSql: stage.sql });

  const answer = async (): Promise<string> => {
    const found = await statement('SELECT call', () => lookUp(KEY_ID, { tenantUuid, provider: 'stripe' }));
    if (!found?.target || returnUrl.kind !== 'usable') throw new Error('the call names what is there');
    const by = { keyId: KEY_ID, keyType: 'write' as const, app: found.app };
    const deadlineAt = new Date(schedule.nowMs() + DEADLINE_MS);
    return (await portals.create({ by, target: found.target, returnUrl: returnUrl.url, deadlineAt })).url;
  };

  return {
    owner,
    call(): AcceptedCall {
      const accepted: AcceptedCall = { owner, answers: [] };
      schedule.note(`p${owner} accepts a call`);
      answer().then(
        (customer) => accepted.answers.push({ kind: 'url', customer }),
        (error: unknown) => accepted.answers.push(describe(error)),
      );
      return accepted;
    },
    /** One turn of the completer; a failed one is tried again by a later turn. */
    complete(): void {
      customers.completeLeftBehind({ maxRows: 1 }).catch(() => undefined);
    },
  };
}

function labelOf(text: TemplateStringsArray): string {
  return text.join('?').trim().replaceAll(/\s+/g, ' ').slice(0, 60);
}

function describe(error: unknown): CallAnswer {
  if (error instanceof ConnectionLost) return { kind: 'failed', reason: 'database', isBug: false };
  if (error instanceof ProviderError) return { kind: 'failed', reason: error.kind, isBug: false };
  if (!(error instanceof AppError)) return { kind: 'failed', reason: String(error), isBug: true };
  const reason = error.reason ?? error.errorName;
  return { kind: 'failed', reason, isBug: error.errorName === 'internal' && !EXPECTED_REASONS.has(reason) };
}
