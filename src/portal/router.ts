import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { ERRORS } from '../error-table.ts';
import { describeCause, isMalformedUrl } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { asAppError } from '../services/app-errors.ts';
import type { AuditTrail } from '../services/audit-trail.ts';
import type { Cancellations } from '../services/cancellations.ts';
import type { BillingDetailsStore } from '../services/billing-details.ts';
import type { PortalActions } from '../services/portal-actions.ts';
import type { PortalBilling } from '../services/portal-billing.ts';
import type { PortalPayments } from '../services/portal-payments.ts';
import type { PortalSession, PortalSessions } from '../services/portal-sessions.ts';
import type { PaymentMethodRemovals } from '../services/payment-method-removals.ts';
import type { PortalCheckouts } from '../services/portal-checkouts.ts';
import { createAnswers, type PortalAnswers } from './answers.tsx';
import { createChanges } from './changes.ts';
import { createCheckoutChanges } from './checkout-changes.ts';
import { createCheckoutPages } from './checkout-pages.tsx';
import {
  ADD_METHOD_ROUTE,
  CHECKOUT_ROUTE,
  FORWARD_ROUTE,
  OVERDUE_ROUTE,
  REMOVE_METHOD_ROUTE,
} from './checkout-paths.ts';
import { createCookies, type PortalCookies } from './cookies.ts';
import { createDetailsPages } from './details-pages.tsx';
import { isLanguage } from './languages.ts';
import { createSendLogo, IMMUTABLE, LOGO_ROUTE } from './logos.ts';
import { isLookedAt } from './navigation.ts';
import { createOpenLink } from './open-link.ts';
import { createPaymentPages } from './payment-pages.tsx';
import { createSecurityHeaders } from './security-headers.ts';
import { readAccentFile } from './style/accent.ts';
import { createShowOverview } from './show-overview.tsx';
import { STYLESHEET, STYLESHEET_FILE } from './style/stylesheet.ts';
import { createSubscriptionChanges } from './subscription-changes.ts';
import { createSubscriptionPages } from './subscription-pages.tsx';
import { CANCEL_ROUTE, KEEP_ROUTE } from './subscription-paths.ts';
import { createVisits } from './visits.ts';

export type PortalRouterOptions = {
  sessions: PortalSessions;
  /** Read anew for each page; a part that the provider does not give is `unavailable`. */
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  payments: PortalPayments;
  billingDetails: Pick<BillingDetailsStore, 'read' | 'save'>;
  /** An app's logo by its file's name; null when no app has it. */
  readLogo: (file: string) => Promise<Buffer | null>;
  actions: PortalActions;
  audit: AuditTrail;
  cancellations: Pick<Cancellations, 'cancel' | 'keep'>;
  checkouts: PortalCheckouts;
  removals: PaymentMethodRemovals;
  /** A provider's name as people know it. */
  nameProvider: (provider: string) => string;
  /** How browsers reach the service: an origin, https or loopback. */
  publicUrl: string;
  clock: () => Date;
  logger: Logger;
};

/** The pages for tenants of providers without a portal of their own, to be mounted at PORTAL_PATH. */
export function createPortalRouter(options: PortalRouterOptions): Router {
  const { sessions, publicUrl, logger } = options;
  const cookies = createCookies({ publicUrl });
  const answers = createAnswers({ cookies });
  const visits = createVisits({ sessions, cookies, answers });
  const changes = createChanges({ ...options, visits, answers });
  const subscriptionPages = createSubscriptionPages({ ...options, answers });
  const subscriptionChanges = createSubscriptionChanges(options);
  const checkoutPages = createCheckoutPages({ ...options, answers });
  const checkoutChanges = createCheckoutChanges(options);
  const router = Router();

  router.use(createSecurityHeaders({ publicUrl }));
  router.get(`/assets/${STYLESHEET_FILE}`, sendStylesheet);
  router.get('/assets/:file', sendAccent);
  router.get(LOGO_ROUTE, createSendLogo(options));
  router.use(createLanguagePick({ cookies }));
  router.head('/open/:code', (_req, res) => void res.status(204).end());
  router.get('/open/:code', createOpenLink({ sessions, cookies, answers }));
  router.get(CANCEL_ROUTE, visits.page(subscriptionPages.cancel));
  router.post(CANCEL_ROUTE, changes.on(subscriptionChanges.cancel));
  router.get(KEEP_ROUTE, visits.page(subscriptionPages.keep));
  router.post(KEEP_ROUTE, changes.on(subscriptionChanges.keep));
  router.get('/', visits.page(createShowOverview({ ...options, answers })));
  router.get(ADD_METHOD_ROUTE, visits.page(checkoutPages.addMethod));
  router.post(ADD_METHOD_ROUTE, changes.on(checkoutChanges.addMethod));
  router.get(OVERDUE_ROUTE, visits.page(checkoutPages.overdue));
  router.post(OVERDUE_ROUTE, changes.on(checkoutChanges.payOverdue));
  router.get(REMOVE_METHOD_ROUTE, visits.page(checkoutPages.removeMethod));
  router.post(REMOVE_METHOD_ROUTE, changes.on(checkoutChanges.removeMethod));
  router.get(FORWARD_ROUTE, visits.page(checkoutPages.forward));
  router.get(CHECKOUT_ROUTE, visits.page(checkoutPages.checkout));
  const payments = createPaymentPages({ ...options, answers });
  router.get('/payments', visits.page(payments.list));
  router.get('/payments/:paymentId', visits.page(payments.show));
  const details = createDetailsPages({ ...options, answers });
  router.get('/details', visits.page(details.show));
  router.post('/details', changes.on(details.change));
  router.all(READ_ONLY, createRefuseMethod({ answers, allow: 'GET, HEAD' }));
  router.all(CHANGING, createRefuseMethod({ answers, allow: 'GET, HEAD, POST' }));
  router.use((req, res) => answers.notice(req, res, { status: 404, notice: { kind: 'notFound' } }));
  router.use(createCrashPage({ answers, logger }));
  return router;
}

const READ_ONLY = [
  '/',
  '/open/:code',
  '/payments',
  '/payments/:paymentId',
  FORWARD_ROUTE,
  CHECKOUT_ROUTE,
  `/assets/${STYLESHEET_FILE}`,
];
const CHANGING = ['/details', CANCEL_ROUTE, KEEP_ROUTE, ADD_METHOD_ROUTE, OVERDUE_ROUTE, REMOVE_METHOD_ROUTE];

function createRefuseMethod({ answers, allow }: { answers: PortalAnswers; allow: string }): RequestHandler {
  return (req, res) => {
    res.set('Allow', allow);
    answers.notice(req, res, { status: 405, notice: { kind: 'methodNotAllowed' } });
  };
}

const sendStylesheet: RequestHandler = (_req, res) => {
  res.set('Cache-Control', IMMUTABLE).type('css').send(STYLESHEET);
};

const sendAccent: RequestHandler<{ file: string }> = (req, res, next) => {
  const css = readAccentFile(req.params.file);
  if (css === null) return next();
  res.set('Cache-Control', IMMUTABLE).type('css').send(css);
};

/** `?lang=de` on any page: remembered, then the same address without it. */
function createLanguagePick({ cookies }: { cookies: PortalCookies }): RequestHandler {
  return (req, res, next) => {
    const language = req.query['lang'];
    if (!isLanguage(language) || !isLookedAt(req)) return next();
    cookies.writeLanguage(res, language);
    res.redirect(303, `${req.baseUrl}${req.path === '/' ? '' : req.path}`);
  };
}

/** The operator learns what happened; the person that nothing is lost. Addresses are not logged: links are in them. */
function createCrashPage({ answers, logger }: { answers: PortalAnswers; logger: Logger }): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const appError = asAppError(error);
    if (isMalformedUrl(error) || appError.errorName === 'not_found') {
      return answers.notice(req, res, { status: 404, notice: { kind: 'notFound' } });
    }
    const { errorName, detail, cause, retryAfterSeconds } = appError;
    const requestId = res.get('x-request-id');
    logger.error({ requestId, error: errorName, detail, cause: cause && describeCause(cause) }, 'a portal page failed');
    if (retryAfterSeconds !== undefined) res.set('Retry-After', String(retryAfterSeconds));
    const status = retryAfterSeconds === undefined ? 500 : ERRORS[errorName].status;
    // Only a page that was just looked at has surely changed nothing.
    const looked = retryAfterSeconds === undefined ? 'failed' : 'unavailable';
    const kind = req.method === 'POST' ? 'changeFailed' : looked;
    return answers.notice(req, res, { status, notice: { kind, requestId } });
  };
}
