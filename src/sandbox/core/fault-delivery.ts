import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { FaultEffect, FaultKind } from './faults.ts';

const HUGE_BYTES = 10_000_000;

/** What the fault strikes before: nothing of the call is carried out. */
export function strikesBeforeWork(fault: FaultKind): boolean {
  if (fault.kind === 'status') return fault.saved !== true && effectOf(fault) === 'none';
  return ['hang', 'reset', 'html', 'huge', 'redirect'].includes(fault.kind) && effectOf(fault) === 'none';
}

export function effectOf(fault: FaultKind): FaultEffect {
  return ('effect' in fault ? fault.effect : undefined) ?? 'none';
}

/** The whole answer, unharmed. */
export function deliver(res: ServerResponse, answer: Answer): void {
  res.writeHead(answer.status, withLength(answer));
  res.end(answer.body);
}

/**
 * Puts on the wire what the fault leaves of the answer.
 * @returns the status that was sent, or null when none was.
 */
export function deliverFaulty(res: ServerResponse, answer: Answer, fault: FaultKind): number | null {
  if (fault.kind === 'hang') return null;
  if (fault.kind === 'reset') {
    res.socket?.resetAndDestroy();
    return null;
  }
  if (fault.kind === 'drip') {
    void drip(res, answer, fault.everyMs);
    return answer.status;
  }
  if (fault.kind === 'truncate') return truncate(res, answer);
  const shown = replacement(fault, answer) ?? answer;
  deliver(res, shown);
  return shown.status;
}

/** What comes instead of the provider's answer. */
function replacement(fault: FaultKind, answer: Answer): Answer | null {
  if (fault.kind === 'stranger') return strangerAnswer(answer);
  if (fault.kind === 'html') return htmlAnswer(fault.status ?? 200);
  if (fault.kind === 'huge') return hugeAnswer(fault.bytes ?? HUGE_BYTES);
  if (fault.kind !== 'redirect') return null;
  return { status: 302, headers: { location: fault.location ?? '/elsewhere' }, body: '' };
}

function withLength(answer: Answer): Record<string, string | number> {
  if (answer.status === 204) return answer.headers;
  return { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) };
}

function truncate(res: ServerResponse, answer: Answer): number {
  res.writeHead(answer.status, withLength(answer));
  const body = Buffer.from(answer.body);
  // Only once the half is out: destroying at once would drop it, headers and all.
  res.write(body.subarray(0, Math.floor(body.length / 2)), () => res.destroy());
  return answer.status;
}

async function drip(res: ServerResponse, answer: Answer, everyMs: number): Promise<void> {
  res.writeHead(answer.status, withLength(answer));
  res.flushHeaders();
  for (const byte of Buffer.from(answer.body)) {
    await sleep(everyMs, undefined, { ref: false });
    if (res.destroyed) return;
    res.write(Buffer.of(byte));
  }
  res.end();
}

function htmlAnswer(status: number): Answer {
  const body =
    '<!doctype html><html><head><title>Gateway</title></head><body><h1>Please try again later</h1></body></html>';
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function strangerAnswer(answer: Answer): Answer {
  const body = JSON.parse(answer.body, (name: string, value: unknown) => {
    if ((name === 'id' || name === 'customer') && typeof value === 'string') return `${value}Stranger`;
    return name === 'metadata' ? { row: 'another' } : value;
  }) as unknown;
  return { ...answer, body: JSON.stringify(body) };
}

function hugeAnswer(bytes: number): Answer {
  const frame = '{"padding":""}';
  const body = `{"padding":"${'x'.repeat(Math.max(0, bytes - frame.length))}"}`;
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
