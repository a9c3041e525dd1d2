import type { Payment, PaymentMethod, PaymentSource, Subscription } from '../providers/provider.ts';
import type { Alert } from './alerts.ts';
import { dayOf, type SubscriptionWhen } from './billing-facts.ts';
import { isolate } from './format.ts';
import type { PluralForms } from './messages/messages.ts';
import type { Reader } from './reader.ts';

/** `Visa`, `Bank account` */
export function nameMethod({ kind, brand }: PaymentSource, { messages }: Reader): string {
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

/** What a payment's state means, in a sentence; null when the state says it all. */
export function explainPayment(payment: Payment, { messages, format }: Reader): string | null {
  const { amount, status, refundedMinor, chargedBackMinor, failureReason } = payment;
  const money = (amountMinor: number) => format.money({ amountMinor, currency: amount.currency });
  if (chargedBackMinor > 0) return messages.payments.chargedBack(money(chargedBackMinor));
  if (refundedMinor > 0) return messages.payments.refunded(money(refundedMinor));
  if (failureReason !== null) return messages.failureReasons[failureReason];
  return status === 'paid' ? null : messages.payments.meaning[status];
}

export function titleAlert(alert: Alert, reader: Reader): string {
  const { messages, format } = reader;
  if (alert.kind === 'subscriptionSuspended')
    return messages.alerts[alert.kind].title(isolate(alert.subscription.description));
  if (alert.kind === 'paymentFailed' || alert.kind === 'paymentChargedBack') {
    const { amount } = alert.payment;
    const date = format.date(dayOf(alert.payment));
    return messages.alerts[alert.kind].title({ amount: format.money(amount), date });
  }
  const method = describeMethod(alert.method, reader);
  if (alert.kind === 'methodExpired' || alert.kind === 'methodExpiring') {
    return messages.alerts[alert.kind].title({ method, date: format.date(alert.on) });
  }
  return messages.alerts[alert.kind].title(method);
}

/** In the form that the reader's language has for that many. */
export function pluralize(forms: PluralForms, count: number, { format }: Reader): string {
  const form = forms[format.pluralRule(count)] ?? forms.other;
  return form(format.count(count));
}
