import { emptyAnswer, jsonAnswer } from '../core/answer.ts';
import { randomId } from '../core/ids.ts';
import { lookUpCustomer, profileOf, type MollieEndpoint, type MollieEndpointInput } from './endpoint.ts';
import { listAnswer, paginationParams } from './pagination.ts';
import { bodyOf, email, locale, metadata, queryOf, readParams, text } from './params.ts';
import type { MollieCustomer } from './records.ts';
import { cancelSubscription } from './subscription-rules.ts';
import { viewCustomer, type ViewContext } from './views.ts';
import { HAL_JSON } from './wire.ts';

const writeParams = bodyOf({
  name: text().nullish(),
  email: email().nullish(),
  locale: locale().nullish(),
  metadata: metadata().optional(),
});
const readOneParams = queryOf({});
const deleteParams = bodyOf({});
const listParams = queryOf(paginationParams);

export function contextOf({ caller, books, settings }: MollieEndpointInput): ViewContext {
  return { apiUrl: settings.apiUrl(), pagesUrl: settings.pagesUrl(), organization: caller.organization, books };
}

/** @see https://docs.mollie.com/reference/create-customer */
export const createCustomer: MollieEndpoint = (input) => {
  const read = readParams(writeParams, input);
  if (read.kind === 'refused') return read;
  const { books, caller, settings } = input;
  return {
    kind: 'ready',
    run({ invisibleForMs }) {
      const now = settings.clock.now();
      const customer = newCustomer({ ...read.params, now, invisibleForMs });
      books.customers.set(customer.customerId, customer);
      const profile = caller.credential.kind === 'apiKey' ? caller.credential.profile : profileOf(input);
      if (profile?.seedNewCustomers) settings.seed(books, customer, profile);
      return jsonAnswer(201, viewCustomer(customer, contextOf(input)), HAL_JSON);
    },
  };
};

type NewCustomer = {
  name?: string | null | undefined;
  email?: string | null | undefined;
  locale?: string | null | undefined;
  metadata?: unknown;
  now: Date;
  invisibleForMs?: number;
};

export function newCustomer({
  name,
  email: address,
  locale: spoken,
  metadata: kept,
  now,
  invisibleForMs = 0,
}: NewCustomer) {
  const customer: MollieCustomer = {
    customerId: randomId('cst_', 10),
    name: name ?? null,
    email: address ?? null,
    locale: spoken ?? null,
    metadata: kept ?? null,
    createdAt: now,
    visibleFrom: new Date(now.getTime() + invisibleForMs),
    deleted: false,
    mandates: new Map(),
    subscriptions: new Map(),
  };
  return customer;
}

/** @see https://docs.mollie.com/reference/get-customer */
export const getCustomer: MollieEndpoint = (input) => {
  const read = readParams(readOneParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      return looked.kind === 'missing'
        ? looked.answer
        : jsonAnswer(200, viewCustomer(looked.found, contextOf(input)), HAL_JSON);
    },
  };
};

/** @see https://docs.mollie.com/reference/update-customer */
export const updateCustomer: MollieEndpoint = (input) => {
  const read = readParams(writeParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      if (looked.kind === 'missing') return looked.answer;
      const { name, email: address, locale: spoken, metadata: kept } = read.params;
      if (name !== undefined) looked.found.name = name;
      if (address !== undefined) looked.found.email = address;
      if (spoken !== undefined) looked.found.locale = spoken;
      if (kept !== undefined) looked.found.metadata = kept;
      return jsonAnswer(200, viewCustomer(looked.found, contextOf(input)), HAL_JSON);
    },
  };
};

/** Mandates and subscriptions end with it. @see https://docs.mollie.com/reference/delete-customer */
export const deleteCustomer: MollieEndpoint = (input) => {
  const read = readParams(deleteParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      if (looked.kind === 'missing') return looked.answer;
      endCustomer(looked.found, input.settings.clock.now());
      return emptyAnswer(204);
    },
  };
};

export function endCustomer(customer: MollieCustomer, now: Date): void {
  customer.deleted = true;
  for (const mandate of customer.mandates.values()) mandate.revoked = true;
  for (const subscription of customer.subscriptions.values()) cancelSubscription(subscription, now);
}

/** @see https://docs.mollie.com/reference/list-customers */
export const listCustomers: MollieEndpoint = (input) => {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () =>
      listAnswer({
        call: input.call,
        name: 'customers',
        items: [...input.books.customers.values()].filter(({ deleted }) => !deleted),
        idOf: ({ customerId }) => customerId,
        view: (customer) => viewCustomer(customer, contextOf(input)),
        params: read.params,
        apiUrl: input.settings.apiUrl(),
      }),
  };
};
