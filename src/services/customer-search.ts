import { AppError } from '../errors.ts';
import type { CallScope, ProviderCalls } from '../providers/calls.ts';
import { type CustomerPage, type KnownCustomer, type ProviderClient, ProviderError } from '../providers/provider.ts';
import type { Claim, ListPlace } from './provider-customer-claim.ts';
import type { ProviderCustomerRows } from './provider-customer-rows.ts';

export type CustomerSearch = ReturnType<typeof createCustomerSearch>;

/** Customers are looked for from a little before the first attempt, since the provider's clock is not ours. */
const CLOCK_MARGIN_MS = 10 * 60_000;
/** A page is not begun with less time than this. */
const SHORTEST_PAGE_MS = 1_500;
/** Far more than an account has made in the time looked at; a list that goes on is no list. */
const MOST_PAGES = 2_000;
const BEGINNING: ListPlace = { cursor: null, pages: 0 };

/** Looks through a provider's list for the customer of a row. Each page is a call of its own. */
export function createCustomerSearch(options: {
  rows: Pick<ProviderCustomerRows, 'keepListPlace'>;
  calls: ProviderCalls;
  clock: () => Date;
}) {
  const { rows, calls, clock } = options;

  /**
   * What time does not suffice for is left to a later attempt, which goes on from there.
   * @returns null only when the whole list has none.
   * @throws AppError unavailable when the list is longer than the time; ProviderError.
   */
  return async ({ claim, client, scope }: SearchInput): Promise<KnownCustomer | null> => {
    const createdSince = new Date(claim.firstAttemptAt.getTime() - CLOCK_MARGIN_MS);
    const seen = new Set<string>();
    let place = claim.listPlace;
    try {
      for (;;) {
        if (place.pages >= MOST_PAGES) throw endless(scope.provider);
        if (scope.deadlineAt.getTime() - clock().getTime() < SHORTEST_PAGE_MS) throw unfinished();
        const { cursor } = place;
        const page = await calls.run(scope, () => client.listCustomers({ createdSince, cursor }));
        const found = findOwn(page, claim);
        if (found) return found;
        if (page.nextCursor === null) return null;
        assertGoesOn(page, { cursor, seen, provider: scope.provider });
        place = { cursor: page.nextCursor, pages: place.pages + 1 };
      }
    } catch (error) {
      if (isOfNoUse(error)) place = BEGINNING;
      throw error;
    } finally {
      if (place !== claim.listPlace) await rows.keepListPlace(claim, place);
    }
  };
}

type SearchInput = {
  claim: Pick<Claim, 'id' | 'token' | 'generation' | 'firstAttemptAt' | 'listPlace'>;
  client: Pick<ProviderClient, 'listCustomers'>;
  scope: CallScope;
};

function findOwn({ customers }: CustomerPage, claim: SearchInput['claim']): KnownCustomer | undefined {
  const own = customers.filter(({ metadata }) => metadata['row'] === claim.id);
  return own.find(({ metadata }) => metadata['generation'] === String(claim.generation)) ?? own[0];
}

/** @throws ProviderError `nonsense` when the list repeats itself. */
function assertGoesOn(
  page: CustomerPage,
  before: { cursor: string | null; seen: Set<string>; provider: string },
): void {
  const { cursor, seen, provider } = before;
  const fresh = page.customers.filter(({ providerCustomerId }) => !seen.has(providerCustomerId));
  if (page.nextCursor === cursor || fresh.length === 0) throw new ProviderError('nonsense', { provider, hint: 'list' });
  for (const { providerCustomerId } of fresh) seen.add(providerCustomerId);
}

/** The place that was kept leads nowhere: its customer is deleted, or the list was none. */
function isOfNoUse(error: unknown): boolean {
  return error instanceof ProviderError && ['nonsense', 'rejected', 'customer_missing'].includes(error.kind);
}

function endless(provider: string): ProviderError {
  return new ProviderError('nonsense', { provider, hint: 'endless_list' });
}

function unfinished(): AppError {
  return new AppError('unavailable', {
    reason: 'list_unfinished',
    detail: 'the provider’s list is longer than the time; the next attempt goes on',
  });
}
