import type { RequestHandler } from 'express';
import type { PortalBilling } from '../services/portal-billing.ts';
import type { PortalSession, PortalSessions } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import type { PortalCookies } from './cookies.ts';
import { toCalendarDate } from './format.ts';
import { REPLACED_PARAMETER } from './open-link.ts';
import { isNothingLoaded } from './pages/overview-page.tsx';

export type ShowOverviewOptions = {
  sessions: PortalSessions;
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  nameProvider: (provider: string) => string;
  clock: () => Date;
  cookies: PortalCookies;
  answers: PortalAnswers;
};

const RETRY_AFTER_SECONDS = 60;

export function createShowOverview(options: ShowOverviewOptions): RequestHandler {
  const { sessions, readBilling, nameProvider, clock, cookies, answers } = options;
  return async (req, res) => {
    const token = cookies.readSession(req);
    if (token === undefined) return answers.notice(req, res, { status: 401, notice: { kind: 'noSession' } });
    const session = await sessions.resolve(token);
    if (!session) {
      const home = await sessions.findWayBack(token);
      const notice = home ? ({ kind: 'sessionEnded', home } as const) : ({ kind: 'noSession' } as const);
      return answers.notice(req, res, { status: 401, notice, tenantLocale: home?.locale ?? null });
    }
    const billing = await readBilling(session);
    const status = isNothingLoaded(billing) ? 503 : 200;
    if (status === 503) res.set('Retry-After', String(RETRY_AFTER_SECONDS));
    answers.overview(req, res, {
      status,
      session,
      providerName: nameProvider(session.provider),
      billing,
      today: toCalendarDate(clock()),
      replaced: req.query[REPLACED_PARAMETER] !== undefined,
    });
  };
}
