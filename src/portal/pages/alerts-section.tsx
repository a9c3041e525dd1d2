import type { Due } from '../../services/overdue.ts';
import type { PortalSession } from '../../services/portal-sessions.ts';
import { actionOn, type Alert, type AlertAction } from '../alerts.ts';
import { ADD_METHOD_PATH, OVERDUE_PATH } from '../checkout-paths.ts';
import type { Reader } from '../reader.ts';
import { titleAlert } from '../wording.ts';
import { AlertIcon, ClockIcon } from './icons.ts';

const TONES: Readonly<Record<Alert['kind'], 'bad' | 'caution' | 'quiet'>> = {
  subscriptionSuspended: 'bad',
  paymentFailed: 'bad',
  paymentChargedBack: 'bad',
  methodInvalid: 'bad',
  methodExpired: 'bad',
  methodExpiring: 'caution',
  methodPending: 'quiet',
};

type AlertsProps = { alerts: Alert[]; due: Due | null; session: PortalSession; reader: Reader };

export function AlertsSection({ alerts, due, session, reader }: AlertsProps) {
  if (alerts.length === 0) return null;
  const { appName, configuration } = session;
  const acted = alerts.map((alert) => ({
    alert,
    action: configuration.features.changePaymentMethod ? actionOn(alert, due) : null,
  }));
  return (
    <section class="section alerts" aria-labelledby="attention">
      <h2 id="attention">{reader.messages.overview.attention}</h2>
      <ul>
        {acted.map(({ alert, action }, index) => {
          const hasLink = acted.findLastIndex((each) => each.action === action) === index;
          return (
            <li class={`alert alert-${TONES[alert.kind]}`}>
              {TONES[alert.kind] === 'quiet' ? <ClockIcon /> : <AlertIcon />}
              <div>
                <h3>{titleAlert(alert, reader)}</h3>
                <p>{advise(alert, { action, hasLink, appName, reader })}</p>
                {hasLink ? <ActionLink action={action} due={due} reader={reader} /> : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type Advising = { action: AlertAction | null; hasLink: boolean; appName: string; reader: Reader };

function advise({ kind }: Alert, { action, hasLink, appName, reader: { messages } }: Advising): string {
  if (action === null || kind === 'methodPending') return messages.alerts[kind].advice(appName);
  const { advice } = messages.checkout;
  if (kind === 'subscriptionSuspended') return advice[kind](appName);
  return action === 'pay' && hasLink ? `${advice[kind]} ${advice.payAll}` : advice[kind];
}

/** Where several alerts lead to the same, the last of them has the link: it is for all that was read before it. */
function ActionLink({ action, due, reader }: { action: AlertAction | null; due: Due | null; reader: Reader }) {
  const { checkout } = reader.messages;
  if (action === null) return null;
  const isPay = action === 'pay' && due !== null;
  return (
    <a class="button button-small" href={isPay ? OVERDUE_PATH : ADD_METHOD_PATH}>
      {isPay ? checkout.pay(reader.format.money(due.amount)) : checkout.change}
    </a>
  );
}
