import express, { type Request, type Response } from 'express';

/** Our forms are a few words; this leaves room for an address. */
export const MAX_FORM_BYTES = 16 * 1024;

const FORM = 'application/x-www-form-urlencoded';
const parseText = express.text({ limit: MAX_FORM_BYTES, type: FORM });

export type FormBody =
  | { kind: 'form'; fields: URLSearchParams; sent: string }
  /** `status`: 400, 413 or 415. */
  | { kind: 'unreadable'; status: number };

/** Reads a form as browsers send it. Of a field that comes twice, `fields.get` gives the first. */
export async function readForm(req: Request, res: Response): Promise<FormBody> {
  if (req.is(FORM) === false) return { kind: 'unreadable', status: 415 };
  const error = await new Promise<unknown>((resolve) => {
    parseText(req, res, resolve);
  });
  if (error !== undefined) return { kind: 'unreadable', status: statusOf(error) };
  const sent: unknown = req.body;
  if (typeof sent !== 'string') return { kind: 'unreadable', status: 400 };
  return { kind: 'form', fields: new URLSearchParams(sent), sent };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return status === 413 || status === 415 ? status : 400;
}
