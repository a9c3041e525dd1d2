import type { CheckoutOption } from '../../providers/provider.ts';
import type { Due } from '../../services/overdue.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { DUE_FIELD } from '../checkout-changes.ts';
import { OVERDUE_PATH } from '../checkout-paths.ts';
import { breakable, toCalendarDate } from '../format.ts';
import { writeMoney } from '../offers.ts';
import type { Visit } from '../visits.ts';
import { pluralize } from '../wording.ts';
import { ActionForm } from './action-form.tsx';
import { OfferChanged } from './add-method-page.tsx';
import { CardIcon, CheckIcon, LockIcon } from './icons.ts';
import { TaskPage } from './task-page.tsx';

type OverdueProps = Visit & { providerName: string; isChanged: boolean; due: Due; options: CheckoutOption[] };

/** What is owed, for what, and what paying it changes. */
export function OverduePage({ providerName, isChanged, due, options, ...visit }: OverdueProps) {
  const { session, reader, form } = visit;
  const { messages, format } = reader;
  const texts = messages.checkout.overduePage;
  const { currency } = due.amount;
  return (
    <TaskPage {...visit} title={texts.title}>
      {isChanged ? <OfferChanged reader={reader} /> : null}
      <p>{pluralize(texts.intro, due.payments.length, reader)}</p>
      <ul class="bill">
        {due.payments.map(({ payment, subscription, amountMinor }) => (
          <li key={payment.paymentId}>
            <span>
              {subscription.description}
              <span class="bill-date">{format.date(toCalendarDate(payment.createdAt))}</span>
            </span>
            <span class="bill-amount">{breakable(format.money({ amountMinor, currency }))}</span>
          </li>
        ))}
        <li class="bill-total">
          <span>{texts.total}</span>
          <span class="bill-amount">{breakable(format.money(due.amount))}</span>
        </li>
      </ul>
      {options.length === 0 ? (
        <p>{texts.none(session.appName)}</p>
      ) : (
        <ActionForm action={OVERDUE_PATH} form={form}>
          <input type="hidden" name={DUE_FIELD} value={writeMoney(due.amount)} />
          <ul class="facts">
            <li>
              <CardIcon />
              <span>{texts.ways({ provider: providerName, ways: format.list(options.map(({ name }) => name)) })}</span>
            </li>
            <li>
              <CheckIcon />
              <span>{texts.mends}</span>
            </li>
            <li>
              <LockIcon />
              <span>{messages.checkout.addPage.safe({ provider: providerName, app: session.appName })}</span>
            </li>
          </ul>
          <div class="choices">
            <button class="button" type="submit">
              {messages.checkout.pay(format.money(due.amount))}
            </button>
            <a class="quiet-link" href={PORTAL_PATH}>
              {messages.checkout.back}
            </a>
          </div>
        </ActionForm>
      )}
    </TaskPage>
  );
}
