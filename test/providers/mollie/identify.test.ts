import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OperatorError } from '../../../src/errors.ts';
import type { IdentifyInput, PaymentProvider } from '../../../src/providers/provider.ts';
import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, newCustomer } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

let sandbox: Sandbox;
let provider: PaymentProvider;

beforeAll(async () => {
  sandbox = await createSandbox();
  provider = createMollieProvider({ apiUrl: sandbox.mollieUrl });
});
afterAll(() => sandbox.close());

/** An organisation with so many profiles, and an access token of it. */
function createOrganization({ profiles = 1 } = {}) {
  const token = randomSecret('access_');
  const first = sandbox.mollie.addProfile({ apiKeys: [], accessTokens: [token] });
  const { organizationId } = first;
  const others = Array.from({ length: profiles - 1 }, () => sandbox.mollie.addProfile({ organizationId, apiKeys: [] }));
  return { token, organizationId, profileIds: [first, ...others].map(({ profileId }) => profileId) };
}

async function complaintOf(input: IdentifyInput): Promise<string> {
  const error: unknown = await provider.identify(input).catch((thrown: unknown) => thrown);
  if (error instanceof OperatorError) return error.message;
  throw new Error('not an OperatorError', { cause: error });
}

describe('an access token', () => {
  it('does not tell its mode by its form', () => {
    expect(provider.inspectSecret(randomSecret('access_'))).toEqual({ kind: 'wellFormed', mode: null });
  });

  it.each(['test', 'live'] as const)('is its organisation’s, in the mode that the operator says: %s', async (mode) => {
    const { token, organizationId, profileIds } = createOrganization();
    const identified = await provider.identify({ secret: token, mode });
    expect(identified).toEqual({ account: organizationId, mode, settings: { profileId: profileIds[0] } });
  });

  it('is refused without a mode, saying how to give one', async () => {
    const { token } = createOrganization();
    expect(await complaintOf({ secret: token })).toContain('--mode test or --mode live');
  });

  it('that reaches several profiles is refused without one, listing them', async () => {
    const { token, profileIds } = createOrganization({ profiles: 3 });
    const complaint = await complaintOf({ secret: token, mode: 'test' });
    expect(complaint).toContain('--profile');
    for (const profileId of profileIds) expect(complaint).toContain(profileId);
    expect(complaint).not.toContain(token);
  });

  it('is for the profile that the operator names, when it reaches that', async () => {
    const { token, profileIds } = createOrganization({ profiles: 2 });
    const [, second = ''] = profileIds;
    const identified = await provider.identify({ secret: token, mode: 'test', profileId: second });
    expect(identified.settings).toEqual({ profileId: second });
    const stranger = createOrganization().profileIds[0] ?? '';
    expect(await complaintOf({ secret: token, mode: 'test', profileId: stranger })).toContain(`profile ${stranger}`);
  });

  it('that nobody has is refused', async () => {
    const refused = await failureOf(provider.identify({ secret: randomSecret('access_'), mode: 'test' }));
    expect(refused.kind).toBe('credentials_refused');
  });

  it.each(['test', 'live'] as const)('keeps to its %s mode and its profile in every call', async (mode) => {
    const { token, organizationId, profileIds } = createOrganization({ profiles: 2 });
    const [profileId = '', otherProfileId = ''] = profileIds;
    const identified = await provider.identify({ secret: token, mode, profileId });
    const client = provider.createClient({ secret: token, ...identified });
    const { providerCustomerId: customerId } = await client.createCustomer(newCustomer());
    expect(sandbox.mollie.customers({ organizationId, mode }).map((customer) => customer.customerId)).toEqual([
      customerId,
    ]);
    await client.verify();

    sandbox.mollie.seedCustomer({ customerId });
    const paid = await client.billing?.listPayments(customerId, 50);
    expect(paid?.length).toBeGreaterThan(0);
    expect(await client.billing?.listSubscriptions(customerId)).not.toEqual([]);
    expect(await client.billing?.listPaymentMethods(customerId)).not.toEqual([]);

    const settings = { profileId: otherProfileId };
    const elsewhere = provider.createClient({ secret: token, ...identified, settings });
    expect(await elsewhere.billing?.listPayments(customerId, 50)).toEqual([]);
    const otherMode = mode === 'test' ? 'live' : 'test';
    const wrongMode = provider.createClient({ secret: token, ...identified, mode: otherMode });
    expect((await failureOf(wrongMode.billing?.listPayments(customerId, 50) ?? Promise.resolve())).kind).toBe(
      'customer_missing',
    );
  });
});

describe('an API key', () => {
  it('is its profile’s, whatever else is said', async () => {
    const key = randomSecret('live_');
    const { profileId } = sandbox.mollie.addProfile({ apiKeys: [key] });
    const expected = { account: profileId, mode: 'live', settings: {} };
    expect(await provider.identify({ secret: key })).toEqual(expected);
    expect(await provider.identify({ secret: key, profileId })).toEqual(expected);
  });

  it('is refused for another profile than its own', async () => {
    const key = randomSecret('test_');
    const { profileId } = sandbox.mollie.addProfile({ apiKeys: [key] });
    const complaint = await complaintOf({ secret: key, profileId: 'pfl_other' });
    expect(complaint).toContain(profileId);
    expect(complaint).not.toContain(key);
  });
});

it('asks for the permissions that a token lacks', async () => {
  const { token } = createOrganization();
  const fault = sandbox.faults.add({ provider: 'mollie', path: '^/v2/organizations/me$', kind: 'status', status: 403 });
  const error = await failureOf(provider.identify({ secret: token, mode: 'test' }));
  fault.remove();
  expect(error.facts.advice).toContain('organizations.read');
});
