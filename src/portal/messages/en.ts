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
  },
  overview: {
    intro: (app) => `Your subscriptions, payment methods and payments with ${app}.`,
    attention: 'Needs your attention',
    replaced: (tenant) => `You opened another link. This browser now shows the billing of ${tenant}, in every tab.`,
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
      suspended: 'Suspended',
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
      noFurtherPayment: 'No further payment is planned',
    },
    meaning: {
      trialing: 'Free until the first payment.',
      starting: 'Begins once your payment method is confirmed.',
      pastDue: 'The last payment did not go through.',
      suspended: 'No payments are being taken.',
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
  payments: {
    title: 'Payments',
    none: 'There are no payments yet.',
    earlier: (count) => `Earlier payments (${count})`,
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
