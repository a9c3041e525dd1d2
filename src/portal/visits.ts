import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { PortalSession, PortalSessions } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import type { PortalCookies } from './cookies.ts';
import { formTokenOf } from './form-guard.ts';
import { REPLACED_PARAMETER } from './paths.ts';
import type { Reader } from './reader.ts';

/** A person with a live session, and what every page of theirs is made with. */
export type Visit = {
  session: PortalSession;
  reader: Reader;
  /** For `ActionForm`. */
  form: FormKeys;
  /** Another tenant's page was open in this browser until now. */
  replaced: boolean;
};

export type FormKeys = { token: string; nonce: string };

export type VisitHandler = (visit: Visit, req: Request, res: Response) => Promise<void> | void;

export type Visits = {
  /**
   * The only way to a session: every page goes through it. Without a live one it answers itself, with the way back.
   */
  open(req: Request, res: Response): Promise<{ visit: Visit; sessionToken: string } | null>;
  /** A page for people with a live session. */
  page(handler: VisitHandler): RequestHandler;
};

export type VisitsOptions = { sessions: PortalSessions; cookies: PortalCookies; answers: PortalAnswers };

export function createVisits({ sessions, cookies, answers }: VisitsOptions): Visits {
  const open: Visits['open'] = async (req, res) => {
    const sessionToken = cookies.readSession(req);
    const session = sessionToken === undefined ? null : await sessions.resolve(sessionToken);
    if (sessionToken !== undefined && session) {
      answers.greet(res, session);
      const form = { token: formTokenOf(sessionToken), nonce: randomBytes(16).toString('base64url') };
      const replaced = req.query[REPLACED_PARAMETER] !== undefined;
      return { visit: { session, reader: answers.readerOf(req, session.locales), form, replaced }, sessionToken };
    }
    const home = sessionToken === undefined ? null : await sessions.findWayBack(sessionToken);
    const notice = home ? ({ kind: 'sessionEnded', home } as const) : ({ kind: 'noSession' } as const);
    answers.notice(req, res, { status: 401, notice, locales: home?.locales ?? [] });
    return null;
  };
  return {
    open,
    page: (handler) => async (req, res) => {
      const opened = await open(req, res);
      if (opened) await handler(opened.visit, req, res);
    },
  };
}
