import { randomUUID } from 'node:crypto';
import { formTokenOf } from '../../src/portal/form-guard.ts';
import type { SeedPlan, Seeded } from '../../src/sandbox/mollie/seed.ts';
import { ask, fillForm, type PortalAnswer, submit } from '../portal/ask.ts';
import type { AppOptions, TestApp, TestService } from './service.ts';

export type PortalVisitor = {
  app: TestApp;
  customerId: string;
  seeded: Seeded;
  /** A new link to the tenant's pages. */
  openLink: () => Promise<string>;
  /** Where the pages are. */
  origin: string;
  /** From now on asks another process of the same service. */
  moveTo: (origin: string) => void;
  /** A page, with the session's cookie. */
  get: (path: string, headers?: Record<string, string>) => Promise<PortalAnswer>;
  /** Sends the form of the page at `path`, which posts to that same path. */
  send: (path: string, choices?: Record<string, string>) => Promise<PortalAnswer>;
  /** What any form of the session's pages sends along, with another random word each time. */
  keys: (choices?: Record<string, string>) => string;
  /** Sends just that. */
  post: (path: string, body: string, headers?: Record<string, string>) => Promise<PortalAnswer>;
  /** What a person reads on the overview. */
  read: () => Promise<string>;
  /** As Mollie has it. */
  subscription: (subscriptionId: string) => MollieSubscription;
  subscriptions: () => MollieSubscription[];
};

type MollieSubscription = ReturnType<TestService['sandbox']['mollie']['customers']>[number]['subscriptions'][number];

/** A service, and the stand-ins that it calls. */
export type VisitHost = Pick<TestService, 'url' | 'sandbox' | 'createApp'>;

/** A tenant whose customer at Mollie has what the plan says, and a person with a session of theirs. */
export async function startVisit(service: VisitHost, plan: SeedPlan, options?: AppOptions): Promise<PortalVisitor> {
  const app = await service.createApp({ connect: ['mollie'], ...options });
  const openLink = () => callForLink(service.url, app);
  await openLink();
  const mine = () => {
    const customer = service.sandbox.mollie
      .customers()
      .find(({ metadata }) => JSON.stringify(metadata).includes(app.appUuid));
    if (!customer) throw new Error('the tenant has no customer');
    return customer;
  };
  const { customerId } = mine();
  const seeded = service.sandbox.mollie.seedCustomer({ customerId }, plan);
  const link = await openLink();
  let { origin } = new URL(link);
  const { cookie } = await ask(link);
  const token = formTokenOf(cookie.slice(cookie.indexOf('=') + 1));
  const get = (path: string, headers?: Record<string, string>) =>
    ask(origin + path, { headers: { cookie, ...headers } });
  const post = (path: string, body: string, headers?: Record<string, string>) =>
    submit(origin + path, { cookie, body, ...(headers && { headers }) });
  return {
    app,
    customerId,
    seeded,
    openLink,
    origin,
    moveTo: (next) => void (origin = next),
    get,
    post,
    keys: (choices = {}) => new URLSearchParams({ token, nonce: randomUUID(), ...choices }).toString(),
    send: async (path, choices) => post(path, fillForm((await get(path)).body, path, choices)),
    read: async () => readable((await get('/portal')).body),
    subscription(subscriptionId) {
      const found = mine().subscriptions.find((each) => each.subscriptionId === subscriptionId);
      if (!found) throw new Error(`there is no ${subscriptionId}`);
      return found;
    },
    subscriptions: () => mine().subscriptions,
  };
}

/** The call of the contract, for a page of ours. */
export async function callForLink(baseUrl: string, app: TestApp): Promise<string> {
  const path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}/payment-providers/mollie/billing-portals`;
  const response = await fetch(baseUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...app.headers },
    body: JSON.stringify({ defaultReturnUrl: 'https://app.example.com/account' }),
  });
  const { items } = (await response.json()) as { items: { nextAction: { url: string } }[] };
  const link = items[0]?.nextAction.url;
  if (link === undefined) throw new Error(`the call answered ${response.status}`);
  return link;
}

/** A page as text, with plain spaces. */
export function readable(html: string): string {
  return html
    .replaceAll(/<title>.*?<\/title>|<[^>]+aria-hidden="true"[^>]*>[^<]*/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/[\s\u{a0}\u{202f}]+/gu, ' ');
}
