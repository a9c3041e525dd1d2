import { isIP } from 'node:net';
import { isDatabaseUnavailable } from '../db/errors.ts';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import { createSharedQuota, type QuotaVerdict, type SharedQuota, WINDOW_SECONDS } from './shared-quotas.ts';

export type RequestLimitSettings = {
  /** Refused keys from one address. */
  failedKeysPerMinute: number;
  /** Calls with one key. */
  callsPerKeyPerMinute: number;
  /** Attempts, by callers, to make one tenant's customer at a provider, after the very first. */
  customerAttemptsPerTenantPerMinute: number;
};

/** Providers send from a few addresses, once or a few times for each checkout, and later again what was refused. */
const WEBHOOKS_PER_ADDRESS_PER_MINUTE = 1200;

type Tenant = { appUuid: string; tenantUuid: string };

export type RequestLimits = ReturnType<typeof createRequestLimits>;

/**
 * Keeps guessing and runaway loops away from the database and the providers (contract D9), counted by all processes on
 * one database together. All throw AppError too_many_requests with the seconds until the next one may be taken.
 */
export function createRequestLimits({ sql, settings }: { sql: RawSql; settings: RequestLimitSettings }) {
  const quotaOf = (policy: string, perMinute: number): SharedQuota =>
    createSharedQuota({ sql, policy: { policy, perMinute } });
  const failedKeys = quotaOf('failed_keys', settings.failedKeysPerMinute);
  const callsPerKey = quotaOf('calls_per_key', settings.callsPerKeyPerMinute);
  const webhooks = quotaOf('webhooks', WEBHOOKS_PER_ADDRESS_PER_MINUTE);
  const customerAttempts = quotaOf('customer_attempts', settings.customerAttemptsPerTenantPerMinute);

  return {
    /** Before a key is looked up: has this address shown too many bad ones? Asks nobody. */
    assertAddressMayTry(address: string): void {
      assertGranted(failedKeys, failedKeys.look(networkOf(address)));
    },

    async noteFailedKey(address: string): Promise<void> {
      try {
        assertGranted(failedKeys, await failedKeys.spend(networkOf(address)));
      } catch (error) {
        // Without a database no key is looked up, so there is nothing to guard.
        if (!isDatabaseUnavailable(error)) throw error;
      }
    },

    async countCall(keyId: string): Promise<void> {
      assertGranted(callsPerKey, await callsPerKey.spend(keyId));
    },

    /** Before a customer is tried for: was that done too often? Asks nobody. */
    assertCustomerMayBeTried(tenant: Tenant): void {
      assertGranted(customerAttempts, customerAttempts.look(subjectOf(tenant)));
    },

    /** Of an attempt that is not the first: that one can be made once. */
    async countCustomerRepeat(tenant: Tenant): Promise<void> {
      assertGranted(customerAttempts, await customerAttempts.spend(subjectOf(tenant)));
    },

    /** Of a provider, or of whoever says so. */
    async countWebhook(address: string): Promise<void> {
      assertGranted(webhooks, await webhooks.spend(networkOf(address)));
    },

    /** Forgets what no limit needs any more. */
    async purge(): Promise<void> {
      for (const quota of [failedKeys, callsPerKey, customerAttempts, webhooks]) await quota.purge();
    },
  };
}

/** Whoever has one IPv6 address has 2^64 of them, so those are counted by their network. */
export function networkOf(address: string): string {
  // Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:443`.
  const bare = address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const plain = bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (isIP(plain) === 4) return plain;
  if (isIP(plain) !== 6) return 'unknown';
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function subjectOf({ appUuid, tenantUuid }: Tenant): string {
  return `${appUuid}/${tenantUuid}`;
}

function assertGranted({ policy: { policy, perMinute } }: SharedQuota, verdict: QuotaVerdict): void {
  if (verdict.kind === 'granted') return;
  throw new AppError('too_many_requests', {
    reason: policy,
    retryAfterSeconds: Math.max(1, Math.ceil(verdict.restMs / 1000)),
    rateLimit: { policy, quota: perMinute, windowSeconds: WINDOW_SECONDS },
  });
}
