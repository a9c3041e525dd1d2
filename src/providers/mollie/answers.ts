import { z } from 'zod';
import { parseMoney } from '../money.ts';

/* The parts of Mollie's objects that our pages show. A word that is new to us is no reason to show nothing. */

const amount = z.object({ value: z.string(), currency: z.string() }).transform((given, context) => {
  const money = parseMoney(given);
  if (money) return money;
  context.addIssue({ code: 'custom', message: 'is not an amount of its currency' });
  return z.NEVER;
});
const day = z.iso.date();
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** In the metadata of a subscription that we started: which of ours it is. */
export const START_KEY = 'portalStart';

/** @see https://docs.mollie.com/reference/get-subscription */
export const mollieSubscription = z.object({
  resource: z.literal('subscription'),
  id: z.string(),
  description: z.string(),
  status: z.enum(['pending', 'active', 'suspended', 'canceled', 'completed']).catch('pending'),
  amount,
  interval: z.string(),
  startDate: day,
  nextPaymentDate: day.nullish(),
  canceledAt: moment.nullish(),
  mandateId: z.string().nullish(),
  // Others may put anything there.
  metadata: z
    .object({ [START_KEY]: z.string().nullish() })
    .nullish()
    .catch(null),
});

/** @see https://docs.mollie.com/reference/get-mandate */
export const mollieMandate = z.object({
  resource: z.literal('mandate'),
  id: z.string(),
  method: z.string(),
  status: z.enum(['valid', 'pending', 'invalid']).catch('pending'),
  details: z
    .object({
      cardHolder: z.string().nullish(),
      cardNumber: z.string().nullish(),
      cardLabel: z.string().nullish(),
      cardExpiryDate: day.nullish().catch(null),
      consumerName: z.string().nullish(),
      consumerAccount: z.string().nullish(),
    })
    .nullish(),
  createdAt: moment,
});

/** What we put on a checkout's payment. On other payments there may be anything. */
const checkoutMetadata = z
  .object({ checkout: z.string().nullish(), covers: z.string().nullish() })
  .nullish()
  .catch(null);

/** @see https://docs.mollie.com/reference/get-payment */
export const molliePayment = z.object({
  resource: z.literal('payment'),
  id: z.string(),
  description: z.string(),
  amount,
  amountRefunded: amount.nullish(),
  amountChargedBack: amount.nullish(),
  status: z.enum(['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed']).catch('pending'),
  createdAt: moment,
  paidAt: moment.nullish(),
  subscriptionId: z.string().nullish(),
  mandateId: z.string().nullish(),
  customerId: z.string().nullish(),
  method: z.string().nullish(),
  details: z
    .object({
      cardNumber: z.string().nullish(),
      cardLabel: z.string().nullish(),
      consumerAccount: z.string().nullish(),
      failureReason: z.string().nullish(),
      bankReasonCode: z.string().nullish(),
    })
    .nullish()
    .catch(null),
  metadata: checkoutMetadata,
});

/** A payment with what a checkout of ours needs besides. */
export const mollieCheckout = molliePayment.extend({
  _links: z.object({ checkout: z.object({ href: z.string() }).nullish() }),
});

/** @see https://docs.mollie.com/reference/list-methods */
export const mollieMethod = z.object({
  resource: z.literal('method'),
  id: z.string(),
  description: z.string(),
  minimumAmount: amount.nullish(),
});

export type MollieSubscription = z.infer<typeof mollieSubscription>;
export type MollieMandate = z.infer<typeof mollieMandate>;
export type MolliePayment = z.infer<typeof molliePayment>;
export type MollieCheckout = z.infer<typeof mollieCheckout>;
export type MollieMethod = z.infer<typeof mollieMethod>;
