import type { Payment, PaymentMethod, Subscription } from '../providers/provider.ts';

/** One part of the page. `unavailable`: the provider could not be asked; the other parts are still good. */
export type Section<T> = { kind: 'loaded'; items: T[] } | { kind: 'unavailable' };

/** What a tenant's page shows, read live from the provider. */
export type PortalBilling = {
  subscriptions: Section<Subscription>;
  paymentMethods: Section<PaymentMethod>;
  /** The newest first. */
  payments: Section<Payment>;
};
