import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import { decide, settle } from './decision.ts';
import { deliver, deliverFaulty, effectOf, strikesBeforeWork } from './fault-delivery.ts';
import type { FaultEffect, FaultKind, Strike, StrikingFaults } from './faults.ts';
import type { Idempotency } from './idempotency.ts';
import type { LatencyControl } from './latency.ts';
import type { WritableLedger } from './ledger.ts';
import type { Caller, IncomingCall, ProviderApi } from './provider-api.ts';

type PipelineParts<C extends Caller> = {
  api: ProviderApi<C>;
  idempotency: Idempotency;
  ledger: WritableLedger;
  faults: StrikingFaults;
  latency: LatencyControl;
};

/** Takes a call from its arrival to the wire: ledger, fault, authentication, idempotency, work, answer. */
export function createPipeline<C extends Caller>({ api, idempotency, ledger, faults, latency }: PipelineParts<C>) {
  return async function handle(call: IncomingCall, res: ServerResponse): Promise<void> {
    const authentication = api.authenticate(call);
    const caller = authentication.kind === 'caller' ? authentication.caller : null;
    const decoded = api.decode(call);
    const idempotencyKey = idempotencyKeyOf(call);
    const strike = faults.take({ provider: api.provider, caller, method: call.method, path: call.path });
    const record = ledger.open({
      provider: api.provider,
      account: caller?.account ?? null,
      mode: caller?.mode ?? null,
      method: call.method,
      path: call.path,
      params: decoded.kind === 'params' ? decoded.params : null,
      idempotencyKey,
      fault: strike?.fault.kind ?? null,
    });
    const failure = (status: number) => withRetryAfter(api.failure(status), strike?.fault);
    const dress = (answer: Answer, originalRequestId: string | null) =>
      api.dress(answer, call, { idempotencyKey, originalRequestId });

    if (strike && strikesBeforeWork(strike.fault)) {
      const answer = failure(strike.fault.kind === 'status' ? strike.fault.status : 500);
      return record({ status: deliverFaulty(res, dress(answer, null), strike.fault) });
    }
    const decision = decide({ api, idempotency, call, authentication, decoded, idempotencyKey });
    await latency.wait();
    await pause(strike, 'none');
    const { answer, executed } = settle(decision, { strike, failure });
    const originalRequestId = decision.kind === 'replay' ? decision.originalRequestId : null;
    record({ executed, replayed: originalRequestId !== null });
    await pause(strike, 'committed');
    const dressed = dress(answer, originalRequestId);
    if (strike) return record({ status: deliverFaulty(res, dressed, strike.fault) });
    deliver(res, dressed);
    record({ status: dressed.status });
  };
}

async function pause(strike: Strike | null, at: FaultEffect): Promise<void> {
  if (!strike || effectOf(strike.fault) !== at) return;
  if (strike.fault.kind === 'hold') await strike.released;
  if (strike.fault.kind === 'delay') await sleep(strike.fault.delayMs, undefined, { ref: false });
}

function withRetryAfter(answer: Answer, fault: FaultKind | undefined): Answer {
  if (fault?.kind !== 'status' || fault.retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}

function idempotencyKeyOf(call: IncomingCall): string | null {
  const header = call.headers['idempotency-key'];
  return typeof header === 'string' && header !== '' ? header : null;
}
