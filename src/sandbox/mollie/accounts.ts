import { randomId } from '../core/ids.ts';
import type { SandboxMode } from '../core/provider-api.ts';
import { METHODS } from './method-list.ts';
import type { MollieBooks, MollieOrganization, MollieProfile } from './records.ts';

export type MollieProfileOptions = {
  /** Made up when none is given, as is the organisation. */
  profileId?: string;
  /** The profile joins it when it exists: profiles of one organisation share their customers. */
  organizationId?: string;
  name?: string;
  website?: string;
  /** `test_` and `live_`. */
  apiKeys: string[];
  /** `access_`: of the organisation, for all its profiles and both modes. */
  accessTokens?: string[];
  /** The methods that are switched on; all that the stand-in knows, when none are given. */
  methods?: string[];
  /** Every customer that is made over the API has subscriptions, mandates and payments at once. For demonstrations. */
  seedNewCustomers?: boolean;
};

export type MollieCredential =
  | { kind: 'apiKey'; organization: MollieOrganization; profile: MollieProfile; mode: SandboxMode }
  | { kind: 'accessToken'; organization: MollieOrganization };

export type MollieAccounts = {
  organizations: Map<string, MollieOrganization>;
  credentials: Map<string, MollieCredential>;
};

/** @throws Error when a credential is not of Mollie's form or is in use, or the profile exists. */
export function addProfile(accounts: MollieAccounts, options: MollieProfileOptions, now: Date) {
  const organization = openOrganization(accounts, options, now);
  const profileId = options.profileId ?? randomId('pfl_', 10);
  if (organization.profiles.has(profileId)) throw new Error(`the profile ${profileId} exists`);
  const name = options.name ?? 'Sandbox Shop';
  const profile: MollieProfile = {
    profileId,
    name,
    website: options.website ?? 'https://shop.example',
    email: 'shop@sandbox-company.example',
    phone: '+31201234567',
    createdAt: now,
    methods: options.methods ?? METHODS.map(({ methodId }) => methodId),
    seedNewCustomers: options.seedNewCustomers ?? false,
  };
  for (const key of options.apiKeys) {
    const mode = /^(test|live)_[A-Za-z0-9]{20,}$/.exec(key)?.[1];
    if (mode !== 'test' && mode !== 'live') throw new Error('not a Mollie API key of the form test_... or live_...');
    addCredential(accounts, key, { kind: 'apiKey', organization, profile, mode });
  }
  for (const token of options.accessTokens ?? []) {
    if (!/^access_[A-Za-z0-9]{20,}$/.test(token)) throw new Error('not a Mollie access token of the form access_...');
    addCredential(accounts, token, { kind: 'accessToken', organization });
  }
  organization.profiles.set(profileId, profile);
  return { organization, profile };
}

function addCredential(accounts: MollieAccounts, secret: string, credential: MollieCredential): void {
  if (accounts.credentials.has(secret)) throw new Error('two profiles cannot share a credential');
  accounts.credentials.set(secret, credential);
}

function openOrganization(accounts: MollieAccounts, options: MollieProfileOptions, now: Date): MollieOrganization {
  const organizationId = options.organizationId ?? `org_${String(Math.floor(Math.random() * 90_000_000) + 10_000_000)}`;
  const known = accounts.organizations.get(organizationId);
  if (known) return known;
  const organization: MollieOrganization = {
    organizationId,
    name: 'Sandbox Company B.V.',
    email: 'owner@sandbox-company.example',
    createdAt: now,
    profiles: new Map(),
    books: { test: emptyBooks('test'), live: emptyBooks('live') },
  };
  accounts.organizations.set(organizationId, organization);
  return organization;
}

function emptyBooks(mode: SandboxMode): MollieBooks {
  return { mode, customers: new Map(), payments: new Map() };
}
