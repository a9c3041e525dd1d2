import { type BillingReader, type PagePayments, type Payment, type PaymentPage, ProviderError } from '../provider.ts';
import { mollieMandate, molliePayment, mollieSubscription } from './answers.ts';
import { toPayment, toPaymentMethod, toSubscription } from './billing-views.ts';
import { MISSING, type MollieCalls } from './customers.ts';
import { ask, askList, pageOf, type ListQuestion, PROVIDER } from './errors.ts';

/** The most that Mollie gives at once. @see https://docs.mollie.com/reference/pagination */
const PAGE_LIMIT = 250;
/** More than anybody has, and than anybody would read. */
const MOST_ITEMS = 1000;

type BillingParts = MollieCalls & { clock: () => Date };

/** A customer's subscriptions, mandates and payments, read live. All throw ProviderError. */
export function createBilling({ sdk, timeoutMs, clock }: BillingParts): BillingReader {
  return {
    async listSubscriptions(customerId) {
      const page = (cursor: Cursor) => sdk.customerSubscriptions.page({ customerId, ...cursor });
      const subscriptions = await readPages({
        name: 'subscriptions',
        schema: subscriptionsPage,
        timeoutMs,
        page,
        most: MOST_ITEMS,
      });
      const today = clock().toISOString().slice(0, 10);
      return subscriptions.map((subscription) => toSubscription(subscription, today));
    },
    async listPaymentMethods(customerId) {
      const page = (cursor: Cursor) => sdk.customerMandates.page({ customerId, ...cursor });
      return (await readPages({ name: 'mandates', schema: mandatesPage, timeoutMs, page, most: MOST_ITEMS })).map(
        toPaymentMethod,
      );
    },
    async listPayments(customerId, limit) {
      const page = (cursor: Cursor) => sdk.customerPayments.page({ customerId, ...cursor });
      return (await readPages({ name: 'payments', schema: paymentsPage, timeoutMs, page, most: limit })).map(toPayment);
    },
    pagePayments: (input) => pagePayments({ sdk, timeoutMs }, input),
    findPayment: (input) => findPayment({ sdk, timeoutMs }, input),
  };
}

/** What a payment's id looks like; no other text is put into a path. */
export const PAYMENT_ID = /^tr_[A-Za-z0-9]{1,64}$/;

/** @see https://docs.mollie.com/reference/list-customer-payments */
async function pagePayments({ sdk, timeoutMs }: MollieCalls, input: PagePayments): Promise<PaymentPage> {
  const { providerCustomerId: customerId, limit, from } = input;
  if (from !== null && !PAYMENT_ID.test(from)) throw new ProviderError('rejected', { provider: PROVIDER });
  const { items, next } = await askList({
    name: 'payments',
    schema: paymentsPage,
    timeoutMs,
    // Of a page further on, it is the place in the list that is not found.
    meanings: from === null ? MISSING : {},
    page: () => sdk.customerPayments.page({ customerId, limit, ...(from === null ? {} : { from }) }),
  });
  return { payments: items.map(toPayment), next: next ?? null };
}

/** A payment is found by its id alone, so whose it is has to be looked at. @see https://docs.mollie.com/reference/get-payment */
async function findPayment(
  { sdk, timeoutMs }: MollieCalls,
  { providerCustomerId, paymentId }: { providerCustomerId: string; paymentId: string },
): Promise<Payment | null> {
  if (!PAYMENT_ID.test(paymentId)) return null;
  try {
    const call = () => sdk.payments.get(paymentId);
    const payment = await ask({ schema: molliePayment, timeoutMs, meanings: MISSING, call });
    return payment.customerId === providerCustomerId && payment.id === paymentId ? toPayment(payment) : null;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'customer_missing') return null;
    throw error;
  }
}

type Cursor = { limit: number; from?: string };

const subscriptionsPage = pageOf(mollieSubscription);
const mandatesPage = pageOf(mollieMandate);
const paymentsPage = pageOf(molliePayment);

type Pages<T> = Omit<ListQuestion<T>, 'page' | 'meanings'> & {
  most: number;
  page: (cursor: Cursor) => ReturnType<ListQuestion<T>['page']>;
};

/** Mollie gives the newest first. */
async function readPages<T>({ most, page, ...list }: Pages<T>): Promise<T[]> {
  const all: T[] = [];
  for (let from: string | undefined; all.length < most;) {
    const cursor = { limit: Math.min(PAGE_LIMIT, most - all.length), ...(from === undefined ? {} : { from }) };
    const { items, next } = await askList({ ...list, meanings: MISSING, page: () => page(cursor) });
    all.push(...items);
    if (next === undefined || items.length === 0) break;
    from = next;
  }
  return all.slice(0, most);
}
