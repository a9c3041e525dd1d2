import express, { type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import type { PortalCheckouts } from '../services/portal-checkouts.ts';
import type { RequestLimits } from '../services/request-limits.ts';
import { methodNotAllowed, sendError } from './answers.ts';

export type CheckoutNotesOptions = {
  checkouts: Pick<PortalCheckouts, 'takeNote'>;
  requestLimits: Pick<RequestLimits, 'countNote'>;
};

/** A note is one id. */
export const MAX_NOTE_BYTES = 1024;

const parseText = express.text({ limit: MAX_NOTE_BYTES, type: () => true });

/**
 * Where providers tell that something happened to a checkout. Anybody can: the note is not signed, so it is taken for
 * nothing but a reason to look. The answer is the same 200, at once, for what is known, unknown, over and garbage; what
 * there is to do is done afterwards. Only when it could not even be noted is it another, so that it is sent again.
 */
export function createCheckoutNotes({ checkouts, requestLimits }: CheckoutNotesOptions): Router {
  const router = Router();
  router.post('/:checkoutId', async (req, res) => {
    await requestLimits.countNote(req.ip ?? '');
    const body = await readText(req, res);
    await checkouts.takeNote({ checkoutId: req.params.checkoutId, body });
    res.status(200).end();
  });
  router.all('/:checkoutId', (req, res) => methodNotAllowed(req, res, ['POST']));
  router.use((req, res) => sendError(req, res, new AppError('not_found')));
  return router;
}

/** @throws AppError body_too_large */
async function readText(req: Request, res: Response): Promise<string> {
  const error = await new Promise<unknown>((resolve) => {
    parseText(req, res, resolve);
  });
  if (error instanceof Error && 'status' in error && error.status === 413) throw new AppError('body_too_large');
  const body: unknown = req.body;
  return error === undefined && typeof body === 'string' ? body : '';
}
