import { z } from 'zod';
import { jsonAnswer, type Answer } from '../core/answer.ts';
import { randomId } from '../core/ids.ts';
import { contextOf } from './customers.ts';
import { lookUpCustomer, profileOf, type MollieEndpoint, type MollieEndpointInput } from './endpoint.ts';
import { notFound, unprocessable } from './errors.ts';
import { toMinor } from './money.ts';
import { listAnswer, paginationParams } from './pagination.ts';
import { amount, bodyOf, day, interval, metadata, queryOf, readParams, text, times, webUrl } from './params.ts';
import type { MollieCustomer, MollieSubscription } from './records.ts';
import { cancelSubscription, chooseMandate, isLive } from './subscription-rules.ts';
import { viewSubscription } from './views.ts';
import { refuseWebhook } from './webhooks.ts';
import { HAL_JSON, toDay } from './wire.ts';

const method = () => z.enum(['creditcard', 'directdebit', 'paypal'], 'must be creditcard, directdebit or paypal');

const changeable = {
  amount: amount().optional(),
  description: text().optional(),
  interval: interval().optional(),
  startDate: day().optional(),
  times: times().nullish(),
  metadata: metadata().optional(),
  webhookUrl: webUrl().optional(),
  mandateId: text().optional(),
};

const createParams = bodyOf(
  { ...changeable, amount: amount(), description: text(), interval: interval(), method: method().nullish() },
  { ofProfile: true },
);
const updateParams = bodyOf(changeable);
const getParams = queryOf({});
const cancelParams = bodyOf({});
const listParams = queryOf(paginationParams);

/** @see https://docs.mollie.com/reference/create-subscription */
export const createSubscription: MollieEndpoint = (input) => {
  const read = readParams(createParams, input);
  if (read.kind === 'refused') return read;
  const profile = profileOf(input);
  if (!profile) return { kind: 'refused', answer: unprocessable('The profile does not exist', 'profileId') };
  const refused = refuseChanges(read.params, input);
  if (refused) return { kind: 'refused', answer: refused };
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      if (looked.kind === 'missing') return looked.answer;
      const customer = looked.found;
      const { params } = read;
      if (isTaken(customer, params.description)) return descriptionTaken();
      const chosen = chooseMandate(customer, params);
      if (chosen.kind === 'refused') return unprocessable(chosen.detail, chosen.field);
      const now = input.settings.clock.now();
      const startDate = params.startDate ?? toDay(now);
      const subscription: MollieSubscription = {
        subscriptionId: randomId('sub_', 10),
        profileId: profile.profileId,
        status: chosen.mandate.status === 'valid' ? 'active' : 'pending',
        amount: params.amount,
        times: params.times ?? null,
        timesRemaining: params.times ?? null,
        interval: params.interval,
        startDate,
        nextPaymentDate: startDate,
        description: params.description,
        method: params.method ?? null,
        mandateId: params.mandateId ?? null,
        webhookUrl: params.webhookUrl ?? null,
        metadata: params.metadata ?? null,
        createdAt: now,
        canceledAt: null,
      };
      customer.subscriptions.set(subscription.subscriptionId, subscription);
      return subscriptionAnswer(201, subscription, customer, input);
    },
  };
};

/** @see https://docs.mollie.com/reference/get-subscription */
export const getSubscription: MollieEndpoint = (input) => {
  const read = readParams(getParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () =>
      withSubscription(input, (customer, subscription) => subscriptionAnswer(200, subscription, customer, input)),
  };
};

/** @see https://docs.mollie.com/reference/update-subscription */
export const updateSubscription: MollieEndpoint = (input) => {
  const read = readParams(updateParams, input);
  if (read.kind === 'refused') return read;
  const refused = refuseChanges(read.params, input);
  if (refused) return { kind: 'refused', answer: refused };
  return {
    kind: 'ready',
    run: () =>
      withSubscription(input, (customer, subscription) => {
        const problem = change(customer, subscription, read.params);
        return problem ?? subscriptionAnswer(200, subscription, customer, input);
      }),
  };
};

type Changes = z.output<z.ZodObject<typeof changeable>>;

function change(customer: MollieCustomer, subscription: MollieSubscription, changes: Changes): Answer | null {
  if (!isLive(subscription))
    return unprocessable(`The subscription cannot be updated because it is ${subscription.status}`);
  const { description, mandateId, startDate } = changes;
  if (description !== undefined && description !== subscription.description && isTaken(customer, description)) {
    return descriptionTaken();
  }
  if (mandateId !== undefined) {
    const chosen = chooseMandate(customer, { mandateId, method: subscription.method });
    if (chosen.kind === 'refused') return unprocessable(chosen.detail, chosen.field);
    subscription.mandateId = mandateId;
    subscription.status = chosen.mandate.status === 'valid' ? 'active' : 'pending';
  }
  if (description !== undefined) subscription.description = description;
  if (changes.amount !== undefined) subscription.amount = changes.amount;
  if (changes.interval !== undefined) subscription.interval = changes.interval;
  if (changes.webhookUrl !== undefined) subscription.webhookUrl = changes.webhookUrl;
  if (changes.metadata !== undefined) subscription.metadata = changes.metadata;
  if (changes.times !== undefined) {
    const paid = (subscription.times ?? 0) - (subscription.timesRemaining ?? 0);
    subscription.times = changes.times;
    subscription.timesRemaining = changes.times === null ? null : Math.max(0, changes.times - paid);
  }
  if (startDate !== undefined) {
    subscription.startDate = startDate;
    subscription.nextPaymentDate = startDate;
  }
  return null;
}

/** @see https://docs.mollie.com/reference/cancel-subscription */
export const deleteSubscription: MollieEndpoint = (input) => {
  const read = readParams(cancelParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () =>
      withSubscription(input, (customer, subscription) => {
        if (!isLive(subscription)) {
          return unprocessable(`The subscription cannot be canceled because it is ${subscription.status}`);
        }
        cancelSubscription(subscription, input.settings.clock.now());
        return subscriptionAnswer(200, subscription, customer, input);
      }),
  };
};

/** @see https://docs.mollie.com/reference/list-subscriptions */
export const listSubscriptions: MollieEndpoint = (input) => {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      if (looked.kind === 'missing') return looked.answer;
      const { customerId, subscriptions } = looked.found;
      return listAnswer({
        call: input.call,
        name: 'subscriptions',
        items: [...subscriptions.values()],
        idOf: ({ subscriptionId }) => subscriptionId,
        view: (subscription) => viewSubscription(subscription, customerId, contextOf(input)),
        params: read.params,
        apiUrl: input.settings.apiUrl(),
      });
    },
  };
};

function refuseChanges(changes: Changes, { settings }: MollieEndpointInput): Answer | null {
  if (changes.amount && toMinor(changes.amount) === 0)
    return unprocessable('The amount is lower than the minimum', 'amount');
  if (changes.startDate !== undefined && changes.startDate < toDay(settings.clock.now())) {
    return unprocessable('The start date must not be in the past', 'startDate');
  }
  return changes.webhookUrl === undefined ? null : refuseWebhook(changes.webhookUrl, settings);
}

/** Among those that have not ended, so that a subscription can be made again. */
function isTaken(customer: MollieCustomer, description: string): boolean {
  return [...customer.subscriptions.values()].some((other) => isLive(other) && other.description === description);
}

function descriptionTaken(): Answer {
  return unprocessable('A subscription with this description already exists for this customer', 'description');
}

function subscriptionAnswer(
  status: number,
  subscription: MollieSubscription,
  customer: MollieCustomer,
  input: MollieEndpointInput,
): Answer {
  return jsonAnswer(status, viewSubscription(subscription, customer.customerId, contextOf(input)), HAL_JSON);
}

function withSubscription(
  input: MollieEndpointInput,
  answer: (customer: MollieCustomer, subscription: MollieSubscription) => Answer,
): Answer {
  const looked = lookUpCustomer(input);
  if (looked.kind === 'missing') return looked.answer;
  const subscriptionId = input.pathParams['subscriptionId'] ?? '';
  const subscription = looked.found.subscriptions.get(subscriptionId);
  return subscription ? answer(looked.found, subscription) : notFound('subscription', subscriptionId);
}
