import type { BillingDetailsStore } from '../services/billing-details.ts';
import type { PortalActions } from '../services/portal-actions.ts';
import type { PortalBilling } from '../services/portal-billing.ts';
import type { PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { toCalendarDate } from './format.ts';
import { isLookedAt } from './navigation.ts';
import { isNothingLoaded, OverviewPage } from './pages/overview-page.tsx';
import { done, type PortalResult } from './results.ts';
import type { VisitHandler } from './visits.ts';

export type ShowOverviewOptions = {
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  billingDetails: Pick<BillingDetailsStore, 'read'>;
  nameProvider: (provider: string) => string;
  clock: () => Date;
  actions: PortalActions;
  answers: PortalAnswers;
};

const RETRY_AFTER_SECONDS = 60;

export function createShowOverview(options: ShowOverviewOptions): VisitHandler {
  const { readBilling, billingDetails, nameProvider, clock, actions, answers } = options;

  const takeResult = async ({ sessionId, hasNews }: PortalSession): Promise<PortalResult | null> =>
    hasNews ? (done.safeParse(await actions.takeOutcome(sessionId)).data?.result ?? null) : null;

  return async (visit, req, res) => {
    const { session } = visit;
    const [billing, details] = await Promise.all([readBilling(session), billingDetails.read(session)]);
    // Told to a person who sees it, not to a browser that fetches ahead.
    const result = isLookedAt(req) ? await takeResult(session) : null;
    const status = isNothingLoaded(billing) ? 503 : 200;
    if (status === 503) res.set('Retry-After', String(RETRY_AFTER_SECONDS));
    const page = (
      <OverviewPage
        {...visit}
        providerName={nameProvider(session.provider)}
        billing={billing}
        details={details}
        today={toCalendarDate(clock())}
        result={result}
      />
    );
    answers.page(res, status, page);
  };
}
