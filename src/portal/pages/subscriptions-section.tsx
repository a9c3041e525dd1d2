import type { CalendarDate, Payment, PaymentMethod, Subscription } from '../../providers/provider.ts';
import { cannotBeCharged, isLive } from '../../services/billing-rules.ts';
import { canBeKept, type Ending } from '../../services/cancel-rules.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { latestPayment, stateOfSubscription } from '../billing-facts.ts';
import type { Reader } from '../reader.ts';
import { CANCEL_ROUTE, KEEP_ROUTE, pathTo } from '../subscription-paths.ts';
import { describeWhen } from '../wording.ts';
import { Badge } from './badge.tsx';
import { CalendarIcon } from './icons.ts';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Price } from './price.tsx';
import { Section } from './section.tsx';

type SectionProps = {
  billing: PortalBilling;
  /** The app lets people end them here. */
  canCancel: boolean;
  today: CalendarDate;
  reader: Reader;
};

export function SubscriptionsSection({ billing, canCancel, today, reader }: SectionProps) {
  const { title, none } = reader.messages.subscriptions;
  const payments = billing.payments.kind === 'loaded' ? billing.payments.items : [];
  const { paymentMethods } = billing;
  const methods = paymentMethods.kind === 'loaded' ? paymentMethods.items : [];
  return (
    <Section name="subscriptions" title={title} none={none} section={billing.subscriptions} reader={reader}>
      {(subscriptions) => (
        <ul class="cards">
          {inOrder(subscriptions, billing.endings, today).map((subscription) => (
            <SubscriptionCard
              key={subscription.subscriptionId}
              subscription={subscription}
              lastPayment={latestPayment(payments, subscription.subscriptionId)}
              method={methods.find((method) => method.paymentMethodId === subscription.paymentMethodId)}
              cannotBeCharged={paymentMethods.kind === 'loaded' && cannotBeCharged(subscription, methods)}
              ending={endingOf(subscription, billing.endings)}
              continues={billing.endings.find(({ keptAs }) => keptAs === subscription.subscriptionId)}
              canCancel={canCancel}
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
  cannotBeCharged: boolean;
  ending: Ending | undefined;
  continues: Ending | undefined;
  canCancel: boolean;
  today: CalendarDate;
  reader: Reader;
};

function SubscriptionCard(props: CardProps) {
  const { subscription, method, ending, continues, today, reader } = props;
  const texts = reader.messages.subscriptions;
  const { word, tone, when } = stateOfSubscription(props);
  const live = isLive(subscription);
  const isOver = !live && word !== 'ending';
  const meaning = word === 'active' ? undefined : texts.meaning[word];
  const since = continues?.since ?? subscription.startsOn;
  const hasBegun = live && subscription.status !== 'pending' && since <= today;
  return (
    <li class={isOver ? 'card subscription subscription-over' : 'card subscription'}>
      <div class="subscription-top">
        <h3>{subscription.description}</h3>
        <Badge tone={tone}>{texts.words[word]}</Badge>
      </div>
      <Price subscription={subscription} reader={reader} />
      <ul class="facts">
        <li>
          <CalendarIcon />
          <span class="lines">
            {when ? <strong>{describeWhen(when, reader)}</strong> : null}
            {meaning ? <span>{meaning}</span> : null}
            {hasBegun ? <span>{texts.since(reader.format.date(since))}</span> : null}
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
      {live && props.canCancel ? <CancelLink subscription={subscription} reader={reader} /> : null}
      {ending && canBeKept(ending, today) ? <KeepLink subscription={subscription} reader={reader} /> : null}
    </li>
  );
}

type LinkProps = { subscription: Subscription; reader: Reader };

function CancelLink({ subscription: { subscriptionId, description }, reader }: LinkProps) {
  return (
    <p class="card-action">
      <a class="quiet-link" href={pathTo(CANCEL_ROUTE, subscriptionId)}>
        {reader.messages.ending.cancel}
        <span class="spoken-only">: {description}</span>
      </a>
    </p>
  );
}

function KeepLink({ subscription: { subscriptionId, description }, reader }: LinkProps) {
  return (
    <p class="card-action">
      <a class="button button-second" href={pathTo(KEEP_ROUTE, subscriptionId)}>
        {reader.messages.ending.keep}
        <span class="spoken-only">: {description}</span>
      </a>
    </p>
  );
}

function endingOf({ subscriptionId }: Subscription, endings: Ending[]): Ending | undefined {
  return endings.find((ending) => ending.subscriptionId === subscriptionId);
}

/** What goes on comes first, what is over last. One that goes on as another is told by that one. */
function inOrder(subscriptions: Subscription[], endings: Ending[], today: CalendarDate): Subscription[] {
  const isShown = (id: string) => subscriptions.some(({ subscriptionId }) => subscriptionId === id);
  const rank = (subscription: Subscription): number => {
    if (isLive(subscription)) return 0;
    const ending = endingOf(subscription, endings);
    return ending && canBeKept(ending, today) ? 1 : 2;
  };
  return subscriptions
    .filter((subscription) => {
      const keptAs = endingOf(subscription, endings)?.keptAs ?? null;
      return keptAs === null || !isShown(keptAs);
    })
    .toSorted((a, b) => rank(a) - rank(b));
}
