import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProviderCalls } from '../../src/providers/calls.ts';
import {
  type ConnectionDetails,
  type CreateProviderCustomerInput,
  type CustomerPage,
  type PaymentProvider,
  type ProviderClient,
  ProviderError,
  type ProviderMode,
  type ProviderOptions,
} from '../../src/providers/provider.ts';
import { isProviderId, mapProviders } from '../../src/providers/provider-ids.ts';
import { createProviderRegistry } from '../../src/providers/registry.ts';
import type { FaultKind, FaultRule } from '../../src/sandbox/core/faults.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { always, startAnsweringServer } from './answering-server.ts';

export type ContractAccount = {
  /** The provider's id of it. */
  account: string;
  secret: string;
  /** Another secret of the same account and mode. */
  otherSecret: string;
  revoke: (secret: string) => void;
};

export type KnownCustomer = {
  id: string;
  name: string | null;
  email: string | null;
  /** In the provider's own form; null when it has none. */
  locale: string | null;
  metadata: unknown;
};

export type ContractSubject = {
  create: (options: ProviderOptions) => PaymentProvider;
  provider: FaultRule['provider'];
  url: (sandbox: Sandbox) => string;
  addAccount: (sandbox: Sandbox, mode: ProviderMode) => ContractAccount;
  /** What the account's owner sees. */
  customers: (sandbox: Sandbox, account: ContractAccount) => KnownCustomer[];
  deleteCustomer: (sandbox: Sandbox, id: string) => void;
  customersPath: string;
  /** Of this provider's form, but of no account. */
  unknownSecret: string;
  malformedSecrets: string[];
  /** How it writes German as it is spoken in Austria, and a language that it does not speak, if there is one. */
  locales: { deAt: string; unspoken: string | null };
  /** The provider's form of an error whose texts are all this one. */
  errorBody: (text: string, status: number) => unknown;
  /** What its answer to a new customer may not be. */
  oddCustomers: unknown[];
};

/** So long that no answer comes too late, however slow the machine. */
const TIMEOUT_MS = 10_000;
/** For what does not end by itself. */
const HASTY_MS = 400;

/** What every provider must hold, whoever it is; called once for each. */
export function describeProvider(name: string, subject: ContractSubject): void {
  describe(`${name} keeps the provider contract`, () => {
    let sandbox: Sandbox;
    let provider: PaymentProvider;
    let account: ContractAccount;
    let client: ProviderClient;
    let hasty: ProviderClient;

    beforeAll(async () => {
      sandbox = await createSandbox();
      provider = subject.create({ apiUrl: subject.url(sandbox), timeoutMs: TIMEOUT_MS });
      account = subject.addAccount(sandbox, 'test');
      client = provider.createClient(await connect(account));
      const hastily = subject.create({ apiUrl: subject.url(sandbox), timeoutMs: HASTY_MS });
      hasty = hastily.createClient(await connect(account));
    });
    afterEach(() => sandbox.faults.clear());
    afterAll(() => sandbox.close());

    const connect = async ({ secret }: ContractAccount): Promise<ConnectionDetails> => ({
      secret,
      ...(await provider.identify({ secret })),
    });
    const add = (fault: FaultKind & Partial<FaultRule>) =>
      sandbox.faults.add({ provider: subject.provider, path: `^${subject.customersPath}$`, ...fault });
    const countCustomerCalls = () => sandbox.ledger.count({ method: 'POST', path: subject.customersPath });
    const create = (overrides: Partial<CreateProviderCustomerInput> = {}) =>
      client.createCustomer(newCustomer(overrides));
    const clientFor = ({ kind }: FaultKind) => (kind === 'hang' || kind === 'drip' ? hasty : client);

    it('is the one that the registry has under its word', () => {
      expect(isProviderId(provider.id)).toBe(true);
      const registry = createProviderRegistry({ apiUrls: mapProviders(() => undefined) });
      const registered = Object.entries(registry).find(([id]) => id === provider.id);
      expect(registered?.[1]).toMatchObject({ id: provider.id, displayName: provider.displayName });
    });

    describe('a secret', () => {
      it('tells by its form whether it can be one', () => {
        for (const secret of [...subject.malformedSecrets, '', ' ', 'x', `${account.secret} `, ` ${account.secret}`]) {
          expect(provider.inspectSecret(secret), secret).toEqual({ kind: 'malformed' });
        }
        expect(provider.inspectSecret(subject.unknownSecret)).toMatchObject({ kind: 'wellFormed' });
      });

      it.each(['test', 'live'] as const)('is told whose it is, in %s mode', async (mode) => {
        const mine = subject.addAccount(sandbox, mode);
        const identified = await provider.identify({ secret: mine.secret });
        expect(identified).toMatchObject({ account: mine.account, mode });
        expect(provider.inspectSecret(mine.secret)).toEqual({ kind: 'wellFormed', mode });
      });

      it('is of the same account as another secret of it, and of another than a stranger’s', async () => {
        const first = await provider.identify({ secret: account.secret });
        expect(await provider.identify({ secret: account.otherSecret })).toEqual(first);
        const stranger = subject.addAccount(sandbox, 'test');
        expect((await provider.identify({ secret: stranger.secret })).account).not.toBe(first.account);
      });

      it('that nobody has is refused', async () => {
        const refused = await failureOf(provider.identify({ secret: subject.unknownSecret }));
        expect(refused).toMatchObject({ kind: 'credentials_refused', facts: { status: 401 } });
      });

      it('is verified for as long as the provider accepts it', async () => {
        const leaving = subject.addAccount(sandbox, 'test');
        const itsClient = provider.createClient(await connect(leaving));
        await itsClient.verify();
        leaving.revoke(leaving.secret);
        expect((await failureOf(itsClient.verify())).kind).toBe('credentials_refused');
      });
    });

    describe('a customer', () => {
      it('is made as it was asked for, in one call that carries the idempotency key (C12)', async () => {
        const before = countCustomerCalls();
        const input = newCustomer();
        const { providerCustomerId, metadata: answered } = await client.createCustomer(input);
        const made = subject.customers(sandbox, account).find(({ id }) => id === providerCustomerId);
        const { name: itsName, email, metadata } = input.params;
        expect(answered).toEqual(metadata);
        expect(made).toMatchObject({ id: providerCustomerId, name: itsName, email, metadata });
        expect(countCustomerCalls() - before).toBe(1);
        const [entry] = sandbox.ledger.entries({ method: 'POST', path: subject.customersPath }).slice(-1);
        expect(entry?.idempotencyKey).toBe(input.idempotencyKey);
      });

      it('is the same one for the same key and parameters (P1)', async () => {
        const input = newCustomer();
        const first = await client.createCustomer(input);
        expect(await client.createCustomer(structuredClone(input))).toEqual(first);
        const another = provider.createClient(await connect({ ...account, secret: account.otherSecret }));
        expect(await another.createCustomer(input)).toEqual(first);
      });

      it('is refused for a known key with other parameters', async () => {
        const input = newCustomer();
        await client.createCustomer(input);
        const drifted = { ...input, params: { ...input.params, name: 'Renamed' } };
        expect((await failureOf(client.createCustomer(drifted))).kind).toBe('idempotency_conflict');
      });

      it('is in flight for a second caller with the same key', async () => {
        const input = newCustomer();
        const hold = add({ kind: 'hold', times: 1 });
        const first = client.createCustomer(input);
        await hold.struck();
        expect((await failureOf(client.createCustomer(input))).kind).toBe('in_flight');
        hold.release();
        expect(await first).toEqual(await client.createCustomer(input));
      });

      it.each(['de', 'de-CH', 'sr-Latn-RS', 'x', '', null])('is made for a tenant of the locale %j', async (locale) => {
        const { params } = newCustomer();
        await expect(create({ params: { ...params, locale } })).resolves.toBeDefined();
      });
    });

    describe('a customer that was made', () => {
      it('is found with its metadata among those made since then (P3)', async () => {
        const createdSince = new Date(Date.now() - 60_000);
        const input = newCustomer();
        const { providerCustomerId } = await client.createCustomer(input);
        const { customers, nextCursor } = await client.listCustomers({ createdSince, cursor: null });
        expect(nextCursor).toBeNull();
        const found = customers.find((each) => each.providerCustomerId === providerCustomerId);
        expect(found?.metadata).toEqual(input.params.metadata);
      });

      it('is found on whatever page it is', async () => {
        const other = subject.addAccount(sandbox, 'test');
        const patient = subject.create({ apiUrl: subject.url(sandbox) });
        const itsClient = patient.createClient(await connect(other));
        const createdSince = new Date(Date.now() - 60_000);
        const made = await Promise.all(Array.from({ length: 260 }, () => itsClient.createCustomer(newCustomer())));
        const listed: string[] = [];
        let cursor: string | null = null;
        do {
          const page: CustomerPage = await itsClient.listCustomers({ createdSince, cursor });
          listed.push(...page.customers.map(({ providerCustomerId }) => providerCustomerId));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(listed.toSorted()).toEqual(made.map(({ providerCustomerId }) => providerCustomerId).toSorted());
      });

      it('is not listed when it is older', async () => {
        const { providerCustomerId } = await create();
        sandbox.clock.advance(3_600_000);
        const createdSince = new Date(sandbox.clock.now().getTime() - 1_800_000);
        const { customers } = await client.listCustomers({ createdSince, cursor: null });
        expect(customers.map((each) => each.providerCustomerId)).not.toContain(providerCustomerId);
      });

      it('is neither present nor changed by an answer about another object', async () => {
        const { providerCustomerId } = await create();
        const stranger = add({ kind: 'stranger', path: providerCustomerId });
        expect((await failureOf(client.lookUpCustomer(providerCustomerId))).kind).toBe('nonsense');
        const changes = { name: 'Renamed' };
        expect((await failureOf(client.updateCustomer({ providerCustomerId, changes }))).kind).toBe('nonsense');
        stranger.remove();
        expect(await client.lookUpCustomer(providerCustomerId)).toBe('present');
      });

      it('is present until it is deleted, and then gone, as is one that never was', async () => {
        const { providerCustomerId } = await create();
        expect(await client.lookUpCustomer(providerCustomerId)).toBe('present');
        subject.deleteCustomer(sandbox, providerCustomerId);
        expect(await client.lookUpCustomer(providerCustomerId)).toBe('gone');
        for (const never of [`${providerCustomerId}x`, 'nobody', 'tr_1', 'cus-1', '-', 'acct_1', 'x'.repeat(128)]) {
          expect(await client.lookUpCustomer(never), never).toBe('gone');
        }
      });

      it.each([
        { kind: 'status', status: 500 },
        { kind: 'status', status: 401 },
        { kind: 'html', status: 404 },
        { kind: 'html', status: 410 },
        { kind: 'html' },
        { kind: 'truncate' },
        { kind: 'reset' },
        { kind: 'hang' },
        { kind: 'stranger' },
      ] as FaultKind[])('is never told to be gone because of %j (P4)', async (fault) => {
        const { providerCustomerId } = await create();
        add({ ...fault, path: providerCustomerId });
        expect((await failureOf(clientFor(fault).lookUpCustomer(providerCustomerId))).kind).not.toBe(
          'customer_missing',
        );
      });

      it('is one customer through faults, when the call is repeated with the same key (P1)', async () => {
        const calls = createProviderCalls();
        const faults: FaultKind[] = [
          { kind: 'reset', effect: 'none' },
          { kind: 'reset', effect: 'committed' },
          { kind: 'truncate' },
          { kind: 'html', effect: 'committed' },
          { kind: 'hang', effect: 'committed' },
          { kind: 'status', status: 502, effect: 'committed' },
        ];
        for (const fault of faults) {
          const strike = add({ ...fault, times: 1 });
          const input = newCustomer();
          const deadlineAt = new Date(Date.now() + 12_000);
          const scope = { provider: provider.id, account: account.account, deadlineAt, retry: 'safe' } as const;
          const { providerCustomerId } = await calls.run(scope, () => clientFor(fault).createCustomer(input));
          const made = subject.customers(sandbox, account).filter(({ email }) => email === input.params.email);
          expect(made.map(({ id }) => id)).toEqual([providerCustomerId]);
          expect(strike.hits()).toBe(1);
        }
      });

      it('tells a failure that the key remembers from a new one (P3)', async () => {
        const input = newCustomer();
        add({ kind: 'status', status: 500, saved: true, times: 1 });
        expect(await failureOf(client.createCustomer(input))).toMatchObject({
          kind: 'unavailable',
          facts: { replayed: false },
        });
        expect(await failureOf(client.createCustomer(input))).toMatchObject({
          kind: 'unavailable',
          facts: { replayed: true },
        });
      });
    });

    describe('a customer that is updated', () => {
      const known = (id: string) => subject.customers(sandbox, account).find((customer) => customer.id === id);

      it('has the new name, e-mail and language, and keeps everything else, however often it is told', async () => {
        const { providerCustomerId } = await create();
        const before = known(providerCustomerId);
        const changes = { name: 'Renamed & Töchter', email: 'renamed@tenant.example', locale: 'de-AT' };
        for (let time = 0; time < 2; time += 1) await client.updateCustomer({ providerCustomerId, changes });
        const after = { name: changes.name, email: changes.email, locale: subject.locales.deAt };
        expect(known(providerCustomerId)).toEqual({ ...before, ...after });
      });

      it.each([{ name: 'Only renamed' }, { email: 'only@tenant.example' }])(
        'changes no more than %j',
        async (changes) => {
          const { providerCustomerId } = await create();
          const before = known(providerCustomerId);
          await client.updateCustomer({ providerCustomerId, changes });
          expect(known(providerCustomerId)).toEqual({ ...before, ...changes });
        },
      );

      it('keeps its language when the new one is not spoken there, and is not asked for nothing', async () => {
        const { providerCustomerId } = await create();
        const before = known(providerCustomerId);
        const calls = sandbox.ledger.count();
        await client.updateCustomer({ providerCustomerId, changes: {} });
        const { unspoken } = subject.locales;
        if (unspoken !== null) await client.updateCustomer({ providerCustomerId, changes: { locale: unspoken } });
        expect(sandbox.ledger.count()).toBe(calls);
        expect(known(providerCustomerId)).toEqual(before);
      });

      it('is missing when it is deleted, or was never there', async () => {
        const { providerCustomerId } = await create();
        subject.deleteCustomer(sandbox, providerCustomerId);
        for (const gone of [providerCustomerId, `${providerCustomerId}x`]) {
          const update = client.updateCustomer({ providerCustomerId: gone, changes: { name: 'Nobody' } });
          expect((await failureOf(update)).kind).toBe('customer_missing');
        }
      });

      it.each([
        [{ kind: 'status', status: 401 }, 'credentials_refused'],
        [{ kind: 'status', status: 422 }, 'rejected'],
        [{ kind: 'status', status: 429 }, 'busy'],
        [{ kind: 'status', status: 503 }, 'unavailable'],
        [{ kind: 'html', status: 404 }, 'nonsense'],
        [{ kind: 'reset' }, 'unavailable'],
        [{ kind: 'hang' }, 'timeout'],
      ] as [FaultKind, ProviderError['kind']][])('is told, for %j, as %s after one attempt', async (fault, kind) => {
        const { providerCustomerId } = await create();
        const strike = add({ ...fault, path: providerCustomerId });
        const update = clientFor(fault).updateCustomer({ providerCustomerId, changes: { name: 'Renamed' } });
        expect((await failureOf(update)).kind).toBe(kind);
        expect(strike.hits()).toBe(1);
      });
    });

    describe('a failure', () => {
      const cases: { fault: FaultKind; kind: ProviderError['kind']; facts?: Partial<ProviderError['facts']> }[] = [
        { fault: { kind: 'status', status: 401 }, kind: 'credentials_refused', facts: { status: 401 } },
        { fault: { kind: 'status', status: 403 }, kind: 'credentials_refused', facts: { status: 403 } },
        { fault: { kind: 'status', status: 409 }, kind: 'in_flight' },
        { fault: { kind: 'status', status: 422 }, kind: 'rejected', facts: { status: 422 } },
        { fault: { kind: 'status', status: 429 }, kind: 'busy' },
        {
          fault: { kind: 'status', status: 429, retryAfterSeconds: 7 },
          kind: 'busy',
          facts: { status: 429, retryAfterSeconds: 7 },
        },
        { fault: { kind: 'status', status: 500 }, kind: 'unavailable', facts: { status: 500 } },
        {
          fault: { kind: 'status', status: 503, retryAfterSeconds: 3600 },
          kind: 'unavailable',
          facts: { status: 503, retryAfterSeconds: 3600 },
        },
        { fault: { kind: 'html' }, kind: 'nonsense' },
        { fault: { kind: 'html', status: 502 }, kind: 'unavailable' },
        { fault: { kind: 'html', status: 403 }, kind: 'nonsense' },
        { fault: { kind: 'html', status: 404 }, kind: 'nonsense' },
        { fault: { kind: 'redirect' }, kind: 'nonsense' },
        { fault: { kind: 'huge' }, kind: 'nonsense' },
        { fault: { kind: 'truncate' }, kind: 'unavailable' },
        { fault: { kind: 'reset' }, kind: 'unavailable', facts: { hint: 'ECONNRESET' } },
        { fault: { kind: 'hang' }, kind: 'timeout' },
        { fault: { kind: 'drip', everyMs: 20 }, kind: 'timeout' },
      ];
      const named = cases.map((entry) => ({ what: JSON.stringify(entry.fault), ...entry }));

      it.each(named)('$what is told as $kind, after one attempt', async ({ fault, kind, facts = {} }) => {
        const before = countCustomerCalls();
        const strike = add(fault);
        const error = await failureOf(clientFor(fault).createCustomer(newCustomer()));
        expect(error).toMatchObject({ kind, facts: { provider: provider.id, ...facts } });
        // The SDKs repeat calls by themselves unless they are kept from it.
        expect(strike.hits()).toBe(1);
        expect(countCustomerCalls() - before).toBe(1);
      });

      it('of a port where nobody listens is unavailable', async () => {
        const gone = await startAnsweringServer(always(200, {}));
        await gone.close();
        const lonely = subject.create({ apiUrl: gone.url, timeoutMs: TIMEOUT_MS });
        const error = await failureOf(lonely.identify({ secret: account.secret }));
        expect(error).toMatchObject({ kind: 'unavailable', facts: { hint: 'ECONNREFUSED' } });
      });

      it('of an answer without an end is nonsense, and the rest of it is not taken', async () => {
        let cut: () => void = () => undefined;
        const isCut = new Promise<void>((resolve) => {
          cut = resolve;
        });
        const server = await startAnsweringServer((req, res) => {
          req.resume();
          res.writeHead(200, { 'content-type': 'application/json' });
          const goOn = (): void => {
            while (!res.destroyed && res.write(' '.repeat(2 ** 16)));
          };
          res.on('drain', goOn).on('close', () => cut());
          goOn();
        });
        const patient = subject.create({ apiUrl: server.url, timeoutMs: 25_000 }).createClient(await connect(account));
        const error = await failureOf(patient.createCustomer(newCustomer()));
        await isCut;
        await server.close();
        expect(error.kind).toBe('nonsense');
      });

      it.each([301, 302, 303, 307, 308])(
        'of a redirect (%i) is nonsense, and nobody is asked there',
        async (status) => {
          const elsewhere = await startAnsweringServer(always(200, {}));
          const server = await startAnsweringServer(always(status, {}, { location: `${elsewhere.url}/` }));
          const misled = subject.create({ apiUrl: server.url }).createClient(await connect(account));
          const error = await failureOf(misled.createCustomer(newCustomer()));
          await Promise.all([server.close(), elsewhere.close()]);
          expect(error.kind).toBe('nonsense');
          expect([server.requests.length, elsewhere.requests]).toEqual([1, []]);
        },
      );

      it.each(subject.oddCustomers.map((odd) => ({ odd })))(
        'of an answer that is no customer is nonsense: $odd',
        async ({ odd }) => {
          const server = await startAnsweringServer(always(200, odd));
          const misled = subject.create({ apiUrl: server.url }).createClient(await connect(account));
          const error = await failureOf(misled.createCustomer(newCustomer()));
          await server.close();
          expect(error.kind).toBe('nonsense');
        },
      );

      it.each([
        [503, { message: 'upstream' }, 'unavailable'],
        [500, 'failed', 'unavailable'],
        [504, null, 'unavailable'],
        [429, 17, 'busy'],
        [404, { message: 'no route' }, 'nonsense'],
        [403, { error: 'blocked' }, 'nonsense'],
        [401, [], 'nonsense'],
        [400, { error: 7 }, 'nonsense'],
      ] as const)(
        '%i with JSON that is not the provider’s is told by what can be trusted in it',
        async (status, body, kind) => {
          const server = await startAnsweringServer(always(status, body));
          const misled = subject.create({ apiUrl: server.url }).createClient(await connect(account));
          const error = await failureOf(misled.createCustomer(newCustomer()));
          await server.close();
          expect(error).toMatchObject({ kind });
        },
      );

      it.each([400, 401, 403, 404, 409, 410, 422, 429, 500])(
        'of %i repeats no text of the provider (P12)',
        async (status) => {
          const text = `no such thing, said for ${account.secret}`;
          const server = await startAnsweringServer(always(status, subject.errorBody(text, status)));
          const scolded = subject.create({ apiUrl: server.url }).createClient(await connect(account));
          const error = await failureOf(scolded.createCustomer(newCustomer()));
          await server.close();
          const told = [error.message, error.stack, String(error.cause), JSON.stringify(error.facts)].join('\n');
          expect(told).not.toContain('no such thing');
          expect(told).not.toContain(account.secret);
        },
      );
    });

    it('keeps its connections open between calls', async () => {
      const server = await startAnsweringServer(always(500, {}));
      const itsClient = subject.create({ apiUrl: server.url }).createClient(await connect(account));
      for (let call = 0; call < 10; call += 1) await failureOf(itsClient.createCustomer(newCustomer()));
      expect(server.requests).toHaveLength(10);
      // Two, when a call is so quick that the one before it has not been tidied up.
      expect(server.connections()).toBeLessThanOrEqual(2);
      await server.close();
    });

    it('has a portal of its own or lets ours read, never both', () => {
      expect('createBillingPortal' in client).toBe(client.billing === undefined);
    });
  });
}

let customersMade = 0;

export function newCustomer(overrides: Partial<CreateProviderCustomerInput> = {}): CreateProviderCustomerInput {
  customersMade += 1;
  return {
    params: {
      name: `Tenant ${customersMade} & Söhne`,
      email: `billing+${customersMade}@tenant.example`,
      locale: 'de-DE',
      metadata: { app: 'app_1', tenant: `tenant_${customersMade}`, row: `row_${customersMade}`, generation: '1' },
    },
    idempotencyKey: `row-${process.pid}-${customersMade}`,
    ...overrides,
  };
}

/** The ProviderError that a call ends with; anything else fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof ProviderError) return outcome.error;
  throw new Error(`not a ProviderError: ${JSON.stringify(outcome)}`, {
    cause: 'error' in outcome ? outcome.error : null,
  });
}
