import { jsonAnswer, type Answer } from '../core/answer.ts';
import { HAL_JSON } from './wire.ts';

type MollieErrorInput = { status: number; detail: string; field?: string | undefined };

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** @see https://docs.mollie.com/reference/handling-errors */
export function mollieError({ status, detail, field }: MollieErrorInput): Answer {
  const documentation = { href: 'https://docs.mollie.com/reference/handling-errors', type: 'text/html' };
  const title = TITLES[status] ?? 'Error';
  const body = { status, title, detail, ...(field === undefined ? {} : { field }), _links: { documentation } };
  return jsonAnswer(status, body, HAL_JSON);
}

export function unprocessable(detail: string, field?: string): Answer {
  return mollieError({ status: 422, detail, field });
}

export function notFound(noun: string, id: string): Answer {
  return mollieError({ status: 404, detail: `No ${noun} exists with token ${id}.` });
}

export function gone(noun: string): Answer {
  return mollieError({ status: 410, detail: `The ${noun} is no longer available.` });
}

/** What the stand-in shows when it is told to fail with this status. */
export function mollieFailure(status: number): Answer {
  const details: Record<number, string> = {
    401: 'Missing authentication, or failed to authenticate',
    403: 'The credentials do not have the required permissions for this call',
    429: 'Too many requests, please try again later',
    503: 'The service is unavailable, please try again later',
  };
  return mollieError({ status, detail: details[status] ?? 'Something went wrong, please try again later' });
}
