import type { Request, RequestHandler, Response } from 'express';
import type { LinkOutcome, PortalSessions } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import type { PortalCookies } from './cookies.ts';
import { purposeOf } from './navigation.ts';
import { flowPath, REPLACED_PARAMETER } from './paths.ts';

export type OpenLinkOptions = { sessions: PortalSessions; cookies: PortalCookies; answers: PortalAnswers };

/** Trades a link for a session, once, for a person who follows it, and moves on to an address without the code. */
export function createOpenLink({ sessions, cookies, answers }: OpenLinkOptions): RequestHandler<{ code: string }> {
  /** A browser has one session: the one before ends, also for someone who kept its cookie. */
  const endPrevious = async (token: string | undefined, opened: Opened): Promise<{ otherTenant: boolean }> => {
    const previous = token === undefined ? null : await sessions.resolve(token);
    if (token !== undefined) await sessions.end(token);
    const isSame = previous?.appUuid === opened.appUuid && previous.tenantUuid === opened.tenantUuid;
    return { otherTenant: previous !== null && !isSame };
  };

  const answerUnopened = async (req: Request, res: Response, outcome: Exclude<LinkOutcome, Opened>) => {
    if (outcome.kind === 'unknown') return answers.notice(req, res, { status: 404, notice: { kind: 'linkUnknown' } });
    const { wayBack: home, kind } = outcome;
    if (kind === 'expired') {
      const notice = { kind: 'linkExpired', home } as const;
      return answers.notice(req, res, { status: 410, notice, locales: home.locales });
    }
    const token = cookies.readSession(req);
    const session = token === undefined ? null : await sessions.resolve(token);
    const notice = { kind: 'linkUsed', home, live: session?.sessionId === outcome.sessionId } as const;
    return answers.notice(req, res, { status: 410, notice, locales: home.locales });
  };

  return async (req, res) => {
    const purpose = purposeOf(req.headers);
    // A failure makes browsers drop what they prefetched and ask again when the person does come.
    if (purpose === 'prefetch') return void res.status(503).end();
    if (purpose === 'other') return answers.notice(req, res, { status: 200, notice: { kind: 'linkUnopened' } });

    const outcome = await sessions.exchange(req.params.code);
    if (outcome.kind !== 'opened') return answerUnopened(req, res, outcome);
    cookies.writeSession(res, outcome.token);
    const { otherTenant } = await endPrevious(cookies.readSession(req), outcome);
    // What was picked before must not outweigh what the link says.
    if (outcome.locale !== null) cookies.clearLanguage(res);
    const path = flowPath(outcome.flow);
    res.redirect(303, otherTenant ? `${path}?${REPLACED_PARAMETER}` : path);
  };
}

type Opened = Extract<LinkOutcome, { kind: 'opened' }>;
