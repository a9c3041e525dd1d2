import { randomId } from '../core/ids.ts';
import { addDays, addInterval } from './calendar.ts';
import { toMinor } from './money.ts';
import { cardDetails } from './payment-settlement.ts';
import type {
  MandateStatus,
  MollieBooks,
  MollieCustomer,
  MollieMandate,
  MolliePayment,
  MollieProfile,
  MollieSubscription,
  PaymentStatus,
  SequenceType,
} from './records.ts';
import { toDay, type Amount } from './wire.ts';

/* Days count from the sandbox's clock. `ref` is a name for the other parts of the plan, and for the test. */

export type SeedMandate = {
  ref: string;
  kind: 'card' | 'sepa' | 'paypal';
  status?: MandateStatus;
  holder?: string;
  signedDaysAgo?: number;
  /** Cards only. */
  label?: string;
  last4?: string;
  /** Negative for one that has expired. */
  expiresInDays?: number;
  /** Bank accounts and PayPal, where it is the customer's e-mail address when none is given. */
  account?: string;
};

export type SeedSubscription = {
  ref: string;
  description: string;
  amount: Amount;
  interval: string;
  state: 'active' | 'trialing' | 'pending' | 'suspended' | 'canceled' | 'completed';
  /** A mandate's `ref`; without it, whichever is valid. */
  mandate?: string;
  startedDaysAgo?: number;
  nextInDays?: number;
  canceledDaysAgo?: number;
  times?: number;
  metadata?: unknown;
  webhookUrl?: string;
};

export type SeedPayment = {
  ref: string;
  description: string;
  amount: Amount;
  status: PaymentStatus;
  daysAgo: number;
  subscription?: string;
  mandate?: string;
  sequenceType?: SequenceType;
  method?: string;
  refunded?: string;
  chargedBack?: string;
  failureReason?: string;
};

export type SeedPlan = { mandates?: SeedMandate[]; subscriptions?: SeedSubscription[]; payments?: SeedPayment[] };

/** Mollie's ids by `ref`. */
export type Seeded = {
  mandates: Record<string, string>;
  subscriptions: Record<string, string>;
  payments: Record<string, string>;
};

type SeedInput = { books: MollieBooks; customer: MollieCustomer; profile: MollieProfile; plan: SeedPlan; now: Date };

/** Puts into the books what months of business would have. @throws Error when a `ref` leads nowhere. */
export function seedBooks({ books, customer, profile, plan, now }: SeedInput): Seeded {
  const seeded: Seeded = { mandates: {}, subscriptions: {}, payments: {} };
  for (const planned of plan.mandates ?? []) {
    const mandate = makeMandate(planned, customer, now);
    customer.mandates.set(mandate.mandateId, mandate);
    seeded.mandates[planned.ref] = mandate.mandateId;
  }
  for (const planned of plan.subscriptions ?? []) {
    const mandateId = follow(seeded.mandates, planned.mandate);
    const subscription = makeSubscription({ planned, mandateId, profile, now });
    customer.subscriptions.set(subscription.subscriptionId, subscription);
    seeded.subscriptions[planned.ref] = subscription.subscriptionId;
  }
  const oldestFirst = (plan.payments ?? []).toSorted((a, b) => b.daysAgo - a.daysAgo);
  for (const planned of oldestFirst) {
    const mandateId = follow(seeded.mandates, planned.mandate);
    const mandate = mandateId === null ? undefined : customer.mandates.get(mandateId);
    const subscriptionId = follow(seeded.subscriptions, planned.subscription);
    const payment = makePayment({ planned, mandate, subscriptionId, customer, profile, now });
    books.payments.set(payment.paymentId, payment);
    seeded.payments[planned.ref] = payment.paymentId;
  }
  return seeded;
}

function follow(ids: Record<string, string>, ref: string | undefined): string | null {
  if (ref === undefined) return null;
  const id = ids[ref];
  if (id === undefined) throw new Error(`the plan has nothing with the ref ${ref}`);
  return id;
}

function makeMandate(planned: SeedMandate, customer: MollieCustomer, now: Date): MollieMandate {
  const signedAt = addDays(now, -(planned.signedDaysAgo ?? 90));
  const holder = planned.holder ?? customer.name ?? 'T. Test';
  const methods = { card: 'creditcard', sepa: 'directdebit', paypal: 'paypal' } as const;
  return {
    mandateId: randomId('mdt_', 10),
    method: methods[planned.kind],
    status: planned.status ?? 'valid',
    details: mandateDetails({ planned, holder, email: customer.email, now }),
    mandateReference: planned.kind === 'sepa' ? randomId('SD-', 12).toUpperCase() : null,
    signatureDate: toDay(signedAt),
    createdAt: signedAt,
    revoked: false,
  };
}

type DetailsInput = { planned: SeedMandate; holder: string; email: string | null; now: Date };

function mandateDetails({ planned, holder, email, now }: DetailsInput): MollieMandate['details'] {
  if (planned.kind === 'card') {
    const expiresOn = toDay(addDays(now, planned.expiresInDays ?? 700));
    return cardDetails({ holder, last4: planned.last4 ?? '6787', label: planned.label ?? 'Mastercard', expiresOn });
  }
  const isBank = planned.kind === 'sepa';
  return {
    consumerName: holder,
    consumerAccount: planned.account ?? (isBank ? 'NL44RABO0123456789' : (email ?? 'payer@tenant.example')),
    consumerBic: isBank ? 'RABONL2U' : null,
  };
}

type MakeSubscription = {
  planned: SeedSubscription;
  mandateId: string | null;
  profile: MollieProfile;
  now: Date;
};

function makeSubscription({ planned, mandateId, profile, now }: MakeSubscription): MollieSubscription {
  const isTrial = planned.state === 'trialing';
  const startsAt = isTrial ? addDays(now, planned.nextInDays ?? 10) : addDays(now, -(planned.startedDaysAgo ?? 75));
  const isOver = planned.state === 'canceled' || planned.state === 'completed';
  const times = planned.times ?? null;
  return {
    subscriptionId: randomId('sub_', 10),
    profileId: profile.profileId,
    status: planned.state === 'trialing' ? 'active' : planned.state,
    amount: planned.amount,
    times,
    timesRemaining: planned.state === 'completed' ? 0 : times,
    interval: planned.interval,
    startDate: toDay(startsAt),
    nextPaymentDate: isOver ? null : toDay(nextPayment(planned, startsAt, now)),
    description: planned.description,
    method: null,
    mandateId,
    webhookUrl: planned.webhookUrl ?? null,
    metadata: planned.metadata ?? null,
    createdAt: isTrial ? addDays(now, -4) : startsAt,
    canceledAt: planned.state === 'canceled' ? addDays(now, -(planned.canceledDaysAgo ?? 20)) : null,
  };
}

function nextPayment({ nextInDays, interval }: SeedSubscription, startsAt: Date, now: Date): Date {
  if (nextInDays !== undefined) return addDays(now, nextInDays);
  for (let count = 0; ; count += 1) {
    const due = addInterval(startsAt, interval, count);
    if (toDay(due) > toDay(now)) return due;
  }
}

type MakePayment = {
  planned: SeedPayment;
  mandate: MollieMandate | undefined;
  subscriptionId: string | null;
  customer: MollieCustomer;
  profile: MollieProfile;
  now: Date;
};

function makePayment({ planned, mandate, subscriptionId, customer, profile, now }: MakePayment): MolliePayment {
  const at = addDays(now, -planned.daysAgo);
  const minor = (value: string | undefined) =>
    toMinor({ value: value ?? '0.00', currency: planned.amount.currency }) ?? 0;
  const isUnfinished = planned.status === 'open' || planned.status === 'pending';
  const method = planned.method ?? mandate?.method ?? 'ideal';
  return {
    paymentId: randomId('tr_', 10),
    profileId: profile.profileId,
    customerId: customer.customerId,
    mandateId: mandate?.mandateId ?? null,
    subscriptionId,
    sequenceType: planned.sequenceType ?? (subscriptionId === null ? 'oneoff' : 'recurring'),
    status: planned.status,
    amount: planned.amount,
    refundedMinor: minor(planned.refunded),
    chargedBackMinor: minor(planned.chargedBack),
    description: planned.description,
    redirectUrl: subscriptionId === null ? 'https://shop.example/thanks' : null,
    cancelUrl: null,
    webhookUrl: null,
    method,
    offeredMethods: [method],
    locale: customer.locale,
    metadata: null,
    details:
      planned.failureReason === undefined
        ? { ...mandate?.details }
        : { ...mandate?.details, failureReason: planned.failureReason },
    checkoutToken: randomId('', 22),
    createdAt: at,
    visibleFrom: at,
    expiresAt: planned.status === 'open' ? addDays(now, 1) : null,
    endedAt: isUnfinished ? null : at,
  };
}
