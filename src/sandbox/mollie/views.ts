import type { Customer, Mandate, Payment, Profile, Subscription } from '@mollie/api-client';
import { fromMinor, toMinor } from './money.ts';
import type {
  MollieBooks,
  MollieCustomer,
  MollieMandate,
  MollieOrganization,
  MolliePayment,
  MollieProfile,
  MollieSubscription,
} from './records.ts';
import { apiLink, dashboard, documentation, pageLink, toMoment } from './wire.ts';

/* Mollie's words. Fields that are undefined are not sent; `satisfies` keeps out those that Mollie's SDK does not know. */

type FieldsOf<T> = { [K in keyof T]?: unknown };

export type ViewContext = { apiUrl: string; pagesUrl: string; organization: MollieOrganization; books: MollieBooks };

export function viewCustomer(customer: MollieCustomer, { apiUrl, organization, books }: ViewContext) {
  const path = `/customers/${customer.customerId}`;
  const hasPayments = [...books.payments.values()].some(({ customerId }) => customerId === customer.customerId);
  return {
    resource: 'customer',
    id: customer.customerId,
    mode: books.mode,
    name: customer.name,
    email: customer.email,
    locale: customer.locale,
    metadata: customer.metadata,
    createdAt: toMoment(customer.createdAt),
    _links: {
      self: apiLink(apiUrl, path),
      dashboard: dashboard(organization.organizationId, path),
      mandates: customer.mandates.size > 0 ? apiLink(apiUrl, `${path}/mandates`) : undefined,
      subscriptions: customer.subscriptions.size > 0 ? apiLink(apiUrl, `${path}/subscriptions`) : undefined,
      payments: hasPayments ? apiLink(apiUrl, `${path}/payments`) : undefined,
      documentation: documentation('get-customer'),
    },
  } satisfies FieldsOf<Customer>;
}

export function viewMandate(mandate: MollieMandate, customerId: string, { apiUrl, books }: ViewContext) {
  return {
    resource: 'mandate',
    id: mandate.mandateId,
    mode: books.mode,
    status: mandate.status,
    method: mandate.method,
    details: mandate.details,
    mandateReference: mandate.mandateReference,
    signatureDate: mandate.signatureDate,
    createdAt: toMoment(mandate.createdAt),
    _links: {
      self: apiLink(apiUrl, `/customers/${customerId}/mandates/${mandate.mandateId}`),
      customer: apiLink(apiUrl, `/customers/${customerId}`),
      documentation: documentation('get-mandate'),
    },
  } satisfies FieldsOf<Mandate>;
}

export function viewSubscription(subscription: MollieSubscription, customerId: string, { apiUrl, books }: ViewContext) {
  const path = `/customers/${customerId}/subscriptions/${subscription.subscriptionId}`;
  const { mandateId } = subscription;
  return {
    resource: 'subscription',
    id: subscription.subscriptionId,
    mode: books.mode,
    status: subscription.status,
    amount: subscription.amount,
    times: subscription.times,
    timesRemaining: subscription.timesRemaining,
    interval: subscription.interval,
    startDate: subscription.startDate,
    nextPaymentDate: subscription.nextPaymentDate ?? undefined,
    description: subscription.description,
    method: subscription.method,
    mandateId: mandateId ?? undefined,
    webhookUrl: subscription.webhookUrl ?? undefined,
    metadata: subscription.metadata,
    createdAt: toMoment(subscription.createdAt),
    canceledAt: subscription.canceledAt ? toMoment(subscription.canceledAt) : undefined,
    _links: {
      self: apiLink(apiUrl, path),
      customer: apiLink(apiUrl, `/customers/${customerId}`),
      mandate: mandateId === null ? undefined : apiLink(apiUrl, `/customers/${customerId}/mandates/${mandateId}`),
      profile: apiLink(apiUrl, `/profiles/${subscription.profileId}`),
      documentation: documentation('get-subscription'),
    },
  } satisfies FieldsOf<Subscription>;
}

export function viewPayment(payment: MolliePayment, context: ViewContext) {
  const { books } = context;
  const { currency } = payment.amount;
  const isOpen = payment.status === 'open';
  const isPaid = payment.status === 'paid';
  const endedAs = (status: MolliePayment['status']) =>
    payment.status === status && payment.endedAt ? toMoment(payment.endedAt) : undefined;
  const remainingMinor = (toMinor(payment.amount) ?? 0) - payment.refundedMinor - payment.chargedBackMinor;
  return {
    resource: 'payment',
    id: payment.paymentId,
    mode: books.mode,
    createdAt: toMoment(payment.createdAt),
    amount: payment.amount,
    amountRefunded: isPaid ? fromMinor(payment.refundedMinor, currency) : undefined,
    amountRemaining: isPaid ? fromMinor(Math.max(0, remainingMinor), currency) : undefined,
    amountChargedBack: payment.chargedBackMinor > 0 ? fromMinor(payment.chargedBackMinor, currency) : undefined,
    description: payment.description,
    method: payment.method,
    metadata: payment.metadata,
    status: payment.status,
    isCancelable: isOpen || payment.status === 'pending' ? false : undefined,
    expiresAt: isOpen && payment.expiresAt ? toMoment(payment.expiresAt) : undefined,
    paidAt: endedAs('paid'),
    failedAt: endedAs('failed'),
    canceledAt: endedAs('canceled'),
    expiredAt: endedAs('expired'),
    authorizedAt: endedAs('authorized'),
    details: payment.details ?? undefined,
    locale: payment.locale ?? undefined,
    profileId: payment.profileId,
    customerId: payment.customerId ?? undefined,
    mandateId: payment.mandateId ?? undefined,
    subscriptionId: payment.subscriptionId ?? undefined,
    sequenceType: payment.sequenceType,
    redirectUrl: payment.redirectUrl,
    cancelUrl: payment.cancelUrl ?? undefined,
    webhookUrl: payment.webhookUrl ?? undefined,
    settlementAmount: isPaid ? payment.amount : undefined,
    _links: paymentLinks(payment, context),
  } satisfies FieldsOf<Payment>;
}

function paymentLinks(payment: MolliePayment, { apiUrl, pagesUrl, organization }: ViewContext) {
  const customer = payment.customerId === null ? null : `/customers/${payment.customerId}`;
  const underCustomer = (kind: string, id: string | null) =>
    customer === null || id === null ? undefined : apiLink(apiUrl, `${customer}/${kind}/${id}`);
  return {
    self: apiLink(apiUrl, `/payments/${payment.paymentId}`),
    checkout: payment.status === 'open' ? pageLink(`${pagesUrl}/checkout/${payment.checkoutToken}`) : undefined,
    dashboard: dashboard(organization.organizationId, `/payments/${payment.paymentId}`),
    customer: customer === null ? undefined : apiLink(apiUrl, customer),
    mandate: underCustomer('mandates', payment.mandateId),
    subscription: underCustomer('subscriptions', payment.subscriptionId),
    documentation: documentation('get-payment'),
  };
}

export function viewProfile(profile: MollieProfile, { apiUrl, organization, books }: ViewContext) {
  const filter = `?profileId=${profile.profileId}`;
  return {
    resource: 'profile',
    id: profile.profileId,
    mode: books.mode,
    name: profile.name,
    website: profile.website,
    email: profile.email,
    phone: profile.phone,
    description: 'A profile of the stand-in',
    countriesOfActivity: ['NL'],
    businessCategory: 'OTHER_MERCHANDISE',
    status: 'verified',
    createdAt: toMoment(profile.createdAt),
    _links: {
      self: apiLink(apiUrl, `/profiles/${profile.profileId}`),
      dashboard: dashboard(organization.organizationId, `/settings/profiles/${profile.profileId}`),
      chargebacks: apiLink(apiUrl, `/chargebacks${filter}`),
      methods: apiLink(apiUrl, `/methods${filter}`),
      payments: apiLink(apiUrl, `/payments${filter}`),
      refunds: apiLink(apiUrl, `/refunds${filter}`),
      documentation: documentation('get-profile'),
    },
  } satisfies FieldsOf<Profile>;
}
