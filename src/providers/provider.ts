/**
 * What a payment provider brings. One folder per provider implements it, `registry.ts` lists it, and nothing
 * outside that folder asks which provider it has.
 */

export type ProviderMode = 'test' | 'live';

/** What a provider is made with. */
export type ProviderOptions = {
  /** Base URL without a path; undefined: the provider's own. `http:` is for stand-ins and gateways only. */
  apiUrl?: string | undefined;
  /** For one request, from its start to the last byte of the answer. */
  timeoutMs?: number | undefined;
  clock?: (() => Date) | undefined;
};

export const DEFAULT_REQUEST_TIMEOUT_MS = 5_000;

export interface PaymentProvider {
  /** Lower-case word; the `paymentProvider` of the REST path. */
  readonly id: string;
  /** The name people know. */
  readonly displayName: string;
  /** What a secret looks like, for messages: `a key that begins with sk_test_, ...`. */
  readonly secretHint: string;
  /** What the URL of a portal looks like, for the document. Never one that works. */
  readonly portalUrlExample: string;
  /** What its ids of customers look like, for the document. */
  readonly customerIdExample: string;

  /**
   * Looks at a secret's form only; nothing is sent.
   * @returns the mode that the form tells, null when the form does not say, or `malformed`.
   */
  inspectSecret(secret: string): { kind: 'malformed' } | { kind: 'wellFormed'; mode: ProviderMode | null };

  /**
   * Asks the provider whose secret this is, which also shows that it is accepted. Changes nothing there.
   * @throws ProviderError `credentials_refused`, `unavailable`, `timeout`, ...
   * @throws OperatorError when the operator has to say more; the message tells what.
   */
  identify(input: IdentifyInput): Promise<ConnectedAccount>;

  /** A client for one connection. Cheap to keep: it holds the SDK's client and its sockets. Makes no call. */
  createClient(connection: ConnectionDetails): ProviderClient;
}

export type IdentifyInput = {
  secret: string;
  /** What the operator says, where the secret's form does not tell (Mollie's organisation tokens). */
  mode?: ProviderMode;
  /** Which profile of the account, where one secret reaches several (Mollie's organisation tokens). */
  profileId?: string;
};

export type ConnectedAccount = {
  /** The provider's id of the account; customers of one account are never looked for in another. */
  account: string;
  mode: ProviderMode;
  settings: ProviderSettings;
};

/** What a provider's folder keeps beside the secret; it alone reads it, with a schema of its own. */
export type ProviderSettings = Readonly<Record<string, string>>;

export type ConnectionDetails = {
  mode: ProviderMode;
  settings: ProviderSettings;
  secret: string;
};

/**
 * Calls to one account. Each method makes the calls that its comment names and no retries: deadlines, retries, the
 * breaker and the in-flight limit are put around it from outside (`calls.ts`).
 * All throw ProviderError.
 */
export interface ProviderClient {
  /** One call. The same key with the same parameters is the same customer, for as long as the provider remembers. */
  createCustomer(input: CreateProviderCustomerInput): Promise<KnownCustomer>;

  /**
   * Only providers with a portal of their own: a URL where this customer manages its billing, good for one person and
   * a few minutes. Never to be stored. One call; up to three more, once, when something that the account needs for it
   * has to be made first.
   */
  readonly createBillingPortal?: (input: CreateProviderPortalInput) => Promise<{ url: string }>;

  /**
   * Puts the given values on an existing customer; what is not given stays as it is there, as does the language when
   * the provider does not speak the one that is given. One call at most; a repeat changes nothing more.
   * @throws ProviderError `customer_missing` when it is deleted or unknown in this account and mode.
   */
  updateCustomer(input: UpdateProviderCustomerInput): Promise<void>;

  /** For how long the provider surely knows an idempotency key again. */
  readonly idempotencyWindowSeconds: number;

  /**
   * A page of the customers made since then, ours or not, the newest first. One call.
   * @param input.cursor the `nextCursor` of the page before; null: the first page.
   * @returns `nextCursor: null` with the last page.
   */
  listCustomers(input: { createdSince: Date; cursor: string | null }): Promise<CustomerPage>;

  /** One call; none for an id that is not of this provider's form, which is `gone` too: deleted or unknown in this account and mode. */
  lookUpCustomer(providerCustomerId: string): Promise<'present' | 'gone'>;

  /** Confirms that the provider still accepts the secret. One call. */
  verify(): Promise<void>;

  /** Only providers without a portal of their own: what our pages show, read live. One call per page of a list. */
  readonly billing?: BillingReader;

  /** Only providers without a portal of their own: how a person adds, changes and removes a payment method there. */
  readonly paymentMethods?: PaymentMethodOperations;

  /** Only providers without a portal of their own: how a person ends a subscription there, and goes on with it. */
  readonly subscriptions?: SubscriptionOperations;
}

/** Stored before the first attempt and sent unchanged by every repeat. All values are JSON. */
export type ProviderCustomerParams = {
  name: string;
  email: string;
  /** BCP 47, or null. */
  locale: string | null;
  /** Tells a customer of ours from any other: app, tenant, row, generation. */
  metadata: Readonly<Record<string, string>>;
};

export type CreateProviderCustomerInput = { params: ProviderCustomerParams; idempotencyKey: string };

export type UpdateProviderCustomerInput = { providerCustomerId: string; changes: ProviderCustomerChanges };

/** `locale` is BCP 47. */
export type ProviderCustomerChanges = { name?: string; email?: string; locale?: string };

/** As the provider has it; `metadata` is empty when it is none that we could have written. */
export type KnownCustomer = { providerCustomerId: string; metadata: Readonly<Record<string, string>> };

export type CustomerPage = { customers: KnownCustomer[]; nextCursor: string | null };

export type CreateProviderPortalInput = {
  providerCustomerId: string;
  /** Checked (services/return-urls.ts), absolute. */
  returnUrl: string;
  /** Merges into the connection's settings, for what a provider makes once and uses again. */
  rememberSettings: (settings: ProviderSettings) => Promise<void>;
  /** What the app's operator has set; undefined: nothing, so the account's own portal settings hold. */
  portal?: PortalSettings | undefined;
  /** What the person came for; undefined: nothing in particular. */
  flow?: PortalFlow | undefined;
  /** BCP 47; undefined: as the provider knows it. */
  locale?: string | undefined;
};

/* ---- what an operator lets tenants do, whichever provider's portal it is ---- */

/** Why a subscription is canceled. Stripe has no more to choose from. @see https://docs.stripe.com/api/customer_portal/configurations/create */
export const CANCEL_REASONS = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'too_complex',
  'low_quality',
  'other',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** What a tenant may change about itself. */
export const DETAIL_FIELDS = ['name', 'email', 'company', 'address', 'vatNumber'] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];

export type PortalFeatures = {
  /** Cancel a subscription, for the end of the period that is paid. */
  cancel: boolean;
  /** Asked while canceling, never demanded. */
  cancelReason: boolean;
  /** Add, change and remove payment methods. */
  changePaymentMethod: boolean;
  /** None: billing details cannot be changed. */
  editDetails: DetailField[];
  paymentHistory: boolean;
};

/** An operator's portal configuration, as far as providers can follow it. */
export type PortalSettings = {
  /** Whose portal it is: one account may be several apps'. */
  appUuid: string;
  /** At most 60 characters. */
  name: string | null;
  termsUrl: string | null;
  privacyUrl: string | null;
  features: PortalFeatures;
};

/** What a person came to the portal for. */
export type PortalFlow =
  | { type: 'payment_method_update' }
  /** The provider's id. */
  | { type: 'subscription_cancel'; subscriptionId: string }
  | { type: 'payments' };

/* ---- what our own pages show ---- */

export interface BillingReader {
  listSubscriptions(providerCustomerId: string): Promise<Subscription[]>;
  listPaymentMethods(providerCustomerId: string): Promise<PaymentMethod[]>;
  /** The newest first, at most `limit`. */
  listPayments(providerCustomerId: string, limit: number): Promise<Payment[]>;
  /**
   * The newest first. One call.
   * @throws ProviderError `rejected` for a `from` that is none of this customer's.
   */
  pagePayments(input: PagePayments): Promise<PaymentPage>;
  /** One call. @returns null when this customer has no such payment, whoever else may have it. */
  findPayment(input: { providerCustomerId: string; paymentId: string }): Promise<Payment | null>;
}

export type PagePayments = {
  providerCustomerId: string;
  limit: number;
  /** `next` of the page before, as it may come back from a browser; null: the first page. */
  from: string | null;
};

export type PaymentPage = {
  payments: Payment[];
  /** Null: the last page. */
  next: string | null;
};

/** `amountMinor` is in the currency's minor unit (cents for EUR, yen for JPY); `currency` is ISO 4217. */
export type Money = { amountMinor: number; currency: string };

export type Subscription = {
  subscriptionId: string;
  description: string;
  status: 'pending' | 'trialing' | 'active' | 'suspended' | 'canceled' | 'completed';
  amount: Money;
  interval: { count: number; unit: 'day' | 'week' | 'month' | 'year' };
  startsOn: CalendarDate;
  /** Null once no further payment will be taken. */
  nextPaymentOn: CalendarDate | null;
  canceledAt: Date | null;
  paymentMethodId: string | null;
  /** Ours, with which `SubscriptionOperations.start` made it; null when it was made otherwise. */
  startId: string | null;
};

/** A day without a time zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

export type PaymentMethod = {
  paymentMethodId: string;
  kind: 'card' | 'bank' | 'paypal' | 'other';
  status: 'valid' | 'pending' | 'invalid';
  /** The card's brand, or null. */
  brand: string | null;
  holder: string | null;
  /** The last four of a card or an account number, or null. */
  last4: string | null;
  /** Only cards. */
  expiresOn: CalendarDate | null;
  createdAt: Date;
};

export type Payment = {
  paymentId: string;
  description: string;
  amount: Money;
  status: 'open' | 'pending' | 'authorized' | 'paid' | 'canceled' | 'expired' | 'failed';
  /** Given back in all; 0 when nothing was. */
  refundedMinor: number;
  /** Taken back by the payer's bank in all; 0 when nothing was. */
  chargedBackMinor: number;
  createdAt: Date;
  paidAt: Date | null;
  subscriptionId: string | null;
  /** What it was or would be taken from; null while that is not known. */
  paymentMethodId: string | null;
  /** Of a checkout that our pages led to (`CheckoutParams`); null of any other. */
  checkoutId: string | null;
  /** Earlier payments that this one makes good, once it is paid. */
  covers: string[];
  /** Null while the payer has not chosen. */
  paidWith: PaymentSource | null;
  /** Only of a failed one, and only where the provider told. */
  failureReason: FailureReason | null;
};

export type PaymentSource = Pick<PaymentMethod, 'kind' | 'brand' | 'last4'>;

/** What a payer may be told: of a suspicion, no more than that the payment was declined. */
export const FAILURE_REASONS = [
  'insufficientFunds',
  'declined',
  'expired',
  'notConfirmed',
  'wrongDetails',
  'accountClosed',
  'noPermission',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/* ---- how our own pages change payment methods ---- */

/**
 * A checkout is a payment at the provider's own page, by which the provider learns a payment method that it may charge
 * from then on. Our pages never see a card.
 */
export interface PaymentMethodOperations {
  /**
   * The ways of paying that are switched on and leave a payment method behind, in the provider's order and words.
   * @param input.amount what is to be paid; null: as little as each of them allows, nothing where that is possible.
   * @param input.currency ISO 4217, for when there is no amount.
   * Two calls at most.
   */
  listCheckoutOptions(input: {
    amount: Money | null;
    currency: string;
    locale: string | null;
  }): Promise<CheckoutOption[]>;

  /**
   * One call; a second without `notifyUrl` where the provider says that it cannot reach that. The same key with the
   * same parameters is the same checkout, for as long as the provider remembers.
   */
  createCheckout(input: CreateCheckoutInput): Promise<Checkout>;

  /** One call. @returns null when there is none of that id, which right after its making may only be early. */
  readCheckout(paymentId: string): Promise<Checkout | null>;

  /** What the provider's webhook to `notifyUrl` says. Untrusted: it only tells what to read. @returns null for noise. */
  readWebhook(body: string): { paymentId: string } | null;

  /**
   * From now on the subscription is charged to that method. One call; a repeat is safe.
   * @throws ProviderError `rejected` when the subscription is over or the method cannot be used.
   */
  chargeSubscriptionTo(input: ChargeSubscriptionTo): Promise<void>;

  /**
   * Takes the method away for good. What is still charged to it would end with it, so nothing may be. One call; a
   * repeat is safe.
   */
  removePaymentMethod(input: { providerCustomerId: string; paymentMethodId: string }): Promise<void>;
}

export type CheckoutOption = {
  optionId: string;
  /** The provider's, in the language that was asked for where it speaks it. */
  name: string;
  kind: PaymentMethod['kind'];
  /** What a checkout by it takes. */
  amount: Money;
};

/** Stored before the first attempt and sent unchanged by every repeat. All values are JSON. */
export type CheckoutParams = {
  amount: Money;
  description: string;
  /** Null: the person chooses at the provider's page. */
  optionId: string | null;
  /** BCP 47, or null. */
  locale: string | null;
  /** Where the person comes back to, whatever happened. */
  returnUrl: string;
  /** Where the provider tells that something happened; null: it cannot reach us. */
  notifyUrl: string | null;
  /** Of ours, by which the checkout is known again. */
  checkoutId: string;
  /** Earlier payments that it makes good. */
  covers: string[];
};

export type CreateCheckoutInput = { providerCustomerId: string; params: CheckoutParams; idempotencyKey: string };

export type ChargeSubscriptionTo = { providerCustomerId: string; subscriptionId: string; paymentMethodId: string };

export type Checkout = {
  paymentId: string;
  providerCustomerId: string | null;
  /** Ours, as it was given; null when it is none of ours. */
  checkoutId: string | null;
  status: Payment['status'];
  amount: Money;
  /** Where the person pays; null when that is over. Never to be stored. */
  url: string | null;
  /** The method that it left behind; null while there is none. */
  paymentMethodId: string | null;
};

/* ---- how our own pages end a subscription, and go on with it ---- */

export interface SubscriptionOperations {
  /** One call. @returns null when the customer has none of that id. */
  read(key: SubscriptionKey): Promise<{ subscription: Subscription; terms: SubscriptionTerms } | null>;

  /**
   * No payment is begun from now on; one that is under way still goes through. There is no end of a period here: what
   * was paid for is the caller's to keep. One call, two when it is over already: then nothing changes, so a repeat is
   * safe.
   * @returns the subscription as it is then.
   * @throws ProviderError `rejected` when it is unknown.
   */
  cancel(key: SubscriptionKey): Promise<Subscription>;

  /**
   * A new subscription on the terms of an earlier one. One call. The same key with the same parameters is the same
   * subscription, for as long as the provider remembers.
   * @throws ProviderError `rejected`, with a hint that names what was: `description` when the customer has a live one
   *   of that name, `mandateId` when the method cannot be charged.
   */
  start(input: StartSubscription): Promise<{ subscriptionId: string }>;
}

export type SubscriptionKey = { providerCustomerId: string; subscriptionId: string };

/** Everything that another subscription like it is made with. JSON; only the provider's folder reads it. */
export type SubscriptionTerms = Readonly<Record<string, unknown>>;

/** Stored before the first attempt and sent unchanged by every repeat. All values are JSON. */
export type StartParams = {
  terms: SubscriptionTerms;
  /** The day of its first payment, today or later. */
  startsOn: CalendarDate;
  paymentMethodId: string;
  /** The terms' own method; else their kind of method does not hold. */
  sameMethod: boolean;
  /** Of ours, by which it is known again. */
  startId: string;
};

export type StartSubscription = { providerCustomerId: string; params: StartParams; idempotencyKey: string };

/* ---- what can go wrong ---- */

export const PROVIDER_ERROR_KINDS = [
  /** 401, 403: the secret is refused, or lacks a permission. */
  'credentials_refused',
  /** The object exists in the other mode: the connection has the wrong key. */
  'wrong_mode',
  /** The customer is unknown or deleted there. */
  'customer_missing',
  /** The idempotency key was used with other parameters. */
  'idempotency_conflict',
  /** The first call with this idempotency key is still running there. */
  'in_flight',
  /** 429. */
  'busy',
  /** No connection, one that was lost before the whole answer was there, or 5xx. */
  'unavailable',
  /** No answer in time. */
  'timeout',
  /** Not asked: so many calls to this account failed that it is left alone for a moment. */
  'breaker_open',
  /** Not asked: too many calls to this account are under way, given up ones included. */
  'overloaded',
  /** The portal was asked to open for something that it does not offer, or not for that subscription. */
  'flow_refused',
  /** An answer that is not what the provider documents. */
  'nonsense',
  /** Any other 4xx: our request is wrong. */
  'rejected',
] as const;

export type ProviderErrorKind = (typeof PROVIDER_ERROR_KINDS)[number];

export type ProviderErrorFacts = {
  provider: string;
  status?: number | undefined;
  /** The provider's or the system's own word for it (`url_invalid`, `ECONNREFUSED`). Only a word: a text is dropped. */
  hint?: string | undefined;
  /** The provider's own id of the request, for its support. */
  providerRequestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  /** This failure is what the idempotency key remembers: the same key gets the same failure again. */
  replayed?: boolean | undefined;
  /** What an operator can do about it, in our own words. */
  advice?: string | undefined;
};

/** A failed provider call. Its message is made of our own words; the provider's text stays behind. */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind;
  readonly facts: ProviderErrorFacts;

  constructor(kind: ProviderErrorKind, facts: ProviderErrorFacts) {
    const hint = oneWord(facts.hint);
    const known = [facts.status, hint].filter((fact) => fact !== undefined).join(' ');
    super(`${facts.provider} call failed: ${kind}${known === '' ? '' : ` (${known})`}`);
    this.kind = kind;
    this.facts = { ...facts, hint, providerRequestId: oneWord(facts.providerRequestId) };
  }
}

function oneWord(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.[\]-]{1,64}$/.test(text) ? text : undefined;
}
