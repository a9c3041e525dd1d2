import type { Request, Response } from 'express';
import type { PortalCookies } from './cookies.ts';
import { type Notice, NoticeFor } from './pages/notices.tsx';
import { OverviewPage, type OverviewProps } from './pages/overview-page.tsx';
import { createReader, type Reader } from './reader.ts';
import { renderPage } from './render.ts';

/** Writes pages in the reader's language. */
export type PortalAnswers = {
  overview(req: Request, res: Response, props: Omit<OverviewProps, 'reader'> & { status: 200 | 503 }): void;
  /** @param tenantLocale where the tenant is known. */
  notice(req: Request, res: Response, answer: { status: number; notice: Notice; tenantLocale?: string | null }): void;
};

export function createAnswers({ cookies }: { cookies: PortalCookies }): PortalAnswers {
  const readerOf = (req: Request, tenantLocale: string | null): Reader =>
    createReader({
      picked: cookies.readLanguage(req),
      tenantLocale,
      acceptLanguage: req.headers['accept-language'],
    });
  return {
    overview(req, res, { status, ...props }) {
      const reader = readerOf(req, props.session.tenantLocale);
      send(res, status, renderPage(<OverviewPage {...props} reader={reader} />));
    },
    notice(req, res, { status, notice, tenantLocale = null }) {
      send(res, status, renderPage(<NoticeFor notice={notice} reader={readerOf(req, tenantLocale)} />));
    },
  };
}

function send(res: Response, status: number, html: string): void {
  res.status(status).type('html').send(html);
}
