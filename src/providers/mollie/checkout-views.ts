import { checkLink } from '../links.ts';
import type { Checkout, CheckoutOption, Money } from '../provider.ts';
import type { MollieCheckout, MollieMethod } from './answers.ts';
import { PROVIDER } from './errors.ts';

/* First payments and the ways of making them, in neutral words. All pure. */

export type CheckoutPlace = { apiUrl: string };

/** @throws ProviderError `nonsense` when its link is not one to send a person to. */
export function toCheckout(payment: MollieCheckout, { apiUrl }: CheckoutPlace): Checkout {
  const { id, status, amount, customerId, mandateId, metadata, _links } = payment;
  const link = _links.checkout?.href;
  return {
    paymentId: id,
    providerCustomerId: customerId ?? null,
    checkoutId: metadata?.checkout ?? null,
    status,
    amount,
    url: status === 'open' && link !== undefined ? checkLink(link, { provider: PROVIDER, apiUrl }) : null,
    paymentMethodId: mandateId ?? null,
  };
}

/** All others leave a mandate on a bank account. @see https://docs.mollie.com/docs/recurring-payments */
const KINDS: ReadonlyMap<string, CheckoutOption['kind']> = new Map([
  ['creditcard', 'card'],
  ['applepay', 'card'],
  ['paypal', 'paypal'],
]);

export function toCheckoutOption({ id, description }: MollieMethod, amount: Money): CheckoutOption {
  return { optionId: id, name: description, kind: KINDS.get(id) ?? 'bank', amount };
}
