import type Stripe from 'stripe';
import { z } from 'zod';
import { paginationParams } from './pagination.ts';
import { email, expand, integer, list, metadata, oneOf, text, unmodelled, unsettable } from './params.ts';

/* `satisfies` keeps these complete: a parameter of Stripe's is either here or refused by name. */

const addressPart = () => unsettable(text()).optional();

const address = () =>
  unsettable(
    z.strictObject(
      {
        city: addressPart(),
        country: addressPart(),
        line1: addressPart(),
        line2: addressPart(),
        postal_code: addressPart(),
        state: addressPart(),
      },
      'Invalid object',
    ),
  );

const modelled = {
  address: address().optional(),
  description: unsettable(text()).optional(),
  email: unsettable(email()).optional(),
  expand: expand().optional(),
  metadata: metadata().optional(),
  name: unsettable(text(256)).optional(),
  phone: unsettable(text(20)).optional(),
  preferred_locales: list(text()).optional(),
  tax_exempt: oneOf(['none', 'exempt', 'reverse']).optional(),
};

const notModelled = {
  balance: unmodelled(),
  business_name: unmodelled(),
  cash_balance: unmodelled(),
  individual_name: unmodelled(),
  invoice_prefix: unmodelled(),
  invoice_settings: unmodelled(),
  next_invoice_sequence: unmodelled(),
  shipping: unmodelled(),
  source: unmodelled(),
  tax: unmodelled(),
  validate: unmodelled(),
};

export const createCustomerParams = z.strictObject({
  ...modelled,
  ...notModelled,
  payment_method: unmodelled(),
  tax_id_data: unmodelled(),
  test_clock: unmodelled(),
} satisfies Record<keyof Stripe.CustomerCreateParams, z.ZodType>);

export const updateCustomerParams = z.strictObject({
  ...modelled,
  ...notModelled,
  default_source: unmodelled(),
} satisfies Record<keyof Stripe.CustomerUpdateParams, z.ZodType>);

export const retrieveCustomerParams = z.strictObject({
  expand: expand().optional(),
} satisfies Record<keyof Stripe.CustomerRetrieveParams, z.ZodType>);

export const deleteCustomerParams = z.strictObject({});

/** `created=5` means `created[gte]=5&created[lte]=5`. */
const range = () =>
  z.preprocess(
    (value) => (typeof value === 'string' ? { gte: value, lte: value } : value),
    z.strictObject(
      { gt: integer().optional(), gte: integer().optional(), lt: integer().optional(), lte: integer().optional() },
      'Invalid object',
    ),
  );

export const listCustomersParams = z.strictObject({
  ...paginationParams,
  created: range().optional(),
  email: text(512).optional(),
  test_clock: unmodelled(),
} satisfies Record<keyof Stripe.CustomerListParams, z.ZodType>);

export type CustomerChanges = z.output<z.ZodObject<typeof modelled>>;
export type CreatedRange = z.output<ReturnType<typeof range>>;
