import type { CalendarDate, Payment, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { isLive } from '../../services/billing-rules.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { latestPayment, stateOfSubscription } from '../billing-facts.ts';
import type { Reader } from '../reader.ts';
import { describeInterval, describeWhen } from '../wording.ts';
import { Badge } from './badge.tsx';
import { CalendarIcon } from './icons.tsx';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Section } from './section.tsx';

type SectionProps = { billing: PortalBilling; today: CalendarDate; reader: Reader };

export function SubscriptionsSection({ billing, today, reader }: SectionProps) {
  const { title, none } = reader.messages.subscriptions;
  const payments = billing.payments.kind === 'loaded' ? billing.payments.items : [];
  const methods = billing.paymentMethods.kind === 'loaded' ? billing.paymentMethods.items : [];
  return (
    <Section name="subscriptions" title={title} none={none} section={billing.subscriptions} reader={reader}>
      {(subscriptions) => (
        <ul class="cards">
          {liveFirst(subscriptions).map((subscription) => (
            <SubscriptionCard
              key={subscription.subscriptionId}
              subscription={subscription}
              lastPayment={latestPayment(payments, subscription.subscriptionId)}
              method={methods.find((method) => method.paymentMethodId === subscription.paymentMethodId)}
              today={today}
              reader={reader}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

type CardProps = {
  subscription: Subscription;
  lastPayment: Payment | undefined;
  method: PaymentMethod | undefined;
  today: CalendarDate;
  reader: Reader;
};

function SubscriptionCard({ subscription, lastPayment, method, today, reader }: CardProps) {
  const texts = reader.messages.subscriptions;
  const { word, tone, when } = stateOfSubscription({ subscription, today, lastPayment });
  const live = isLive(subscription);
  const meaning = word === 'active' ? undefined : texts.meaning[word];
  return (
    <li class={live ? 'card subscription' : 'card subscription subscription-over'}>
      <div class="subscription-top">
        <h3>{subscription.description}</h3>
        <Badge tone={tone}>{texts.words[word]}</Badge>
      </div>
      <p class="price">
        <span class="price-amount">{reader.format.money(subscription.amount)}</span>{' '}
        <span class="price-interval">{describeInterval(subscription.interval, reader)}</span>
      </p>
      <ul class="facts">
        <li>
          <CalendarIcon />
          <span class="lines">
            {when ? <strong>{describeWhen(when, reader)}</strong> : null}
            {meaning ? <span>{meaning}</span> : null}
            {live && subscription.startsOn <= today ? (
              <span>{texts.since(reader.format.date(subscription.startsOn))}</span>
            ) : null}
          </span>
        </li>
        {live && method ? (
          <li>
            <MethodIcon kind={method.kind} />
            <span>
              <span class="spoken-only">{texts.paidWith} </span>
              <MethodName method={method} reader={reader} />
            </span>
          </li>
        ) : null}
      </ul>
    </li>
  );
}

function liveFirst(subscriptions: Subscription[]): Subscription[] {
  return subscriptions.toSorted((a, b) => Number(isLive(b)) - Number(isLive(a)));
}
