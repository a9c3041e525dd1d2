import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';

export type RequestLimitSettings = {
  /** Refused keys from one address, per minute. */
  failedKeysPerMinute: number;
  /** Calls with one key, per minute. */
  callsPerKeyPerMinute: number;
};

export type RequestLimits = ReturnType<typeof createRequestLimits>;

/**
 * Keeps guessing and runaway loops away from the database and the providers (contract D9). Counted in this process.
 * All throw AppError too_many_requests with the seconds until the next call may be taken.
 */
export function createRequestLimits({ failedKeysPerMinute, callsPerKeyPerMinute }: RequestLimitSettings) {
  const failures = new RateLimiterMemory({ points: failedKeysPerMinute, duration: 60 });
  const calls = new RateLimiterMemory({ points: callsPerKeyPerMinute, duration: 60 });

  return {
    /** Before a key is looked up: has this address shown too many bad ones? */
    async assertAddressMayTry(address: string): Promise<void> {
      const state = await failures.get(address);
      if (state !== null && state.consumedPoints >= failedKeysPerMinute) throw tooMany('failed_keys', state);
    },

    async noteFailedKey(address: string): Promise<void> {
      await failures.penalty(address);
    },

    async countCall(keyId: string): Promise<void> {
      try {
        await calls.consume(keyId);
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooMany('calls_per_key', error) : error;
      }
    },
  };
}

function tooMany(reason: string, { msBeforeNext }: RateLimiterRes): AppError {
  return new AppError('too_many_requests', { reason, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}
