import type { Answer } from '../core/answer.ts';
import type { SandboxClock } from '../core/clock.ts';
import { renderPage } from '../core/page.tsx';
import type { IncomingCall } from '../core/provider-api.ts';
import type { StripeAccounts, StripeBooks } from './accounts.ts';
import { visitSession, type StripeSession } from './sessions.ts';

const NOTE = 'This is a stand-in for Stripe’s customer portal. No payment provider is involved and no money moves.';
const PATH = /^\/p\/session\/([A-Za-z0-9_]+)$/;

type PageInput = { accounts: StripeAccounts; call: IncomingCall; clock: SandboxClock };

/** What a portal session's `url` opens. @returns null when the path is no session's. */
export function sessionPage({ accounts, call, clock }: PageInput): Answer | null {
  const secret = PATH.exec(call.path)?.[1];
  if (secret === undefined) return null;
  if (call.method !== 'GET')
    return renderPage({ status: 405, title: 'Not here', note: NOTE, children: <p>Open this page with GET.</p> });
  for (const books of [...accounts.byId.values()].flatMap(({ books: byMode }) => [byMode.test, byMode.live])) {
    const visited = visitSession(books, secret, clock.now());
    if (visited) return portalPage(books, visited);
  }
  return renderPage({
    status: 410,
    title: 'This session has expired',
    note: NOTE,
    children: (
      <p>Portal links work for five minutes, and for an hour after the last visit. Go back and ask for a new one.</p>
    ),
  });
}

function portalPage(books: StripeBooks, { session }: StripeSession): Answer {
  const customer = books.customers.get(session.customer)?.customer;
  return renderPage({
    status: 200,
    title: 'Billing portal',
    note: NOTE,
    children: (
      <>
        <p>Here, a customer sees subscriptions, invoices and payment methods.</p>
        <dl>
          <dt>Customer</dt>
          <dd>{customer?.name ?? 'No name'}</dd>
          <dt>E-mail</dt>
          <dd>{customer?.email ?? 'No e-mail'}</dd>
          <dt>Customer id</dt>
          <dd>{session.customer}</dd>
          <dt>Mode</dt>
          <dd>{session.livemode ? 'Live' : 'Test'}</dd>
          <dt>Configuration</dt>
          <dd>{typeof session.configuration === 'string' ? session.configuration : session.configuration.id}</dd>
        </dl>
        {session.return_url === null ? null : <a href={session.return_url}>Return to the application</a>}
      </>
    ),
  });
}
