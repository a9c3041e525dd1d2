import { type MandateMethod } from '@mollie/api-client';
import { z } from 'zod';
import { type CalendarDate, ProviderError, type StartSubscription, type SubscriptionOperations } from '../provider.ts';
import { mollieSubscription, START_KEY } from './answers.ts';
import { toSubscription } from './billing-views.ts';
import { MISSING, type MollieCalls } from './customers.ts';
import { ask } from './errors.ts';

type SubscriptionParts = MollieCalls & { clock: () => Date };

/** Ending a subscription, and starting one like it. All throw ProviderError. */
export function createSubscriptionOperations(parts: SubscriptionParts): SubscriptionOperations {
  const { sdk, timeoutMs, clock } = parts;

  const read: SubscriptionOperations['read'] = async ({ providerCustomerId: customerId, subscriptionId }) => {
    if (!SUBSCRIPTION_ID.test(subscriptionId)) return null;
    const call = () => sdk.customerSubscriptions.get(subscriptionId, { customerId });
    try {
      const found = await ask({ schema: subscriptionWithTerms, timeoutMs, meanings: MISSING, call });
      return { subscription: toSubscription(found, todayOf(clock)), terms: found.terms };
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'customer_missing') return null;
      throw error;
    }
  };

  return {
    read,

    /**
     * At once and for good: Mollie knows no end of a period. One that is over is refused with 422.
     * @see https://docs.mollie.com/reference/cancel-subscription
     * @see https://github.com/mollie/mollie-api-php/issues/430
     */
    async cancel(key) {
      const { providerCustomerId: customerId, subscriptionId } = key;
      const call = () => sdk.customerSubscriptions.cancel(subscriptionId, { customerId });
      try {
        return toSubscription(await ask({ schema: mollieSubscription, timeoutMs, call }), todayOf(clock));
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== 'rejected') throw error;
        const found = await read(key);
        const isOver = found?.subscription.status === 'canceled' || found?.subscription.status === 'completed';
        if (found && isOver) return found.subscription;
        throw error;
      }
    },

    async start(input) {
      const call = () => sdk.customerSubscriptions.create(toParameters(input));
      const meanings = { ...MISSING, 400: 'idempotency_conflict' } as const;
      const { id } = await ask({ schema: mollieSubscription, timeoutMs, meanings, call });
      return { subscriptionId: id };
    },
  };
}

/** The SDK puts an id into the path as it is. */
const SUBSCRIPTION_ID = /^sub_[A-Za-z0-9]{1,64}$/;

function todayOf(clock: () => Date): CalendarDate {
  return clock().toISOString().slice(0, 10);
}

const amount = z.object({ value: z.string(), currency: z.string() });

/** What makes a subscription what it is, in Mollie's own form, so that one like it is like it in everything. */
const terms = z.object({
  amount,
  interval: z.string(),
  description: z.string(),
  timesRemaining: z.int().nullish(),
  method: z.custom<MandateMethod>((value) => typeof value === 'string').nullish(),
  metadata: z.unknown(),
  webhookUrl: z.string().nullish(),
});

const subscriptionWithTerms = z.unknown().transform((answer, context) => {
  const [view, own] = [mollieSubscription.safeParse(answer), terms.safeParse(answer)];
  if (view.success && own.success) return { ...view.data, terms: own.data };
  context.addIssue({ code: 'custom', message: 'is not a subscription' });
  return z.NEVER;
});

/**
 * A description is unique among a customer's subscriptions that are not over, so that even a create whose key Mollie
 * has forgotten makes no second one.
 * @see https://docs.mollie.com/reference/create-subscription
 * @see https://github.com/mollie/mollie-api-php/issues/149
 */
function toParameters({ providerCustomerId: customerId, params, idempotencyKey }: StartSubscription) {
  const own = terms.parse(params.terms);
  const { timesRemaining, method, metadata, webhookUrl } = own;
  return {
    customerId,
    idempotencyKey,
    amount: own.amount,
    interval: own.interval,
    description: own.description,
    startDate: params.startsOn,
    mandateId: params.paymentMethodId,
    metadata: marked(metadata, params.startId),
    ...(timesRemaining === null || timesRemaining === undefined ? {} : { times: timesRemaining }),
    ...(method === null || method === undefined || !params.sameMethod ? {} : { method }),
    ...(webhookUrl === null || webhookUrl === undefined ? {} : { webhookUrl }),
  };
}

/** @see https://docs.mollie.com/reference/create-subscription (`metadata`: any JSON, about 1 kB) */
const MOST_METADATA_BYTES = 1024;

/** The app's own words stay as they are. Where there is no room for one of ours, the subscription is known by its terms. */
function marked(metadata: unknown, startId: string): unknown {
  if (metadata === null || metadata === undefined) return { [START_KEY]: startId };
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return metadata;
  const both = { ...metadata, [START_KEY]: startId };
  return Buffer.byteLength(JSON.stringify(both)) <= MOST_METADATA_BYTES ? both : metadata;
}
