import type { Answer } from './answer.ts';
import { effectOf } from './fault-delivery.ts';
import type { Strike } from './faults.ts';
import { fingerprint } from './fingerprint.ts';
import type { Idempotency } from './idempotency.ts';
import type { Authentication, Caller, Decoded, IncomingCall, ProviderApi, RunConditions } from './provider-api.ts';

/** What becomes of a call. Taking the decision takes the idempotency key as well; nothing else has happened yet. */
export type Decision =
  | { kind: 'refuse'; answer: Answer }
  | { kind: 'replay'; answer: Answer; originalRequestId: string }
  | { kind: 'run'; run: (conditions: RunConditions) => Answer; save: (answer: Answer) => void };

export type Settled = { answer: Answer; executed: boolean };

type DecisionInput<C extends Caller> = {
  api: ProviderApi<C>;
  idempotency: Idempotency;
  call: IncomingCall;
  authentication: Authentication<C>;
  decoded: Decoded;
  idempotencyKey: string | null;
};

export function decide<C extends Caller>(input: DecisionInput<C>): Decision {
  const { api, call, authentication, decoded, idempotencyKey } = input;
  if (authentication.kind === 'refused') return { kind: 'refuse', answer: authentication.answer };
  if (decoded.kind === 'refused') return { kind: 'refuse', answer: decoded.answer };
  const { caller } = authentication;
  const prepared = api.prepare({ call, caller, params: decoded.params });
  if (prepared.kind === 'refused') return { kind: 'refuse', answer: prepared.answer };
  const { run } = prepared;
  if (idempotencyKey === null || !api.idempotentMethods.includes(call.method))
    return { kind: 'run', run, save: forget };

  const malformed = api.keyMalformed(idempotencyKey);
  if (malformed) return { kind: 'refuse', answer: malformed };
  const begun = input.idempotency.begin({
    scope: `${caller.account} ${caller.mode}`,
    key: idempotencyKey,
    fingerprint: fingerprint(call, decoded.params),
  });
  if (begun.kind === 'inUse') return { kind: 'refuse', answer: api.keyInUse(idempotencyKey) };
  if (begun.kind === 'reused') return { kind: 'refuse', answer: api.keyReused(idempotencyKey) };
  if (begun.kind === 'replay') return begun;
  return { kind: 'run', run, save: (answer) => begun.save(answer, call.requestId) };
}

/** Does the work, or what a fault leaves of it, and lets the idempotency key remember the outcome. */
export function settle(
  decision: Decision,
  input: { strike: Strike | null; failure: (status: number) => Answer },
): Settled {
  if (decision.kind !== 'run') return { answer: decision.answer, executed: false };
  const { strike, failure } = input;
  const fault = strike?.fault;
  if (fault?.kind !== 'status') {
    const invisibleForMs = fault?.kind === 'invisible' ? fault.forMs : 0;
    return { answer: runAndSave(decision, { invisibleForMs, onBug: failure(500) }), executed: true };
  }
  const shown = failure(fault.status);
  const executed = effectOf(fault) === 'committed';
  if (!executed) decision.save(shown);
  else runAndSave(decision, { invisibleForMs: 0, onBug: failure(500), remember: fault.saved === true ? shown : null });
  return { answer: shown, executed };
}

type Running = Extract<Decision, { kind: 'run' }>;

/** `onBug` is saved when the stand-in itself fails, so that the key is not in use for ever. */
function runAndSave(decision: Running, options: RunConditions & { onBug: Answer; remember?: Answer | null }): Answer {
  let answer = options.onBug;
  try {
    answer = decision.run({ invisibleForMs: options.invisibleForMs });
  } finally {
    decision.save(options.remember ?? answer);
  }
  return answer;
}

function forget(): void {}
