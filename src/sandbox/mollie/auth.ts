import type { Authentication, Caller, IncomingCall, SandboxMode } from '../core/provider-api.ts';
import type { MollieAccounts, MollieCredential } from './accounts.ts';
import { mollieError } from './errors.ts';
import type { MollieBooks, MollieOrganization } from './records.ts';

export type MollieCaller = Caller & {
  credential: MollieCredential;
  organization: MollieOrganization;
  books: MollieBooks;
};

/**
 * An API key is of one profile and one mode; an access token says `testmode` with every call, else it means live.
 * @see https://docs.mollie.com/reference/authentication
 */
export function authenticate(accounts: MollieAccounts, call: IncomingCall): Authentication<MollieCaller> {
  const [scheme = '', secret = ''] = (call.headers.authorization ?? '').trim().split(/\s+/);
  const credential = scheme.toLowerCase() === 'bearer' ? accounts.credentials.get(secret) : undefined;
  if (!credential) {
    return {
      kind: 'refused',
      answer: mollieError({ status: 401, detail: 'Missing authentication, or failed to authenticate' }),
    };
  }
  const { organization } = credential;
  const mode = credential.kind === 'apiKey' ? credential.mode : askedMode(call);
  const account = credential.kind === 'apiKey' ? credential.profile.profileId : organization.organizationId;
  return { kind: 'caller', caller: { account, mode, credential, organization, books: organization.books[mode] } };
}

function askedMode(call: IncomingCall): SandboxMode {
  if (call.method === 'GET') return call.query.get('testmode') === 'true' ? 'test' : 'live';
  const body = parseJson(call.body);
  const isTest = typeof body === 'object' && body !== null && 'testmode' in body && body.testmode === true;
  return isTest ? 'test' : 'live';
}

/** @returns undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
