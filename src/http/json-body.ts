import express, { type Request, type Response } from 'express';
import { AppError } from '../errors.ts';

/** Our bodies are one URL; this leaves room. */
export const MAX_BODY_BYTES = 64 * 1024;

const parseJson = express.json({ limit: MAX_BODY_BYTES, strict: false, type: () => true });

/**
 * Reads a request's body as a JSON object, when it is asked for and not before: an unauthenticated caller's body is
 * never parsed (contract D1, D5, D9).
 * @throws AppError bad_request, body_too_large
 */
export async function readJsonObject(req: Request, res: Response): Promise<object> {
  if (!req.is('application/json')) {
    throw new AppError('bad_request', { faults: ['Content-Type must be application/json, and the body not empty'] });
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(toBodyError(error))));
  });
  const body: unknown = req.body;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new AppError('bad_request', { faults: ['the body must be a JSON object'] });
}

function toBodyError(error: unknown): AppError {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new AppError('body_too_large');
  if (type === 'encoding.unsupported') return fault('Content-Encoding is not supported');
  if (type === 'charset.unsupported') return fault('the charset of Content-Type is not supported');
  return fault('the body is not valid JSON');
}

function fault(text: string): AppError {
  return new AppError('bad_request', { faults: [text] });
}
