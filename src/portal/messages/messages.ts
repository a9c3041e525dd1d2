import type { CancelReason, FailureReason, Payment, PaymentMethod, Subscription } from '../../providers/provider.ts';
import type { DetailsField, DetailsFault } from '../../services/billing-detail-checks.ts';
import type { Access } from '../../services/cancel-rules.ts';
import type { Alert } from '../alerts.ts';
import type { MethodState, PaymentWord, SubscriptionWhen, SubscriptionWord } from '../billing-facts.ts';

/** A sentence with one value in it, already written in the reader's language. */
type With = (value: string) => string;
type PlainFault = DetailsFault['kind'];
type IntervalUnit = Subscription['interval']['unit'];

/** By the language's own plural rules; `other` is also for rules that a language lists but whole numbers never reach. */
export type PluralForms = { other: With } & Partial<Record<Intl.LDMLPluralRule, With>>;

/** Where the reader goes on: one title, one text. */
type Notice = { title: string; text: string };
type NoticeWith = { title: string; text: With };
/** The title with a value. */
type TitleWith = { title: With; text: string };

/** Every text of the pages in one language. A text that is missing in one of them does not compile. */
export type Messages = {
  page: {
    skipToContent: string;
    billing: string;
    /** With the app's name. */
    backTo: With;
    language: string;
    /** With the provider's name. */
    handledBy: With;
    testMode: string;
    testModeMeaning: string;
    account: string;
    tryAgain: string;
    toBilling: string;
    /** Before the pages above this one, read aloud only. */
    youAreIn: string;
    /** With the tenant's name: another link was opened in this browser. */
    replaced: With;
  };
  overview: {
    /** With the app's name. */
    intro: With;
    attention: string;
    sectionUnavailable: string;
    nothingAvailable: Notice;
  };
  /** Each alert's title, and `advice` with the app's name. */
  alerts: {
    [Kind in Alert['kind']]: {
      title: Kind extends 'paymentFailed' | 'paymentChargedBack'
        ? (facts: { amount: string; date: string }) => string
        : Kind extends 'methodExpired' | 'methodExpiring'
          ? (facts: { method: string; date: string }) => string
          : With;
      advice: With;
    };
  };
  subscriptions: {
    title: string;
    none: string;
    words: Record<SubscriptionWord, string>;
    /** With a date. */
    when: Record<Exclude<SubscriptionWhen['kind'], 'noFurtherPayment'>, With> & { noFurtherPayment: string };
    meaning: Record<Exclude<SubscriptionWord, 'active'>, string>;
    /** With a date. */
    since: With;
    /** Read aloud before a payment method. */
    paidWith: string;
    /** `per month` */
    every: Record<IntervalUnit, string>;
    /** `every 3 months` */
    everyFew: Record<IntervalUnit, PluralForms>;
  };
  /** Ending a subscription, and keeping it after all. */
  ending: {
    cancel: string;
    keep: string;
    cancelPage: {
      /** With the subscription's name. */
      title: With;
      /** With a date: the first day without it. */
      until: With;
      /** With a date. */
      freeUntil: With;
      /** With the app's name. */
      ends: Record<Extract<Access, { kind: 'ends' }>['why'], With>;
      noMore: string;
      notTaken: (facts: { amount: string; date: string }) => string;
      /** With an amount. */
      onItsWay: With;
      changeOfMind: string;
      reason: string;
      reasons: Record<CancelReason, string>;
      confirm: string;
      back: string;
    };
    keepPage: {
      /** With the subscription's name. */
      title: With;
      nothingToday: string;
      nextPayment: (facts: { amount: string; date: string }) => string;
      /** `per month` is the interval. */
      afterwards: (facts: { amount: string; interval: string }) => string;
      confirm: string;
      back: string;
      noMethod: string;
      /** With the app's name, which lets none be added here. */
      noMethodHere: With;
      addMethod: string;
    };
    /** Each title with the subscription's name. */
    results: {
      subscriptionCanceled: { title: With; until: With; atOnce: string };
      subscriptionKept: { title: With; text: (facts: { amount: string; date: string }) => string };
    } & Record<'subscriptionOver' | KeepRefusal, { title: With; text: string }>;
  };
  paymentMethods: {
    title: string;
    none: string;
    kinds: Record<PaymentMethod['kind'], string>;
    /** Read aloud before the last four digits: `ending in`. */
    endingIn: string;
    words: Record<MethodState['word'], string>;
    /** With a month. */
    validUntil: With;
    /** With a month. */
    expiredIn: With;
    /** With a date. */
    addedOn: With;
    meaning: Record<'pending' | 'invalid', string>;
    /** With a subscription's name. */
    usedFor: With;
  };
  /** Changing payment methods and paying what is overdue. */
  checkout: {
    change: string;
    add: string;
    remove: string;
    /** With a method. */
    removeMethod: With;
    /** Above methods that nothing is paid with any more. */
    spare: string;
    /** With an amount. */
    pay: With;
    back: string;
    /** What a person had agreed to no longer holds. */
    changed: string;
    /** Of a payment that failed and was made good. */
    paidLater: string;
    /** On the person's bank statement, with the app's name. */
    statement: { method: With; overdue: With };
    addPage: {
      title: string;
      addTitle: string;
      choose: string;
      free: string;
      /** With an amount. */
      charged: With;
      /** With the names of subscriptions. */
      moves: With;
      safe: (names: { provider: string; app: string }) => string;
      /** With the provider's name. */
      go: With;
      /** With the app's name. */
      none: With;
    };
    overduePage: {
      title: string;
      /** By how many payments are open. */
      intro: PluralForms;
      total: string;
      ways: (facts: { provider: string; ways: string }) => string;
      mends: string;
      /** With the app's name. */
      none: With;
    };
    /** With the provider's name; `charged` with an amount. */
    forwardPage: { title: With; free: string; charged: With; go: With };
    outcomes: {
      /** `overdueTitle` with the amount that was paid. */
      settled: { title: string; overdueTitle: With; text: string; /** Nothing is paid with it yet. */ added: string };
      /** `text` with the app's name. */
      confirming: NoticeWith & { overdueTitle: With };
      moving: NoticeWith & { overdueTitle: With };
      /** `amount` of the earlier payment. */
      outdated: {
        title: string;
        text: (facts: { amount: string; provider: string }) => string;
        /** With the provider's name. */
        stop: With;
      };
      /** `text` with the provider's name, as all that follow. */
      processing: NoticeWith;
      open: NoticeWith;
      failed: NoticeWith;
      canceled: NoticeWith;
      expired: NoticeWith;
      unknown: NoticeWith;
      refused: Notice & { overdueText: With };
      /** Instead of those above where a payment method was to be added: that may have been no payment at all. */
      adding: Record<'processing' | 'failed' | 'canceled' | 'expired' | 'unknown', NoticeWith>;
      resume: string;
      tryAgain: string;
      lookAgain: string;
    };
    removePage: {
      /** With a method. */
      title: With;
      nothingUsesIt: string;
      /** With the app's name. */
      gone: With;
      confirm: string;
      /** With a method. */
      keptTitle: With;
      /** With the names of subscriptions. */
      inUse: With;
      awaited: string;
    };
    /** Under alerts, where the person can do something about them here. */
    advice: Record<Exclude<Alert['kind'], 'methodPending' | 'subscriptionSuspended'>, string> & {
      /** With the app's name. */
      subscriptionSuspended: With;
      /** After the advice of the payment that has the button: it pays all of them. */
      payAll: string;
    };
    results: {
      methodRemoved: TitleWith;
      /** Where nobody knows any more which it was. */
      methodGone: Notice;
      methodKept: TitleWith;
      nothingDue: Notice;
    };
  };
  payments: {
    title: string;
    none: string;
    columns: { date: string; description: string; status: string; amount: string };
    words: Record<PaymentWord, string>;
    meaning: Record<Exclude<Payment['status'], 'paid'>, string>;
    /** With an amount. */
    refunded: With;
    /** With an amount. */
    chargedBack: With;
  };
  paymentHistory: { all: string; older: string; newest: string };
  /** One payment's own page, on screen and on paper. It must not pass for an invoice. */
  receipt: {
    confirmation: string;
    payment: string;
    notInvoice: string;
    keepCopy: string;
    paidWith: string;
    paidTo: string;
    billedTo: string;
    reference: string;
    refunded: string;
    chargedBack: string;
    vatNumber: string;
    /** A link to the overview, where the payment did not succeed or did not last. */
    whatIsDue: string;
  };
  failureReasons: Record<FailureReason, string>;
  details: {
    title: string;
    intro: string;
    edit: string;
    none: string;
    labels: Record<DetailsField, string>;
    address: string;
    optional: string;
    chooseCountry: string;
    vatHint: string;
    languageHint: string;
    save: string;
    cancel: string;
    saved: Notice;
    faultsTitle: string;
    faults: Record<Exclude<PlainFault, 'tooLong' | 'vatNumberOf'>, string> & {
      /** With how many characters are allowed. */
      tooLong: With;
      /** With an example of the country's. */
      vatNumberOf: With;
    };
  };
  /** To the app's own pages. */
  homeLinks: { support: string; terms: string; privacy: string };
  notices: {
    /** `live`: the text while its billing is still open in this browser. */
    linkUsed: NoticeWith & { live: string };
    linkExpired: NoticeWith;
    linkUnknown: Notice;
    /** A program, not a person, followed the link. */
    linkUnopened: Notice & { open: string };
    sessionEnded: NoticeWith;
    noSession: Notice;
    notFound: Notice;
    subscriptionUnknown: Notice;
    methodNotAllowed: Notice;
    failed: Notice;
    unavailable: Notice;
    /** Not sent from our page, or without its token. */
    formRefused: Notice;
    changeFailed: Notice;
    /** With an id that support can look up. */
    reference: With;
  };
  /** Told once, after what the person did. */
  results: Record<PlainResult, Notice>;
};

/** Those that say the same each time. */
type PlainResult = 'unconfirmed' | 'notDone';

type KeepRefusal = 'keepTooLate' | 'keepNoMethod' | 'keepNameTaken' | 'keepRunning';
