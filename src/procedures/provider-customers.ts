import { z } from 'zod';
import { PROVIDER_IDS } from '../providers/provider-ids.ts';
import { IDENTIFIER, IDENTIFIER_FORM } from '../services/identifiers.ts';
import { oneItem, oneItemOf } from './envelopes.ts';
import { appUuid, IDENTIFIER_LENGTHS, isMissing, paymentProvider, PROVIDER_FAULT, tenantUuid } from './fields.ts';
import { exampleOfEachProvider } from './provider-examples.ts';
import { assertTarget } from './target.ts';
import { appProcedure, router } from './trpc.ts';

const CUSTOMER_PATH =
  '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/customer' as const;
const TAGS = ['Provider customers'];

const PROVIDER_CUSTOMER_ID = {
  description: "The payment provider's own id of the customer: `cus_...` at Stripe, `cst_...` at Mollie.",
  example: 'cus_NffrFeUfNV2Hib',
  ...IDENTIFIER_LENGTHS,
};

const CUSTOMER_ID_FAULT = `must be an id of the payment provider: ${IDENTIFIER_FORM}`;

export const putProviderCustomerInput = z.object(
  {
    appUuid,
    tenantUuid,
    paymentProvider,
    providerCustomerId: z.string({ error: isMissing }).regex(IDENTIFIER, CUSTOMER_ID_FAULT).meta(PROVIDER_CUSTOMER_ID),
  },
  { error: 'must be a JSON object' },
);

export const getProviderCustomerInput = z.object(
  { appUuid, tenantUuid, paymentProvider },
  { error: 'must be a JSON object' },
);

const providerCustomer = oneItemOf(
  'providerCustomer',
  z.strictObject({
    paymentProvider: z.enum(PROVIDER_IDS).meta({ description: 'Where the customer is.', example: 'stripe' }),
    mode: z.enum(['test', 'live']).meta({ description: 'The mode that the app is connected in.', example: 'live' }),
    providerCustomerId: z.string().regex(IDENTIFIER).meta(PROVIDER_CUSTOMER_ID),
  }),
).meta({ id: 'ProviderCustomer' });

const EXAMPLES = exampleOfEachProvider(({ id, displayName, customerIdExample }) => ({
  summary: `A customer of ${displayName}`,
  value: oneItem('providerCustomer', { paymentProvider: id, mode: 'live', providerCustomerId: customerIdExample }),
}));

export const providerCustomers = router({
  put: appProcedure({ keyType: 'write' })
    .meta({
      openapi: {
        method: 'PUT',
        path: CUSTOMER_PATH,
        operationId: 'putProviderCustomer',
        tags: TAGS,
        summary: 'Link an existing provider customer to a tenant',
        description:
          "For customers that were at the payment provider before their tenants came here. The provider is asked first: the customer must be in the account and mode that the app is connected to. Nothing is changed there now; later changes of the tenant's name, e-mail and language are passed on. Safe to repeat. A tenant keeps its customer: another one is refused, and so is a customer that another tenant has.",
        successDescription: 'The tenant has this customer.',
        successExamples: EXAMPLES,
        faultExamples: [`providerCustomerId ${CUSTOMER_ID_FAULT}`],
        errors: [
          'tenant_not_found',
          'customer_not_found',
          'provider_not_connected',
          'tenant_has_customer',
          'customer_taken',
          'provider_failed',
          'provider_timeout',
        ],
      },
    })
    .input(putProviderCustomerInput)
    .output(providerCustomer)
    .mutation(async ({ ctx, input }) => {
      const { providerCustomerId } = input;
      const link = { target: assertTarget(ctx.target, input), providerCustomerId, deadlineAt: ctx.deadlineAt };
      return oneItem('providerCustomer', await ctx.services.customerLinks.link(link));
    }),

  get: appProcedure({ keyType: 'any' })
    .meta({
      openapi: {
        method: 'GET',
        path: CUSTOMER_PATH,
        operationId: 'getProviderCustomer',
        tags: TAGS,
        summary: "Get a tenant's provider customer",
        description:
          'Which customer of the connected account is billed for the tenant, whether it was linked or made. 404 while it has none.',
        successDescription: 'The customer that the tenant has.',
        successExamples: EXAMPLES,
        faultExamples: [`paymentProvider ${PROVIDER_FAULT}`],
        errors: ['tenant_not_found', 'customer_not_found', 'provider_not_connected'],
      },
    })
    .input(getProviderCustomerInput)
    .output(providerCustomer)
    .query(({ ctx, input }) =>
      oneItem('providerCustomer', ctx.services.customerLinks.get(assertTarget(ctx.target, input))),
    ),
});
