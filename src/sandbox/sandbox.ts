import { createSandboxClock, type SandboxClock } from './core/clock.ts';
import { createControl } from './control.ts';
import { createFaults, type Faults } from './core/faults.ts';
import { createLatency, type Latency } from './core/latency.ts';
import { createLedger, type Ledger } from './core/ledger.ts';
import { startStandInServer } from './core/stand-in-server.ts';
import { createMollieStandIn, type MollieStandIn } from './mollie/stand-in.ts';
import { createStripeStandIn, type StripeStandIn } from './stripe/stand-in.ts';

export type SandboxOptions = {
  host?: string;
  /** 0 takes any free port. */
  stripePort?: number;
  molliePort?: number;
  clock?: SandboxClock;
  latencyMs?: Latency;
  /** How browsers reach the pages of each, when that is not where it listens. Without a path. */
  publicUrl?: { stripe?: string; mollie?: string };
  /** Take webhook addresses on loopback, which Mollie refuses. */
  allowLoopbackWebhooks?: boolean;
};

/** The providers' servers, played on loopback. */
export interface Sandbox {
  /** Origins, as `STRIPE_API_URL` and `MOLLIE_API_URL` want them: Stripe's paths begin with /v1, Mollie's with /v2. */
  readonly stripeUrl: string;
  readonly mollieUrl: string;
  readonly stripe: StripeStandIn;
  readonly mollie: MollieStandIn;
  /** Every call that arrived. */
  readonly ledger: Ledger;
  readonly faults: Faults;
  /** What idempotency keys, sessions, payments and dates go by. */
  readonly clock: SandboxClock;
  setLatency(latencyMs: Latency): void;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** @throws Error with code EADDRINUSE, EADDRNOTAVAIL or EACCES when it cannot listen there. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', stripePort = 0, molliePort = 0, clock = createSandboxClock(), publicUrl = {} } = options;
  const ledger = createLedger({ clock });
  const faults = createFaults({ clock });
  const latency = createLatency(options.latencyMs ?? 0);
  const urls = { stripe: '', mollie: '' };
  const stripe = createStripeStandIn({ clock, pagesUrl: () => publicUrl.stripe ?? urls.stripe });
  const mollie = createMollieStandIn({
    clock,
    apiUrl: () => urls.mollie,
    pagesUrl: () => publicUrl.mollie ?? urls.mollie,
    allowLoopbackWebhooks: options.allowLoopbackWebhooks ?? false,
  });
  const control = createControl({ stripe: stripe.standIn, mollie: mollie.standIn, ledger, faults, clock, latency });
  const shared = { clock, ledger, faults, latency, control, host };
  const stripeServer = await startStandInServer({ ...shared, api: stripe.api, port: stripePort });
  urls.stripe = stripeServer.url;
  const mollieServer = await startStandInServer({ ...shared, api: mollie.api, port: molliePort }).catch(
    async (error: unknown) => {
      await stripeServer.close();
      throw error;
    },
  );
  urls.mollie = mollieServer.url;
  return {
    stripeUrl: stripeServer.url,
    mollieUrl: mollieServer.url,
    stripe: stripe.standIn,
    mollie: mollie.standIn,
    ledger,
    faults,
    clock,
    setLatency: (next) => latency.set(next),
    async close() {
      faults.clear();
      mollie.close();
      await Promise.all([stripeServer.close(), mollieServer.close()]);
    },
  };
}
