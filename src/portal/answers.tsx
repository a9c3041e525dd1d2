import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { PortalCookies } from './cookies.ts';
import { type Notice, NoticeFor } from './pages/notices.tsx';
import { createReader, type Reader } from './reader.ts';
import { renderPage } from './render.ts';

/** Writes pages in the reader's language. */
export type PortalAnswers = {
  /** @param tenantLocale where the tenant is known. */
  readerOf(req: Request, tenantLocale: string | null): Reader;
  page(res: Response, status: number, page: VNode): void;
  notice(req: Request, res: Response, answer: { status: number; notice: Notice; tenantLocale?: string | null }): void;
};

export function createAnswers({ cookies }: { cookies: PortalCookies }): PortalAnswers {
  const readerOf: PortalAnswers['readerOf'] = (req, tenantLocale) =>
    createReader({ picked: cookies.readLanguage(req), tenantLocale, acceptLanguage: req.headers['accept-language'] });
  return {
    readerOf,
    page: send,
    notice(req, res, { status, notice, tenantLocale = null }) {
      send(res, status, <NoticeFor notice={notice} reader={readerOf(req, tenantLocale)} />);
    },
  };
}

function send(res: Response, status: number, page: VNode): void {
  res.status(status).type('html').send(renderPage(page));
}
