import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../../src/db/generated/client.ts';
import type { OpenPortalLinkInput } from '../../src/services/portal-sessions.ts';

export const APP_NAME = 'Lumen Analytics';
export const RETURN_URL = 'https://app.lumen.example/account';

/** An app with a key and a tenant, and what a link for that tenant is asked for with. */
export async function seedTenant(
  prisma: PrismaClient,
  tenant: { name?: string; locale?: string } = {},
): Promise<OpenPortalLinkInput> {
  const suffix = randomBytes(8).toString('hex');
  const ids = { appUuid: `app_${suffix}`, tenantUuid: `tenant_${suffix}`, keyId: suffix };
  const { appUuid, tenantUuid, keyId } = ids;
  await prisma.app.create({ data: { uuid: appUuid, name: APP_NAME } });
  await prisma.apiKey.create({ data: { keyId, appUuid, type: 'write', hash: new Uint8Array(32) } });
  const { name = 'Nordwind GmbH', locale = null } = tenant;
  await prisma.tenant.create({ data: { appUuid, uuid: tenantUuid, name, email: 'billing@nordwind.example', locale } });
  return {
    ...ids,
    provider: 'mollie',
    account: 'pfl_1',
    mode: 'test',
    providerCustomerId: `cst_${suffix}`,
    returnUrl: RETURN_URL,
  };
}
