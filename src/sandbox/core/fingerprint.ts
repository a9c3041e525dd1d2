import { createHash } from 'node:crypto';
import type { IncomingCall } from './provider-api.ts';

/** Equal for two calls exactly when a provider takes them for the same request; the order of parameters is no matter. */
export function fingerprint(call: Pick<IncomingCall, 'method' | 'path'>, params: unknown): string {
  return createHash('sha256')
    .update(`${call.method} ${call.path} ${canonicalJson(params)}`)
    .digest('base64');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
