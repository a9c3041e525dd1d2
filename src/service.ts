import express from 'express';
import { startChore } from './chores.ts';
import type { Config } from './config.ts';
import { type ContextOverrides, createContext } from './context.ts';
import { createApp } from './http/app.ts';
import { listen, type Listening } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { createPortalRouter } from './portal/router.ts';
import { isProviderId } from './providers/provider-ids.ts';
import { OperatorError } from './errors.ts';
import { originOf } from './ports.ts';

export type Service = {
  /** Where it listens. */
  url: string;
  metricsUrl: string | undefined;
  context: Awaited<ReturnType<typeof createContext>>;
  /** Finishes what was accepted, then closes everything. */
  close(): Promise<void>;
};

const PURGE_EVERY_MS = 60 * 60 * 1000;
/** With the lease of a claim, well within a minute after a crash (promise P2). */
const COMPLETE_EVERY_MS = 10_000;

/**
 * The whole service on its port: context, pages, HTTP.
 * @throws Error with a message for the operator: the database, the keyring or the port is not usable.
 */
export async function startService(config: Config, overrides: ContextOverrides = {}): Promise<Service> {
  const context = await createContext(config, overrides);
  const { logger, database, providers, customers, requestLimits } = context;
  const { portalSessions, portalBilling, portalConfigurations, portalActions, auditTrail } = context;
  const { portalCheckouts, paymentMethodRemovals, cancellations } = context;
  const { portalPayments, billingDetails } = context;
  let draining = false;
  const listening: Listening[] = [];
  try {
    await database.claimService();
    const metrics = createMetrics();
    const portal = createPortalRouter({
      sessions: portalSessions,
      readBilling: (session) => portalBilling.read(session),
      payments: portalPayments,
      billingDetails,
      readLogo: (file) => portalConfigurations.readLogo(file),
      actions: portalActions,
      audit: auditTrail,
      cancellations,
      checkouts: portalCheckouts,
      removals: paymentMethodRemovals,
      nameProvider: (id) => (isProviderId(id) ? providers[id].displayName : id),
      publicUrl: config.publicUrl,
      clock: () => new Date(),
      logger,
    });
    const app = createApp({
      services: context,
      checkouts: portalCheckouts,
      portal,
      metrics,
      logger,
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      isReady: async () => !draining && (await database.ping()),
    });
    const main = await listenOrExplain({ app, host: config.host, port: config.port, variable: 'PORT' });
    listening.push(main);
    const metricsApp = express().get('/metrics', async (_req, res) => {
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
    const side =
      config.metricsPort === undefined
        ? undefined
        : await listenOrExplain({
            app: metricsApp,
            host: config.host,
            port: config.metricsPort,
            variable: 'METRICS_PORT',
          });
    const chores = [
      startChore({ name: 'purge', everyMs: PURGE_EVERY_MS, logger, run: () => portalSessions.purge() }),
      startChore({ name: 'purge_limits', everyMs: PURGE_EVERY_MS, logger, run: () => requestLimits.purge() }),
      startChore({ name: 'complete', everyMs: COMPLETE_EVERY_MS, logger, run: () => customers.completeLeftBehind() }),
      startChore({
        name: 'complete_checkouts',
        everyMs: COMPLETE_EVERY_MS,
        logger,
        run: () => portalCheckouts.completeLeftBehind(),
      }),
    ];
    return {
      url: originOf({ host: config.host, port: main.port }),
      metricsUrl: side && `${originOf({ host: config.host, port: side.port })}/metrics`,
      context,
      async close() {
        draining = true;
        await main.drain();
        await Promise.all(chores.map((chore) => chore.stop()));
        // What callers that hung up no longer wait for is finished too.
        await Promise.all([customers.settled(), portalCheckouts.settled()]);
        await side?.drain();
        await context.close();
      },
    };
  } catch (error) {
    await Promise.all(listening.map((each) => each.drain()));
    await context.close();
    throw error;
  }
}

type ListenOptions = Parameters<typeof listen>[0] & { variable: string };

async function listenOrExplain({ variable, ...options }: ListenOptions) {
  try {
    return await listen(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const where = `${options.host}:${options.port}`;
    if (code === 'EADDRINUSE')
      throw new OperatorError(`${where} is in use. Stop what listens there or set ${variable}.`);
    if (code === 'EACCES')
      throw new OperatorError(`${where} may not be listened on by this user. Set ${variable} to 1024 or above.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new OperatorError(`HOST ${options.host} is not an address of this machine.`);
    throw error;
  }
}
