import { seeOther, type Answer } from '../core/answer.ts';
import { renderPage } from '../core/page.tsx';
import type { IncomingCall } from '../core/provider-api.ts';
import type { MollieAccounts } from './accounts.ts';
import type { MollieSettings } from './endpoint.ts';
import { methodFacts } from './method-list.ts';
import { expireIfDue, OUTCOMES, settlePayment, type PaymentOutcome } from './payment-settlement.ts';
import type { MollieBooks, MolliePayment } from './records.ts';
import type { Webhooks } from './webhooks.ts';

const NOTE = 'This is a stand-in for Mollie’s checkout. No payment provider is involved and no money moves.';
const PATH = /^\/checkout\/([A-Za-z0-9]+)$/;

type PageInput = { accounts: MollieAccounts; call: IncomingCall; settings: MollieSettings; webhooks: Webhooks };

/** What a payment's `_links.checkout` opens. @returns null when the path is no checkout's. */
export function checkoutPage({ accounts, call, settings, webhooks }: PageInput): Answer | null {
  const token = PATH.exec(call.path)?.[1];
  if (token === undefined) return null;
  const opened = findPayment(accounts, token);
  if (!opened) return messagePage(404, 'There is no such payment', null);
  const { payment, books } = opened;
  const now = settings.clock.now();
  expireIfDue(payment, now);
  if (payment.status !== 'open') return messagePage(410, `This payment is ${payment.status}`, payment.redirectUrl);
  if (call.method === 'GET') return choicePage(payment);
  if (call.method !== 'POST') return messagePage(405, 'Not here', null);
  const choice = readChoice(payment, call.body);
  if (!choice) return messagePage(400, 'Choose a method and an outcome that are offered', payment.redirectUrl);
  const customer = payment.customerId === null ? null : (books.customers.get(payment.customerId) ?? null);
  settlePayment({ payment, customer, ...choice, now });
  // The payer does not wait for the shop's server.
  if (payment.webhookUrl !== null) void webhooks.notify(payment.paymentId, payment.webhookUrl);
  return seeOther((choice.outcome === 'canceled' ? payment.cancelUrl : null) ?? payment.redirectUrl ?? '/');
}

function findPayment(accounts: MollieAccounts, token: string): { payment: MolliePayment; books: MollieBooks } | null {
  for (const { books: byMode } of accounts.organizations.values()) {
    for (const books of [byMode.test, byMode.live]) {
      const payment = [...books.payments.values()].find(({ checkoutToken }) => checkoutToken === token);
      if (payment) return { payment, books };
    }
  }
  return null;
}

function readChoice(payment: MolliePayment, body: string): { outcome: PaymentOutcome; methodId: string } | null {
  const form = new URLSearchParams(body);
  const outcome = OUTCOMES.find((known) => known === form.get('outcome'));
  const methodId = form.get('method') ?? payment.method ?? payment.offeredMethods[0];
  if (!outcome || methodId === undefined || !payment.offeredMethods.includes(methodId)) return null;
  return { outcome, methodId };
}

function choicePage(payment: MolliePayment): Answer {
  return renderPage({
    status: 200,
    title: 'Checkout',
    note: NOTE,
    children: (
      <>
        <dl>
          <dt>For</dt>
          <dd>{payment.description}</dd>
          <dt>Amount</dt>
          <dd>
            {payment.amount.value} {payment.amount.currency}
          </dd>
          <dt>Payment</dt>
          <dd>{payment.paymentId}</dd>
        </dl>
        <form method="post">
          <fieldset>
            <legend>Pay with</legend>
            {payment.offeredMethods.map((methodId, index) => (
              <label key={methodId}>
                <input type="radio" name="method" value={methodId} checked={index === 0} />{' '}
                {methodFacts(methodId)?.description ?? methodId}
              </label>
            ))}
          </fieldset>
          <p>How should it end?</p>
          {OUTCOMES.map((outcome) => (
            <button key={outcome} name="outcome" value={outcome} class={outcome === 'paid' ? 'main' : undefined}>
              {OUTCOME_WORDS[outcome]}
            </button>
          ))}
        </form>
      </>
    ),
  });
}

const OUTCOME_WORDS: Record<PaymentOutcome, string> = {
  paid: 'Paid',
  failed: 'Failed',
  canceled: 'Canceled',
  expired: 'Expired',
};

function messagePage(status: number, title: string, backUrl: string | null): Answer {
  const children = backUrl === null ? null : <a href={backUrl}>Return to the shop</a>;
  return renderPage({ status, title, note: NOTE, children });
}
