import { z } from 'zod';
import { OperatorError } from '../../errors.ts';
import type { ConnectedAccount, IdentifyInput, ProviderMode } from '../provider.ts';
import { ask, askList, pageOf } from './errors.ts';
import { createSdk, type MollieReach } from './sdk.ts';
import { inspectSecret, SECRET_HINT } from './secret.ts';

const profile = z.object({ resource: z.literal('profile'), id: z.string().startsWith('pfl_') });
const profilesPage = pageOf(profile);

const organization = z.object({ resource: z.literal('organization'), id: z.string().startsWith('org_') });

const MOST_PROFILES = 250;

/** @throws OperatorError when an access token needs a mode or a profile to be named, or a named one does not fit. */
export async function identify(input: IdentifyInput, reach: MollieReach): Promise<ConnectedAccount> {
  const verdict = inspectSecret(input.secret);
  if (verdict.kind === 'malformed') throw new OperatorError(`That is not a Mollie secret: expected ${SECRET_HINT}.`);
  const mode = verdict.mode ?? input.mode;
  if (mode === undefined) {
    throw new OperatorError('A Mollie access token works in both modes: say which with --mode test or --mode live.');
  }
  return verdict.mode === null
    ? identifyOrganization({ ...input, mode }, reach)
    : identifyProfile({ ...input, mode }, reach);
}

type WithMode = IdentifyInput & { mode: ProviderMode };

/** The account of an API key is its profile. @see https://docs.mollie.com/reference/get-current-profile */
async function identifyProfile(input: WithMode, { apiUrl, timeoutMs }: MollieReach): Promise<ConnectedAccount> {
  const { secret, mode, profileId } = input;
  const sdk = createSdk({ secret, apiUrl, mode, settings: {} });
  const { id } = await ask({ schema: profile, timeoutMs, call: () => sdk.profiles.getCurrent() });
  if (profileId !== undefined && profileId !== id) {
    throw new OperatorError(
      `That API key is of the profile ${id}. Leave --profile out, or give a key of ${profileId}.`,
    );
  }
  return { account: id, mode, settings: {} };
}

/**
 * The account of an access token is its organisation, whose customers all its profiles share.
 * @see https://docs.mollie.com/reference/get-current-organization
 */
async function identifyOrganization(input: WithMode, { apiUrl, timeoutMs }: MollieReach): Promise<ConnectedAccount> {
  const { secret, mode } = input;
  const sdk = createSdk({ secret, apiUrl, mode, settings: {} });
  const { id } = await ask({ schema: organization, timeoutMs, call: () => sdk.organizations.getCurrent() });
  const { items: profiles } = await askList({
    name: 'profiles',
    schema: profilesPage,
    timeoutMs,
    page: () => sdk.profiles.page({ limit: MOST_PROFILES }),
  });
  const profileId = chooseProfile(
    profiles.map((each) => each.id),
    input.profileId,
  );
  return { account: id, mode, settings: { profileId } };
}

function chooseProfile(known: string[], wanted: string | undefined): string {
  const [first, ...others] = known;
  if (first === undefined) {
    throw new OperatorError(
      "The organisation of that access token has no profile yet. Make one in Mollie's dashboard.",
    );
  }
  const chosen = wanted ?? (others.length === 0 ? first : undefined);
  if (chosen !== undefined && known.includes(chosen)) return chosen;
  const problem = chosen === undefined ? 'reaches several profiles' : `does not reach the profile ${chosen}`;
  throw new OperatorError(`That access token ${problem}. Name one with --profile: ${known.join(', ')}.`);
}
