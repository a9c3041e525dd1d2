import { Readable } from 'node:stream';
import { Stripe } from 'stripe';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type Response = Awaited<ReturnType<HttpClient['makeRequest']>>;

/**
 * Stripe's HTTP client, with some habits of its SDK undone:
 * it repeats a call by itself when a connection is reset, whatever `maxNetworkRetries` says; it gives every POST an
 * idempotency key of its own, portal sessions too; its timeout starts anew with every byte; it forgets the status of
 * an answer that is no JSON, such as a gateway's page, and takes JSON that does not say `error` for a success; and an
 * answer that is a JSON text or number it never hands on, but leaves as an unhandled rejection.
 * @see https://github.com/stripe/stripe-node/blob/master/src/RequestSender.ts
 */
export function createHttpClient({ timeoutMs }: { timeoutMs: number }): HttpClient {
  const inner = Stripe.createNodeHttpClient();
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(host, port, path, method, headers, body, protocol) {
      const deadlineMs = performance.now() + timeoutMs;
      const response = await inner
        .makeRequest(host, port, path, method, withoutMadeUpKey(headers), body, protocol, timeoutMs)
        .catch((error: unknown) => {
          throw asLostConnection(error);
        });
      return guard(response, deadlineMs);
    },
  };
}

const MADE_UP_KEY = 'stripe-node-retry-';

function withoutMadeUpKey<T extends Record<string, unknown>>(headers: T): T {
  const kept = { ...headers };
  const key = kept['Idempotency-Key'];
  if (typeof key === 'string' && key.startsWith(MADE_UP_KEY)) delete kept['Idempotency-Key'];
  return kept;
}

/** The SDK repeats a call by the error's code, so the code is kept one level down. */
function asLostConnection(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(code)) return error;
  return new Error('the connection was lost', { cause: error });
}

function guard(response: Response, deadlineMs: number): Response {
  const status = response.getStatusCode();
  return {
    getStatusCode: () => status,
    getHeaders: () => withoutNotice(response.getHeaders()),
    getRawResponse: () => response.getRawResponse(),
    toStream: (onComplete) => response.toStream(onComplete),
    async toJSON(): Promise<unknown> {
      const raw = response.getRawResponse();
      const timer = setTimeout(() => {
        if (raw instanceof Readable) raw.destroy(Stripe.HttpClient.makeTimeoutError());
      }, deadlineMs - performance.now());
      try {
        return asAnswerOfStripe(status, await response.toJSON().catch(undefinedIfNotJson));
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function undefinedIfNotJson(error: unknown): undefined {
  if (!(error instanceof SyntaxError)) throw error;
}

/** @throws SyntaxError what the SDK takes for an answer that is no JSON. */
function asAnswerOfStripe(status: number, body: unknown): object {
  const isObject = typeof body === 'object' && body !== null;
  const error: unknown = isObject && 'error' in body ? body.error : undefined;
  if (isObject && error === undefined && status < 400) return body;
  if (isObject && typeof error === 'object' && error !== null) return body;
  // Of these the status says enough, whoever on the way has answered.
  if (status >= 500 || status === 429) return { error: { type: 'api_error' } };
  throw new SyntaxError('not an answer of the form that Stripe documents');
}

/** The SDK would print it, word for word, on our standard error. */
function withoutNotice<T extends Record<string, unknown>>(headers: T): T {
  const kept = { ...headers };
  delete kept['stripe-notice'];
  return kept;
}
