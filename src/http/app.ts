import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { AppError, isMalformedUrl } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Services } from '../procedures/context.ts';
import { appRouter } from '../procedures/router.ts';
import { CHECKOUT_WEBHOOKS_PATH, type PortalCheckouts } from '../services/portal-checkouts.ts';
import { methodNotAllowed, sendError } from './answers.ts';
import { createCheckoutWebhooks } from './checkout-webhooks.ts';
import { createDocsRouter } from './docs.ts';
import { createHealthRouter } from './health.ts';
import { type Metrics, nameRoute } from './metrics.ts';
import { createOpenApiDocument } from './openapi.ts';
import { createProcedureContext } from './procedure-context.ts';
import { openRequestScope } from './request-scope.ts';
import { createRestBridge } from './rest-bridge.ts';
import { createTrpcEndpoint } from './trpc-endpoint.ts';

export type AppOptions = {
  services: Services;
  checkouts: PortalCheckouts;
  portal: Router;
  metrics: Metrics;
  logger: Logger;
  publicUrl: string;
  /** How many reverse proxies stand before the service and add to X-Forwarded-For. */
  trustedProxies: number;
  isReady: () => Promise<boolean>;
};

/** Everything that the service answers, in one Express app. */
export function createApp({
  services,
  checkouts,
  portal,
  metrics,
  logger,
  publicUrl,
  trustedProxies,
  isReady,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', trustedProxies);
  const document = createOpenApiDocument({ router: appRouter, publicUrl });
  const contextOf = (req: express.Request, pathParams: Record<string, string> | undefined) =>
    createProcedureContext({ req, services, pathParams });

  app.use(openRequestScope({ logger }), metrics.measure);
  app.use('/api/v1', createRestBridge({ router: appRouter, createContext: contextOf }));
  app.use('/trpc', inRoute('trpc'), createTrpcEndpoint({ router: appRouter, createContext: contextOf }));
  app.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  app.use('/docs', createDocsRouter());
  app.use('/portal', inRoute('portal'), portal);
  const webhooks = createCheckoutWebhooks({ checkouts, requestLimits: services.requestLimits });
  app.use(CHECKOUT_WEBHOOKS_PATH, inRoute('checkout_webhooks'), webhooks);
  app.use(createHealthRouter({ isReady }));
  app.all(['/openapi.json', '/docs', '/livez', '/readyz'], (req, res) => methodNotAllowed(req, res, ['GET', 'HEAD']));
  app.use(answerNotFound, answerCrash);
  return app;
}

const inRoute =
  (route: string): RequestHandler =>
  (_req, res, next) => {
    nameRoute(res, route);
    next();
  };

const answerNotFound: RequestHandler = (req, res) => sendError(req, res, new AppError('not_found'));

const answerCrash: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error);
  sendError(req, res, isMalformedUrl(error) ? new AppError('not_found') : error);
};
