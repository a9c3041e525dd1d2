import { seeOther, type Answer } from '../core/answer.ts';
import { renderPage } from '../core/page.tsx';
import type { IncomingCall } from '../core/provider-api.ts';
import type { MollieAccounts } from './accounts.ts';
import { type CheckoutChoice, type CheckoutTexts, checkoutTexts } from './checkout-texts.ts';
import type { MollieSettings } from './endpoint.ts';
import { methodFacts, nameMethod } from './method-list.ts';
import { expireIfDue, settleMandate, settlePayment } from './payment-settlement.ts';
import type { MollieBooks, MollieCustomer, MolliePayment } from './records.ts';
import type { Webhooks } from './webhooks.ts';

const PATH = /^\/checkout\/([A-Za-z0-9]+)$/;

type PageInput = { accounts: MollieAccounts; call: IncomingCall; settings: MollieSettings; webhooks: Webhooks };

/** A payment as its page finds it. */
type Opened = { payment: MolliePayment; customer: MollieCustomer | null; texts: CheckoutTexts; language: string };

const OPEN_CHOICES: CheckoutChoice[] = ['paid', 'unconfirmed', 'pending', 'failed', 'canceled', 'expired'];

/** What a payment's `_links.checkout` opens. @returns null when the path is no checkout's. */
export function checkoutPage({ accounts, call, settings, webhooks }: PageInput): Promise<Answer> | Answer | null {
  const token = PATH.exec(call.path)?.[1];
  if (token === undefined) return null;
  const opened = findPayment(accounts, token);
  if (!opened) return messagePage(404, 'There is no such payment', null);
  expireIfDue(opened.payment, settings.clock.now());
  const choices = choicesOf(opened);
  const { payment, texts } = opened;
  if (choices.length === 0) return messagePage(410, `${texts.over}: ${payment.status}`, opened);
  if (call.method === 'GET') return choicePage(opened, choices);
  if (call.method !== 'POST') return messagePage(405, 'Not here', null);
  const chosen = readChoice(opened, choices, call.body);
  if (!chosen) return messagePage(400, 'Choose a method and an outcome that are offered', opened);
  return act({ opened, chosen, now: settings.clock.now(), webhooks });
}

type Chosen = { choice: CheckoutChoice; methodId: string };

async function act(input: { opened: Opened; chosen: Chosen; now: Date; webhooks: Webhooks }): Promise<Answer> {
  const { opened, chosen, now, webhooks } = input;
  const { payment, customer } = opened;
  const { choice, methodId } = chosen;
  if (choice === 'confirm' || choice === 'refuse') {
    // Nobody is told of what becomes of a mandate.
    settleMandate(payment, customer, choice === 'confirm' ? 'valid' : 'invalid');
  } else {
    const outcome = choice === 'unconfirmed' ? 'paid' : choice;
    const mandateStatus = choice === 'unconfirmed' ? 'pending' : 'valid';
    settlePayment({ payment, customer, outcome, methodId, mandateStatus, now });
    const told = payment.webhookUrl === null ? undefined : webhooks.notify(payment.paymentId, payment.webhookUrl);
    // As a rule the payer does not wait for the shop's server.
    if (webhooks.conditions().beforeReturn === true) await told;
  }
  return seeOther((choice === 'canceled' ? payment.cancelUrl : null) ?? payment.redirectUrl ?? '/');
}

function findPayment(accounts: MollieAccounts, token: string): Opened | null {
  for (const { books: byMode } of accounts.organizations.values()) {
    for (const books of [byMode.test, byMode.live]) {
      const payment = [...books.payments.values()].find(({ checkoutToken }) => checkoutToken === token);
      if (payment) return { payment, customer: customerOf(payment, books), ...checkoutTexts(payment.locale) };
    }
  }
  return null;
}

function customerOf({ customerId }: MolliePayment, books: MollieBooks): MollieCustomer | null {
  return customerId === null ? null : (books.customers.get(customerId) ?? null);
}

/** What may still happen to it: all while it is open, the bank's answer while that is awaited, else nothing. */
function choicesOf({ payment, customer }: Opened): CheckoutChoice[] {
  if (payment.status === 'open') return OPEN_CHOICES;
  if (payment.status === 'pending') return ['paid', 'failed'];
  const mandate = customer?.mandates.get(payment.mandateId ?? '');
  return payment.status === 'paid' && mandate?.status === 'pending' ? ['confirm', 'refuse'] : [];
}

function readChoice({ payment }: Opened, choices: CheckoutChoice[], body: string): Chosen | null {
  const form = new URLSearchParams(body);
  const choice = choices.find((known) => known === form.get('outcome'));
  const methodId = form.get('method') ?? payment.method ?? payment.offeredMethods[0];
  if (!choice || methodId === undefined || !payment.offeredMethods.includes(methodId)) return null;
  // A card is confirmed with its payment.
  const isLate = choice === 'unconfirmed' && methodFacts(methodId)?.leavesMandate !== 'directdebit';
  return isLate ? null : { choice, methodId };
}

function choicePage({ payment, texts, language }: Opened, choices: CheckoutChoice[]): Answer {
  const isOpen = payment.status === 'open';
  return renderPage({
    status: 200,
    title: texts.title,
    note: texts.note,
    language,
    children: (
      <>
        <dl>
          <dt>{texts.purpose}</dt>
          <dd>{payment.description}</dd>
          <dt>{texts.amount}</dt>
          <dd>
            {payment.amount.value} {payment.amount.currency}
          </dd>
          <dt>{texts.payment}</dt>
          <dd>{payment.paymentId}</dd>
        </dl>
        <form method="post">
          {isOpen ? (
            <fieldset>
              <legend>{texts.payWith}</legend>
              {payment.offeredMethods.map((methodId, index) => (
                <label key={methodId}>
                  <input type="radio" name="method" value={methodId} checked={index === 0} />{' '}
                  {nameMethod(methodId, language)}
                </label>
              ))}
            </fieldset>
          ) : null}
          <p>{isOpen ? texts.end : texts.waiting}</p>
          {choices
            .filter((choice) => choice !== 'unconfirmed' || payment.offeredMethods.some(leavesBankMandate))
            .map((choice) => (
              <button key={choice} name="outcome" value={choice} class={choice === choices[0] ? 'main' : undefined}>
                {texts.choices[choice]}
              </button>
            ))}
        </form>
        {payment.redirectUrl === null ? null : <a href={payment.redirectUrl}>{isOpen ? texts.leave : texts.back}</a>}
      </>
    ),
  });
}

function leavesBankMandate(methodId: string): boolean {
  return methodFacts(methodId)?.leavesMandate === 'directdebit';
}

function messagePage(status: number, title: string, opened: Opened | null): Answer {
  const { language, texts } = opened ?? checkoutTexts(null);
  const backUrl = opened?.payment.redirectUrl ?? null;
  const children = backUrl === null ? null : <a href={backUrl}>{texts.back}</a>;
  return renderPage({ status, title, note: texts.note, language, children });
}
