import { jsonAnswer } from '../core/answer.ts';
import { contextOf } from './customers.ts';
import type { MollieEndpoint } from './endpoint.ts';
import { mollieError, notFound } from './errors.ts';
import { listAnswer, paginationParams } from './pagination.ts';
import { queryOf, readParams } from './params.ts';
import { viewProfile } from './views.ts';
import { apiLink, dashboard, documentation, HAL_JSON } from './wire.ts';

const noParams = queryOf({});
const listParams = queryOf({ from: paginationParams.from, limit: paginationParams.limit });

/** @see https://docs.mollie.com/reference/get-current-profile */
export const getCurrentProfile: MollieEndpoint = (input) => {
  const read = readParams(noParams, input);
  if (read.kind === 'refused') return read;
  const { credential } = input.caller;
  if (credential.kind !== 'apiKey') return { kind: 'refused', answer: wrongCredential('an API key') };
  return {
    kind: 'ready',
    run: () => jsonAnswer(200, viewProfile(credential.profile, contextOf(input)), HAL_JSON),
  };
};

/** @see https://docs.mollie.com/reference/get-profile */
export const getProfile: MollieEndpoint = (input) => {
  const read = readParams(noParams, input);
  if (read.kind === 'refused') return read;
  if (input.caller.credential.kind !== 'accessToken')
    return { kind: 'refused', answer: wrongCredential('an access token') };
  return {
    kind: 'ready',
    run() {
      const profileId = input.pathParams['profileId'] ?? '';
      const profile = input.caller.organization.profiles.get(profileId);
      return profile
        ? jsonAnswer(200, viewProfile(profile, contextOf(input)), HAL_JSON)
        : notFound('profile', profileId);
    },
  };
};

/** @see https://docs.mollie.com/reference/list-profiles */
export const listProfiles: MollieEndpoint = (input) => {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  if (input.caller.credential.kind !== 'accessToken')
    return { kind: 'refused', answer: wrongCredential('an access token') };
  return {
    kind: 'ready',
    run: () =>
      listAnswer({
        call: input.call,
        name: 'profiles',
        items: [...input.caller.organization.profiles.values()],
        idOf: ({ profileId }) => profileId,
        view: (profile) => viewProfile(profile, contextOf(input)),
        params: read.params,
        apiUrl: input.settings.apiUrl(),
      }),
  };
};

/** @see https://docs.mollie.com/reference/get-current-organization */
export const getCurrentOrganization: MollieEndpoint = (input) => {
  const read = readParams(noParams, input);
  if (read.kind === 'refused') return read;
  if (input.caller.credential.kind !== 'accessToken')
    return { kind: 'refused', answer: wrongCredential('an access token') };
  const { organizationId, name, email } = input.caller.organization;
  const organization = {
    resource: 'organization',
    id: organizationId,
    name,
    email,
    locale: 'en_US',
    address: { streetAndNumber: 'Sandbox Street 1', postalCode: '1012AB', city: 'Amsterdam', country: 'NL' },
    registrationNumber: '12345678',
    vatNumber: null,
    _links: {
      self: apiLink(input.settings.apiUrl(), `/organizations/${organizationId}`),
      dashboard: dashboard(organizationId, ''),
      documentation: documentation('get-current-organization'),
    },
  };
  return { kind: 'ready', run: () => jsonAnswer(200, organization, HAL_JSON) };
};

function wrongCredential(needed: string) {
  return mollieError({ status: 403, detail: `This endpoint can only be used with ${needed}.` });
}
