// An app that has installed the package: compiled by every supported compiler, then run against a live service.
import {
  type BillingPortalErrorCode,
  type BillingPortalInputs,
  type BillingPortalOutputs,
  createBillingPortalClient,
  isBillingPortalError,
} from 'billing-portal-bridge/client';

declare const process: { argv: string[] };
const [, , url = '', apiKey = '', clientId = '', tenantUuid = ''] = process.argv;
const billing = createBillingPortalClient({ url, apiKey, clientId });

type Input = BillingPortalInputs['billingPortals']['create'];
type Output = BillingPortalOutputs['billingPortals']['create'];

const input: Input = {
  appUuid: clientId,
  tenantUuid,
  paymentProvider: 'mollie',
  defaultReturnUrl: 'https://app.example.com/account',
};

const output: Output = await billing.billingPortals.create.mutate(input);
const portalUrl: string = output.items[0].nextAction.url;
// @ts-expect-error there is exactly one
const second: unknown = output.items[1];

const failed = await billing.billingPortals.create.mutate({ ...input, tenantUuid: 'nobody' }).then(
  () => 'nothing',
  (error: unknown) => (isBillingPortalError(error) ? `${error.status} ${whatToDo(error.code)}` : 'something else'),
);

export async function neverCompiles(): Promise<void> {
  // @ts-expect-error no such provider
  await billing.billingPortals.create.mutate({ ...input, paymentProvider: 'paypal' });
  // @ts-expect-error the tenant is missing
  await billing.billingPortals.create.mutate({
    appUuid: clientId,
    paymentProvider: 'stripe',
    defaultReturnUrl: 'https://app.example.com/account',
  });
  // @ts-expect-error no such call
  await billing.billingPortals.remove.mutate(input);
  // @ts-expect-error a key is needed
  createBillingPortalClient({ url, clientId });
}

/** Does not compile when a code is missing, misspelt, or of no error. */
function whatToDo(code: BillingPortalErrorCode): string {
  switch (code) {
    case '[E4000]':
    case '[E4041]':
    case '[E4050]':
    case '[E4130]':
      return 'mend the call';
    case '[E4010]':
    case '[E4011]':
      return 'check the key';
    case '[E4030]':
    case '[E4090]':
      return 'ask the operator';
    case '[E4040]':
      return 'create the tenant';
    case '[E4042]':
    case '[E4091]':
    case '[E4092]':
      return 'link another customer';
    case '[E4290]':
    case '[E5020]':
    case '[E5030]':
    case '[E5040]':
    case 'TIMEOUT':
    case 'NETWORK':
      return 'try later';
    case '[E0000]':
    case 'UNEXPECTED_ANSWER':
      return 'tell the operator';
    case 'ABORTED':
      return 'nothing';
    default:
      return code satisfies never;
  }
}

console.log(JSON.stringify({ portalUrl, failed, second }));
