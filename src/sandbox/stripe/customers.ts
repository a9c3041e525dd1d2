import type Stripe from 'stripe';
import { jsonAnswer, type Answer } from '../core/answer.ts';
import type { SandboxClock } from '../core/clock.ts';
import { randomId } from '../core/ids.ts';
import type { StripeCaller } from './auth.ts';
import {
  createCustomerParams,
  deleteCustomerParams,
  listCustomersParams,
  retrieveCustomerParams,
  updateCustomerParams,
  type CreatedRange,
  type CustomerChanges,
} from './customer-params.ts';
import { otherModeOf, unixSeconds, type StripeEndpoint } from './endpoint.ts';
import { resourceMissing } from './errors.ts';
import { listAnswer } from './pagination.ts';
import { readParams } from './params.ts';
import { changed, mergeMetadata } from './values.ts';

export type StripeCustomer = {
  customer: Stripe.Customer;
  deleted: boolean;
  /** No look-up finds it before. */
  visibleFrom: Date;
};

/** @see https://docs.stripe.com/api/customers/create */
export const createCustomer: StripeEndpoint = ({ caller, books, params, clock }) => {
  const read = readParams(createCustomerParams, params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run({ invisibleForMs }) {
      const customer = applyChanges(newCustomer(caller, clock), read.params);
      const visibleFrom = new Date(clock.now().getTime() + invisibleForMs);
      books.customers.set(customer.id, { customer, deleted: false, visibleFrom });
      return jsonAnswer(200, customer);
    },
  };
};

/** Every look-up but a list goes through here. */
export function findCustomer(input: { caller: StripeCaller; customerId: string; param: string; now: Date }) {
  const { caller, customerId, param, now } = input;
  const found = caller.books.customers.get(customerId);
  if (found && found.visibleFrom <= now) return { kind: 'found' as const, found };
  const other = otherModeOf(caller);
  const otherMode = other.books.customers.has(customerId) ? other.mode : null;
  return { kind: 'missing' as const, answer: resourceMissing({ noun: 'customer', id: customerId, param, otherMode }) };
}

/** @see https://docs.stripe.com/api/customers/retrieve */
export const retrieveCustomer: StripeEndpoint = ({ caller, params, pathParams, clock }) => {
  const read = readParams(retrieveCustomerParams, params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const customerId = pathParams['customer'] ?? '';
      const looked = findCustomer({ caller, customerId, param: 'id', now: clock.now() });
      if (looked.kind === 'missing') return looked.answer;
      return looked.found.deleted ? deletedAnswer(customerId) : jsonAnswer(200, looked.found.customer);
    },
  };
};

/** @see https://docs.stripe.com/api/customers/update */
export const updateCustomer: StripeEndpoint = ({ caller, params, pathParams, clock }) => {
  const read = readParams(updateCustomerParams, params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const customerId = pathParams['customer'] ?? '';
      const looked = findCustomer({ caller, customerId, param: 'id', now: clock.now() });
      if (looked.kind === 'missing') return looked.answer;
      if (looked.found.deleted) return resourceMissing({ noun: 'customer', id: customerId, param: 'id' });
      looked.found.customer = applyChanges(looked.found.customer, read.params);
      return jsonAnswer(200, looked.found.customer);
    },
  };
};

/** @see https://docs.stripe.com/api/customers/delete */
export const deleteCustomer: StripeEndpoint = ({ caller, params, pathParams, clock }) => {
  const read = readParams(deleteCustomerParams, params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const customerId = pathParams['customer'] ?? '';
      const looked = findCustomer({ caller, customerId, param: 'id', now: clock.now() });
      if (looked.kind === 'missing') return looked.answer;
      if (looked.found.deleted) return resourceMissing({ noun: 'customer', id: customerId, param: 'id' });
      looked.found.deleted = true;
      return deletedAnswer(customerId);
    },
  };
};

/** Read-after-write, newest first. @see https://docs.stripe.com/api/customers/list */
export const listCustomers: StripeEndpoint = ({ books, params, call }) => {
  const read = readParams(listCustomersParams, params);
  if (read.kind === 'refused') return read;
  const { created = {}, email: address } = read.params;
  return {
    kind: 'ready',
    run() {
      const items = [...books.customers.values()]
        .filter(({ customer, deleted }) => !deleted && inRange(customer.created, created))
        .filter(({ customer }) => address === undefined || customer.email === address)
        .map(({ customer }) => customer)
        .toReversed();
      return listAnswer({ items, params: read.params, url: call.path, noun: 'customer' });
    },
  };
};

function inRange(seconds: number, { gt, gte, lt, lte }: CreatedRange): boolean {
  return (
    seconds > (gt ?? -Infinity) &&
    seconds >= (gte ?? -Infinity) &&
    seconds < (lt ?? Infinity) &&
    seconds <= (lte ?? Infinity)
  );
}

function deletedAnswer(customerId: string): Answer {
  const deleted: Stripe.DeletedCustomer = { id: customerId, object: 'customer', deleted: true };
  return jsonAnswer(200, deleted);
}

function newCustomer(caller: StripeCaller, clock: SandboxClock): Stripe.Customer {
  return {
    id: randomId('cus_', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: unixSeconds(clock.now()),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomId('', 8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: caller.mode === 'live',
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

function applyChanges(customer: Stripe.Customer, changes: CustomerChanges): Stripe.Customer {
  return {
    ...customer,
    address: changes.address === undefined ? (customer.address ?? null) : completeAddress(changes.address),
    description: changed(changes.description, customer.description),
    email: changed(changes.email, customer.email),
    metadata: mergeMetadata(customer.metadata, changes.metadata),
    name: changed(changes.name, customer.name ?? null),
    phone: changed(changes.phone, customer.phone ?? null),
    preferred_locales: changed(changes.preferred_locales, customer.preferred_locales ?? []),
    tax_exempt: changed(changes.tax_exempt, customer.tax_exempt ?? 'none'),
  };
}

function completeAddress(address: NonNullable<CustomerChanges['address']> | null): Stripe.Address | null {
  if (address === null) return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address;
  return { city, country, line1, line2, postal_code, state };
}
