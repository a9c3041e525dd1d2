import type { Messages } from './messages.ts';

export const en: Messages = {
  page: {
    skipToContent: 'Skip to content',
    billing: 'Billing',
    backTo: (app) => `Back to ${app}`,
    language: 'Language',
    handledBy: (provider) => `Payments are handled securely by ${provider}.`,
    testMode: 'Test mode',
    testModeMeaning: 'No real money moves.',
    account: 'Account',
    tryAgain: 'Try again',
    toBilling: 'Go to your billing page',
    youAreIn: 'You are here',
    replaced: (tenant) => `You opened another link. This browser now shows the billing of ${tenant}, in every tab.`,
  },
  overview: {
    intro: (app) => `Your subscriptions, payment methods and payments with ${app}.`,
    attention: 'Needs your attention',
    sectionUnavailable: 'We could not load this part just now. Nothing has changed on your account.',
    nothingAvailable: {
      title: 'Your billing details are out of reach right now',
      text: 'Nothing has changed on your account. Please try again in a minute.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription} is suspended`,
      advice: (app) => `No payments are being taken for it. Get in touch with ${app} to start it again.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `The payment of ${amount} on ${date} failed`,
      advice: (app) => `No money was taken. Get in touch with ${app} to settle it.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Your bank took back the payment of ${amount} from ${date}`,
      advice: (app) => `The amount is open again. Get in touch with ${app} to settle it.`,
    },
    methodInvalid: {
      title: (method) => `${method} can no longer be charged`,
      advice: (app) => `The next payment will fail. Get in touch with ${app} to change your payment method.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method} expired on ${date}`,
      advice: (app) => `The next payment may fail. Get in touch with ${app} to change your payment method.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method} expires on ${date}`,
      advice: (app) => `Get in touch with ${app} to change your payment method in time.`,
    },
    methodPending: {
      title: (method) => `${method} is being verified`,
      advice: () => 'This can take a few days. There is nothing you need to do.',
    },
  },
  subscriptions: {
    title: 'Subscriptions',
    none: 'You have no subscriptions.',
    words: {
      active: 'Active',
      trialing: 'Trial',
      starting: 'Starting',
      pastDue: 'Payment failed',
      unpayable: 'Payment at risk',
      suspended: 'Suspended',
      ending: 'Canceled',
      canceled: 'Canceled',
      completed: 'Completed',
    },
    when: {
      renews: (date) => `Renews on ${date}`,
      nextPayment: (date) => `Next payment on ${date}`,
      firstPayment: (date) => `First payment on ${date}`,
      starts: (date) => `Starts on ${date}`,
      ends: (date) => `Ends on ${date}`,
      ended: (date) => `Ended on ${date}`,
      canceledOn: (date) => `Canceled on ${date}`,
      noFurtherPayment: 'No further payment is planned',
    },
    meaning: {
      trialing: 'Free until the first payment.',
      starting: 'Begins once your payment method is confirmed.',
      pastDue: 'The last payment did not go through.',
      unpayable: 'Without another payment method, the next payment will fail.',
      suspended: 'No payments are being taken.',
      ending: 'Nothing more will be charged. Until then you can still keep it.',
      canceled: 'No further payments will be taken.',
      completed: 'All payments have been made.',
    },
    since: (date) => `Since ${date}`,
    paidWith: 'Paid with',
    every: { day: 'per day', week: 'per week', month: 'per month', year: 'per year' },
    everyFew: {
      day: { other: (count) => `every ${count} days` },
      week: { other: (count) => `every ${count} weeks` },
      month: { other: (count) => `every ${count} months` },
      year: { other: (count) => `every ${count} years` },
    },
  },
  ending: {
    cancel: 'Cancel',
    keep: 'Keep it after all',
    cancelPage: {
      title: (name) => `Cancel ${name}?`,
      until: (date) => `It ends on ${date}; you keep it until then.`,
      freeUntil: (date) => `It ends on ${date}; you can use it free of charge until then.`,
      ends: {
        unpaid: () => 'It ends at once: it is not paid for at present, so no paid time is left.',
        notStarted: () => 'It has not begun yet, and will not begin.',
        unplanned: (app) => `No further payment was planned for it. ${app} can tell you how long you keep it.`,
      },
      noMore: 'Nothing more will be charged for it.',
      notTaken: ({ amount, date }) =>
        `Nothing more will be charged: the payment of ${amount} planned for ${date} will not be taken.`,
      onItsWay: (amount) => `Except for a payment of ${amount} that is already on its way: it will still be taken.`,
      changeOfMind: 'Until then you can change your mind: it then goes on as before.',
      reason: 'Why are you canceling? (optional)',
      reasons: {
        too_expensive: 'It is too expensive',
        missing_features: 'It lacks something I need',
        switched_service: 'I am switching to something else',
        unused: 'I do not use it enough',
        customer_service: 'I was not happy with the support',
        too_complex: 'It is too complicated',
        low_quality: 'I was not happy with the quality',
        other: 'Another reason',
      },
      confirm: 'Cancel subscription',
      back: 'Go back without canceling',
    },
    keepPage: {
      title: (name) => `Keep ${name}?`,
      nothingToday: 'Nothing is charged today.',
      nextPayment: ({ amount, date }) => `On ${date}, ${amount} will be charged.`,
      afterwards: ({ amount, interval }) => `After that it goes on as before: ${amount} ${interval}.`,
      confirm: 'Keep subscription',
      back: 'Go back',
      noMethod: 'There is no payment method that can be charged. Add one first; then you can keep it.',
      noMethodHere: (app) =>
        `There is no payment method that can be charged. Get in touch with ${app} to add one; then you can keep it.`,
      addMethod: 'Add a payment method',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `${name} is canceled`,
        until: (date) => `It ends on ${date}; you keep it until then. Nothing more will be charged for it.`,
        atOnce: 'Nothing more will be charged for it.',
      },
      subscriptionOver: {
        title: (name) => `${name} had already ended`,
        text: 'There was nothing left to cancel. Nothing more will be charged for it.',
      },
      subscriptionKept: {
        title: (name) => `${name} goes on`,
        text: ({ amount, date }) => `Nothing was charged today. The next payment of ${amount} is on ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} has already ended`,
        text: 'It can no longer be kept. Subscribe again where you did before.',
      },
      keepNoMethod: {
        title: (name) => `${name} could not be kept`,
        text: 'There is no payment method that can be charged. Add one first, then try again.',
      },
      keepNameTaken: {
        title: (name) => `${name} was not started again`,
        text: 'You already have a subscription of that name, so you are not charged twice.',
      },
      keepRunning: {
        title: (name) => `${name} was not canceled`,
        text: 'It goes on as before, so there was nothing to keep.',
      },
    },
  },
  paymentMethods: {
    title: 'Payment methods',
    none: 'You have no payment method on file.',
    kinds: { card: 'Card', bank: 'Bank account', paypal: 'PayPal', other: 'Payment method' },
    endingIn: 'ending in',
    words: {
      ready: 'Ready to use',
      expiring: 'Expires soon',
      expired: 'Expired',
      pending: 'Being verified',
      invalid: 'No longer valid',
    },
    validUntil: (month) => `Valid until ${month}`,
    expiredIn: (month) => `Expired in ${month}`,
    addedOn: (date) => `Added on ${date}`,
    meaning: {
      pending: 'Your bank can take a few days to confirm it.',
      invalid: 'It can no longer be used for payments.',
    },
    usedFor: (subscription) => `Used for ${subscription}`,
  },
  checkout: {
    change: 'Change payment method',
    add: 'Add a payment method',
    remove: 'Remove',
    removeMethod: (method) => `Remove ${method}`,
    spare: 'No longer needed?',
    pay: (amount) => `Pay ${amount} now`,
    back: 'Back without changes',
    changed: 'What you would be charged has changed since you opened this page. Please look at it again.',
    paidLater: 'Paid later.',
    statement: {
      method: (app) => `${app}: payment method`,
      overdue: (app) => `${app}: overdue payment`,
    },
    addPage: {
      title: 'Change your payment method',
      addTitle: 'Add a payment method',
      choose: 'How do you want to pay from now on?',
      free: 'Nothing is charged now',
      charged: (amount) => `${amount} is charged once, to confirm the account`,
      moves: (subscriptions) => `From then on it pays for ${subscriptions}. Dates and amounts stay as they are.`,
      safe: ({ provider, app }) => `You enter your details at ${provider}. ${app} never sees them.`,
      go: (provider) => `Continue to ${provider}`,
      none: (app) => `No payment method can be added online at the moment. Get in touch with ${app}.`,
    },
    overduePage: {
      title: 'Pay what is overdue',
      intro: {
        one: () => 'This payment did not go through.',
        other: () => 'These payments did not go through.',
      },
      total: 'To be paid',
      ways: ({ provider, ways }) => `You choose how to pay at ${provider}: ${ways}.`,
      mends: 'What you pay with then becomes the payment method for all your subscriptions.',
      none: (app) => `This amount cannot be paid online at the moment. Get in touch with ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Taking you to ${provider}`,
      free: 'Nothing will be charged.',
      charged: (amount) => `${amount} will be charged.`,
      go: (provider) => `Go to ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Your new payment method is ready',
        overdueTitle: (amount) => `${amount} is paid. Thank you!`,
        text: 'All your subscriptions are paid with it from now on.',
        added: 'It can be used for your payments from now on.',
      },
      confirming: {
        title: 'Your bank is confirming the payment method',
        overdueTitle: (amount) => `${amount} is paid. Thank you!`,
        text: () =>
          'Your bank can take a few days to confirm the new payment method. Until then, a payment method that still works stays in use; we then switch automatically. There is nothing you need to do.',
      },
      moving: {
        title: 'Your new payment method is almost ready',
        overdueTitle: (amount) => `${amount} is paid. Thank you!`,
        text: (app) =>
          `Not every subscription is on the new payment method yet. We keep trying automatically. If it is still not done tomorrow, get in touch with ${app}.`,
      },
      processing: {
        title: 'Your payment is being processed',
        text: () =>
          'The outcome is not known yet. Please do not pay again: as soon as it is through, everything else happens by itself.',
      },
      open: {
        title: 'You have not finished yet',
        text: (provider) => `Nothing has been charged and nothing has changed. You can still finish at ${provider}.`,
      },
      outdated: {
        title: 'An earlier payment is still open',
        text: ({ amount, provider }) =>
          `You began a payment of ${amount} at ${provider}, and what you owe has changed since. Please do not finish it: stop it at ${provider}, or wait until it runs out by itself. Then you can pay what is due now. Nothing has been charged for it.`,
        stop: (provider) => `Stop it at ${provider}`,
      },
      failed: {
        title: 'The payment did not go through',
        text: () =>
          'No money was taken, and nothing has changed on your account. You can try again or use another payment method.',
      },
      canceled: {
        title: 'You stopped the payment',
        text: () => 'No money was taken, and nothing has changed on your account.',
      },
      expired: {
        title: 'The time to pay is over',
        text: () => 'No money was taken, and nothing has changed on your account. You can start again.',
      },
      refused: {
        title: 'This payment method cannot be used',
        text: 'It could not be set up for future payments. Your subscriptions stay on your present payment method. Please choose another one.',
        overdueText: (amount) =>
          `${amount} is paid, thank you. But what you paid with cannot be used for future payments. Please choose another payment method.`,
      },
      unknown: {
        title: 'We could not find out how it ended',
        text: (provider) =>
          `${provider} cannot be reached just now. Nothing is lost: as soon as it can be, everything else happens by itself. Please do not pay again.`,
      },
      adding: {
        processing: {
          title: 'Your payment method is being set up',
          text: () => 'This can take a while; you need not do it again.',
        },
        failed: {
          title: 'The payment method could not be added',
          text: () => 'Nothing has changed on your account. You can try again or use another one.',
        },
        canceled: {
          title: 'You stopped before it was finished',
          text: () => 'No money was taken, and nothing has changed on your account.',
        },
        expired: {
          title: 'The time to finish is over',
          text: () => 'No money was taken, and nothing has changed on your account. You can start again.',
        },
        unknown: {
          title: 'We could not find out how it ended',
          text: (provider) =>
            `${provider} cannot be reached just now. Nothing is lost: as soon as it can be, everything else happens by itself. Please do not start again.`,
        },
      },
      resume: 'Continue',
      tryAgain: 'Try again',
      lookAgain: 'Check again',
    },
    removePage: {
      title: (method) => `Remove ${method}?`,
      nothingUsesIt: 'No running subscription needs it.',
      gone: (app) => `${app} can no longer charge it. To use it again, you would have to add it again.`,
      confirm: 'Remove it',
      keptTitle: (method) => `${method} is in use`,
      inUse: (subscriptions) =>
        `It pays for ${subscriptions}, which would end without it. Change your payment method first; then you can remove it.`,
      awaited: 'Your subscriptions are just being moved to it, so it cannot be removed.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `No payments are being taken for it. Pay what is open, then get in touch with ${app} to start it again.`,
      paymentFailed: 'No money was taken. You can pay it now and change your payment method in the same step.',
      paymentChargedBack:
        'The amount is open again. You can pay it now and change your payment method in the same step.',
      methodInvalid: 'The next payment will fail. Change your payment method before that.',
      methodExpired: 'The next payment may fail. Change your payment method before that.',
      methodExpiring: 'Change your payment method in time, and nothing is interrupted.',
    },
    results: {
      methodRemoved: { title: (method) => `${method} has been removed`, text: 'It can no longer be charged.' },
      methodGone: { title: 'The payment method has been removed', text: 'It can no longer be charged.' },
      methodKept: {
        title: (method) => `${method} was not removed`,
        text: 'A subscription needs it. Nothing has changed.',
      },
      nothingDue: { title: 'There is nothing to pay', text: 'All your payments have gone through.' },
    },
  },
  payments: {
    title: 'Payments',
    none: 'There are no payments yet.',
    columns: { date: 'Date', description: 'Description', status: 'Status', amount: 'Amount' },
    words: {
      open: 'Open',
      processing: 'Processing',
      authorized: 'Authorized',
      paid: 'Paid',
      canceled: 'Canceled',
      expired: 'Expired',
      failed: 'Failed',
      refunded: 'Refunded',
      partlyRefunded: 'Partly refunded',
      chargedBack: 'Charged back',
    },
    meaning: {
      open: 'Not paid yet.',
      pending: 'On its way. Banks can take a few days.',
      authorized: 'Reserved, not collected yet.',
      canceled: 'Canceled before it was paid.',
      expired: 'Not paid in time.',
      failed: 'No money was taken.',
    },
    refunded: (amount) => `${amount} was returned to you.`,
    chargedBack: (amount) => `Your bank took back ${amount}.`,
  },
  paymentHistory: { all: 'All payments', older: 'Earlier payments', newest: 'Latest payments' },
  receipt: {
    confirmation: 'Payment confirmation',
    payment: 'Payment',
    notInvoice: 'This page confirms a payment. It is not an invoice.',
    keepCopy: 'To keep a copy, print this page or save it as a PDF from your browser.',
    paidWith: 'Paid with',
    paidTo: 'Paid to',
    billedTo: 'Billed to',
    reference: 'Reference',
    refunded: 'Refunded',
    chargedBack: 'Taken back by your bank',
    vatNumber: 'VAT number',
    whatIsDue: 'See on your billing page whether anything is still to be paid.',
  },
  failureReasons: {
    insufficientFunds: 'There was not enough money on the card or account.',
    declined: 'Your bank or card issuer declined it.',
    expired: 'The card had expired.',
    notConfirmed: 'It was not confirmed with your bank.',
    wrongDetails: 'The card or account details were not right.',
    accountClosed: 'The bank account is closed or blocked.',
    noPermission: 'The permission to collect from the account is missing or was withdrawn.',
  },
  details: {
    title: 'Billing details',
    intro: 'They appear on your payment confirmations.',
    edit: 'Edit details',
    none: 'Not given',
    labels: {
      name: 'Name',
      email: 'E-mail',
      company: 'Company',
      line1: 'Street and number',
      line2: 'Address line 2',
      postalCode: 'Postal code',
      city: 'City',
      country: 'Country',
      vatNumber: 'VAT number',
      language: 'Language',
    },
    address: 'Address',
    optional: 'optional',
    chooseCountry: 'No country',
    vatHint: 'With the country code, such as NL123456789B01.',
    save: 'Save details',
    cancel: 'Back without saving',
    saved: {
      title: 'Your billing details are saved',
      text: 'Payment confirmations show them from now on.',
    },
    faultsTitle: 'Please check what you entered',
    faults: {
      missing: 'Please fill this in.',
      incomplete: 'Needed for a complete address.',
      characters: 'There is a character in it that cannot be used.',
      email: 'Enter an e-mail address like name@company.example.',
      country: 'Choose a country from the list.',
      vatNumber: 'This does not look like a VAT number. Enter all its letters and digits.',
      language: 'Choose a language from the list.',
      tooLong: (count) => `At most ${count} characters, please.`,
      vatNumberOf: (example) => `That is not how this country writes VAT numbers. It should look like ${example}.`,
    },
  },
  homeLinks: { support: 'Help and support', terms: 'Terms', privacy: 'Privacy policy' },
  notices: {
    linkUsed: {
      title: 'This link has already been used',
      text: (app) => `To keep your billing safe, every link opens just once. Go back to ${app} for a fresh one.`,
    },
    linkExpired: {
      title: 'This link has expired',
      text: (app) => `To keep your billing safe, links last only a few minutes. Go back to ${app} for a fresh one.`,
    },
    linkUnknown: {
      title: 'This link does not work',
      text: 'It may have been cut off on its way, or it is too old. Go back to where you found it and open your billing from there.',
    },
    linkUnopened: {
      title: 'Open your billing',
      text: 'This is a personal link to your subscriptions and payments. It opens just once.',
      open: 'Continue',
    },
    sessionEnded: {
      title: 'You have been signed out',
      text: (app) => `To keep your billing safe, this page closes after a while. Go back to ${app} to open it again.`,
    },
    noSession: {
      title: 'Open your billing from your account',
      text: 'This page opens through a personal link. Go to the product you use and choose billing there.',
    },
    notFound: { title: 'There is no such page', text: 'The address may be mistyped, or the page has moved.' },
    subscriptionUnknown: {
      title: 'There is no such subscription',
      text: 'It may belong to another account, or its address is mistyped. Your billing page shows the subscriptions that you have.',
    },
    methodNotAllowed: { title: 'That does not work here', text: 'This page can be read, but takes no such request.' },
    failed: {
      title: 'Something went wrong on our side',
      text: 'Nothing has changed on your account. Please try again in a minute.',
    },
    unavailable: {
      title: 'We cannot reach your billing right now',
      text: 'Nothing has changed on your account. Please try again in a minute.',
    },
    formRefused: {
      title: 'That could not be accepted',
      text: 'The page may have been open for too long, or the request did not come from it. Nothing has changed on your account. Please try again from your billing page.',
    },
    changeFailed: {
      title: 'Something went wrong on our side',
      text: 'We do not know whether your change went through. Your billing page shows how things are now.',
    },
    reference: (id) => `Reference: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'We could not confirm your change',
      text: 'The answer did not come in time. Below you see how things are now. If your change is missing, please try again in a few minutes.',
    },
    notDone: {
      title: 'That did not work',
      text: 'Your change could not be passed on just now. Below you see how things are now. Please try again in a few minutes.',
    },
  },
};
