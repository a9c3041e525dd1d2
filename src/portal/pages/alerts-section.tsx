import type { Alert } from '../alerts.ts';
import type { Reader } from '../reader.ts';
import { titleAlert } from '../wording.ts';
import { AlertIcon, ClockIcon } from './icons.tsx';

const TONES: Readonly<Record<Alert['kind'], 'bad' | 'caution' | 'quiet'>> = {
  subscriptionSuspended: 'bad',
  paymentFailed: 'bad',
  paymentChargedBack: 'bad',
  methodInvalid: 'bad',
  methodExpired: 'bad',
  methodExpiring: 'caution',
  methodPending: 'quiet',
};

export function AlertsSection({ alerts, appName, reader }: { alerts: Alert[]; appName: string; reader: Reader }) {
  if (alerts.length === 0) return null;
  return (
    <section class="section alerts" aria-labelledby="attention">
      <h2 id="attention">{reader.messages.overview.attention}</h2>
      <ul>
        {alerts.map((alert) => (
          <li class={`alert alert-${TONES[alert.kind]}`}>
            {TONES[alert.kind] === 'quiet' ? <ClockIcon /> : <AlertIcon />}
            <div>
              <h3>{titleAlert(alert, reader)}</h3>
              <p>{reader.messages.alerts[alert.kind].advice(appName)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
