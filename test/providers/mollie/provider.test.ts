import { createMollieProvider } from '../../../src/providers/mollie/provider.ts';
import { describeProvider } from '../provider-contract.ts';
import { randomSecret } from '../secrets.ts';

describeProvider('Mollie', {
  create: createMollieProvider,
  provider: 'mollie',
  url: ({ mollieUrl }) => mollieUrl,
  addAccount(sandbox, mode) {
    const [secret, otherSecret] = [randomSecret(`${mode}_`), randomSecret(`${mode}_`)];
    const { profileId } = sandbox.mollie.addProfile({ apiKeys: [secret, otherSecret] });
    return { account: profileId, secret, otherSecret, revoke: (key) => sandbox.mollie.revokeCredential(key) };
  },
  customers: (sandbox) =>
    sandbox.mollie
      .customers()
      .map(({ customerId, name, email, locale, metadata }) => ({ id: customerId, name, email, locale, metadata })),
  deleteCustomer: (sandbox, id) => sandbox.mollie.deleteCustomer(id),
  customersPath: '/v2/customers',
  unknownSecret: randomSecret('test_'),
  malformedSecrets: ['test_', 'live_short', 'prod_1234567890abcdef1234', 'sk_test_1234567890abcdef1234', 'access_'],
  locales: { deAt: 'de_AT', unspoken: 'ja-JP' },
  errorBody: (text, status) => ({
    status,
    title: text,
    detail: text,
    field: text,
    _links: { documentation: { href: text } },
  }),
  oddCustomers: [
    {},
    [],
    null,
    'cst_1',
    { id: 'cst_1' },
    { resource: 'customer' },
    { resource: 'customer', id: 'tr_1' },
    { resource: 'payment', id: 'cst_1' },
    { resource: 'customer', id: 7 },
  ],
});
