import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import express from 'express';
import { openDatabase } from '../../src/db/database.ts';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { createPortalRouter, type PortalRouterOptions } from '../../src/portal/router.ts';
import { createApps } from '../../src/services/apps.ts';
import { createCustomerLeases } from '../../src/services/customer-leases.ts';
import { createPaymentMethodRemovals } from '../../src/services/payment-method-removals.ts';
import { createPortalCheckouts } from '../../src/services/portal-checkouts.ts';
import { createProviderCalls } from '../../src/providers/calls.ts';
import { createPortalConfigurations } from '../../src/services/portal-configuration.ts';
import { createAuditTrail } from '../../src/services/audit-trail.ts';
import { createPortalActions } from '../../src/services/portal-actions.ts';
import type { PortalPayments } from '../../src/services/portal-payments.ts';
import { createBillingDetails } from '../../src/services/billing-details.ts';
import { createPortalSessions, type OpenPortalLinkInput, PORTAL_PATH } from '../../src/services/portal-sessions.ts';
import { createTestDatabase } from '../support/database.ts';
import { findPort } from '../../src/ports.ts';
import { sampleBilling, samplePayment, TODAY } from './samples.ts';
import { seedTenant } from './seed.ts';

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/** The portal's pages on a real socket, with real sessions in a database of their own. */
export async function startTestPortal({ publicUrl }: { publicUrl?: string } = {}) {
  const testDatabase = await createTestDatabase();
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const logger = createLogger({ level: 'trace', destination: stream });
  const database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });

  const server = createServer();
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://localhost:${port}`;
  const { prisma, sql, readSql } = database;
  const sessions = createPortalSessions({ ...database, publicUrl: origin });
  const actions = createPortalActions({ sql });
  const audit = createAuditTrail({ sql, apps: createApps({ prisma }), logger });
  const configurations = createPortalConfigurations({ prisma, apps: createApps({ prisma }) });
  const billingDetails = createBillingDetails(database);
  const payments: PortalPayments = {
    page: () => Promise.resolve({ kind: 'loaded', payments: [samplePayment()], next: null }),
    find: (_session, paymentId) =>
      Promise.resolve(paymentId === 'tr_march' ? { kind: 'loaded', payment: samplePayment() } : { kind: 'unknown' }),
  };
  const billing: Pick<PortalRouterOptions, 'readBilling'> = { readBilling: () => Promise.resolve(sampleBilling()) };
  /** None by itself: tests with a provider use the whole service. */
  const cancellations: PortalRouterOptions['cancellations'] = { cancel: refuse, keep: refuse };
  const { checkouts, removals } = createMethodServices({ sql, readSql, audit, logger, publicUrl: origin });
  const router = createPortalRouter({
    sessions,
    readBilling: (session) => billing.readBilling(session),
    payments: {
      page: (...asked) => payments.page(...asked),
      find: (...asked) => payments.find(...asked),
    },
    billingDetails,
    readLogo: (file) => configurations.readLogo(file),
    actions,
    audit,
    cancellations: {
      cancel: (...given) => cancellations.cancel(...given),
      keep: (...given) => cancellations.keep(...given),
    },
    checkouts,
    removals,
    nameProvider: () => 'Mollie',
    publicUrl: publicUrl ?? origin,
    clock: () => new Date(`${TODAY}T12:00:00Z`),
    logger,
  });
  const app = express();
  app.use((_req, res, next) => {
    res.setHeader('x-request-id', 'request-1');
    next();
  });
  app.use(PORTAL_PATH, router);
  server.on('request', app);

  return {
    origin,
    database,
    sessions,
    configurations,
    billingDetails,
    /** What the provider gives; tests replace it. */
    payments,
    actions,
    audit,
    checkouts,
    removals,
    logger,
    /** What the provider gives; tests replace it. */
    billing,
    /** What becomes of a cancellation; tests replace it. */
    cancellations,
    logged: () => Buffer.concat(chunks).toString('utf8'),
    seed: (tenant?: { name?: string; locale?: string }) => seedTenant(database.prisma, tenant),
    /** For a tenant of its own, unless told for whom. */
    async openLink(input?: OpenPortalLinkInput): Promise<string> {
      const { url } = await sessions.openLink(input ?? (await seedTenant(database.prisma)));
      return url;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await database.close();
      await testDatabase.drop();
    },
  };
}

const refuse = () => Promise.reject(new AppError('not_found'));

/** On no connection: tests with a provider use the whole service. */
function createMethodServices(
  parts: Pick<Parameters<typeof createPortalCheckouts>[0], 'sql' | 'readSql' | 'audit' | 'logger' | 'publicUrl'>,
) {
  const connections = { find: () => Promise.resolve(null) };
  const [leases, calls] = [createCustomerLeases(parts), createProviderCalls()];
  const checkouts = createPortalCheckouts({ ...parts, connections, leases, calls });
  return { checkouts, removals: createPaymentMethodRemovals({ connections, leases, calls, checkouts }) };
}
