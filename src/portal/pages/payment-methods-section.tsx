import type { CalendarDate, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { isLive } from '../../services/billing-rules.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { type MethodState, stateOfMethod } from '../billing-facts.ts';
import { toCalendarDate } from '../format.ts';
import type { Reader } from '../reader.ts';
import { Badge } from './badge.tsx';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Section } from './section.tsx';

type SectionProps = { billing: PortalBilling; today: CalendarDate; reader: Reader };

export function PaymentMethodsSection({ billing, today, reader }: SectionProps) {
  const { title, none } = reader.messages.paymentMethods;
  const subscriptions = billing.subscriptions.kind === 'loaded' ? billing.subscriptions.items.filter(isLive) : [];
  return (
    <Section name="payment-methods" title={title} none={none} section={billing.paymentMethods} reader={reader}>
      {(methods) => (
        <ul class="card rows">
          {usableFirst(methods).map((method) => (
            <MethodRow
              key={method.paymentMethodId}
              method={method}
              paysFor={subscriptions.filter((subscription) => subscription.paymentMethodId === method.paymentMethodId)}
              today={today}
              reader={reader}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

type RowProps = { method: PaymentMethod; paysFor: Subscription[]; today: CalendarDate; reader: Reader };

function MethodRow({ method, paysFor, today, reader }: RowProps) {
  const texts = reader.messages.paymentMethods;
  const state = stateOfMethod(method, today);
  const details = [method.holder, describeState(state, reader)].filter((detail) => detail !== null);
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
