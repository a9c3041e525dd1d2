import type { PaymentMethod, Subscription } from '../providers/provider.ts';
import type { Alert } from './alerts.ts';
import type { SubscriptionWhen } from './billing-facts.ts';
import { toCalendarDate } from './format.ts';
import type { PluralForms } from './messages/messages.ts';
import type { Reader } from './reader.ts';

/** `Visa`, `Bank account` */
export function nameMethod({ kind, brand }: PaymentMethod, { messages }: Reader): string {
  return brand ?? messages.paymentMethods.kinds[kind];
}

/** `Visa ending in 4242`, for use inside a sentence. */
export function describeMethod(method: PaymentMethod, reader: Reader): string {
  const name = nameMethod(method, reader);
  return method.last4 === null ? name : `${name} ${reader.messages.paymentMethods.endingIn} ${method.last4}`;
}

/** `per month`, `every 3 months` */
export function describeInterval({ count, unit }: Subscription['interval'], reader: Reader): string {
  const { every, everyFew } = reader.messages.subscriptions;
  return count === 1 ? every[unit] : pluralize(everyFew[unit], count, reader);
}

/** `Renews on 1 March 2026` */
export function describeWhen(when: SubscriptionWhen, { messages, format }: Reader): string {
  const texts = messages.subscriptions.when;
  return when.kind === 'noFurtherPayment' ? texts.noFurtherPayment : texts[when.kind](format.date(when.on));
}

export function titleAlert(alert: Alert, reader: Reader): string {
  const { messages, format } = reader;
  if (alert.kind === 'subscriptionSuspended') return messages.alerts[alert.kind].title(alert.subscription.description);
  if (alert.kind === 'paymentFailed' || alert.kind === 'paymentChargedBack') {
    const { amount, paidAt, createdAt } = alert.payment;
    const date = format.date(toCalendarDate(paidAt ?? createdAt));
    return messages.alerts[alert.kind].title({ amount: format.money(amount), date });
  }
  const method = describeMethod(alert.method, reader);
  if (alert.kind === 'methodExpired' || alert.kind === 'methodExpiring') {
    return messages.alerts[alert.kind].title({ method, date: format.date(alert.on) });
  }
  return messages.alerts[alert.kind].title(method);
}

function pluralize(forms: PluralForms, count: number, { format }: Reader): string {
  const form = forms[format.pluralRule(count)] ?? forms.other;
  return form(format.count(count));
}
