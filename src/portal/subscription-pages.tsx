import type { Request } from 'express';
import type { VNode } from 'preact';
import { AppError } from '../errors.ts';
import type { CalendarDate, Subscription } from '../providers/provider.ts';
import { isLive } from '../services/billing-rules.ts';
import {
  accessAfterCancel,
  canBeKept,
  type Ending,
  methodToGoOnWith,
  paymentsOnTheirWay,
} from '../services/cancel-rules.ts';
import type { PortalActions } from '../services/portal-actions.ts';
import { loadedItems, type PortalBilling } from '../services/portal-billing.ts';
import { PORTAL_PATH, type PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { toCalendarDate } from './format.ts';
import { isLookedAt } from './navigation.ts';
import { CancelPage } from './pages/cancel-page.tsx';
import { KeepPage } from './pages/keep-page.tsx';
import type { Done, PortalResult } from './results.ts';
import type { Visit, VisitHandler } from './visits.ts';

export type SubscriptionPagesOptions = {
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  clock: () => Date;
  actions: Pick<PortalActions, 'tell'>;
  answers: PortalAnswers;
};

/** The step before a subscription is ended, or kept: what it means, read anew. */
export function createSubscriptionPages({ readBilling, clock, actions, answers }: SubscriptionPagesOptions) {
  const show =
    (describe: (facts: Facts) => Next): VisitHandler =>
    async (visit, req, res) => {
      const billing = await readBilling(visit.session);
      const subscriptionId = idOf(req);
      const subscription = loadedItems(billing.subscriptions).find((each) => each.subscriptionId === subscriptionId);
      if (!subscription) return answers.notice(req, res, { status: 404, notice: { kind: 'subscriptionUnknown' } });
      const ending = billing.endings.find((each) => each.subscriptionId === subscriptionId);
      const next = describe({ visit, billing, today: toCalendarDate(clock()), subscription, ending });
      if (next.kind === 'page') return answers.page(res, 200, next.page);
      const { sessionId } = visit.session;
      const outcome: Done = { outcome: 'refused', result: next.told };
      if (next.told && isLookedAt(req)) await actions.tell({ sessionId, outcome });
      res.redirect(303, PORTAL_PATH);
    };

  return {
    /** Back to the overview, which says so, when there is nothing left to cancel. @throws AppError not_found, unavailable */
    cancel: show(({ visit, billing, today, subscription, ending }) => {
      assertCancelIsOn(visit.session);
      if (!isLive(subscription)) return { kind: 'back', told: tellOver(subscription, ending, today) };
      const { subscriptionId } = subscription;
      const payments = loadedItems(billing.payments);
      const continues = billing.endings.find(({ keptAs }) => keptAs === subscriptionId);
      const access = accessAfterCancel({ subscription, payments, today, continues });
      const onTheirWay = paymentsOnTheirWay(subscriptionId, payments);
      const page = <CancelPage {...visit} subscription={subscription} access={access} onTheirWay={onTheirWay} />;
      return { kind: 'page', page };
    }),

    /** Back to the overview when it cannot be kept any more. @throws AppError unavailable */
    keep: show(({ visit, billing, today, subscription, ending }) => {
      if (!ending?.accessUntil || !canBeKept(ending, today)) return { kind: 'back', told: null };
      const method = methodToGoOnWith(ending, loadedItems(billing.paymentMethods));
      const page = <KeepPage {...visit} subscription={subscription} on={ending.accessUntil} method={method} />;
      return { kind: 'page', page };
    }),
  };
}

type Facts = {
  visit: Visit;
  billing: PortalBilling;
  today: CalendarDate;
  subscription: Subscription;
  ending: Ending | undefined;
};

/** `back`: to the overview, where `told` is told. */
type Next = { kind: 'page'; page: VNode } | { kind: 'back'; told: PortalResult | null };

/** To someone who comes to cancel what is canceled. One that was kept goes on as another: its card says enough. */
function tellOver(
  { description: name }: Subscription,
  ending: Ending | undefined,
  today: CalendarDate,
): PortalResult | null {
  if (ending?.keptAs) return null;
  return ending && canBeKept(ending, today)
    ? { kind: 'subscriptionCanceled', name, until: ending.accessUntil }
    : { kind: 'subscriptionOver', name };
}

/** @throws AppError not_found when the app's portal configuration takes it away. */
export function assertCancelIsOn({ configuration }: PortalSession): void {
  if (!configuration.features.cancel) throw new AppError('not_found');
}

function idOf(req: Request): string {
  return String(req.params['subscriptionId']);
}
