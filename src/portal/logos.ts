import type { RequestHandler } from 'express';
import { type Logo, LOGO_FILE, LOGO_TYPES } from '../services/logo-images.ts';
import { PORTAL_PATH } from '../services/portal-sessions.ts';

export const LOGO_ROUTE = '/logos/:file';

export function logoPath({ file }: Logo): string {
  return `${PORTAL_PATH}/logos/${file}`;
}

/** Without a session: pages that have none show it too. Its address is a hash of it, so nobody guesses one. */
export function createSendLogo(options: {
  /** By the file's name; null when no app has it. */
  readLogo: (file: string) => Promise<Buffer | null>;
}): RequestHandler<{ file: string }> {
  return async (req, res, next) => {
    const { file } = req.params;
    const [, ending] = LOGO_FILE.exec(file) ?? [];
    const type = Object.entries(LOGO_TYPES).find(([format]) => format === ending)?.[1];
    const content = type === undefined ? null : await options.readLogo(file);
    if (type === undefined || content === null) return next();
    res.set({ 'Cache-Control': IMMUTABLE, 'Cross-Origin-Resource-Policy': 'same-origin' });
    res.type(type).send(content);
  };
}

/** For what is named by its content. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
