import type { ServerResponse } from 'node:http';
import { deliver } from './fault-delivery.ts';
import type { StrikingFaults } from './faults.ts';
import { createIdempotency } from './idempotency.ts';
import type { SandboxClock } from './clock.ts';
import type { LatencyControl } from './latency.ts';
import type { WritableLedger } from './ledger.ts';
import { createPipeline } from './pipeline.ts';
import type { Answer } from './answer.ts';
import type { Caller, IncomingCall, ProviderApi } from './provider-api.ts';
import { startServer, type SandboxServer } from './server.ts';

type StandInServerParts<C extends Caller> = {
  api: ProviderApi<C>;
  clock: SandboxClock;
  ledger: WritableLedger;
  faults: StrikingFaults;
  latency: LatencyControl;
  /** Paths under `/_sandbox/`, which are nobody's API. */
  control: (call: IncomingCall) => Promise<Answer>;
  host: string;
  port: number;
};

/** One provider's server: the sandbox's own controls, the provider's pages, and its API. */
export function startStandInServer<C extends Caller>(parts: StandInServerParts<C>): Promise<SandboxServer> {
  const { api, clock, ledger, faults, latency, control, host, port } = parts;
  const idempotency = createIdempotency({ clock, ttlMs: api.idempotencyTtlMs });
  const pipeline = createPipeline({ api, idempotency, ledger, faults, latency });
  const handle = async (call: IncomingCall, res: ServerResponse): Promise<void> => {
    if (call.path.startsWith('/_sandbox/')) return deliver(res, await control(call));
    const page = await api.page(call);
    if (page) return deliver(res, page);
    await pipeline(call, res);
  };
  return startServer({ host, port, handle });
}
