import type { Request, Response } from 'express';
import { isLoopbackHost } from '../loopback.ts';

export type PortalCookies = {
  /** The text of the session's cookie; undefined when there is none. */
  readSession(req: Request): string | undefined;
  /** Kept by the browser until it closes; the server decides how long it is good. */
  writeSession(res: Response, token: string): void;
  readLanguage(req: Request): string | undefined;
  writeLanguage(res: Response, language: string): void;
  clearLanguage(res: Response): void;
};

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Over https the names begin with `__Host-`, which browsers take from this very host only, with `Secure`. `SameSite` is
 * `Lax`: with `Strict` the session would be lost on the way in from the app and back from a payment.
 * @throws Error when the public URL is http on anything but this machine.
 */
export function createCookies({ publicUrl }: { publicUrl: string }): PortalCookies {
  const { protocol, hostname } = new URL(publicUrl);
  const secure = protocol === 'https:';
  if (!secure && !isLoopbackHost(hostname)) throw new Error('The portal needs an https PUBLIC_URL.');
  const prefix = secure ? '__Host-' : '';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const sessionName = `${prefix}portal-session`;
  const languageName = `${prefix}portal-language`;
  return {
    readSession: (req) => readCookie(req, sessionName),
    writeSession: (res, token) => {
      res.append('Set-Cookie', `${sessionName}=${token}; ${attributes}`);
    },
    readLanguage: (req) => readCookie(req, languageName),
    writeLanguage: (res, language) => {
      res.append('Set-Cookie', `${languageName}=${language}; Max-Age=${YEAR_SECONDS}; ${attributes}`);
    },
    clearLanguage: (res) => {
      res.append('Set-Cookie', `${languageName}=; Max-Age=0; ${attributes}`);
    },
  };
}

function readCookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
