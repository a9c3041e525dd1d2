import { createStripeProvider } from '../../../src/providers/stripe/provider.ts';
import { describeProvider } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

describeProvider('Stripe', {
  create: createStripeProvider,
  provider: 'stripe',
  url: ({ stripeUrl }) => stripeUrl,
  addAccount(sandbox, mode) {
    const [secret, otherSecret] = [randomSecret(`sk_${mode}_`), randomSecret(`sk_${mode}_`)];
    const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret, otherSecret] });
    return { account: accountId, secret, otherSecret, revoke: (key) => sandbox.stripe.revokeKey(key) };
  },
  customers: (sandbox, { account }) =>
    sandbox.stripe
      .customers({ accountId: account })
      .map(({ customerId, preferredLocales: [locale = null], name, email, metadata }) => {
        return { id: customerId, name, email, locale, metadata };
      }),
  deleteCustomer: (sandbox, id) => sandbox.stripe.deleteCustomer(id),
  customersPath: '/v1/customers',
  unknownSecret: randomSecret('sk_test_'),
  malformedSecrets: [
    'pk_test_1234567890abcdef',
    'sk_test_',
    'sk_prod_1234567890abcdef',
    'whsec_1234567890abcdef',
    'test_1234567890abcdef1234',
  ],
  locales: { deAt: 'de-AT', unspoken: null },
  errorBody: (text, status) => ({
    error: { type: 'invalid_request_error', code: text, param: text, message: text, doc_url: text, status },
  }),
  oddCustomers: [
    {},
    [],
    null,
    'cus_1',
    { id: 'cus_1' },
    { object: 'customer' },
    { object: 'customer', id: 'acct_1' },
    { object: 'charge', id: 'cus_1' },
    { object: 'customer', id: 7 },
  ],
});
