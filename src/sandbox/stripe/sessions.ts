import type Stripe from 'stripe';
import { jsonAnswer, type Answer } from '../core/answer.ts';
import type { SandboxClock } from '../core/clock.ts';
import { randomId } from '../core/ids.ts';
import type { StripeBooks } from './accounts.ts';
import type { StripeCaller } from './auth.ts';
import { configurationMissing, type StripeConfiguration } from './configurations.ts';
import { findCustomer } from './customers.ts';
import { unixSeconds, type StripeEndpoint } from './endpoint.ts';
import { resourceMissing, stripeError } from './errors.ts';
import { readParams } from './params.ts';
import { createSessionParams, type SessionParams } from './session-params.ts';
import { refuseFlow, sessionFlow } from './session-flow.ts';

export type StripeSession = {
  session: Stripe.BillingPortal.Session;
  createdAt: Date;
  /** Null until its page was opened. */
  lastSeenAt: Date | null;
};

const UNUSED_MS = 5 * 60_000;
const IDLE_MS = 60 * 60_000;

/**
 * Only made, never fetched or listed: the API has no more.
 * @see https://docs.stripe.com/api/customer_portal/sessions/create
 */
export const createSession: StripeEndpoint = ({ caller, books, params, clock, pagesUrl }) => {
  const read = readParams(createSessionParams[caller.mode], params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () => openSession({ caller, books, params: read.params, clock, pagesUrl }),
  };
};

type OpenInput = {
  caller: StripeCaller;
  books: StripeBooks;
  params: SessionParams;
  clock: SandboxClock;
  pagesUrl: string;
};

function openSession({ caller, books, params, clock, pagesUrl }: OpenInput): Answer {
  const now = clock.now();
  const looked = findCustomer({ caller, customerId: params.customer, param: 'customer', now });
  if (looked.kind === 'missing') return looked.answer;
  if (looked.found.deleted) return resourceMissing({ noun: 'customer', id: params.customer, param: 'customer' });
  const chosen = chooseConfiguration(caller, books, params.configuration);
  if (chosen.kind === 'refused') return chosen.answer;
  const { configuration } = chosen;
  const { flow_data: flow, customer: customerId } = params;
  const refused = flow && refuseFlow({ books, customerId, configuration, flow });
  if (refused) return refused;
  const returnUrl = params.return_url ?? configuration.default_return_url;
  if (params.on_behalf_of !== undefined) {
    const message = `The account ${params.on_behalf_of} is not connected to your platform.`;
    return stripeError({ code: 'account_invalid', message, param: 'on_behalf_of' });
  }
  const secret = randomId(`${caller.mode}_`, 60);
  const session: Stripe.BillingPortal.Session = {
    id: randomId('bps_1', 23),
    object: 'billing_portal.session',
    configuration: configuration.id,
    created: unixSeconds(now),
    customer: params.customer,
    customer_account: null,
    flow: sessionFlow(flow),
    livemode: caller.mode === 'live',
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${pagesUrl}/p/session/${secret}`,
  };
  books.sessions.set(secret, { session, createdAt: now, lastSeenAt: null });
  return jsonAnswer(200, session);
}

type Chosen = { kind: 'configuration'; configuration: StripeConfiguration } | { kind: 'refused'; answer: Answer };

function chooseConfiguration(caller: StripeCaller, books: StripeBooks, wanted: string | undefined): Chosen {
  if (wanted === undefined) {
    const standard = [...books.configurations.values()].find(({ is_default: isDefault }) => isDefault);
    return standard
      ? { kind: 'configuration', configuration: standard }
      : { kind: 'refused', answer: neverSaved(caller) };
  }
  const configuration = books.configurations.get(wanted);
  if (!configuration) return { kind: 'refused', answer: configurationMissing(wanted, 'configuration') };
  if (configuration.active) return { kind: 'configuration', configuration };
  const message = `The configuration ${wanted} is not active.`;
  return { kind: 'refused', answer: stripeError({ message, param: 'configuration' }) };
}

function neverSaved({ mode }: StripeCaller): Answer {
  const settings = `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}settings/billing/portal`;
  return stripeError({
    message: `No configuration provided and your ${mode} mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in ${mode} mode at ${settings}.`,
  });
}

/**
 * 5 minutes unused, then an hour after the last visit.
 * @returns the session, now visited, or null when it is unknown or over.
 */
export function visitSession(books: StripeBooks, secret: string, now: Date): StripeSession | null {
  const known = books.sessions.get(secret);
  if (!known) return null;
  const { createdAt, lastSeenAt } = known;
  const endsAt = lastSeenAt ? lastSeenAt.getTime() + IDLE_MS : createdAt.getTime() + UNUSED_MS;
  if (now.getTime() >= endsAt) return null;
  known.lastSeenAt = now;
  return known;
}
