import { z } from 'zod';
import { jsonAnswer, type Answer } from '../core/answer.ts';
import { randomId } from '../core/ids.ts';
import { contextOf } from './customers.ts';
import { lookUpCustomer, lookUpPayment, profileOf, type MollieEndpoint, type MollieEndpointInput } from './endpoint.ts';
import { notFound, unprocessable } from './errors.ts';
import { methodFacts, METHODS, suits } from './method-list.ts';
import { toMinor } from './money.ts';
import { listAnswer, paginationParams } from './pagination.ts';
import { amount, bodyOf, locale, metadata, queryOf, readParams, text, webUrl } from './params.ts';
import { expireIfDue } from './payment-settlement.ts';
import type { MollieCustomer, MollieMandate, MolliePayment, MollieProfile, SequenceType } from './records.ts';
import { chooseMandate } from './subscription-rules.ts';
import { viewPayment } from './views.ts';
import { refuseWebhook } from './webhooks.ts';
import { HAL_JSON } from './wire.ts';

const EXPIRES_AFTER_MS = 15 * 60_000;
const METHOD_IDS = METHODS.map((known) => known.methodId);

/** One, or several to choose from. */
const methods = () =>
  z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z
      .array(z.string())
      .min(1)
      .refine((wanted) => wanted.every((id) => METHOD_IDS.includes(id)), `must be of ${METHOD_IDS.join(', ')}`)
      .nullish(),
  );

const createParams = bodyOf(
  {
    amount: amount(),
    description: text(),
    redirectUrl: webUrl().nullish(),
    cancelUrl: webUrl().nullish(),
    webhookUrl: webUrl().nullish(),
    locale: locale().nullish(),
    method: methods(),
    metadata: metadata().optional(),
    sequenceType: z.enum(['oneoff', 'first', 'recurring'], 'must be oneoff, first or recurring').optional(),
    customerId: text().nullish(),
    mandateId: text().nullish(),
  },
  { ofProfile: true },
);
const getParams = queryOf({});
const listParams = queryOf(paginationParams, { ofProfile: true });

type CreatePayment = z.output<(typeof createParams)['apiKey']>;

/** @see https://docs.mollie.com/reference/create-payment */
export const createPayment: MollieEndpoint = (input) => {
  const read = readParams(createParams, input);
  if (read.kind === 'refused') return read;
  const { params } = read;
  const profile = profileOf(input);
  if (!profile) return { kind: 'refused', answer: unprocessable('The profile does not exist', 'profileId') };
  const refused = refusePayment(params, profile, input);
  if (refused) return { kind: 'refused', answer: refused };
  return {
    kind: 'ready',
    run({ invisibleForMs }) {
      const payee = customerAndMandate(params, input);
      if (payee.kind === 'refused') return payee.answer;
      const payment = newPayment({ params, profile, ...payee, now: input.settings.clock.now(), invisibleForMs });
      input.books.payments.set(payment.paymentId, payment);
      return jsonAnswer(201, viewPayment(payment, contextOf(input)), HAL_JSON);
    },
  };
};

function refusePayment(
  params: CreatePayment,
  profile: MollieProfile,
  { settings }: MollieEndpointInput,
): Answer | null {
  const sequenceType = params.sequenceType ?? 'oneoff';
  if (sequenceType !== 'oneoff' && !params.customerId) return isMissing('customerId');
  if (sequenceType !== 'recurring' && !params.redirectUrl) return isMissing('redirectUrl');
  if (params.webhookUrl) {
    const refused = refuseWebhook(params.webhookUrl, settings);
    if (refused) return refused;
  }
  const amountMinor = toMinor(params.amount);
  if (amountMinor === 0 && sequenceType !== 'first')
    return unprocessable('The amount is lower than the minimum', 'amount');
  const off = (params.method ?? []).find((wanted) => !profile.methods.includes(wanted));
  if (off !== undefined) return unprocessable('The payment method is not activated on your account', 'method');
  if (offeredMethods(params, profile).length > 0) return null;
  return params.method
    ? unprocessable('The payment method cannot be used for this amount and sequence type', 'method')
    : unprocessable('No suitable payment methods found for this payment');
}

function isMissing(field: string): Answer {
  return unprocessable(`The '${field}' field is missing`, field);
}

function offeredMethods(params: CreatePayment, profile: MollieProfile): string[] {
  const amountMinor = toMinor(params.amount);
  return METHODS.filter((known) => suits(known, params.sequenceType ?? 'oneoff', amountMinor))
    .map((known) => known.methodId)
    .filter((known) => profile.methods.includes(known))
    .filter((known) => !params.method || params.method.includes(known));
}

type Payee =
  | { kind: 'payee'; customer: MollieCustomer | null; mandate: MollieMandate | null }
  | { kind: 'refused'; answer: Answer };

function customerAndMandate(params: CreatePayment, input: MollieEndpointInput): Payee {
  if (!params.customerId) return { kind: 'payee', customer: null, mandate: null };
  const looked = lookUpCustomer({ ...input, pathParams: { customerId: params.customerId } });
  if (looked.kind === 'missing')
    return { kind: 'refused', answer: unprocessable('The customer does not exist', 'customerId') };
  if (params.sequenceType !== 'recurring') return { kind: 'payee', customer: looked.found, mandate: null };
  const [wanted = ''] = params.method ?? [];
  const method = methodFacts(wanted)?.leavesMandate ?? null;
  const chosen = chooseMandate(looked.found, { mandateId: params.mandateId, method });
  if (chosen.kind === 'refused') return { kind: 'refused', answer: unprocessable(chosen.detail, chosen.field) };
  return { kind: 'payee', customer: looked.found, mandate: chosen.mandate };
}

type NewPayment = {
  params: CreatePayment;
  profile: MollieProfile;
  customer: MollieCustomer | null;
  mandate: MollieMandate | null;
  now: Date;
  invisibleForMs: number;
};

/** A recurring payment is taken at once: cards and PayPal pay at once, a bank takes days. */
function newPayment({ params, profile, customer, mandate, now, invisibleForMs }: NewPayment): MolliePayment {
  const sequenceType: SequenceType = params.sequenceType ?? 'oneoff';
  const taken = mandate ? (mandate.method === 'directdebit' ? 'pending' : 'paid') : 'open';
  return {
    paymentId: randomId('tr_', 10),
    profileId: profile.profileId,
    customerId: customer?.customerId ?? null,
    mandateId: mandate?.mandateId ?? null,
    subscriptionId: null,
    sequenceType,
    status: taken,
    amount: params.amount,
    refundedMinor: 0,
    chargedBackMinor: 0,
    description: params.description,
    redirectUrl: params.redirectUrl ?? null,
    cancelUrl: params.cancelUrl ?? null,
    webhookUrl: params.webhookUrl ?? null,
    method: mandate?.method ?? (params.method?.length === 1 ? (params.method[0] ?? null) : null),
    offeredMethods: offeredMethods(params, profile),
    locale: params.locale ?? null,
    metadata: params.metadata ?? null,
    details: null,
    checkoutToken: randomId('', 22),
    createdAt: now,
    visibleFrom: new Date(now.getTime() + invisibleForMs),
    expiresAt: taken === 'open' ? new Date(now.getTime() + EXPIRES_AFTER_MS) : null,
    endedAt: taken === 'paid' ? now : null,
  };
}

/** @see https://docs.mollie.com/reference/get-payment */
export const getPayment: MollieEndpoint = (input) => {
  const read = readParams(getParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const now = input.settings.clock.now();
      const looked = lookUpPayment(input.books, input.pathParams['paymentId'] ?? '', now);
      if (looked.kind === 'missing') return looked.answer;
      // A key sees the payments of its own profile only.
      const { credential } = input.caller;
      if (credential.kind === 'apiKey' && looked.found.profileId !== credential.profile.profileId) {
        return notFound('payment', looked.found.paymentId);
      }
      expireIfDue(looked.found, now);
      return jsonAnswer(200, viewPayment(looked.found, contextOf(input)), HAL_JSON);
    },
  };
};

/** @see https://docs.mollie.com/reference/list-payments */
export const listPayments: MollieEndpoint = (input) => listThose(input, () => ({ kind: 'all' }));

/** @see https://docs.mollie.com/reference/list-customer-payments */
export const listCustomerPayments: MollieEndpoint = (input) =>
  listThose(input, () => {
    const looked = lookUpCustomer(input);
    return looked.kind === 'missing' ? looked : { kind: 'ofCustomer', customerId: looked.found.customerId };
  });

type Whose = { kind: 'all' } | { kind: 'ofCustomer'; customerId: string } | { kind: 'missing'; answer: Answer };

function listThose(input: MollieEndpointInput, whose: () => Whose): ReturnType<MollieEndpoint> {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  const profile = profileOf(input);
  return {
    kind: 'ready',
    run() {
      const wanted = whose();
      if (wanted.kind === 'missing') return wanted.answer;
      const items = [...input.books.payments.values()]
        .filter(({ profileId }) => !profile || profileId === profile.profileId)
        .filter(({ customerId }) => wanted.kind === 'all' || customerId === wanted.customerId);
      for (const payment of items) expireIfDue(payment, input.settings.clock.now());
      return listAnswer({
        call: input.call,
        name: 'payments',
        items,
        idOf: ({ paymentId }) => paymentId,
        view: (payment) => viewPayment(payment, contextOf(input)),
        params: read.params,
        apiUrl: input.settings.apiUrl(),
      });
    },
  };
}
