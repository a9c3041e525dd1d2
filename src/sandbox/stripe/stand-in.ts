import type Stripe from 'stripe';
import type { SandboxClock } from '../core/clock.ts';
import { randomId } from '../core/ids.ts';
import type { SandboxMode } from '../core/provider-api.ts';
import {
  addAccount,
  type StripeAccount,
  type StripeAccountOptions,
  type StripeAccounts,
  type StripeBooks,
} from './accounts.ts';
import { createStripeApi } from './api.ts';
import { defaultConfiguration } from './configurations.ts';

export type StripeScope = { accountId?: string; mode?: SandboxMode };

/** Whose books it is in, beside Stripe's own object. */
type Owned<T> = T & { accountId: string; mode: SandboxMode };

export type StripeCustomerView = Owned<{
  customerId: string;
  name: string | null;
  email: string | null;
  preferredLocales: string[];
  metadata: Record<string, string>;
  createdAt: Date;
  deleted: boolean;
}>;

/** What the owner of an account sees and does outside the API. All of it is a copy. */
export interface StripeStandIn {
  /** @throws Error when a key is not of Stripe's form or is in use, or the account exists. */
  addAccount(options: StripeAccountOptions): { accountId: string };
  /** From now on the key is refused with 401. */
  revokeKey(key: string): void;
  /** Makes the default portal configuration, unless there is one. */
  savePortalSettings(scope: { accountId: string; mode: SandboxMode }): { configurationId: string };
  /** Oldest first, deleted ones included. */
  customers(scope?: StripeScope): StripeCustomerView[];
  /** @throws Error when there is none. */
  deleteCustomer(customerId: string): void;
  /** The customer subscribes to something. @throws Error when there is none. */
  addSubscription(customerId: string): { subscriptionId: string };
  configurations(scope?: StripeScope): Owned<Stripe.BillingPortal.Configuration>[];
  sessions(scope?: StripeScope): Owned<Stripe.BillingPortal.Session>[];
}

export function createStripeStandIn({ clock, pagesUrl }: { clock: SandboxClock; pagesUrl: () => string }) {
  const accounts: StripeAccounts = { byId: new Map(), byKey: new Map() };
  const booksOf = (scope: StripeScope) => listBooks(accounts, scope);
  const standIn: StripeStandIn = {
    addAccount(options) {
      const account = addAccount(accounts, options, clock.now());
      if (options.portalConfigured === true) saveSettings(account, clock.now());
      return { accountId: account.accountId };
    },
    revokeKey: (key) => void accounts.byKey.delete(key),
    savePortalSettings({ accountId, mode }) {
      const account = accounts.byId.get(accountId);
      if (!account) throw new Error(`there is no account ${accountId}`);
      return { configurationId: saveSettingsOf(account.books[mode], mode, clock.now()) };
    },
    customers: (scope = {}) =>
      booksOf(scope).flatMap(({ books, owner }) =>
        [...books.customers.values()].map(({ customer, deleted }) => ({
          ...owner,
          customerId: customer.id,
          name: customer.name ?? null,
          email: customer.email,
          preferredLocales: [...(customer.preferred_locales ?? [])],
          metadata: { ...customer.metadata },
          createdAt: new Date(customer.created * 1000),
          deleted,
        })),
      ),
    deleteCustomer(customerId) {
      const [found] = booksOf({}).flatMap(({ books }) => books.customers.get(customerId) ?? []);
      if (!found) throw new Error(`there is no customer ${customerId}`);
      found.deleted = true;
    },
    addSubscription(customerId) {
      const owner = booksOf({}).find(({ books }) => books.customers.has(customerId));
      if (!owner) throw new Error(`there is no customer ${customerId}`);
      const subscriptionId = randomId('sub_1', 23);
      owner.books.subscriptions.set(subscriptionId, customerId);
      return { subscriptionId };
    },
    configurations: (scope = {}) =>
      booksOf(scope).flatMap(({ books, owner }) =>
        [...books.configurations.values()].map((configuration) => structuredClone({ ...configuration, ...owner })),
      ),
    sessions: (scope = {}) =>
      booksOf(scope).flatMap(({ books, owner }) =>
        [...books.sessions.values()].map(({ session }) => structuredClone({ ...session, ...owner })),
      ),
  };
  return { standIn, api: createStripeApi({ accounts, clock, pagesUrl }) };
}

type OwnedBooks = { books: StripeBooks; owner: { accountId: string; mode: SandboxMode } };

function listBooks(accounts: StripeAccounts, scope: StripeScope): OwnedBooks[] {
  const modes: SandboxMode[] = scope.mode === undefined ? ['test', 'live'] : [scope.mode];
  return [...accounts.byId.values()]
    .filter(({ accountId }) => scope.accountId === undefined || scope.accountId === accountId)
    .flatMap(({ accountId, books }) => modes.map((mode) => ({ books: books[mode], owner: { accountId, mode } })));
}

function saveSettings(account: StripeAccount, now: Date): void {
  saveSettingsOf(account.books.test, 'test', now);
  saveSettingsOf(account.books.live, 'live', now);
}

function saveSettingsOf(books: StripeBooks, mode: SandboxMode, now: Date): string {
  const present = [...books.configurations.values()].find(({ is_default: isDefault }) => isDefault);
  if (present) return present.id;
  const made = defaultConfiguration(mode, now);
  books.configurations.set(made.id, made);
  return made.id;
}
