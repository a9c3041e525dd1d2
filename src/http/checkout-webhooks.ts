import express, { type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import type { PortalCheckouts } from '../services/portal-checkouts.ts';
import type { RequestLimits } from '../services/request-limits.ts';
import { methodNotAllowed, sendError } from './answers.ts';

export type CheckoutWebhooksOptions = {
  checkouts: Pick<PortalCheckouts, 'takeWebhook'>;
  requestLimits: Pick<RequestLimits, 'countWebhook'>;
};

/** One id. */
export const MAX_WEBHOOK_BYTES = 1024;

const parseText = express.text({ limit: MAX_WEBHOOK_BYTES, type: () => true });

/**
 * Where providers tell that something happened to a checkout. Anybody can: a webhook is not signed, so it is taken for
 * nothing but a reason to look. The answer is the same 200, at once, for what is known, unknown, over and garbage; what
 * there is to do is done afterwards. Only when it could not even be stored is it another, so that it is sent again.
 */
export function createCheckoutWebhooks({ checkouts, requestLimits }: CheckoutWebhooksOptions): Router {
  const router = Router();
  router.post('/:checkoutId', async (req, res) => {
    await requestLimits.countWebhook(req.ip ?? '');
    const body = await readText(req, res);
    await checkouts.takeWebhook({ checkoutId: req.params.checkoutId, body });
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
