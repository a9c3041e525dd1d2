import { CANCEL_REASONS, type Payment, type Subscription } from '../../providers/provider.ts';
import type { Access } from '../../services/cancel-rules.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { isolate } from '../format.ts';
import type { Reader } from '../reader.ts';
import { CANCEL_ROUTE, pathTo, REASON_FIELD } from '../subscription-paths.ts';
import type { Visit } from '../visits.ts';
import { ActionForm } from './action-form.tsx';
import { CalendarIcon, CardIcon, ClockIcon, UndoIcon } from './icons.ts';
import { Price } from './price.tsx';
import { TaskPage } from './task-page.tsx';

type CancelProps = Visit & { subscription: Subscription; access: Access; onTheirWay: Payment[] };

/** What it means to cancel, before it is done. */
export function CancelPage({ subscription, access, onTheirWay, ...visit }: CancelProps) {
  const { session, reader, form } = visit;
  const texts = reader.messages.ending.cancelPage;
  return (
    <TaskPage {...visit} title={texts.title(isolate(subscription.description))}>
      <Price subscription={subscription} reader={reader} />
      <ul class="facts">
        <li>
          <CalendarIcon />
          <strong>{describeAccess(access, session.appName, reader)}</strong>
        </li>
        <li>
          <CardIcon />
          <span>{describeCharges(subscription, access, reader)}</span>
        </li>
        {onTheirWay.map(({ paymentId, amount }) => (
          <li key={paymentId}>
            <ClockIcon />
            <span>{texts.onItsWay(reader.format.money(amount))}</span>
          </li>
        ))}
        {access.kind === 'until' ? (
          <li>
            <UndoIcon />
            <span>{texts.changeOfMind}</span>
          </li>
        ) : null}
      </ul>
      <ActionForm action={pathTo(CANCEL_ROUTE, subscription.subscriptionId)} form={form}>
        {session.configuration.features.cancelReason ? <Reasons reader={reader} /> : null}
        <div class="choices">
          <button class="button button-danger" type="submit">
            {texts.confirm}
          </button>
          <a class="quiet-link" href={PORTAL_PATH}>
            {texts.back}
          </a>
        </div>
      </ActionForm>
    </TaskPage>
  );
}

function describeAccess(access: Access, appName: string, { messages, format }: Reader): string {
  const { until, freeUntil, ends } = messages.ending.cancelPage;
  if (access.kind === 'ends') return ends[access.why](appName);
  return (access.isPaid ? until : freeUntil)(format.date(access.on));
}

function describeCharges(subscription: Subscription, access: Access, { messages, format }: Reader): string {
  const { noMore, notTaken } = messages.ending.cancelPage;
  if (access.kind === 'ends') return noMore;
  return notTaken({ amount: format.money(subscription.amount), date: format.date(access.on) });
}

function Reasons({ reader }: { reader: Reader }) {
  const { reason, reasons } = reader.messages.ending.cancelPage;
  return (
    <fieldset class="options">
      <legend>{reason}</legend>
      {CANCEL_REASONS.map((word) => (
        <label key={word}>
          <input type="radio" name={REASON_FIELD} value={word} />
          <span>{reasons[word]}</span>
        </label>
      ))}
    </fieldset>
  );
}
