import type { SandboxMode } from '../core/provider-api.ts';
import { randomId } from '../core/ids.ts';
import type { StripeConfiguration } from './configurations.ts';
import type { StripeCustomer } from './customers.ts';
import type { StripeSession } from './sessions.ts';

export const STRIPE_PERMISSIONS = [
  'accounts_read',
  'customer_read',
  'customer_write',
  'customer_portal_read',
  'customer_portal_write',
] as const;

/** What a restricted key may be allowed; `write` includes `read`. */
export type StripePermission = (typeof STRIPE_PERMISSIONS)[number];

export type StripeAccountOptions = {
  /** Made up when none is given. */
  accountId?: string;
  businessName?: string;
  /** `sk_test_` and `sk_live_`. */
  secretKeys: string[];
  /** `rk_test_` and `rk_live_`. */
  restrictedKeys?: { key: string; permissions: StripePermission[] }[];
  /** The portal settings are saved in both modes, so there is a default configuration. False, as in every new account. */
  portalConfigured?: boolean;
};

/** Test and live data never meet. */
export type StripeBooks = {
  customers: Map<string, StripeCustomer>;
  configurations: Map<string, StripeConfiguration>;
  /** Only whose each is: the customer's id. */
  subscriptions: Map<string, string>;
  /** By the secret in their URL. */
  sessions: Map<string, StripeSession>;
};

export type StripeAccount = {
  accountId: string;
  businessName: string;
  createdAt: Date;
  books: Record<SandboxMode, StripeBooks>;
};

export type StripeKey = { account: StripeAccount; mode: SandboxMode; permissions: StripePermission[] | 'all' };

export type StripeAccounts = {
  byId: Map<string, StripeAccount>;
  byKey: Map<string, StripeKey>;
};

/** @throws Error when a key is not of Stripe's form, or another account has it. */
export function addAccount(accounts: StripeAccounts, options: StripeAccountOptions, now: Date): StripeAccount {
  const account: StripeAccount = {
    accountId: options.accountId ?? randomId('acct_1', 15),
    businessName: options.businessName ?? 'Sandbox Company',
    createdAt: now,
    books: { test: emptyBooks(), live: emptyBooks() },
  };
  if (accounts.byId.has(account.accountId)) throw new Error(`the account ${account.accountId} exists`);
  const keys = [
    ...options.secretKeys.map((key) => ({ key, permissions: 'all' as const })),
    ...(options.restrictedKeys ?? []),
  ];
  for (const { key, permissions } of keys) {
    const mode = modeOf(key, permissions === 'all' ? 'sk' : 'rk');
    if (accounts.byKey.has(key)) throw new Error('two accounts cannot share a key');
    accounts.byKey.set(key, { account, mode, permissions });
  }
  accounts.byId.set(account.accountId, account);
  return account;
}

function modeOf(key: string, kind: 'sk' | 'rk'): SandboxMode {
  const found = new RegExp(`^${kind}_(test|live)_[A-Za-z0-9]{8,}$`).exec(key)?.[1];
  if (found !== 'test' && found !== 'live')
    throw new Error(`not a Stripe key of the form ${kind}_test_... or ${kind}_live_...`);
  return found;
}

function emptyBooks(): StripeBooks {
  return { customers: new Map(), configurations: new Map(), subscriptions: new Map(), sessions: new Map() };
}
