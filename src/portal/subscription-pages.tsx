import type { Request, Response } from 'express';
import { AppError } from '../errors.ts';
import type { CalendarDate } from '../providers/provider.ts';
import { isLive } from '../services/billing-rules.ts';
import { accessAfterCancel, canBeKept, methodToGoOnWith, paymentsOnTheirWay } from '../services/cancel-rules.ts';
import type { PortalBilling } from '../services/portal-billing.ts';
import { PORTAL_PATH, type PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { toCalendarDate } from './format.ts';
import { CancelPage } from './pages/cancel-page.tsx';
import { KeepPage } from './pages/keep-page.tsx';
import type { Visit, VisitHandler } from './visits.ts';

export type SubscriptionPagesOptions = {
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  clock: () => Date;
  answers: PortalAnswers;
};

/** The step before a subscription is ended, or kept: what it means, read anew. */
export function createSubscriptionPages({ readBilling, clock, answers }: SubscriptionPagesOptions) {
  const show =
    (describe: (facts: Facts) => Parameters<PortalAnswers['page']>[2] | null): VisitHandler =>
    async (visit, req, res) => {
      const billing = await readBilling(visit.session);
      const page = describe({ visit, billing, today: toCalendarDate(clock()), subscriptionId: idOf(req) });
      if (page) answers.page(res, 200, page);
      else goBack(res);
    };

  return {
    /** Back to the overview when there is nothing left to cancel. @throws AppError not_found, unavailable */
    cancel: show(({ visit, billing, today, subscriptionId }) => {
      assertCancelIsOn(visit.session);
      const subscription = itemsOf(billing.subscriptions).find((each) => each.subscriptionId === subscriptionId);
      if (!subscription) throw new AppError('not_found');
      if (!isLive(subscription)) return null;
      const payments = itemsOf(billing.payments);
      const continues = billing.endings.find(({ keptAs }) => keptAs === subscriptionId);
      const access = accessAfterCancel({ subscription, payments, today, continues });
      const onTheirWay = paymentsOnTheirWay(subscriptionId, payments);
      return <CancelPage {...visit} subscription={subscription} access={access} onTheirWay={onTheirWay} />;
    }),

    /** Back to the overview when it cannot be kept any more. @throws AppError not_found, unavailable */
    keep: show(({ visit, billing, today, subscriptionId }) => {
      const subscription = itemsOf(billing.subscriptions).find((each) => each.subscriptionId === subscriptionId);
      const ending = billing.endings.find((each) => each.subscriptionId === subscriptionId);
      if (!subscription) throw new AppError('not_found');
      if (!ending?.accessUntil || !canBeKept(ending, today)) return null;
      const method = methodToGoOnWith(ending, itemsOf(billing.paymentMethods));
      return <KeepPage {...visit} subscription={subscription} on={ending.accessUntil} method={method} />;
    }),
  };
}

type Facts = { visit: Visit; billing: PortalBilling; today: CalendarDate; subscriptionId: string };

/** What a page promises must be known. @throws AppError unavailable when the provider did not give it. */
function itemsOf<T>(section: { kind: 'loaded'; items: T[] } | { kind: 'unavailable' }): T[] {
  if (section.kind === 'loaded') return section.items;
  throw new AppError('unavailable', {
    reason: 'section_unavailable',
    detail: 'a part of the page could not be loaded',
  });
}

/** @throws AppError not_found when the app's portal configuration takes it away. */
export function assertCancelIsOn({ configuration }: PortalSession): void {
  if (!configuration.features.cancel) throw new AppError('not_found');
}

function idOf(req: Request): string {
  return String(req.params['subscriptionId']);
}

function goBack(res: Response): void {
  res.redirect(303, PORTAL_PATH);
}
