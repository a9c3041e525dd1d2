import type { Answer } from '../core/answer.ts';
import type { SandboxClock } from '../core/clock.ts';
import type { IncomingCall, Prepared } from '../core/provider-api.ts';
import type { MollieCaller } from './auth.ts';
import { gone, notFound } from './errors.ts';
import type { MollieBooks, MollieCustomer, MolliePayment, MollieProfile } from './records.ts';

export type MollieSettings = {
  clock: SandboxClock;
  /** Where programs reach the API, without a path. */
  apiUrl: () => string;
  /** Where people reach the pages. */
  pagesUrl: () => string;
  /** Take webhook addresses on loopback, which Mollie refuses. */
  allowLoopbackWebhooks: boolean;
  /** What becomes of a new customer of a profile that asks for it. */
  seed: (books: MollieBooks, customer: MollieCustomer, profile: MollieProfile) => void;
};

export type MollieEndpointInput = {
  call: IncomingCall;
  caller: MollieCaller;
  books: MollieBooks;
  params: unknown;
  pathParams: Record<string, string>;
  settings: MollieSettings;
};

/** Checks at once, works when run. */
export type MollieEndpoint = (input: MollieEndpointInput) => Prepared;

export type Looked<T> = { kind: 'found'; found: T } | { kind: 'missing'; answer: Answer };

/** Every look-up but a list goes through here; the customer's own lists too. */
export function lookUpCustomer({ books, pathParams, settings }: MollieEndpointInput): Looked<MollieCustomer> {
  const customerId = pathParams['customerId'] ?? '';
  const found = books.customers.get(customerId);
  if (!found || found.visibleFrom > settings.clock.now())
    return { kind: 'missing', answer: notFound('customer', customerId) };
  return found.deleted ? { kind: 'missing', answer: gone('customer') } : { kind: 'found', found };
}

export function lookUpPayment(books: MollieBooks, paymentId: string, now: Date): Looked<MolliePayment> {
  const found = books.payments.get(paymentId);
  if (!found || found.visibleFrom > now) return { kind: 'missing', answer: notFound('payment', paymentId) };
  return { kind: 'found', found };
}

/** @returns undefined when a token named no profile, or none of its organisation. */
export function profileOf({
  caller,
  params,
}: Pick<MollieEndpointInput, 'caller' | 'params'>): MollieProfile | undefined {
  if (caller.credential.kind === 'apiKey') return caller.credential.profile;
  const named = typeof params === 'object' && params !== null && 'profileId' in params ? params.profileId : undefined;
  return typeof named === 'string' ? caller.organization.profiles.get(named) : undefined;
}
