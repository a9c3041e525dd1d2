import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProviderCalls } from '../../src/providers/calls.ts';
import { type ConnectionDetails, type PaymentProvider, ProviderError } from '../../src/providers/provider.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

export type ProviderContract = {
  id: 'stripe' | 'mollie';
  create: (sandbox: Sandbox) => PaymentProvider;
  /** Makes an account at the stand-in and returns a secret of it. */
  addAccount: (sandbox: Sandbox) => { secret: string; account: string };
  customersPath: string;
  customerIdPrefix: string;
  malformedSecrets: string[];
  secretsByMode: Record<'test' | 'live', string>;
};

/** What the services rely on, whichever provider it is. A new provider calls this once. */
export function describeProvider(contract: ProviderContract): void {
  let sandbox: Sandbox;
  let provider: PaymentProvider;
  beforeAll(async () => {
    sandbox = await createSandbox();
    provider = contract.create(sandbox);
  });
  afterAll(() => sandbox.close());

  const connect = async (): Promise<ConnectionDetails> => {
    const { secret } = contract.addAccount(sandbox);
    const identity = await provider.identify({ secret });
    return { connectionId: randomUUID(), secret, ...identity };
  };
  const customer = () => ({
    params: {
      name: 'Tenant',
      email: 'tenant@example.com',
      locale: 'nl-NL',
      metadata: { app: 'a', tenant: randomUUID() },
    },
    idempotencyKey: randomUUID(),
  });
  const made = () => sandbox.ledger.count({ provider: contract.id, method: 'POST', path: contract.customersPath });

  describe(`${contract.id} as a provider`, () => {
    it('knows its secrets by their form, and their mode', () => {
      for (const mode of ['test', 'live'] as const) {
        expect(provider.inspectSecret(contract.secretsByMode[mode])).toEqual({ kind: 'wellFormed', mode });
      }
      for (const secret of contract.malformedSecrets) {
        expect(provider.inspectSecret(secret), secret).toEqual({ kind: 'malformed' });
      }
    });

    it('says whose secret it is', async () => {
      const { secret, account } = contract.addAccount(sandbox);
      expect(await provider.identify({ secret })).toMatchObject({ account, mode: 'test' });
    });

    it('makes one customer for one idempotency key, with our metadata', async () => {
      const client = provider.createClient(await connect());
      const input = customer();
      const first = await client.createCustomer(input);
      expect(first.providerCustomerId).toMatch(new RegExp(`^${contract.customerIdPrefix}`));
      expect(await client.createCustomer(input)).toEqual(first);
      const stored = sandbox[contract.id].customers().find(({ customerId }) => customerId === first.providerCustomerId);
      expect(stored).toMatchObject({ name: 'Tenant', email: 'tenant@example.com', metadata: input.params.metadata });
    });

    it('verifies a secret that is accepted', async () => {
      await expect(provider.createClient(await connect()).verify()).resolves.toBeUndefined();
    });

    it.each([
      [{ kind: 'status', status: 401 }, 'credentials_refused'],
      [{ kind: 'status', status: 403 }, 'credentials_refused'],
      [{ kind: 'status', status: 409 }, 'in_flight'],
      [{ kind: 'status', status: 429 }, 'busy'],
      [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 'busy'],
      [{ kind: 'status', status: 500 }, 'unavailable'],
      [{ kind: 'status', status: 503, retryAfterSeconds: 60 }, 'unavailable'],
      [{ kind: 'reset' }, 'unavailable'],
      [{ kind: 'html' }, 'nonsense'],
      [{ kind: 'html', status: 502 }, 'nonsense or unavailable'],
      [{ kind: 'redirect' }, 'nonsense or rejected'],
    ] as const)('tells faults apart: %j is %s, in our own words', async (fault, kind) => {
      const client = provider.createClient(await connect());
      const handle = sandbox.faults.add({ provider: contract.id, ...fault });
      const error = await client.createCustomer(customer()).catch((thrown: unknown) => thrown);
      handle.remove();
      expect(error).toBeInstanceOf(ProviderError);
      const { kind: actual, facts, message } = error as ProviderError;
      expect(kind.split(' or ')).toContain(actual);
      expect(facts.retryAfterSeconds).toBe('retryAfterSeconds' in fault ? fault.retryAfterSeconds : undefined);
      expect(message).toMatch(new RegExp(`^${contract.id} call failed: [a-z_]+( \\(\\d{3}\\))?$`));
    });

    it('is one attempt where the provider answers with an error: repeats are ours to decide', async () => {
      const client = provider.createClient(await connect());
      const before = made();
      const handle = sandbox.faults.add({ provider: contract.id, kind: 'status', status: 503 });
      await client.createCustomer(customer()).catch(() => undefined);
      handle.remove();
      expect(made() - before).toBe(1);
    });

    it('says that an idempotency key was used for something else', async () => {
      const client = provider.createClient(await connect());
      const input = customer();
      await client.createCustomer(input);
      const other = { ...input, params: { ...input.params, name: 'Another' } };
      await expect(client.createCustomer(other)).rejects.toMatchObject({ kind: 'idempotency_conflict' });
    });

    it('makes one customer through faults, when it is repeated with the same key (P1)', async () => {
      const calls = createProviderCalls();
      const connection = await connect();
      const client = provider.createClient(connection);
      for (const fault of [
        { kind: 'reset', effect: 'none' },
        { kind: 'reset', effect: 'committed' },
        { kind: 'truncate' },
        { kind: 'html', effect: 'committed' },
      ] as const) {
        const input = customer();
        const handle = sandbox.faults.add({ provider: contract.id, times: 1, ...fault });
        const scope = { provider: contract.id, account: connection.account, retry: 'safe' } as const;
        const deadlineAt = new Date(Date.now() + 12_000);
        const { providerCustomerId } = await calls.run({ ...scope, deadlineAt }, () => client.createCustomer(input));
        handle.remove();
        const ours = sandbox[contract.id]
          .customers()
          .filter(({ metadata }) => JSON.stringify(metadata).includes(input.params.metadata.tenant));
        expect(ours.map(({ customerId }) => customerId)).toEqual([providerCustomerId]);
      }
    });
  });
}
