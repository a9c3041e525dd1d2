import { z } from 'zod';
import * as schemas from './control-schemas.ts';
import { emptyAnswer, jsonAnswer, type Answer } from './core/answer.ts';
import type { SandboxClock } from './core/clock.ts';
import type { FaultHandle, Faults } from './core/faults.ts';
import type { LatencyControl } from './core/latency.ts';
import type { Ledger, LedgerFilter } from './core/ledger.ts';
import type { IncomingCall } from './core/provider-api.ts';
import { createRoutes, type Route } from './core/routes.ts';
import type { MollieStandIn } from './mollie/stand-in.ts';
import type { StripeStandIn } from './stripe/stand-in.ts';

type ControlParts = {
  stripe: StripeStandIn;
  mollie: MollieStandIn;
  ledger: Ledger;
  faults: Faults;
  clock: SandboxClock;
  latency: LatencyControl;
};

type ControlInput = { call: IncomingCall; body: unknown; pathParams: Record<string, string> };
/** What the handler returns is the answer's JSON; nothing is a 204. */
type Handler = (input: ControlInput) => unknown;

/**
 * The sandbox over HTTP, for tests that run it as a process of its own: the same functions as `Sandbox`, on both
 * servers. A wrong call is 400 with the reason; an unknown path 404.
 */
export function createControl(parts: ControlParts) {
  const routes = createRoutes([...sharedRoutes(parts), ...stripeRoutes(parts), ...mollieRoutes(parts)]);
  return async function control(call: IncomingCall): Promise<Answer> {
    const matched = routes.match(call.method, call.path);
    if (matched.kind !== 'found') return jsonAnswer(404, { error: `the sandbox has no ${call.method} ${call.path}` });
    try {
      // A page in a browser cannot send this type unasked.
      if (call.body !== '' && call.headers['content-type'] !== 'application/json')
        throw new Error('send application/json');
      const body: unknown = call.body === '' ? undefined : JSON.parse(call.body);
      const value = await matched.handler({ call, body, pathParams: matched.pathParams });
      return value === undefined ? emptyAnswer(204) : jsonAnswer(200, value);
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      return jsonAnswer(400, { error: reason });
    }
  };
}

function sharedRoutes({ ledger, faults, clock, latency }: ControlParts): Route<Handler>[] {
  const faultOf = ({ pathParams }: ControlInput): FaultHandle => {
    const handle = faults.get(pathParams['faultId'] ?? '');
    if (!handle) throw new Error('there is no such fault');
    return handle;
  };
  return [
    route('GET', '/ledger', ({ call }) => ({ entries: ledger.entries(filterOf(call)) })),
    route('DELETE', '/ledger', () => ledger.clear()),
    route('POST', '/faults', ({ body }) => ({ faultId: faults.add(schemas.faultRule.parse(body)).faultId })),
    route('DELETE', '/faults', () => faults.clear()),
    route('GET', '/faults/:faultId', (input) => ({ hits: faultOf(input).hits() })),
    route('POST', '/faults/:faultId/release', (input) => faultOf(input).release()),
    route('DELETE', '/faults/:faultId', (input) => faultOf(input).remove()),
    route('GET', '/clock', () => ({ now: clock.now() })),
    route('POST', '/clock', ({ body }) => clock.advance(schemas.clockAdvance.parse(body).advanceMs)),
    route('PUT', '/latency', ({ body }) => latency.set(schemas.latencySetting.parse(body).latencyMs)),
  ];
}

function stripeRoutes({ stripe }: ControlParts): Route<Handler>[] {
  return [
    route('POST', '/stripe/accounts', ({ body }) => stripe.addAccount(schemas.stripeAccountOptions.parse(body))),
    route('POST', '/stripe/portal-settings', ({ body }) =>
      stripe.savePortalSettings(schemas.portalSettings.parse(body)),
    ),
    route('POST', '/stripe/revoke', ({ body }) => stripe.revokeKey(schemas.secret.parse(body).secret)),
    route('GET', '/stripe/customers', () => stripe.customers()),
    route('DELETE', '/stripe/customers/:customerId', ({ pathParams }) =>
      stripe.deleteCustomer(pathParams['customerId'] ?? ''),
    ),
    route('GET', '/stripe/configurations', () => stripe.configurations()),
    route('GET', '/stripe/sessions', () => stripe.sessions()),
  ];
}

function mollieRoutes({ mollie }: ControlParts): Route<Handler>[] {
  return [
    route('POST', '/mollie/profiles', ({ body }) => mollie.addProfile(schemas.mollieProfileOptions.parse(body))),
    route('POST', '/mollie/revoke', ({ body }) => mollie.revokeCredential(schemas.secret.parse(body).secret)),
    route('GET', '/mollie/customers', () => mollie.customers()),
    route('DELETE', '/mollie/customers/:customerId', ({ pathParams }) =>
      mollie.deleteCustomer(pathParams['customerId'] ?? ''),
    ),
    route('GET', '/mollie/payments', () => mollie.payments()),
    route('GET', '/mollie/webhook-deliveries', () => mollie.webhookDeliveries()),
    route('PUT', '/mollie/webhook-conditions', ({ body }) =>
      mollie.setWebhookConditions(schemas.webhookConditions.parse(body)),
    ),
    route('POST', '/mollie/settle-mandate', ({ body }) => mollie.settleMandate(schemas.settleMandateInput.parse(body))),
    route('POST', '/mollie/seed', ({ body }) => {
      const { target, plan } = schemas.seedInput.parse(body);
      return mollie.seedCustomer(target, plan);
    }),
    route('POST', '/mollie/seed-demo', ({ body }) => mollie.seedDemoCustomer(schemas.seedDemoInput.parse(body).target)),
    route('POST', '/mollie/settle', ({ body }) => mollie.settlePayment(schemas.settleInput.parse(body))),
  ];
}

function route(method: string, path: string, handler: Handler): Route<Handler> {
  return { method, pattern: `/_sandbox${path}`, handler };
}

/** `path` is a whole path here, `pathPattern` a regular expression. */
function filterOf({ query }: IncomingCall): LedgerFilter {
  const provider = z.enum(['stripe', 'mollie']).nullable().parse(query.get('provider'));
  const [account, method, path, pattern] = ['account', 'method', 'path', 'pathPattern'].map((name) => query.get(name));
  return {
    ...(provider === null ? {} : { provider }),
    ...(account ? { account } : {}),
    ...(method ? { method } : {}),
    ...(pattern ? { path: new RegExp(pattern) } : path ? { path } : {}),
  };
}
