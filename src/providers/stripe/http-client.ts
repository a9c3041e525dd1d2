import { Stripe } from 'stripe';
import { type Dispatcher, Pool } from 'undici';
import { MOST_ANSWER_BYTES } from '../answers.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type MakeRequest = HttpClient['makeRequest'];
type RequestHeaders = Parameters<MakeRequest>[4];
type Headers = Record<string, string | string[]>;
type Answer = { status: number; headers: Headers; text: string };

/**
 * What carries the SDK's requests: undici, which takes half of the CPU that Node's own client takes for the same, and
 * ends an attempt when its time is over, however slowly bytes keep coming. Some habits of the SDK are undone here:
 * it repeats a call by itself when a connection is reset, whatever `maxNetworkRetries` says; it gives every POST an
 * idempotency key of its own, portal sessions too; it forgets the status of an answer that is no JSON, such as a
 * gateway's page, and takes JSON that does not say `error` for a success; and an answer that is a JSON text or number
 * it never hands on, but leaves as an unhandled rejection.
 * @param options.apiUrl where every request goes, whatever host the SDK has in mind.
 * @see https://github.com/stripe/stripe-node/blob/master/src/RequestSender.ts
 */
export function createHttpClient({ apiUrl, timeoutMs }: { apiUrl: string; timeoutMs: number }): HttpClient {
  const pool = poolOf(new URL(apiUrl).origin);
  return {
    getClientName: () => 'undici',
    async makeRequest(_host, _port, path, method, headers, body) {
      const request = { path, method, headers: withoutMadeUpKey(headers), body };
      return toResponse(await exchange(pool, request, timeoutMs).catch(rethrow));
    },
  };
}

/** Connections are shared by all accounts: Stripe tells them apart by the key of each request. */
const pools = new Map<string, Pool>();

function poolOf(origin: string): Pool {
  const known = pools.get(origin);
  if (known) return known;
  const pool = new Pool(origin);
  pools.set(origin, pool);
  return pool;
}

/** One request and its whole answer, in time. @throws Error what undici says, the SDK's own error of a timeout */
function exchange(pool: Pool, request: Dispatcher.DispatchOptions, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const head: Omit<Answer, 'text'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    let bytes = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let fault: Error | undefined;
    const timer = setTimeout(() => giveUp(Stripe.HttpClient.makeTimeoutError()), timeoutMs);
    const finish = (text: string): void => {
      clearTimeout(timer);
      resolve({ ...head, text });
    };
    const giveUp = (error: Error): void => {
      fault = error;
      clearTimeout(timer);
      reject(error);
      controller?.abort(error);
    };
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // Its connection opened too late: nothing of it is sent any more.
        if (fault) started.abort(fault);
      },
      onResponseStart(_controller, status, headers) {
        Object.assign(head, { status, headers });
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes <= MOST_ANSWER_BYTES) return;
        // Nothing that Stripe would say; its status tells the rest.
        finish('');
        controller?.abort(new Error('the answer is too long'));
      },
      onResponseEnd: () => finish(Buffer.concat(chunks).toString()),
      onResponseError: (_controller, error) => giveUp(error),
    });
  });
}

const MADE_UP_KEY = 'stripe-node-retry-';

/** Those that have a value: the SDK leaves some without one. */
function withoutMadeUpKey(headers: RequestHeaders): Headers {
  const kept: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Idempotency-Key' && String(value).startsWith(MADE_UP_KEY)) continue;
    if (value !== undefined && value !== null) kept[name] = Array.isArray(value) ? value : String(value);
  }
  return kept;
}

/** The SDK repeats a call by the error's code, so the code is kept one level down. */
function rethrow(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(code)) throw error;
  throw new Error('the connection was lost', { cause: error });
}

function toResponse({ status, headers, text }: Answer): Awaited<ReturnType<MakeRequest>> {
  return {
    getStatusCode: () => status,
    getHeaders: () => withoutNotice(headers),
    // The SDK notes the request's id on it.
    getRawResponse: () => ({}),
    toStream: () => {
      throw new Error('answers are not streamed here');
    },
    toJSON: async () => asAnswerOfStripe(status, parse(text)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
function withoutNotice(headers: Headers): Headers {
  const { 'stripe-notice': _notice, ...kept } = headers;
  return kept;
}
