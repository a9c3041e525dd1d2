import type { Answer } from '../core/answer.ts';
import { parseForm } from '../core/form.ts';
import type { Decoded, IncomingCall, ProviderApi } from '../core/provider-api.ts';
import { createRoutes, type Route } from '../core/routes.ts';
import type { MollieAccounts } from './accounts.ts';
import { authenticate, parseJson, type MollieCaller } from './auth.ts';
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from './customers.ts';
import type { MollieEndpoint, MollieSettings } from './endpoint.ts';
import { mollieError, mollieFailure, unprocessable } from './errors.ts';
import { deleteMandate, getMandate, listMandates } from './mandates.ts';
import { listMethods } from './methods.ts';
import { checkoutPage } from './pages.tsx';
import { createPayment, getPayment, listCustomerPayments, listPayments } from './payments.ts';
import { getCurrentOrganization, getCurrentProfile, getProfile, listProfiles } from './profiles.ts';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  updateSubscription,
} from './subscriptions.ts';
import type { Webhooks } from './webhooks.ts';

const HOUR_MS = 60 * 60_000;
const MAX_KEY_LENGTH = 255;

const ROUTES: Route<MollieEndpoint>[] = [
  { method: 'POST', pattern: '/v2/customers', handler: createCustomer },
  { method: 'GET', pattern: '/v2/customers', handler: listCustomers },
  { method: 'GET', pattern: '/v2/customers/:customerId', handler: getCustomer },
  { method: 'PATCH', pattern: '/v2/customers/:customerId', handler: updateCustomer },
  { method: 'DELETE', pattern: '/v2/customers/:customerId', handler: deleteCustomer },
  { method: 'GET', pattern: '/v2/customers/:customerId/mandates', handler: listMandates },
  { method: 'GET', pattern: '/v2/customers/:customerId/mandates/:mandateId', handler: getMandate },
  { method: 'DELETE', pattern: '/v2/customers/:customerId/mandates/:mandateId', handler: deleteMandate },
  { method: 'POST', pattern: '/v2/customers/:customerId/subscriptions', handler: createSubscription },
  { method: 'GET', pattern: '/v2/customers/:customerId/subscriptions', handler: listSubscriptions },
  { method: 'GET', pattern: '/v2/customers/:customerId/subscriptions/:subscriptionId', handler: getSubscription },
  { method: 'PATCH', pattern: '/v2/customers/:customerId/subscriptions/:subscriptionId', handler: updateSubscription },
  { method: 'DELETE', pattern: '/v2/customers/:customerId/subscriptions/:subscriptionId', handler: deleteSubscription },
  { method: 'GET', pattern: '/v2/customers/:customerId/payments', handler: listCustomerPayments },
  { method: 'POST', pattern: '/v2/payments', handler: createPayment },
  { method: 'GET', pattern: '/v2/payments', handler: listPayments },
  { method: 'GET', pattern: '/v2/payments/:paymentId', handler: getPayment },
  { method: 'GET', pattern: '/v2/methods', handler: listMethods },
  { method: 'GET', pattern: '/v2/profiles/me', handler: getCurrentProfile },
  { method: 'GET', pattern: '/v2/profiles', handler: listProfiles },
  { method: 'GET', pattern: '/v2/profiles/:profileId', handler: getProfile },
  { method: 'GET', pattern: '/v2/organizations/me', handler: getCurrentOrganization },
];

type MollieApiParts = { accounts: MollieAccounts; settings: MollieSettings; webhooks: Webhooks };

/** Mollie's wire format. */
export function createMollieApi({ accounts, settings, webhooks }: MollieApiParts): ProviderApi<MollieCaller> {
  const routes = createRoutes(ROUTES);
  return {
    provider: 'mollie',
    // Those on which Mollie's SDK offers a key.
    idempotentMethods: ['POST', 'DELETE'],
    idempotencyTtlMs: HOUR_MS,
    authenticate: (call) => authenticate(accounts, call),
    decode,
    prepare({ call, caller, params }) {
      const matched = routes.match(call.method, call.path);
      if (matched.kind === 'unknownPath')
        return { kind: 'refused', answer: mollieError({ status: 404, detail: 'Invalid resource endpoint' }) };
      if (matched.kind === 'otherMethod') return { kind: 'refused', answer: otherMethod(call, matched.allow) };
      const { handler, pathParams } = matched;
      return handler({ call, caller, books: caller.books, params, pathParams, settings });
    },
    failure: mollieFailure,
    keyReused: () =>
      mollieError({ status: 400, detail: 'The idempotency key was used before, for a request with other contents.' }),
    keyInUse: () =>
      mollieError({ status: 409, detail: 'Another request with the same idempotency key is still being processed.' }),
    keyMalformed: (key) =>
      key.length <= MAX_KEY_LENGTH ? null : mollieError({ status: 400, detail: 'The idempotency key is too long.' }),
    dress: (answer, call, { originalRequestId }) => ({
      ...answer,
      headers: {
        ...answer.headers,
        'cache-control': 'no-cache, no-store',
        'x-request-id': call.requestId,
        ...(originalRequestId === null ? {} : { 'idempotent-replayed': 'true' }),
      },
    }),
    page: (call) => checkoutPage({ accounts, call, settings, webhooks }),
  };
}

/** Parameters are in the query of a GET and in the JSON body of all else. */
function decode(call: IncomingCall): Decoded {
  if (call.method === 'GET') {
    const params = parseForm(call.query.toString());
    if (params) return { kind: 'params', params };
    return { kind: 'refused', answer: mollieError({ status: 400, detail: 'A query parameter is given twice over.' }) };
  }
  const [unexpected] = call.query.keys();
  if (unexpected !== undefined) {
    const detail = `Non-existent query parameter "${unexpected}" for this API call.`;
    return { kind: 'refused', answer: unprocessable(detail, unexpected) };
  }
  if (call.body === '') return { kind: 'params', params: {} };
  if (!/^application\/(hal\+)?json\s*(;|$)/i.test(call.headers['content-type'] ?? '')) {
    return {
      kind: 'refused',
      answer: mollieError({ status: 415, detail: 'The stand-in for Mollie takes JSON bodies only.' }),
    };
  }
  const params = parseJson(call.body);
  if (typeof params === 'object' && params !== null && !Array.isArray(params)) return { kind: 'params', params };
  return {
    kind: 'refused',
    answer: mollieError({ status: 400, detail: 'The request body is not a valid JSON object' }),
  };
}

function otherMethod(call: IncomingCall, allow: string[]): Answer {
  const answer = mollieError({ status: 405, detail: `The method ${call.method} is not supported for this endpoint` });
  return { ...answer, headers: { ...answer.headers, allow: allow.join(', ') } };
}
