import type { SeedPlan } from '../../src/sandbox/mollie/seed.ts';
import type { PortalSession } from '../../src/services/portal-sessions.ts';
import type { TestApp, TestService } from './service.ts';

export type BilledTenant = {
  app: TestApp;
  session: PortalSession;
  customerId: string;
  mandates: Record<string, string>;
  subscriptions: Record<string, string>;
  payments: Record<string, string>;
  /** A new link to the tenant's portal. */
  openLink: () => Promise<string>;
  /** As the provider has it: the mandate of each live subscription by the plan's `ref`. */
  mandateOf: (ref: string) => string | null | undefined;
  statusOf: (ref: string) => string | undefined;
};

const eur = (value: string) => ({ value, currency: 'EUR' });

/** Two subscriptions on a card, one that names no method, one that is over; and a bank account besides. */
export const PLAN: Required<SeedPlan> = {
  mandates: [
    { ref: 'bank', kind: 'sepa', signedDaysAgo: 200 },
    { ref: 'card', kind: 'card', label: 'Visa', last4: '1881', expiresInDays: 20, signedDaysAgo: 150 },
  ],
  subscriptions: [
    {
      ref: 'studio',
      description: 'Studio plan',
      amount: eur('49.00'),
      interval: '1 month',
      state: 'active',
      mandate: 'card',
    },
    {
      ref: 'seats',
      description: 'Team seats',
      amount: eur('24.00'),
      interval: '1 month',
      state: 'active',
      mandate: 'card',
    },
    { ref: 'storage', description: 'Storage', amount: eur('3.00'), interval: '1 month', state: 'active' },
    {
      ref: 'old',
      description: 'Old plan',
      amount: eur('9.00'),
      interval: '1 month',
      state: 'canceled',
      mandate: 'card',
    },
  ],
  payments: [],
};

/** The same, with two payments that failed. */
export const OVERDUE_PLAN: Required<SeedPlan> = {
  ...PLAN,
  payments: [
    {
      ref: 'studioPaid',
      description: 'Studio plan',
      amount: eur('49.00'),
      status: 'paid',
      daysAgo: 34,
      subscription: 'studio',
      mandate: 'card',
    },
    {
      ref: 'studioFailed',
      description: 'Studio plan',
      amount: eur('49.00'),
      status: 'failed',
      daysAgo: 4,
      subscription: 'studio',
      mandate: 'card',
      failureReason: 'insufficient_funds',
    },
    {
      ref: 'seatsFailed',
      description: 'Team seats',
      amount: eur('24.00'),
      status: 'failed',
      daysAgo: 3,
      subscription: 'seats',
      mandate: 'card',
    },
  ],
};

/** A tenant with months of business at Mollie, and a live session of its portal. */
export async function createBilledTenant(service: TestService, plan: SeedPlan = PLAN): Promise<BilledTenant> {
  const app = await service.createApp({ connect: ['mollie'] });
  const { appUuid, tenantUuid, writeKeyId } = app;
  const account = app.accounts.mollie;
  const seeded = service.sandbox.mollie.seedCustomer({ profileId: account, name: 'Test Tenant' }, plan);
  const { portalSessions } = service.service.context;
  const owner = { appUuid, tenantUuid, keyId: writeKeyId, provider: 'mollie', account, mode: 'test' } as const;
  const openLink = async () => {
    const link = { ...owner, providerCustomerId: seeded.customerId, returnUrl: 'https://app.example.com/account' };
    return (await portalSessions.openLink(link)).url;
  };
  const opened = await portalSessions.exchange((await openLink()).split('/').at(-1) ?? '');
  const session = opened.kind === 'opened' ? await portalSessions.resolve(opened.token) : null;
  if (!session) throw new Error('the link led to no session');
  const subscriptionOf = (ref: string) =>
    service.sandbox.mollie
      .customers()
      .find(({ customerId }) => customerId === seeded.customerId)
      ?.subscriptions.find(({ subscriptionId }) => subscriptionId === seeded.subscriptions[ref]);
  return {
    app,
    session,
    ...seeded,
    openLink,
    mandateOf: (ref) => subscriptionOf(ref)?.mandateId,
    statusOf: (ref) => subscriptionOf(ref)?.status,
  };
}
