import type { CalendarDate, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { ADD_METHOD_PATH } from '../checkout-paths.ts';
import { isolate } from '../format.ts';
import { KEEP_ROUTE, pathTo } from '../subscription-paths.ts';
import type { Visit } from '../visits.ts';
import { describeInterval } from '../wording.ts';
import { ActionForm } from './action-form.tsx';
import { CalendarIcon, CheckIcon, UndoIcon } from './icons.ts';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Price } from './price.tsx';
import { TaskPage } from './task-page.tsx';

type KeepProps = Visit & {
  subscription: Subscription;
  /** The day of the next payment. */
  on: CalendarDate;
  /** What it will be charged to; undefined: nothing can be charged. */
  method: PaymentMethod | undefined;
};

/** What it means to keep a canceled subscription, before it is done. */
export function KeepPage({ subscription, on, method, ...visit }: KeepProps) {
  const { session, reader } = visit;
  const texts = reader.messages.ending.keepPage;
  const { changePaymentMethod: canAdd } = session.configuration.features;
  return (
    <TaskPage {...visit} title={texts.title(isolate(subscription.description))}>
      <Price subscription={subscription} reader={reader} />
      {method ? (
        <Confirm {...visit} subscription={subscription} on={on} method={method} />
      ) : (
        <>
          <p>{canAdd ? texts.noMethod : texts.noMethodHere(session.appName)}</p>
          <div class="choices">
            {canAdd ? (
              <a class="button" href={ADD_METHOD_PATH}>
                {texts.addMethod}
              </a>
            ) : null}
            <a class="quiet-link" href={PORTAL_PATH}>
              {texts.back}
            </a>
          </div>
        </>
      )}
    </TaskPage>
  );
}

type ConfirmProps = KeepProps & { method: PaymentMethod };

function Confirm({ subscription, on, method, reader, form }: ConfirmProps) {
  const texts = reader.messages.ending.keepPage;
  const amount = reader.format.money(subscription.amount);
  return (
    <>
      <ul class="facts">
        <li>
          <CheckIcon />
          <strong>{texts.nothingToday}</strong>
        </li>
        <li>
          <CalendarIcon />
          <span class="lines">
            <span>{texts.nextPayment({ amount, date: reader.format.date(on) })}</span>
            <span>{texts.afterwards({ amount, interval: describeInterval(subscription.interval, reader) })}</span>
          </span>
        </li>
        <li>
          <MethodIcon kind={method.kind} />
          <span>
            <span class="spoken-only">{reader.messages.subscriptions.paidWith} </span>
            <MethodName method={method} reader={reader} />
          </span>
        </li>
      </ul>
      <ActionForm action={pathTo(KEEP_ROUTE, subscription.subscriptionId)} form={form}>
        <div class="choices">
          <button class="button" type="submit">
            <UndoIcon />
            {texts.confirm}
          </button>
          <a class="quiet-link" href={PORTAL_PATH}>
            {texts.back}
          </a>
        </div>
      </ActionForm>
    </>
  );
}
