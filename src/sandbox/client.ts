import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import * as answers from './client-schemas.ts';
import type { FaultRule } from './core/faults.ts';
import type { Latency } from './core/latency.ts';
import type { LedgerEntry, LedgerFilter } from './core/ledger.ts';
import type { MollieProfileOptions } from './mollie/accounts.ts';
import type { SeedPlan } from './mollie/seed.ts';
import type { MollieStandIn, SeedTarget } from './mollie/stand-in.ts';
import type { WebhookConditions } from './mollie/webhooks.ts';
import type { StripeAccountOptions } from './stripe/accounts.ts';
import type { StripeCustomerView, StripeStandIn } from './stripe/stand-in.ts';

const POLL_MS = 10;

type SettleInput = Parameters<MollieStandIn['settlePayment']>[0];
type SettleMandateInput = Parameters<MollieStandIn['settleMandate']>[0];
type PortalSettings = Parameters<StripeStandIn['savePortalSettings']>[0];

/**
 * A sandbox that runs as a process of its own, driven over HTTP: what `Sandbox` does, with promises.
 * Every function rejects with the sandbox's reason when it refuses.
 * @param url either of its two URLs.
 */
export function createSandboxClient(url: string) {
  const send = (method: string, path: string, body?: unknown) => request(url, { method, path, body });
  const ask = async <S extends z.ZodType>(schema: S, method: string, path: string, body?: unknown) =>
    schema.parse(await send(method, path, body));
  return {
    stripe: {
      addAccount: (options: StripeAccountOptions) => ask(answers.accountAnswer, 'POST', '/stripe/accounts', options),
      savePortalSettings: (scope: PortalSettings) =>
        ask(answers.configurationAnswer, 'POST', '/stripe/portal-settings', scope),
      revokeKey: async (secret: string) => void (await send('POST', '/stripe/revoke', { secret })),
      customers: (): Promise<StripeCustomerView[]> => ask(answers.stripeCustomersAnswer, 'GET', '/stripe/customers'),
      deleteCustomer: async (customerId: string) => void (await send('DELETE', `/stripe/customers/${customerId}`)),
    },
    mollie: {
      addProfile: (options: MollieProfileOptions) => ask(answers.profileAnswer, 'POST', '/mollie/profiles', options),
      revokeCredential: async (secret: string) => void (await send('POST', '/mollie/revoke', { secret })),
      customers: () => ask(answers.mollieCustomersAnswer, 'GET', '/mollie/customers'),
      deleteCustomer: async (customerId: string) => void (await send('DELETE', `/mollie/customers/${customerId}`)),
      seedCustomer: (target: SeedTarget, plan?: SeedPlan) =>
        ask(answers.seededAnswer, 'POST', '/mollie/seed', { target, plan }),
      seedDemoCustomer: (target: SeedTarget) => ask(answers.seededAnswer, 'POST', '/mollie/seed-demo', { target }),
      settlePayment: async (input: SettleInput) => void (await send('POST', '/mollie/settle', input)),
      settleMandate: async (input: SettleMandateInput) => void (await send('POST', '/mollie/settle-mandate', input)),
      setWebhookConditions: async (conditions: WebhookConditions) =>
        void (await send('PUT', '/mollie/webhook-conditions', conditions)),
    },
    ledger: {
      entries: async (filter: LedgerFilter = {}): Promise<LedgerEntry[]> =>
        (await ask(answers.ledgerAnswer, 'GET', `/ledger?${queryOf(filter).toString()}`)).entries,
      count: async (filter: LedgerFilter = {}): Promise<number> =>
        (await ask(answers.ledgerAnswer, 'GET', `/ledger?${queryOf(filter).toString()}`)).entries.length,
      clear: async () => void (await send('DELETE', '/ledger')),
    },
    faults: {
      async add(rule: FaultRule) {
        const path = rule.path instanceof RegExp ? { path: rule.path.source } : {};
        const { faultId } = await ask(answers.faultAnswer, 'POST', '/faults', { ...rule, ...path });
        const hits = async () => (await ask(answers.hitsAnswer, 'GET', `/faults/${faultId}`)).hits;
        return {
          faultId,
          hits,
          /** Resolves once it has struck `count` calls. */
          async struck(count = 1) {
            while ((await hits()) < count) await sleep(POLL_MS);
          },
          release: async () => void (await send('POST', `/faults/${faultId}/release`)),
          remove: async () => void (await send('DELETE', `/faults/${faultId}`)),
        };
      },
      clear: async () => void (await send('DELETE', '/faults')),
    },
    clock: {
      now: async () => (await ask(answers.clockAnswer, 'GET', '/clock')).now,
      advance: async (advanceMs: number) => void (await send('POST', '/clock', { advanceMs })),
    },
    setLatency: async (latencyMs: Latency) => void (await send('PUT', '/latency', { latencyMs })),
  };
}

export type SandboxClient = ReturnType<typeof createSandboxClient>;

async function request(
  url: string,
  { method, path, body }: { method: string; path: string; body: unknown },
): Promise<unknown> {
  const json =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${url}/_sandbox${path}`, { method, ...json });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the sandbox refused ${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function queryOf({ provider, account, method, path }: LedgerFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (provider !== undefined) query.set('provider', provider);
  if (account !== undefined) query.set('account', account);
  if (method !== undefined) query.set('method', method);
  if (path instanceof RegExp) query.set('pathPattern', path.source);
  else if (path !== undefined) query.set('path', path);
  return query;
}
