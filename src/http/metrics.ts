import type { RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { ErrorName } from '../error-table.ts';
import type { AppError } from '../errors.ts';
import { scopeOf } from './request-scope.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** Prometheus metrics of one service. Labels are routes, statuses and error names: never an id, key or link. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 12.5],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'call_errors_total',
    help: 'Answers with an error, by its name and which of its causes it was.',
    labelNames: ['route', 'error', 'reason'],
    registers: [registry],
  });

  /** Counts and times each answer, and logs one line of it: its route, never its address. */
  const measure: RequestHandler = (req, res, next) => {
    const stop = requests.startTimer();
    res.once('close', () => {
      const { route = 'other', error } = notesOf(res);
      const { method } = req;
      const seconds = stop({ route, method, status: String(res.statusCode) });
      const durationMs = Math.round(seconds * 1000);
      const facts = { route, method, status: res.statusCode, durationMs, complete: res.writableFinished };
      scopeOf(req).logger.info(facts, 'answered');
      if (error) errors.inc({ route, error: error.name, reason: error.reason });
    });
    next();
  };

  return { registry, measure };
}

type RouteNotes = { route?: string; error?: { name: ErrorName; reason: string } };

export function nameRoute(res: Response, route: string): void {
  notesOf(res).route = route;
}

export function noteError(res: Response, error: AppError): void {
  notesOf(res).error = { name: error.errorName, reason: error.reason ?? '' };
}

/** What handlers leave on `res.locals` for the metrics. */
function notesOf(res: Response): RouteNotes {
  return res.locals;
}
