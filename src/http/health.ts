import { Router } from 'express';
import { AppError } from '../errors.ts';
import { sendError } from './answers.ts';

/** `/livez`: the process answers. `/readyz`: it is not draining and its database answers, so send it requests. */
export function createHealthRouter({ isReady }: { isReady: () => Promise<boolean> }): Router {
  const router = Router();
  router.get('/livez', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (req, res) => {
    if (await isReady()) res.json({ status: 'ok' });
    else sendError(req, res, new AppError('unavailable', { reason: 'not_ready' }));
  });
  return router;
}
