export type BillingPortalClientOptions = Partial<Patience> & {
  /** Where the service is, such as `https://billing.acme.example`. */
  url: string;
  /** A key of the app. It belongs on a server: never ship it to a browser. */
  apiKey: string;
  /** The app: the `appUuid` that calls name. */
  clientId: string;
  /** The type of `apiKey`. @default 'write' */
  apiKeyType?: 'read' | 'write';
  /** @default the platform's own */
  fetch?: Fetch;
};

/** How long a call waits and how often it is sent. */
export type Patience = {
  /** For a whole call: every attempt, and the waiting between. @default 30000 */
  timeoutMs: number;
  /** For one attempt. @default 14000, or `timeoutMs` where that is less */
  attemptTimeoutMs: number;
  /** How often a failed call may be sent again. @default 2 */
  retries: number;
};

/** What a call is sent with. The platform's own fetch is one. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal; redirect: 'manual' },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;

/**
 * The service ends each call after 12 s, so an attempt waits a little longer, and a call leaves room for a second one
 * that takes as long.
 */
const DEFAULT_PATIENCE: Patience = { timeoutMs: 30_000, attemptTimeoutMs: 14_000, retries: 2 };

/** @throws TypeError */
export function readPatience(given: Partial<Patience>): Patience {
  const { timeoutMs = DEFAULT_PATIENCE.timeoutMs, retries = DEFAULT_PATIENCE.retries } = given;
  const { attemptTimeoutMs = Math.min(DEFAULT_PATIENCE.attemptTimeoutMs, timeoutMs) } = given;
  for (const [option, value] of Object.entries({ timeoutMs, attemptTimeoutMs })) {
    if (!(value > 0 && value <= MAX_TIMEOUT_MS)) {
      throw new TypeError(`${option} must be a number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`);
    }
  }
  if (!Number.isInteger(retries) || retries < 0) throw new TypeError('retries must be a whole number, 0 or more');
  return { timeoutMs, attemptTimeoutMs, retries };
}

/** The longest that timers can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The service's tRPC endpoint, also when the service is under a path. @throws TypeError */
export function endpointOf(serviceUrl: string): string {
  if (!/^https?:\/\//i.test(serviceUrl) || !URL.canParse(serviceUrl)) {
    throw new TypeError('url must be the address of the service, such as https://billing.example.com');
  }
  const { origin, pathname } = new URL(serviceUrl);
  return `${origin}${pathname.replace(/\/+$/, '')}/trpc`;
}

/** The value is not repeated: it may be a key. @throws TypeError */
export function headerValue({ option, value }: { option: string; value: string }): string {
  // From the environment it may be anything, whatever the types say.
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  throw new TypeError(`${option} must be a text without white space, and not empty`);
}
