import type { CheckoutOption, Money, Subscription } from '../providers/provider.ts';
import { isLive } from '../services/billing-rules.ts';

/* What a form says back of what the page offered, so that nobody is charged anything they did not read. All pure. */

/** `2400 EUR` */
export function writeMoney({ amountMinor, currency }: Money): string {
  return `${amountMinor} ${currency}`;
}

/** `ideal 1 EUR` */
export function writeOption({ optionId, amount }: CheckoutOption): string {
  return `${optionId} ${writeMoney(amount)}`;
}

/** The currency that a new method is got to know in, which is the one it will be charged in. */
export function currencyOf(subscriptions: Subscription[]): string {
  const { currency } = (subscriptions.find(isLive) ?? subscriptions[0])?.amount ?? { currency: 'EUR' };
  return currency;
}
