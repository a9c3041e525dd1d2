import type { SandboxClock } from '../core/clock.ts';
import type { SandboxMode } from '../core/provider-api.ts';
import { addProfile, type MollieAccounts, type MollieProfileOptions } from './accounts.ts';
import { createMollieApi } from './api.ts';
import { endCustomer, newCustomer } from './customers.ts';
import type { MollieSettings } from './endpoint.ts';
import { settleMandate, settlePayment, type PaymentOutcome } from './payment-settlement.ts';
import type {
  MollieBooks,
  MollieCustomer,
  MollieMandate,
  MollieOrganization,
  MolliePayment,
  MollieProfile,
  MollieSubscription,
} from './records.ts';
import { DEMO_CUSTOMER, DEMO_PLAN, EVERY_STATE } from './seed-demo.ts';
import { seedBooks, type Seeded, type SeedPlan } from './seed.ts';
import { createWebhooks, type WebhookConditions, type WebhookDelivery } from './webhooks.ts';

export type MollieScope = { organizationId?: string; mode?: SandboxMode };

type Owned<T> = T & { organizationId: string; mode: SandboxMode };

export type MollieCustomerView = Owned<
  Omit<MollieCustomer, 'mandates' | 'subscriptions' | 'visibleFrom'> & {
    mandates: MollieMandate[];
    subscriptions: MollieSubscription[];
  }
>;

/** An existing customer, or a new one at this profile (test mode unless said otherwise). */
export type SeedTarget =
  | { customerId: string }
  | { profileId: string; mode?: SandboxMode; name?: string; email?: string; locale?: string };

/** What the owner of a profile sees and does outside the API. All of it is a copy. */
export interface MollieStandIn {
  /** @throws Error when a credential is not of Mollie's form or is in use, or the profile exists. */
  addProfile(options: MollieProfileOptions): { profileId: string; organizationId: string };
  /** From now on the key or token is refused with 401. */
  revokeCredential(secret: string): void;
  /** Oldest first, deleted ones included. */
  customers(scope?: MollieScope): MollieCustomerView[];
  payments(scope?: MollieScope): Owned<MolliePayment>[];
  webhookDeliveries(): WebhookDelivery[];
  /** What happens to webhooks from now on. */
  setWebhookConditions(conditions: WebhookConditions): void;
  /** As over the API. @throws Error when there is none. */
  deleteCustomer(customerId: string): void;
  /** Fills the books; without a plan, with one of every state. @throws Error on an unknown target, or a `ref` to nothing. */
  seedCustomer(target: SeedTarget, plan?: SeedPlan): Seeded & { customerId: string };
  /** A believable small company, for pictures. @throws Error on an unknown target. */
  seedDemoCustomer(target: SeedTarget): Seeded & { customerId: string };
  /**
   * What a person does on the checkout page, and with `mandateStatus` what only the bank does. Calls the webhook.
   * @throws Error when the payment is unknown or neither open nor pending, or does not offer the method.
   */
  settlePayment(input: {
    paymentId: string;
    outcome: PaymentOutcome;
    method?: string;
    mandateStatus?: 'valid' | 'pending';
  }): Promise<void>;
  /** What only the bank does, and nobody is told. @throws Error when the payment has no mandate that is pending. */
  settleMandate(input: { paymentId: string; status: 'valid' | 'invalid' }): void;
}

type StandInParts = {
  clock: SandboxClock;
  apiUrl: () => string;
  pagesUrl: () => string;
  allowLoopbackWebhooks: boolean;
};

export function createMollieStandIn({ clock, apiUrl, pagesUrl, allowLoopbackWebhooks }: StandInParts) {
  const accounts: MollieAccounts = { organizations: new Map(), credentials: new Map() };
  const webhooks = createWebhooks({ now: () => clock.now() });
  const settings: MollieSettings = {
    clock,
    apiUrl,
    pagesUrl,
    allowLoopbackWebhooks,
    seed: (books, customer, profile) => void seedBooks({ books, customer, profile, plan: DEMO_PLAN, now: clock.now() }),
  };
  const seedTarget = (target: SeedTarget, plan: SeedPlan) => {
    const { books, customer, profile } = openTarget(accounts, target, clock.now());
    return { customerId: customer.customerId, ...seedBooks({ books, customer, profile, plan, now: clock.now() }) };
  };
  const standIn: MollieStandIn = {
    addProfile(options) {
      const { organization, profile } = addProfile(accounts, options, clock.now());
      return { profileId: profile.profileId, organizationId: organization.organizationId };
    },
    revokeCredential: (secret) => void accounts.credentials.delete(secret),
    customers: (scope = {}) =>
      listBooks(accounts, scope).flatMap(({ books, owner }) =>
        [...books.customers.values()].map((customer) => viewOf(customer, owner)),
      ),
    payments: (scope = {}) =>
      listBooks(accounts, scope).flatMap(({ books, owner }) =>
        [...books.payments.values()].map((payment) => structuredClone({ ...payment, ...owner })),
      ),
    webhookDeliveries: () => webhooks.deliveries(),
    setWebhookConditions: (conditions) => webhooks.setConditions(conditions),
    deleteCustomer: (customerId) => endCustomer(findCustomer(accounts, customerId).customer, clock.now()),
    seedCustomer: (target, plan = EVERY_STATE) => seedTarget(target, plan),
    seedDemoCustomer: (target) =>
      seedTarget('profileId' in target ? { ...DEMO_CUSTOMER, ...target } : target, DEMO_PLAN),
    async settlePayment({ paymentId, outcome, method, mandateStatus = 'valid' }) {
      const { books, payment } = findPayment(accounts, paymentId);
      const methodId = method ?? payment.method ?? payment.offeredMethods[0] ?? '';
      if (payment.status !== 'open' && payment.status !== 'pending')
        throw new Error(`the payment is ${payment.status}`);
      if (!payment.offeredMethods.includes(methodId)) throw new Error(`the payment does not offer ${methodId}`);
      const customer = books.customers.get(payment.customerId ?? '') ?? null;
      settlePayment({ payment, customer, outcome, methodId, mandateStatus, now: clock.now() });
      if (payment.webhookUrl !== null) await webhooks.notify(paymentId, payment.webhookUrl);
    },
    settleMandate({ paymentId, status }) {
      const { books, payment } = findPayment(accounts, paymentId);
      settleMandate(payment, books.customers.get(payment.customerId ?? '') ?? null, status);
    },
  };
  return { standIn, api: createMollieApi({ accounts, settings, webhooks }), close: () => webhooks.stop() };
}

type OwnedBooks = {
  books: MollieBooks;
  organization: MollieOrganization;
  owner: { organizationId: string; mode: SandboxMode };
};

function listBooks(accounts: MollieAccounts, scope: MollieScope): OwnedBooks[] {
  const modes: SandboxMode[] = scope.mode === undefined ? ['test', 'live'] : [scope.mode];
  return [...accounts.organizations.values()]
    .filter(({ organizationId }) => scope.organizationId === undefined || scope.organizationId === organizationId)
    .flatMap((organization) =>
      modes.map((mode) => ({
        books: organization.books[mode],
        organization,
        owner: { organizationId: organization.organizationId, mode },
      })),
    );
}

function viewOf(customer: MollieCustomer, owner: OwnedBooks['owner']): MollieCustomerView {
  const { mandates, subscriptions, visibleFrom: _visibleFrom, ...rest } = customer;
  return structuredClone({
    ...rest,
    ...owner,
    mandates: [...mandates.values()].filter(({ revoked }) => !revoked),
    subscriptions: [...subscriptions.values()],
  });
}

type Target = { books: MollieBooks; customer: MollieCustomer; profile: MollieProfile };

function openTarget(accounts: MollieAccounts, target: SeedTarget, now: Date): Target {
  if ('customerId' in target) {
    const { books, customer, organization } = findCustomer(accounts, target.customerId);
    const [profile] = organization.profiles.values();
    if (!profile) throw new Error('the organisation has no profile');
    return { books, customer, profile };
  }
  const { profileId, mode = 'test', ...person } = target;
  for (const { books, organization, owner } of listBooks(accounts, { mode })) {
    const profile = organization.profiles.get(profileId);
    if (!profile || owner.mode !== mode) continue;
    const customer = newCustomer({ ...person, now });
    books.customers.set(customer.customerId, customer);
    return { books, customer, profile };
  }
  throw new Error(`there is no profile ${profileId}`);
}

function findCustomer(accounts: MollieAccounts, customerId: string) {
  for (const { books, organization } of listBooks(accounts, {})) {
    const customer = books.customers.get(customerId);
    if (customer) return { books, organization, customer };
  }
  throw new Error(`there is no customer ${customerId}`);
}

function findPayment(accounts: MollieAccounts, paymentId: string) {
  for (const { books } of listBooks(accounts, {})) {
    const payment = books.payments.get(paymentId);
    if (payment) return { books, payment };
  }
  throw new Error(`there is no payment ${paymentId}`);
}
