import { type Locale, type PaymentMethod as MollieMethodId, SequenceType } from '@mollie/api-client';
import { z } from 'zod';
import { formatDecimal } from '../money.ts';
import type { Checkout, CheckoutOption, CreateCheckoutInput, Money, PaymentMethodOperations } from '../provider.ts';
import { ProviderError } from '../provider.ts';
import { mollieCheckout, mollieMethod, mollieSubscription } from './answers.ts';
import { PAYMENT_ID } from './billing.ts';
import { type CheckoutPlace, toCheckout, toCheckoutOption } from './checkout-views.ts';
import { MISSING, type MollieCalls } from './customers.ts';
import { ask, PROVIDER } from './errors.ts';
import { toMollieLocale } from './locales.ts';

/** Banks cannot take nothing at all. A method that takes only more than this is not used for getting to know it. */
const MOST_TO_VERIFY_MINOR = 100;

/** Payment methods by way of a first payment. @see https://docs.mollie.com/docs/recurring-payments */
export function createPaymentMethodOperations(calls: MollieCalls & CheckoutPlace): PaymentMethodOperations {
  const { sdk, timeoutMs } = calls;

  const listOptions = async (amount: Money, locale: Locale | null) =>
    ask({
      schema: z.array(mollieMethod),
      timeoutMs,
      async call() {
        const spoken = locale === null ? {} : { locale };
        return [
          ...(await sdk.methods.list({ sequenceType: SequenceType.first, amount: toMollieAmount(amount), ...spoken })),
        ];
      },
    });

  return {
    async listCheckoutOptions({ amount, currency, locale }) {
      const spoken = toMollieLocale(locale);
      if (amount !== null) return (await listOptions(amount, spoken)).map((method) => toCheckoutOption(method, amount));
      const [free, paid] = await Promise.all([
        listOptions({ amountMinor: 0, currency }, spoken),
        listOptions({ amountMinor: MOST_TO_VERIFY_MINOR, currency }, spoken),
      ]);
      return mergeOptions(free, paid, currency);
    },

    createCheckout: (input) => createCheckout(calls, input),

    async readCheckout(paymentId) {
      try {
        const call = () => sdk.payments.get(paymentId);
        return toCheckout(await ask({ schema: mollieCheckout, timeoutMs, meanings: MISSING, call }), calls);
      } catch (error) {
        if (error instanceof ProviderError && error.kind === 'customer_missing') return null;
        throw error;
      }
    },

    /** @see https://docs.mollie.com/reference/webhooks */
    readWebhook(body) {
      const paymentId = new URLSearchParams(body).get('id');
      return paymentId !== null && PAYMENT_ID.test(paymentId) ? { paymentId } : null;
    },

    /** No idempotency key: the SDK would send it as a parameter. @see https://docs.mollie.com/reference/update-subscription */
    async chargeSubscriptionTo({ providerCustomerId: customerId, subscriptionId, paymentMethodId: mandateId }) {
      const call = () => sdk.customerSubscriptions.update(subscriptionId, { customerId, mandateId });
      const { mandateId: kept } = await ask({ schema: mollieSubscription, timeoutMs, call });
      if (kept !== mandateId) throw new ProviderError('nonsense', { provider: PROVIDER, hint: 'mandateId' });
    },

    /** @see https://docs.mollie.com/reference/revoke-mandate */
    async removePaymentMethod({ providerCustomerId: customerId, paymentMethodId }) {
      try {
        const call = () => sdk.customerMandates.revoke(paymentMethodId, { customerId });
        await ask({ schema: z.unknown(), timeoutMs, meanings: MISSING, call });
      } catch (error) {
        // Removed already, by an attempt whose answer was lost.
        if (!(error instanceof ProviderError) || error.kind !== 'customer_missing') throw error;
      }
    },
  };
}

type Method = z.infer<typeof mollieMethod>;

/** Those that take nothing come for nothing; the others for their least. */
function mergeOptions(free: Method[], paid: Method[], currency: string): CheckoutOption[] {
  const nothing = { amountMinor: 0, currency };
  const isFree = (method: Method) => free.some(({ id }) => id === method.id);
  const least = ({ minimumAmount }: Method): Money =>
    minimumAmount?.currency === currency && minimumAmount.amountMinor > 0
      ? minimumAmount
      : { amountMinor: 1, currency };
  const onlyFree = free.filter(({ id }) => paid.every((method) => method.id !== id));
  return [...paid, ...onlyFree].map((method) => toCheckoutOption(method, isFree(method) ? nothing : least(method)));
}

/** Mollie refuses an address that it cannot reach, such as one of an intranet; then the payment does without. */
async function createCheckout(calls: MollieCalls & CheckoutPlace, input: CreateCheckoutInput): Promise<Checkout> {
  try {
    return await createPayment(calls, input);
  } catch (error) {
    const isUnreachable =
      error instanceof ProviderError && error.kind === 'rejected' && error.facts.hint === 'webhookUrl';
    if (!isUnreachable || input.params.notifyUrl === null) throw error;
    const { providerCustomerId, params, idempotencyKey } = input;
    const silent = { ...params, notifyUrl: null };
    return createPayment(calls, { providerCustomerId, params: silent, idempotencyKey: `${idempotencyKey}-silent` });
  }
}

/** @see https://docs.mollie.com/reference/create-payment */
async function createPayment(
  calls: MollieCalls & CheckoutPlace,
  { providerCustomerId: customerId, params, idempotencyKey }: CreateCheckoutInput,
): Promise<Checkout> {
  const { amount, description, optionId, locale, returnUrl, notifyUrl, checkoutId, covers } = params;
  const spoken = toMollieLocale(locale);
  const created = await ask({
    schema: mollieCheckout,
    timeoutMs: calls.timeoutMs,
    // What a key is told off with that was used with other parameters; a parameter at fault is 422.
    meanings: { 400: 'idempotency_conflict' },
    call: () =>
      calls.sdk.payments.create({
        amount: toMollieAmount(amount),
        description,
        customerId,
        sequenceType: SequenceType.first,
        redirectUrl: returnUrl,
        cancelUrl: returnUrl,
        metadata: { checkout: checkoutId, ...(covers.length === 0 ? {} : { covers: covers.join(' ') }) },
        idempotencyKey,
        ...(notifyUrl === null ? {} : { webhookUrl: notifyUrl }),
        ...(spoken === null ? {} : { locale: spoken }),
        ...(optionId === null ? {} : { method: toMethodId(optionId) }),
      }),
  });
  return toCheckout(created, calls);
}

function toMollieAmount(money: Money) {
  return { value: formatDecimal(money), currency: money.currency };
}

/** The SDK's own list is older than Mollie's, which is where the id comes from. */
function toMethodId(optionId: string): MollieMethodId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return optionId as MollieMethodId;
}
