import type {
  MandateMethod as SdkMandateMethod,
  MandateStatus as SdkMandateStatus,
  PaymentStatus as SdkPaymentStatus,
  SequenceType as SdkSequenceType,
  SubscriptionStatus as SdkSubscriptionStatus,
} from '@mollie/api-client';
import type { SandboxMode } from '../core/provider-api.ts';
import type { Amount } from './wire.ts';

/* What the stand-in keeps. `views.ts` says it in Mollie's words. */

export type MandateMethod = `${SdkMandateMethod}`;
export type MandateStatus = `${SdkMandateStatus}`;
export type SubscriptionStatus = `${SdkSubscriptionStatus}`;
export type PaymentStatus = `${SdkPaymentStatus}`;
export type SequenceType = `${SdkSequenceType}`;

export type CardDetails = {
  cardHolder: string;
  /** The last four digits. */
  cardNumber: string;
  cardLabel: string;
  cardFingerprint: string;
  /** `YYYY-MM-DD`. */
  cardExpiryDate: string;
};

export type BankDetails = { consumerName: string; consumerAccount: string; consumerBic: string | null };

export type MollieMandate = {
  mandateId: string;
  method: MandateMethod;
  status: MandateStatus;
  details: CardDetails | BankDetails;
  mandateReference: string | null;
  signatureDate: string;
  createdAt: Date;
  revoked: boolean;
};

export type MollieSubscription = {
  subscriptionId: string;
  profileId: string;
  status: SubscriptionStatus;
  amount: Amount;
  times: number | null;
  timesRemaining: number | null;
  interval: string;
  startDate: string;
  nextPaymentDate: string | null;
  description: string;
  method: MandateMethod | null;
  /** Null: whichever mandate is valid when it comes to paying. */
  mandateId: string | null;
  webhookUrl: string | null;
  metadata: unknown;
  createdAt: Date;
  canceledAt: Date | null;
};

export type MollieCustomer = {
  customerId: string;
  name: string | null;
  email: string | null;
  locale: string | null;
  metadata: unknown;
  createdAt: Date;
  /** No look-up finds it before. */
  visibleFrom: Date;
  deleted: boolean;
  mandates: Map<string, MollieMandate>;
  subscriptions: Map<string, MollieSubscription>;
};

export type MolliePayment = {
  paymentId: string;
  profileId: string;
  customerId: string | null;
  mandateId: string | null;
  subscriptionId: string | null;
  sequenceType: SequenceType;
  status: PaymentStatus;
  amount: Amount;
  refundedMinor: number;
  chargedBackMinor: number;
  description: string;
  redirectUrl: string | null;
  cancelUrl: string | null;
  webhookUrl: string | null;
  /** Chosen, or null until the payer has. */
  method: string | null;
  /** Those the payer may choose from. */
  offeredMethods: string[];
  locale: string | null;
  metadata: unknown;
  details: Record<string, string | null> | null;
  /** In the checkout's URL. */
  checkoutToken: string;
  createdAt: Date;
  visibleFrom: Date;
  expiresAt: Date | null;
  /** When it reached its present status, unless that is open or pending. */
  endedAt: Date | null;
};

/** Test and live data never meet. Customers belong to the organisation, whichever profile's key made them. */
export type MollieBooks = {
  mode: SandboxMode;
  customers: Map<string, MollieCustomer>;
  payments: Map<string, MolliePayment>;
};

export type MollieProfile = {
  profileId: string;
  name: string;
  website: string;
  email: string;
  phone: string;
  createdAt: Date;
  /** Those that are switched on. */
  methods: string[];
  /** What is made of a new customer at once, for demonstrations. */
  seedNewCustomers: boolean;
};

export type MollieOrganization = {
  organizationId: string;
  name: string;
  email: string;
  createdAt: Date;
  profiles: Map<string, MollieProfile>;
  books: Record<SandboxMode, MollieBooks>;
};
