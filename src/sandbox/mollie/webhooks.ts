import type { Answer } from '../core/answer.ts';
import { isLoopbackHost } from '../../loopback.ts';
import { unprocessable } from './errors.ts';

export type WebhookDelivery = {
  paymentId: string;
  url: string;
  at: Date;
  /** Null when there was no answer, or the address is not on loopback and was left alone. */
  status: number | null;
};

/** What becomes of webhooks, for tests of what may happen on the way. */
export type WebhookConditions = {
  /** None arrives, and none is tried again. */
  lost?: boolean;
  /** How often each is delivered, at once; 1 when not given. */
  copies?: number;
  /** The payer is sent back only after the first delivery has been answered. */
  beforeReturn?: boolean;
  /** Where an origin is found that is not on loopback: `{ 'https://shop.example': 'http://127.0.0.1:1234' }`. */
  routes?: Record<string, string>;
};

const TIMEOUT_MS = 15_000;
const MINUTE_MS = 60_000;
/** Between one try and the next: ten tries in 26 hours. @see https://docs.mollie.com/reference/webhooks */
const RETRY_AFTER_MS = [1, 2, 4, 8, 16, 32, 60, 480, 960].map((minutes) => minutes * MINUTE_MS);
const LOOK_EVERY_MS = 100;

/** Mollie must be able to reach it. @see https://docs.mollie.com/reference/webhooks */
export function refuseWebhook(
  url: string,
  { allowLoopbackWebhooks }: { allowLoopbackWebhooks: boolean },
): Answer | null {
  if (allowLoopbackWebhooks || !isLoopbackHost(new URL(url).hostname)) return null;
  const detail = "The webhook URL is invalid because it is unreachable from Mollie's point of view";
  return unprocessable(detail, 'webhookUrl');
}

export type Webhooks = {
  deliveries(): WebhookDelivery[];
  conditions(): Readonly<WebhookConditions>;
  setConditions(conditions: WebhookConditions): void;
  /**
   * Resolves when the first try is over; what is not answered with 2xx is tried again as time goes by on the sandbox's
   * clock. The sandbox itself never talks to anything but loopback. Never rejects.
   */
  notify(paymentId: string, url: string): Promise<void>;
  /** Tries nothing again any more. */
  stop(): void;
};

type Retry = { paymentId: string; url: string; tries: number; at: Date };

export function createWebhooks({ now }: { now: () => Date }): Webhooks {
  const deliveries: WebhookDelivery[] = [];
  let conditions: WebhookConditions = {};
  let retries: Retry[] = [];
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    const due = retries.filter(({ at }) => at <= now());
    retries = retries.filter(({ at }) => at > now());
    for (const retry of due) void deliver(retry);
    if (retries.length > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  const deliver = async ({ paymentId, url, tries }: Omit<Retry, 'at'>): Promise<void> => {
    if (conditions.lost === true) return;
    const delivery: WebhookDelivery = { paymentId, url, at: now(), status: null };
    deliveries.push(delivery);
    const reached = reach(url, conditions.routes ?? {});
    if (reached === null) return;
    delivery.status = await post(reached, paymentId);
    const waitMs = RETRY_AFTER_MS[tries];
    const isTaken = delivery.status !== null && delivery.status >= 200 && delivery.status < 300;
    if (isTaken || waitMs === undefined) return;
    retries.push({ paymentId, url, tries: tries + 1, at: new Date(now().getTime() + waitMs) });
    timer ??= setInterval(look, LOOK_EVERY_MS).unref();
  };

  return {
    deliveries: () => deliveries.map((delivery) => ({ ...delivery })),
    conditions: () => conditions,
    setConditions(next) {
      conditions = next;
    },
    async notify(paymentId, url) {
      const copies = Array.from({ length: conditions.copies ?? 1 }, () => deliver({ paymentId, url, tries: 0 }));
      await Promise.all(copies);
    },
    stop() {
      retries = [];
      clearInterval(timer);
    },
  };
}

function reach(url: string, routes: Record<string, string>): string | null {
  const target = new URL(url);
  const route = routes[target.origin];
  const reached = route === undefined ? target : new URL(target.pathname + target.search, route);
  return isLoopbackHost(reached.hostname) ? reached.href : null;
}

async function post(url: string, paymentId: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ id: paymentId }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
