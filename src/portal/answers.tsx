import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { PortalSession } from '../services/portal-sessions.ts';
import type { PortalCookies } from './cookies.ts';
import { type Notice, NoticeFor } from './pages/notices.tsx';
import { createReader, type Reader } from './reader.ts';
import { renderPage } from './render.ts';

/** Writes pages in the reader's language. */
export type PortalAnswers = {
  /** @param locales the link's and the tenant's, where they are known. */
  readerOf(req: Request, locales: readonly string[]): Reader;
  page(res: Response, status: number, page: VNode): void;
  /** Whatever becomes of the request, its page speaks to this person and shows the way back to the app. */
  greet(res: Response, session: PortalSession): void;
  notice(req: Request, res: Response, answer: { status: number; notice: Notice; locales?: readonly string[] }): void;
};

export function createAnswers({ cookies }: { cookies: PortalCookies }): PortalAnswers {
  const readerOf: PortalAnswers['readerOf'] = (req, locales) =>
    createReader({ picked: cookies.readLanguage(req), locales, acceptLanguage: req.headers['accept-language'] });
  const greeted = new WeakMap<Response, PortalSession>();
  return {
    readerOf,
    page: send,
    greet: (res, session) => void greeted.set(res, session),
    notice(req, res, { status, notice, locales }) {
      const session = greeted.get(res) ?? null;
      const reader = readerOf(req, locales ?? session?.locales ?? []);
      send(res, status, <NoticeFor notice={notice} reader={reader} visitedFrom={session} />);
    },
  };
}

/** What `res.send` sends, without hashing the page for an entity tag: pages are never stored. */
function send(res: Response, status: number, page: VNode): void {
  const html = Buffer.from(renderPage(page));
  res.status(status);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', html.length);
  res.end(html);
}
