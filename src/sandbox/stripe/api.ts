import type { SandboxClock } from '../core/clock.ts';
import type { ProviderApi } from '../core/provider-api.ts';
import { createRoutes, type Route } from '../core/routes.ts';
import { retrieveAccount } from './account-endpoint.ts';
import type { StripeAccounts, StripePermission } from './accounts.ts';
import { authenticate, missingPermission, type StripeCaller } from './auth.ts';
import {
  createConfiguration,
  listConfigurations,
  retrieveConfiguration,
  updateConfiguration,
} from './configurations.ts';
import { createCustomer, deleteCustomer, listCustomers, retrieveCustomer, updateCustomer } from './customers.ts';
import type { StripeEndpoint } from './endpoint.ts';
import { stripeError, stripeFailure } from './errors.ts';
import { parseForm } from '../core/form.ts';
import { sessionPage } from './pages.tsx';
import { createSession } from './sessions.ts';
import { refuseVersion, versionOf } from './version.ts';

const DAY_MS = 24 * 60 * 60_000;
const MAX_KEY_LENGTH = 255;

type Guarded = { endpoint: StripeEndpoint; permission: StripePermission };

const ROUTES: Route<Guarded>[] = [
  route('GET', '/v1/account', 'accounts_read', retrieveAccount),
  route('POST', '/v1/customers', 'customer_write', createCustomer),
  route('GET', '/v1/customers', 'customer_read', listCustomers),
  route('GET', '/v1/customers/:customer', 'customer_read', retrieveCustomer),
  route('POST', '/v1/customers/:customer', 'customer_write', updateCustomer),
  route('DELETE', '/v1/customers/:customer', 'customer_write', deleteCustomer),
  route('POST', '/v1/billing_portal/sessions', 'customer_portal_write', createSession),
  route('POST', '/v1/billing_portal/configurations', 'customer_portal_write', createConfiguration),
  route('GET', '/v1/billing_portal/configurations', 'customer_portal_read', listConfigurations),
  route('GET', '/v1/billing_portal/configurations/:configuration', 'customer_portal_read', retrieveConfiguration),
  route('POST', '/v1/billing_portal/configurations/:configuration', 'customer_portal_write', updateConfiguration),
];

type StripeApiParts = { accounts: StripeAccounts; clock: SandboxClock; pagesUrl: () => string };

/** Stripe's wire format. */
export function createStripeApi({ accounts, clock, pagesUrl }: StripeApiParts): ProviderApi<StripeCaller> {
  const routes = createRoutes(ROUTES);
  return {
    provider: 'stripe',
    // On GET and DELETE, Stripe takes the key and does nothing with it.
    idempotentMethods: ['POST'],
    idempotencyTtlMs: DAY_MS,
    authenticate: (call) => authenticate(accounts, call),
    decode(call) {
      const inQuery = call.method === 'GET' || call.method === 'HEAD';
      if (!inQuery && call.body !== '' && !isForm(call.headers['content-type'])) {
        const message = 'Invalid request: parameters are to be sent as application/x-www-form-urlencoded.';
        return { kind: 'refused', answer: stripeError({ message }) };
      }
      const params = parseForm(
        inQuery ? call.query.toString() : [call.query.toString(), call.body].filter(Boolean).join('&'),
      );
      if (params) return { kind: 'params', params };
      return { kind: 'refused', answer: stripeError({ message: 'Invalid request: a parameter is given twice over.' }) };
    },
    prepare({ call, caller, params }) {
      const matched = routes.match(call.method, call.path);
      if (matched.kind !== 'found') {
        const message = `Unrecognized request URL (${call.method}: ${call.path}). The stand-in for Stripe knows only a part of its API.`;
        return { kind: 'refused', answer: stripeError({ status: 404, message }) };
      }
      const { endpoint, permission } = matched.handler;
      const refusal = refuseVersion(call) ?? missingPermission(caller, permission);
      if (refusal) return { kind: 'refused', answer: refusal };
      const { books } = caller;
      return endpoint({ call, caller, books, params, pathParams: matched.pathParams, clock, pagesUrl: pagesUrl() });
    },
    failure: stripeFailure,
    keyReused: (key) =>
      stripeError({
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      }),
    keyInUse: (key) =>
      stripeError({
        status: 409,
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      }),
    keyMalformed: (key) =>
      key.length <= MAX_KEY_LENGTH
        ? null
        : stripeError({ message: `Idempotency keys can be at most ${MAX_KEY_LENGTH} characters long.` }),
    dress(answer, call, { idempotencyKey, originalRequestId }) {
      const headers = {
        ...answer.headers,
        'cache-control': 'no-cache, no-store',
        'request-id': call.requestId,
        'stripe-version': versionOf(call),
        ...(idempotencyKey !== null && call.method === 'POST'
          ? { 'idempotency-key': idempotencyKey, 'original-request': originalRequestId ?? call.requestId }
          : {}),
        ...(originalRequestId === null ? {} : { 'idempotent-replayed': 'true' }),
      };
      return { ...answer, headers };
    },
    page: (call) => sessionPage({ accounts, call, clock }),
  };
}

function route(
  method: string,
  pattern: string,
  permission: StripePermission,
  endpoint: StripeEndpoint,
): Route<Guarded> {
  return { method, pattern, handler: { endpoint, permission } };
}

function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '');
}
