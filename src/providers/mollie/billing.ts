import { z } from 'zod';
import type { BillingReader } from '../provider.ts';
import { mollieMandate, molliePayment, mollieSubscription } from './answers.ts';
import { toPayment, toPaymentMethod, toSubscription } from './billing-views.ts';
import type { MollieCalls } from './customers.ts';
import { ask } from './errors.ts';

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
      const subscriptions = await readPages({ item: mollieSubscription, timeoutMs, page, most: MOST_ITEMS });
      const today = clock().toISOString().slice(0, 10);
      return subscriptions.map((subscription) => toSubscription(subscription, today));
    },
    async listPaymentMethods(customerId) {
      const page = (cursor: Cursor) => sdk.customerMandates.page({ customerId, ...cursor });
      return (await readPages({ item: mollieMandate, timeoutMs, page, most: MOST_ITEMS })).map(toPaymentMethod);
    },
    async listPayments(customerId, limit) {
      const page = (cursor: Cursor) => sdk.customerPayments.page({ customerId, ...cursor });
      return (await readPages({ item: molliePayment, timeoutMs, page, most: limit })).map(toPayment);
    },
  };
}

type Cursor = { limit: number; from?: string };

type MolliePage = readonly unknown[] & { nextPageCursor?: string | undefined };

type Pages<T> = {
  item: z.ZodType<T>;
  timeoutMs: number;
  most: number;
  page: (cursor: Cursor) => Promise<MolliePage>;
};

/** Mollie gives the newest first. */
async function readPages<T>({ item, timeoutMs, most, page }: Pages<T>): Promise<T[]> {
  const schema = z.object({ items: z.array(item), next: z.string().optional() });
  const all: T[] = [];
  for (let from: string | undefined; all.length < most;) {
    const cursor = { limit: Math.min(PAGE_LIMIT, most - all.length), ...(from === undefined ? {} : { from }) };
    const { items, next } = await ask({
      schema,
      timeoutMs,
      meanings: { 404: 'customer_missing', 410: 'customer_missing' },
      async call() {
        const answer = await page(cursor);
        return { items: [...answer], next: answer.nextPageCursor };
      },
    });
    all.push(...items);
    if (next === undefined || items.length === 0) break;
    from = next;
  }
  return all.slice(0, most);
}
