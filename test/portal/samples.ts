import type { Payment, PaymentMethod, Subscription } from '../../src/providers/provider.ts';
import type { Ending } from '../../src/services/cancel-rules.ts';
import type { PortalBilling, Section } from '../../src/services/portal-billing.ts';
import { readPortalConfiguration } from '../../src/services/portal-configuration.ts';
import type { PortalSession } from '../../src/services/portal-sessions.ts';

/** The day that the samples are made for. */
export const TODAY = '2026-03-14';

export function sampleSubscription(overrides: Partial<Subscription> = {}): Subscription {
  return {
    subscriptionId: 'sub_team',
    description: 'Team plan',
    status: 'active',
    amount: { amountMinor: 34_800, currency: 'EUR' },
    interval: { count: 1, unit: 'month' },
    startsOn: '2025-02-01',
    nextPaymentOn: '2026-04-01',
    canceledAt: null,
    paymentMethodId: 'mdt_card',
    startId: null,
    ...overrides,
  };
}

export function sampleMethod(overrides: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    paymentMethodId: 'mdt_card',
    kind: 'card',
    status: 'valid',
    brand: 'Visa',
    holder: 'Ida Nordwind',
    last4: '4242',
    expiresOn: '2028-09-30',
    createdAt: new Date('2025-02-01T10:00:00Z'),
    ...overrides,
  };
}

export function samplePayment(overrides: Partial<Payment> = {}): Payment {
  return {
    paymentId: 'tr_march',
    description: 'Team plan, March',
    amount: { amountMinor: 34_800, currency: 'EUR' },
    status: 'paid',
    refundedMinor: 0,
    chargedBackMinor: 0,
    createdAt: new Date('2026-03-01T09:00:00Z'),
    paidAt: new Date('2026-03-01T09:00:05Z'),
    subscriptionId: 'sub_team',
    paymentMethodId: 'mdt_card',
    checkoutId: null,
    covers: [],
    paidWith: { kind: 'card', brand: 'Visa', last4: '4242' },
    failureReason: null,
    ...overrides,
  };
}

export function sampleEnding(overrides: Partial<Ending> = {}): Ending {
  return {
    subscriptionId: 'sub_team',
    since: '2025-02-01',
    accessUntil: '2026-04-01',
    accessIsPaid: true,
    paymentMethodId: 'mdt_card',
    keptAs: null,
    ...overrides,
  };
}

export const UNAVAILABLE = { kind: 'unavailable' } as const;

export function loaded<T>(...items: T[]): Section<T> {
  return { kind: 'loaded', items };
}

export function sampleBilling(overrides: Partial<PortalBilling> = {}): PortalBilling {
  return {
    subscriptions: loaded(sampleSubscription()),
    paymentMethods: loaded(sampleMethod()),
    payments: loaded(samplePayment()),
    awaitedMethodId: null,
    endings: [],
    ...overrides,
  };
}

export function sampleSession(overrides: Partial<PortalSession> = {}): PortalSession {
  return {
    sessionId: '6a1f0c1e-6d0a-4a53-8d43-0b1f2c3d4e5f',
    appUuid: 'app_lumen',
    appName: 'Lumen Analytics',
    configuration: readPortalConfiguration(null),
    tenantUuid: 'tenant_nordwind',
    tenantName: 'Nordwind GmbH',
    tenantEmail: 'billing@nordwind.example',
    tenantLocale: null,
    locales: [],
    keyId: '0123456789abcdef',
    provider: 'mollie',
    account: 'pfl_1',
    mode: 'live',
    providerCustomerId: 'cst_1',
    connection: null,
    profileChanged: false,
    hasNews: false,
    returnUrl: 'https://app.lumen.example/account',
    ...overrides,
  };
}
