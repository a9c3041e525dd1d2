import type { CheckoutOption, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { isLive } from '../../services/billing-rules.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { ADD_METHOD_PATH } from '../checkout-paths.ts';
import { OPTION_FIELD } from '../checkout-changes.ts';
import { writeOption } from '../offers.ts';
import type { Reader } from '../reader.ts';
import type { Visit } from '../visits.ts';
import { ActionForm } from './action-form.tsx';
import { AlertIcon, CheckIcon, LockIcon } from './icons.ts';
import { MethodIcon } from './method-name.tsx';
import { TaskPage } from './task-page.tsx';

type AddMethodProps = Visit & {
  providerName: string;
  isChanged: boolean;
  options: CheckoutOption[];
  subscriptions: Subscription[];
  methods: PaymentMethod[];
};

/** Which way to pay from now on, and what getting to know it takes. */
export function AddMethodPage(props: AddMethodProps) {
  const { providerName, isChanged, options, subscriptions, methods, ...visit } = props;
  const { session, reader, form } = visit;
  const texts = reader.messages.checkout.addPage;
  const live = subscriptions.filter(isLive).map(({ description }) => description);
  const title = methods.length === 0 ? texts.addTitle : texts.title;
  if (options.length === 0) {
    return (
      <TaskPage {...visit} title={title}>
        <p>{texts.none(session.appName)}</p>
      </TaskPage>
    );
  }
  return (
    <TaskPage {...visit} title={title}>
      {isChanged ? <OfferChanged reader={reader} /> : null}
      <ActionForm action={ADD_METHOD_PATH} form={form}>
        <fieldset class="ways">
          <legend>{texts.choose}</legend>
          {options.map((option, index) => (
            <Way key={option.optionId} option={option} isFirst={index === 0} reader={reader} />
          ))}
        </fieldset>
        <ul class="facts">
          {live.length > 0 ? (
            <li>
              <CheckIcon />
              <span>{texts.moves(reader.format.list(live))}</span>
            </li>
          ) : null}
          <li>
            <LockIcon />
            <span>{texts.safe({ provider: providerName, app: session.appName })}</span>
          </li>
        </ul>
        <div class="choices">
          <button class="button" type="submit">
            {texts.go(providerName)}
          </button>
          <a class="quiet-link" href={PORTAL_PATH}>
            {reader.messages.checkout.back}
          </a>
        </div>
      </ActionForm>
    </TaskPage>
  );
}

function Way({ option, isFirst, reader }: { option: CheckoutOption; isFirst: boolean; reader: Reader }) {
  const { free, charged } = reader.messages.checkout.addPage;
  const { name, kind, amount } = option;
  return (
    <label class="way">
      <input type="radio" name={OPTION_FIELD} value={writeOption(option)} required checked={isFirst} />
      <span class="way-text">
        <span class="way-name">{name}</span>
        <span class="way-cost">{amount.amountMinor === 0 ? free : charged(reader.format.money(amount))}</span>
      </span>
      <MethodIcon kind={kind} />
    </label>
  );
}

/** Said on the page that a person is led back to when what they read no longer holds. */
export function OfferChanged({ reader }: { reader: Reader }) {
  return (
    <div class="alert alert-caution task-alert" role="status">
      <AlertIcon />
      <p>{reader.messages.checkout.changed}</p>
    </div>
  );
}
