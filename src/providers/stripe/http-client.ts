import { Stripe } from 'stripe';
import { parseJson } from '../answers.ts';
import { exchange, ExchangeTimeout, type WireAnswer, type WireHeaders } from '../exchange.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type MakeRequest = HttpClient['makeRequest'];
type RequestHeaders = Parameters<MakeRequest>[4];

/**
 * What carries the SDK's requests. Some habits of the SDK are undone here: it repeats a call by itself when a
 * connection is reset, whatever `maxNetworkRetries` says; it gives every POST an idempotency key of its own, portal
 * sessions too; it forgets the status of an answer that is no JSON, such as a gateway's page, and takes JSON that does
 * not say `error` for a success; and an answer that is a JSON text or number it never hands on, but leaves as an
 * unhandled rejection.
 * @param options.apiUrl where every request goes, whatever host the SDK has in mind.
 * @see https://github.com/stripe/stripe-node/blob/master/src/RequestSender.ts
 */
export function createHttpClient({ apiUrl, timeoutMs }: { apiUrl: string; timeoutMs: number }): HttpClient {
  const { origin } = new URL(apiUrl);
  return {
    getClientName: () => 'undici',
    async makeRequest(_host, _port, path, method, headers, body) {
      const request = { path, method, headers: withoutMadeUpKey(headers), body };
      return toResponse(await exchange(origin, request, timeoutMs).catch(rethrow));
    },
  };
}

const MADE_UP_KEY = 'stripe-node-retry-';

/** Those that have a value: the SDK leaves some without one. */
function withoutMadeUpKey(headers: RequestHeaders): WireHeaders {
  const kept: WireHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Idempotency-Key' && String(value).startsWith(MADE_UP_KEY)) continue;
    if (value !== undefined && value !== null) kept[name] = Array.isArray(value) ? value : String(value);
  }
  return kept;
}

/** The SDK repeats a call by the error's code, so the code is kept one level down. */
function rethrow(error: unknown): never {
  if (error instanceof ExchangeTimeout) throw Stripe.HttpClient.makeTimeoutError();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(code)) throw error;
  throw new Error('the connection was lost', { cause: error });
}

function toResponse({ status, headers, body }: WireAnswer): Awaited<ReturnType<MakeRequest>> {
  return {
    getStatusCode: () => status,
    getHeaders: () => withoutNotice(headers),
    // The SDK notes the request's id on it.
    getRawResponse: () => ({}),
    toStream: () => {
      throw new Error('answers are not streamed here');
    },
    toJSON: async () => asAnswerOfStripe(status, parseJson(body.toString())),
  };
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
function withoutNotice(headers: WireHeaders): WireHeaders {
  const { 'stripe-notice': _notice, ...kept } = headers;
  return kept;
}
