import type { CalendarDate, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { isLive, isSpare } from '../../services/billing-rules.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import type { PortalSession } from '../../services/portal-sessions.ts';
import { type MethodState, stateOfMethod } from '../billing-facts.ts';
import { isolate, toCalendarDate } from '../format.ts';
import { ADD_METHOD_PATH, pathToRemove } from '../checkout-paths.ts';
import type { Reader } from '../reader.ts';
import { describeMethod } from '../wording.ts';
import { Badge } from './badge.tsx';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Section } from './section.tsx';

type SectionProps = { session: PortalSession; billing: PortalBilling; today: CalendarDate; reader: Reader };

export function PaymentMethodsSection({ session, billing, today, reader }: SectionProps) {
  const { title, none } = reader.messages.paymentMethods;
  const { changePaymentMethod: canChange } = session.configuration.features;
  const subscriptions = billing.subscriptions.kind === 'loaded' ? billing.subscriptions.items.filter(isLive) : null;
  const { awaitedMethodId } = billing;
  const canRemove = (method: PaymentMethod, methods: PaymentMethod[]) =>
    canChange && subscriptions !== null && isSpare(method, { subscriptions, methods, awaitedMethodId });
  return (
    <Section
      name="payment-methods"
      title={title}
      none={none}
      section={billing.paymentMethods}
      reader={reader}
      action={canChange ? <ChangeLink billing={billing} reader={reader} /> : null}
    >
      {(methods) => (
        <ul class="card rows">
          {usableFirst(methods).map((method) => (
            <MethodRow
              key={method.paymentMethodId}
              method={method}
              canRemove={canRemove(method, methods)}
              paysFor={(subscriptions ?? []).filter(
                (subscription) => subscription.paymentMethodId === method.paymentMethodId,
              )}
              today={today}
              reader={reader}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A first method is added; where there is one, what matters is that another takes over. */
function ChangeLink({ billing, reader }: { billing: PortalBilling; reader: Reader }) {
  const { add, change } = reader.messages.checkout;
  const hasSome = billing.paymentMethods.kind === 'loaded' && billing.paymentMethods.items.length > 0;
  return (
    <p class="section-action">
      <a class="button button-second" href={ADD_METHOD_PATH}>
        {hasSome ? change : add}
      </a>
    </p>
  );
}

type RowProps = {
  method: PaymentMethod;
  canRemove: boolean;
  paysFor: Subscription[];
  today: CalendarDate;
  reader: Reader;
};

function MethodRow({ method, canRemove, paysFor, today, reader }: RowProps) {
  const texts = reader.messages.paymentMethods;
  const state = stateOfMethod(method, today);
  const details = [method.holder && isolate(method.holder), describeState(state, reader)].filter(
    (detail) => detail !== null,
  );
  return (
    <li class="method">
      <span class="tile">
        <MethodIcon kind={method.kind} />
      </span>
      <div class="method-text">
        <div class="method-top">
          <h3>
            <MethodName method={method} reader={reader} />
          </h3>
          <Badge tone={state.tone}>{texts.words[state.word]}</Badge>
        </div>
        <p>{details.join(' · ')}</p>
        <p>
          {paysFor.length > 0
            ? texts.usedFor(reader.format.list(paysFor.map(({ description }) => description)))
            : texts.addedOn(reader.format.date(toCalendarDate(method.createdAt)))}
        </p>
        {canRemove ? (
          <p>
            <a class="quiet-link" href={pathToRemove(method.paymentMethodId)}>
              {reader.messages.checkout.remove}
              <span class="spoken-only">: {describeMethod(method, reader)}</span>
            </a>
          </p>
        ) : null}
      </div>
    </li>
  );
}

function describeState(state: MethodState, { messages, format }: Reader): string | null {
  const texts = messages.paymentMethods;
  if (state.word === 'pending' || state.word === 'invalid') return texts.meaning[state.word];
  if (state.expiresOn === null) return null;
  return (state.word === 'expired' ? texts.expiredIn : texts.validUntil)(format.month(state.expiresOn));
}

const ORDER: Readonly<Record<PaymentMethod['status'], number>> = { valid: 0, pending: 1, invalid: 2 };

function usableFirst(methods: PaymentMethod[]): PaymentMethod[] {
  return methods.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]);
}
