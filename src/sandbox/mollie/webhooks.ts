import type { Answer } from '../core/answer.ts';
import { isLoopbackHost } from '../../loopback.ts';
import { unprocessable } from './errors.ts';

export type WebhookDelivery = {
  paymentId: string;
  url: string;
  at: Date;
  /** The answer's status; null when there was no answer, or the address is not on loopback and was left alone. */
  status: number | null;
};

const TIMEOUT_MS = 15_000;

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
  /** Once, not ten times; the sandbox itself never talks to anything but loopback. Never rejects. */
  notify(paymentId: string, url: string): Promise<void>;
};

export function createWebhooks({ now }: { now: () => Date }): Webhooks {
  const deliveries: WebhookDelivery[] = [];
  return {
    deliveries: () => deliveries.map((delivery) => ({ ...delivery })),
    async notify(paymentId, url) {
      const delivery: WebhookDelivery = { paymentId, url, at: now(), status: null };
      deliveries.push(delivery);
      if (!isLoopbackHost(new URL(url).hostname)) return;
      delivery.status = await post(url, paymentId);
    },
  };
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
