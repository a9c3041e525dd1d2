import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RawSql } from '../db/statements.ts';
import type { Logger } from '../logger.ts';
import type { ProviderCalls } from '../providers/calls.ts';
import { type ProviderCustomerChanges, ProviderError } from '../providers/provider.ts';
import type { OpenConnection } from './provider-connections.ts';
import type { RowKey } from './provider-customer-claim.ts';
import { type CustomerProfile, LEASE_SECONDS } from './provider-customer-rows.ts';

/**
 * `done`: the customer has what the tenant has. `left`: not this time, the next use tries again. `missing`: the
 * provider does not find the customer.
 */
export type MirrorOutcome = 'done' | 'left' | 'missing';

export type MirrorInput = {
  key: RowKey;
  connection: OpenConnection;
  providerCustomerId: string;
  deadlineAt: Date;
};

/** Where a process may die; tests let it. */
export type MirrorStep = 'mirror_claimed' | 'mirror_sent';

/** Whoever waits for it came for something else, which must not be late because of this. */
const TIMEOUT_MS = 2_500;

/** In SQL, whether the customer of row `c` has not been told all that its tenant `t` now has. */
export const IS_PROFILE_CHANGED = `coalesce(c.mirrored_profile, c.params - 'metadata') IS DISTINCT FROM
    jsonb_build_object('name', t.name, 'email', t.email, 'locale', t.locale)`;

/**
 * Brings a tenant's changed name, e-mail and language to the customer that is bound to it.
 *
 * One at a time per row, under the row's claim. Before the provider is asked, the row forgets what it believes about
 * the fields that are sent, so that whatever becomes of the call, or of this process, the next use sends them again.
 */
export function createProfileMirror(options: {
  sql: RawSql;
  calls: ProviderCalls;
  logger: Logger;
  onStep: (step: MirrorStep) => void;
  clock: () => Date;
}) {
  const { sql, calls, logger, onStep, clock } = options;

  const claim = async ({ key, providerCustomerId }: MirrorInput, token: string): Promise<MirrorClaim | undefined> => {
    const { appUuid, tenantUuid, provider, account, mode } = key;
    const rows = await sql.$queryRaw<unknown[]>`
      WITH believed AS (
        SELECT c.id, coalesce(c.mirrored_profile, c.params - 'metadata', '{}') AS known,
          jsonb_build_object('name', t.name, 'email', t.email, 'locale', t.locale) AS profile
        FROM provider_customers c JOIN tenants t ON t.app_uuid = c.app_uuid AND t.uuid = c.tenant_uuid
        WHERE c.app_uuid = ${appUuid} AND c.tenant_uuid = ${tenantUuid} AND c.provider = ${provider}
          AND c.account = ${account} AND c.mode = ${mode}::provider_mode
          AND c.state = 'ready' AND c.provider_customer_id = ${providerCustomerId}
          AND (c.claim_until IS NULL OR c.claim_until < now())
        FOR UPDATE OF c)
      UPDATE provider_customers c SET
        claim_token = ${token}::uuid,
        claim_until = now() + make_interval(secs => ${LEASE_SECONDS}::double precision),
        mirrored_profile = (
          SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}') FROM jsonb_each(believed.known) field
          WHERE field.value IS NOT DISTINCT FROM believed.profile -> field.key)
      FROM believed WHERE c.id = believed.id
      RETURNING c.id::text, believed.profile, c.mirrored_profile AS kept`;
    return mirrorClaims.parse(rows)[0];
  };

  /** Only the claim's holder notes what the customer now has, and only while it is this customer. */
  const settle = async ({ id, profile }: MirrorClaim, token: string, isTold: boolean): Promise<void> => {
    const told = isTold ? JSON.stringify(profile) : null;
    await sql.$executeRaw`
      UPDATE provider_customers SET claim_token = NULL, claim_until = NULL,
        mirrored_profile = coalesce(${told}::jsonb, mirrored_profile)
      WHERE id = ${id}::uuid AND claim_token = ${token}::uuid AND state = 'ready'`;
  };

  /** @returns whether there is nothing left to tell, or what the provider said instead. */
  const tell = async (input: MirrorInput, changes: ProviderCustomerChanges): Promise<ProviderError | null> => {
    const { connection, providerCustomerId } = input;
    const { provider, account, client } = connection;
    if (Object.keys(changes).length === 0) return null;
    const deadlineAt = new Date(Math.min(input.deadlineAt.getTime(), clock().getTime() + TIMEOUT_MS));
    try {
      const scope = { provider, account, deadlineAt, retry: 'never' } as const;
      await calls.run(scope, () => client.updateCustomer({ providerCustomerId, changes }));
      return null;
    } catch (error) {
      if (error instanceof ProviderError) return error;
      throw error;
    }
  };

  return {
    /** A repeat is safe. No transaction or lock is open while the provider is asked. Never throws a ProviderError. */
    async mirror(input: MirrorInput): Promise<MirrorOutcome> {
      const token = randomUUID();
      const claimed = await claim(input, token);
      if (!claimed) return 'left';
      onStep('mirror_claimed');
      const error = await tell(input, changesOf(claimed));
      onStep('mirror_sent');
      // What a provider refuses as wrong, it refuses again; the tenant's next change is another try.
      const isTold = error === null || error.kind === 'rejected';
      await settle(claimed, token, isTold);
      if (error) {
        logger.warn({ customerRow: claimed.id, errorKind: error.kind, again: !isTold }, 'a customer was not updated');
      }
      if (error?.kind === 'customer_missing') return 'missing';
      return isTold ? 'done' : 'left';
    },
  };
}

/** A language that was taken away leaves the customer's as it is: a provider has no word for none. */
function changesOf({ profile, kept }: MirrorClaim): ProviderCustomerChanges {
  const { name, email, locale } = profile;
  return {
    ...('name' in kept ? {} : { name }),
    ...('email' in kept ? {} : { email }),
    ...('locale' in kept || locale === null ? {} : { locale }),
  };
}

type MirrorClaim = { id: string; profile: CustomerProfile; kept: Record<string, unknown> };

/** Rows are written by any version of this service, so they are looked at before they are trusted. */
const mirrorClaims: z.ZodType<MirrorClaim[]> = z.array(
  z.object({
    id: z.string(),
    profile: z.object({ name: z.string(), email: z.string(), locale: z.string().nullable() }),
    kept: z.record(z.string(), z.unknown()),
  }),
);
