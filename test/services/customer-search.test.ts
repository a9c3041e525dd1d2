import { describe, expect, it } from 'vitest';
import { createProviderCalls } from '../../src/providers/calls.ts';
import type { CustomerPage, KnownCustomer, ProviderClient } from '../../src/providers/provider.ts';
import { createCustomerSearch } from '../../src/services/customer-search.ts';
import type { Claim, ListPlace } from '../../src/services/provider-customer-claim.ts';
import type { ProviderCustomerRows } from '../../src/services/provider-customer-rows.ts';

const START_MS = Date.UTC(2026, 0, 1);

/** A list such as no stand-in gives, read by a search whose clock moves by so much with each page. */
const setUp = (list: (cursor: string | null) => CustomerPage, { pageMs = 0 }: { pageMs?: number } = {}) => {
  let nowMs = START_MS;
  let read = 0;
  const kept: ListPlace[] = [];
  const clock = () => new Date(nowMs);
  const calls = createProviderCalls({ clock, limits: { maxAttempts: 1, breakAfterFailures: 1_000 } });
  const client: Pick<ProviderClient, 'listCustomers'> = {
    async listCustomers({ cursor }) {
      read += 1;
      nowMs += pageMs;
      return list(cursor);
    },
  };
  const rows: Pick<ProviderCustomerRows, 'keepListPlace'> = {
    async keepListPlace(_claim, place) {
      kept.push(place);
    },
  };
  const search = createCustomerSearch({ rows, calls, clock });
  const look = (listPlace: ListPlace = { cursor: null, pages: 0 }) => {
    const scope = { provider: 'test', account: 'a', deadlineAt: new Date(nowMs + 12_000), retry: 'safe' } as const;
    const claim = {
      id: 'ours',
      token: 't',
      generation: 2,
      firstAttemptAt: clock(),
      listPlace,
    } satisfies Partial<Claim>;
    return search({ claim, client, scope });
  };
  return { look, kept, pagesRead: () => read };
};

const other = (index: number): KnownCustomer => ({ providerCustomerId: `other_${index}`, metadata: {} });
const own = (generation: number): KnownCustomer => ({
  providerCustomerId: `own_${generation}`,
  metadata: { row: 'ours', generation: String(generation) },
});
/** Pages of one customer each. */
const pagesOf = (customers: KnownCustomer[]) => (cursor: string | null) => {
  const index = Number(cursor ?? 0);
  const customer = customers[index];
  return {
    customers: customer ? [customer] : [],
    nextCursor: index + 1 < customers.length ? String(index + 1) : null,
  };
};

describe('the search for a row’s customer in the provider’s list', () => {
  it('finds it on whatever page it is, and reads no further', async () => {
    const { look, pagesRead } = setUp(pagesOf([other(1), other(2), own(2), other(3)]));
    expect(await look()).toEqual(own(2));
    expect(pagesRead()).toBe(3);
  });

  it('prefers that of this generation on a page that has two', async () => {
    const { look } = setUp(() => ({ customers: [own(1), own(2)], nextCursor: null }));
    expect(await look()).toEqual(own(2));
  });

  it('finds one that an earlier generation’s attempt made late, so that no other is asked for (P2)', async () => {
    const { look } = setUp(pagesOf([other(1), own(1), other(2)]));
    expect(await look()).toEqual(own(1));
  });

  it('says that there is none only at the end of the list', async () => {
    const { look } = setUp(pagesOf([other(1), other(2)]));
    expect(await look()).toBeNull();
  });

  it('stops when the time is over, and goes on from there, however long the list', async () => {
    const customers = [...Array.from({ length: 9 }, (_, index) => other(index)), own(2)];
    const { look, kept, pagesRead } = setUp(pagesOf(customers), { pageMs: 3_000 });
    await expect(look()).rejects.toMatchObject({ errorName: 'unavailable', reason: 'list_unfinished' });
    await expect(look(kept.at(-1))).rejects.toMatchObject({ reason: 'list_unfinished' });
    expect(await look(kept.at(-1))).toEqual(own(2));
    expect(pagesRead()).toBe(10);
    expect(kept.map(({ cursor }) => cursor)).toEqual(['4', '8', '9']);
  });

  it.each([
    ['the same page again and again', () => ({ customers: [other(1)], nextCursor: 'next' })],
    ['pages in a circle', (cursor: string | null) => pagesOf([other(1), other(2)])(cursor === '1' ? '1' : null)],
    [
      'the same customers under new cursors',
      (cursor: string | null) => ({ customers: [other(1)], nextCursor: `${cursor}x` }),
    ],
    ['pages without customers', (cursor: string | null) => ({ customers: [], nextCursor: `${cursor}x` })],
  ])('refuses a list that gives %s, and begins anew the next time', async (_what, list) => {
    const { look, kept, pagesRead } = setUp((cursor) => {
      const page = list(cursor);
      return page.nextCursor === null ? { ...page, nextCursor: '1' } : page;
    });
    await expect(look({ cursor: 'kept', pages: 3 })).rejects.toMatchObject({ kind: 'nonsense' });
    expect(pagesRead()).toBeLessThan(5);
    expect(kept).toEqual([{ cursor: null, pages: 0 }]);
  });

  it('refuses a list that never ends, and begins anew the next time', async () => {
    const { look, kept, pagesRead } = setUp((cursor) => {
      const index = Number(cursor ?? 0);
      if (index > 3_000) throw new Error('it was read on and on');
      return { customers: [other(index)], nextCursor: String(index + 1) };
    });
    await expect(look()).rejects.toMatchObject({ kind: 'nonsense', facts: { hint: 'endless_list' } });
    expect(pagesRead()).toBe(2_000);
    expect(kept).toEqual([{ cursor: null, pages: 0 }]);
  });
});
