import type { IncomingCall, Prepared, SandboxMode } from '../core/provider-api.ts';
import type { SandboxClock } from '../core/clock.ts';
import type { StripeBooks } from './accounts.ts';
import type { StripeCaller } from './auth.ts';

export type StripeEndpointInput = {
  call: IncomingCall;
  caller: StripeCaller;
  books: StripeBooks;
  params: unknown;
  /** `:customer` and the like. */
  pathParams: Record<string, string>;
  clock: SandboxClock;
  /** Where the pages for people are. */
  pagesUrl: string;
};

/** Checks at once, works when run. */
export type StripeEndpoint = (input: StripeEndpointInput) => Prepared;

/** The other mode's books of the same account: Stripe says when the object is there. */
export function otherModeOf(caller: StripeCaller): { mode: SandboxMode; books: StripeBooks } {
  const mode = caller.mode === 'test' ? 'live' : 'test';
  return { mode, books: caller.stripeAccount.books[mode] };
}

export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
