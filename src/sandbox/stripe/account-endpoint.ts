import type Stripe from 'stripe';
import { z } from 'zod';
import { jsonAnswer } from '../core/answer.ts';
import { unixSeconds, type StripeEndpoint } from './endpoint.ts';
import { expand, readParams } from './params.ts';

const retrieveAccountParams = z.strictObject({ expand: expand().optional() });

/** The account whose key it is. @see https://docs.stripe.com/api/accounts/retrieve */
export const retrieveAccount: StripeEndpoint = ({ caller, params }) => {
  const read = readParams(retrieveAccountParams, params);
  if (read.kind === 'refused') return read;
  const { accountId, businessName, createdAt } = caller.stripeAccount;
  const account: Stripe.Account = {
    id: accountId,
    object: 'account',
    business_profile: {
      mcc: null,
      minority_owned_business_designation: null,
      name: businessName,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'NL',
    created: unixSeconds(createdAt),
    default_currency: 'eur',
    details_submitted: true,
    email: 'owner@sandbox-company.example',
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  };
  return { kind: 'ready', run: () => jsonAnswer(200, account) };
};
