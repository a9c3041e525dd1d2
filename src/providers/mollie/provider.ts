import { OperatorError } from '../../errors.ts';
import { hasIdPrefix } from '../answers.ts';
import { type ConnectedAccount, type IdentifyInput, type PaymentProvider, ProviderError } from '../provider.ts';
import { attempt, createConnectedClient, createMollie, MOLLIE_API_URL } from './client.ts';
import { inspectSecret } from './secret.ts';

/** Mollie has no portal for customers: our own pages show what its client's `billing` reads. */
export function createMollieProvider({ apiUrl = MOLLIE_API_URL }: { apiUrl: string | undefined }): PaymentProvider {
  return {
    id: 'mollie',
    displayName: 'Mollie',
    secretHint: 'an API key that begins with test_ or live_, or an access token that begins with access_',
    inspectSecret,
    identify(input) {
      const verdict = inspectSecret(input.secret);
      if (verdict.kind === 'malformed') throw new ProviderError('rejected', { provider: 'mollie' });
      return verdict.mode === null
        ? identifyOrganization(input, apiUrl)
        : identifyProfile({ secret: input.secret, mode: verdict.mode, apiUrl });
    },
    createClient: (connection) => createConnectedClient({ connection, apiUrl }),
  };
}

/** The account of an API key is its profile. @see https://docs.mollie.com/reference/get-current-profile */
async function identifyProfile(input: {
  secret: string;
  mode: 'test' | 'live';
  apiUrl: string;
}): Promise<ConnectedAccount> {
  const mollie = createMollie({ ...input, settings: {} });
  const profile = await attempt(() => mollie.profiles.getCurrent());
  if (!hasIdPrefix(profile, 'pfl_')) throw new ProviderError('nonsense', { provider: 'mollie' });
  return { account: profile.id, mode: input.mode, settings: {} };
}

/**
 * The account of an access token is its organisation: customers are not a profile's own there.
 * @see https://docs.mollie.com/reference/list-profiles
 */
async function identifyOrganization(input: IdentifyInput, apiUrl: string): Promise<ConnectedAccount> {
  const { secret, mode } = input;
  if (mode === undefined)
    throw new OperatorError('An access token does not tell its mode: add --mode test or --mode live.');
  const mollie = createMollie({ secret, apiUrl, settings: {}, mode });
  const organization = await attempt(() => mollie.organizations.getCurrent());
  const profiles = await attempt(() => mollie.profiles.page({ limit: 250 }));
  if (!hasIdPrefix(organization, 'org_')) throw new ProviderError('nonsense', { provider: 'mollie' });
  const known = profiles.map(({ id }) => id);
  const profileId = input.profileId ?? (known.length === 1 ? known[0] : undefined);
  if (profileId === undefined || !known.includes(profileId)) {
    throw new OperatorError(`Say which profile the token is for: add --profile with one of ${known.join(', ')}.`);
  }
  return { account: organization.id, mode, settings: { profileId } };
}
