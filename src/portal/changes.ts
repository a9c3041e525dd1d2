import type { Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { ProviderError, type ProviderErrorKind } from '../providers/provider.ts';
import type { AuditTrail } from '../services/audit-trail.ts';
import type { Action, PortalActions } from '../services/portal-actions.ts';
import { PORTAL_PATH } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { readForm } from './form-body.ts';
import { isFormToken, isSentFromOwnPage, NONCE_FIELD, TOKEN_FIELD } from './form-guard.ts';
import { done, type Done, type PortalResult } from './results.ts';
import type { Visit, Visits } from './visits.ts';

export type Change = {
  /** For the audit trail: `subscription_cancel`. */
  action: string;
  /** The path's parameter that names what it is done to; always in the form of a provider's id. */
  target?: string;
  /**
   * Looks at what was typed before anything is done, and changes nothing.
   * @returns the page with the form as it was sent and what is wrong with it; null when nothing is.
   */
  review?(visit: Visit, fields: URLSearchParams): Promise<VNode | null>;
  /**
   * Must be safe to repeat with the same `actionId`, which no other sending has. A ProviderError becomes a result that
   * is true; AppError `not_found` a 404 page.
   */
  perform(visit: Visit, sending: Sending): Promise<Done>;
};

export type Sending = Action & { targetId: string; fields: URLSearchParams };

export type Changes = { on(change: Change): RequestHandler };

export type ChangesOptions = {
  visits: Visits;
  answers: PortalAnswers;
  actions: PortalActions;
  audit: AuditTrail;
  publicUrl: string;
  logger: Logger;
};

/**
 * The only way to change anything from a page (promise P16): a form of ours, sent from our own page, by a live session,
 * with that session's token; done once, between two rows of the audit trail; answered with 303, so that reload and
 * back repeat nothing.
 */
export function createChanges({ visits, answers, actions, audit, publicUrl, logger }: ChangesOptions): Changes {
  const ownOrigin = new URL(publicUrl).origin;

  const refuse = (req: Request, res: Response, status: number): void =>
    answers.notice(req, res, { status, notice: { kind: 'formRefused' } });

  return {
    on: (change) => async (req, res) => {
      if (!isSentFromOwnPage(req.headers, ownOrigin)) return refuse(req, res, 403);
      const opened = await visits.open(req, res);
      if (!opened) return;
      const { visit, sessionToken } = opened;
      const body = await readForm(req, res);
      if (body.kind === 'unreadable') return refuse(req, res, body.status);
      const { fields, sent } = body;
      if (!isFormToken(fields.get(TOKEN_FIELD), sessionToken)) return refuse(req, res, 403);
      if (!fields.get(NONCE_FIELD)) return refuse(req, res, 400);

      const mended = await change.review?.(visit, fields);
      if (mended) return answers.page(res, 422, mended);

      const { session } = visit;
      const { sessionId } = session;
      const { action } = change;
      const targetId = change.target === undefined ? '' : String(req.params[change.target]);
      if (change.target !== undefined && !PROVIDER_ID.test(targetId)) throw new AppError('not_found');
      const tell = async (result: PortalResult) => actions.tell({ sessionId, outcome: { outcome: 'failed', result } });
      try {
        const entry = { session, action, targetId: targetId === '' ? null : targetId };
        const once = await actions.once({ sessionId, sent: `${action} ${targetId} ${sent}` }, (taken) =>
          audit.around({ ...entry, actionId: taken.actionId }, () =>
            change.perform(visit, { ...taken, targetId, fields }),
          ),
        );
        if (once.kind === 'waiting') await tell({ kind: 'unconfirmed' });
        res.redirect(303, (once.kind === 'done' ? done.parse(once.outcome).goTo : undefined) ?? PORTAL_PATH);
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        const { errorKind, result } = failure;
        logger.warn({ action, errorKind, requestId: res.get('x-request-id') }, 'an action of a portal page failed');
        await tell(result);
        res.redirect(303, PORTAL_PATH);
      }
    },
  };
}

/** What no provider's id looks like is nobody's. */
const PROVIDER_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** What is told on the next page; undefined: what is told at once, on a page that says that nobody knows. */
function failureOf(error: unknown): { errorKind: string; result: PortalResult } | undefined {
  if (error instanceof ProviderError) {
    const { kind } = error;
    return { errorKind: kind, result: { kind: CHANGED_NOTHING.has(kind) ? 'notDone' : 'unconfirmed' } };
  }
  // Somebody else is changing the same customer.
  const isBusy = error instanceof AppError && error.reason === 'customer_busy';
  return isBusy ? { errorKind: 'customer_busy', result: { kind: 'notDone' } } : undefined;
}

/** Failures after which the provider surely did nothing. */
const CHANGED_NOTHING: ReadonlySet<ProviderErrorKind> = new Set([
  'credentials_refused',
  'wrong_mode',
  'customer_missing',
  'busy',
  'breaker_open',
  'overloaded',
  'rejected',
]);
