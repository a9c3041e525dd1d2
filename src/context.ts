import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { createLogger, type Logger } from './logger.ts';
import { createProviderCalls } from './providers/calls.ts';
import { createProviderRegistry } from './providers/registry.ts';
import { createApiKeys } from './services/api-keys.ts';
import { createApps } from './services/apps.ts';
import { createAuditTrail } from './services/audit-trail.ts';
import { createBillingDetails } from './services/billing-details.ts';
import { createBillingPortals } from './services/billing-portals.ts';
import { createCallLookup } from './services/call-lookup.ts';
import { createCancellationRows } from './services/cancellation-rows.ts';
import { type CancelStep, createCancellations } from './services/cancellations.ts';
import type { CheckoutStep } from './services/checkout-settlement.ts';
import { createCustomerLeases } from './services/customer-leases.ts';
import { createDoctor } from './services/doctor.ts';
import { loadKeyringFile } from './services/keyring.ts';
import { createPaymentMethodRemovals } from './services/payment-method-removals.ts';
import { createPortalActions } from './services/portal-actions.ts';
import { createPortalBilling } from './services/portal-billing.ts';
import { createPortalCheckouts } from './services/portal-checkouts.ts';
import { createPortalConfigurations } from './services/portal-configuration.ts';
import { createPortalPayments } from './services/portal-payments.ts';
import { createPortalSessions } from './services/portal-sessions.ts';
import { createProviderConnections } from './services/provider-connections.ts';
import { createProviderCustomerLinks } from './services/provider-customer-links.ts';
import { createProviderCustomers, type CustomerStep } from './services/provider-customers.ts';
import { createRequestLimits } from './services/request-limits.ts';
import { createSecretBox } from './services/secret-box.ts';
import { assertKeyringCovers, loadPepper, readSealingKeyIds } from './services/service-secrets.ts';
import { createSecretRotation } from './services/secret-rotation.ts';
import { createSessionControl } from './services/session-control.ts';
import { createTenantImports } from './services/tenant-import.ts';
import { createTenants } from './services/tenants.ts';

export type Context = Awaited<ReturnType<typeof createContext>>;

/** Parts that a test may bring instead of the real ones. */
export type ContextOverrides = {
  logger?: Logger;
  database?: Database;
  onCustomerStep?: (step: CustomerStep) => void;
  onCheckoutStep?: (step: CheckoutStep) => void;
  onCancelStep?: (step: CancelStep) => void;
};

/**
 * Builds everything below HTTP, for the service and for the operator's commands alike.
 * @throws Error with a message for the operator when the database or the keyring is not usable.
 */
export async function createContext(config: Config, overrides: ContextOverrides = {}) {
  const logger = overrides.logger ?? createLogger({ level: config.logLevel });
  const database =
    overrides.database ?? (await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, logger }));
  try {
    return {
      ...(await createServices({ config, logger, database, overrides })),
      config,
      logger,
      database,
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function createServices(parts: {
  config: Config;
  logger: Logger;
  database: Database;
  overrides: ContextOverrides;
}) {
  const { config, logger, database, overrides } = parts;
  const { prisma, sql, readSql } = database;
  // Before the file of keys is read: whoever sealed something had made it before.
  const sealedWith = await readSealingKeyIds({ prisma });
  const keyring =
    config.secretKeys ?? (await loadKeyringFile({ dataDir: config.dataDir, mayCreate: sealedWith.length === 0 }));
  const secretBox = createSecretBox(keyring);
  assertKeyringCovers(sealedWith, secretBox);
  const pepper = await loadPepper({ prisma, secretBox });

  const providers = createProviderRegistry({ apiUrls: config.apiUrls });
  const calls = createProviderCalls();
  const requestLimits = createRequestLimits({ sql, settings: config });
  const apps = createApps({ prisma });
  const apiKeys = createApiKeys({ prisma, apps, lookUp: createCallLookup({ readSql }), pepper, logger });
  const tenants = createTenants({ prisma, apps });
  const connections = createProviderConnections({
    prisma,
    readSql,
    apps,
    secretBox,
    providers,
    calls,
    apiUrls: config.apiUrls,
  });
  const customers = createProviderCustomers({
    sql,
    connections,
    calls,
    requestLimits,
    logger,
    onStep: overrides.onCustomerStep,
  });
  const customerLinks = createProviderCustomerLinks({ sql, connections, customers, calls });
  const portalSessions = createPortalSessions({ prisma, sql, publicUrl: config.publicUrl });
  const sessionControl = createSessionControl({ prisma, apps });
  const portalActions = createPortalActions({ sql });
  const auditTrail = createAuditTrail({ sql, apps, logger });
  const portalPayments = createPortalPayments({ connections, customers, calls, logger });
  const billingDetails = createBillingDetails({ prisma, readSql });
  const leases = createCustomerLeases({ sql });
  const cancellations = createCancellations({
    rows: createCancellationRows({ sql, readSql }),
    connections,
    leases,
    calls,
    onStep: overrides.onCancelStep,
  });
  const billingPortals = createBillingPortals({ connections, customers, portalSessions, calls });
  const portalCheckouts = createPortalCheckouts({
    sql,
    readSql,
    connections,
    leases,
    calls,
    audit: auditTrail,
    logger,
    publicUrl: config.publicUrl,
    onStep: overrides.onCheckoutStep,
  });
  const portalBilling = createPortalBilling({
    connections,
    customers,
    cancellations,
    checkouts: portalCheckouts,
    calls,
    logger,
  });
  const paymentMethodRemovals = createPaymentMethodRemovals({ connections, leases, calls, checkouts: portalCheckouts });
  const portalConfigurations = createPortalConfigurations({ prisma, apps });
  const tenantImports = createTenantImports({ prisma, apps, connections, customerLinks, providers });
  const secretRotation = createSecretRotation({ prisma, secretBox });
  const doctor = createDoctor({ prisma, connections, providers, calls });
  return {
    apps,
    apiKeys,
    requestLimits,
    tenants,
    tenantImports,
    connections,
    customers,
    customerLinks,
    portalConfigurations,
    portalSessions,
    sessionControl,
    portalActions,
    auditTrail,
    cancellations,
    portalBilling,
    portalPayments,
    billingDetails,
    portalCheckouts,
    paymentMethodRemovals,
    billingPortals,
    doctor,
    secretRotation,
    secretBox,
    providers,
  };
}
