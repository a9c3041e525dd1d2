import { z } from 'zod';
import type { Prisma, PrismaClient } from '../db/generated/client.ts';
import type { RawSql } from '../db/statements.ts';
import { AppError } from '../errors.ts';
import { type BillingDetails, type CheckedDetails, type DetailsField, NO_DETAILS } from './billing-detail-checks.ts';

export type BillingDetailsStore = ReturnType<typeof createBillingDetails>;

type TenantKey = { appUuid: string; tenantUuid: string };

/** What a person says of itself on the portal. */
export function createBillingDetails({ prisma, readSql }: { prisma: PrismaClient; readSql: RawSql }) {
  return {
    async read({ appUuid, tenantUuid }: TenantKey): Promise<BillingDetails> {
      return findDetails(readSql, { appUuid, tenantUuid });
    },

    /**
     * Changes what is named and keeps the rest. Name, e-mail and language are the tenant's own, and reach the
     * provider's customer when the tenant is next used (services/profile-mirror.ts). A repeat changes nothing.
     * @returns the fields that are other than before.
     * @throws AppError tenant_not_found
     */
    async save(
      { appUuid, tenantUuid }: TenantKey,
      { name, email, language, ...details }: CheckedDetails,
    ): Promise<DetailsField[]> {
      const key = { appUuid, tenantUuid };
      return prisma.$transaction(async (tx) => {
        const tenant = await lockTenant(tx, key);
        const before = await findDetails(tx, key);
        const profile = {
          ...(name === undefined || name === tenant.name ? {} : { name }),
          ...(email === undefined || email === tenant.email ? {} : { email }),
          ...(language === undefined || language === languageOf(tenant.locale) ? {} : { locale: language }),
        };
        const after = { ...before, ...details };
        const others = DETAILS.filter((field) => after[field] !== before[field]);
        if (Object.keys(profile).length > 0) await changeProfile(tx, { key, tenant, profile });
        if (others.length > 0) {
          const where = { appUuid_tenantUuid: key };
          await tx.billingDetails.upsert({ where, create: { ...key, ...after }, update: after });
        }
        const { locale, ...own } = profile;
        return [...PROFILE.filter((field) => field in own), ...others, ...(locale ? (['language'] as const) : [])];
      });
    },
  };
}

const PROFILE = ['name', 'email'] as const;
const DETAILS = ['company', 'line1', 'line2', 'postalCode', 'city', 'country', 'vatNumber'] as const;

async function findDetails(sql: RawSql, { appUuid, tenantUuid }: TenantKey): Promise<BillingDetails> {
  const [row] = await sql.$queryRaw<BillingDetails[]>`
    SELECT company, line1, line2, postal_code AS "postalCode", city, country, vat_number AS "vatNumber"
    FROM billing_details WHERE app_uuid = ${appUuid} AND tenant_uuid = ${tenantUuid}`;
  return row ?? NO_DETAILS;
}

const profileRow = z.object({ name: z.string(), email: z.string(), locale: z.string().nullable() });
type Profile = z.infer<typeof profileRow>;

/** Two savings at once: the second one waits, and compares with what the first has left. */
async function lockTenant(tx: Prisma.TransactionClient, { appUuid, tenantUuid }: TenantKey): Promise<Profile> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT name, email, locale FROM tenants WHERE app_uuid = ${appUuid} AND uuid = ${tenantUuid} FOR UPDATE`;
  if (rows.length === 0) throw new AppError('tenant_not_found');
  return profileRow.parse(rows[0]);
}

type ProfileChange = { key: TenantKey; tenant: Profile; profile: Partial<Profile> };

/** What the app had said is kept, the first of it, so that its saying the same again is known from news. */
async function changeProfile(tx: Prisma.TransactionClient, { key, tenant, profile }: ProfileChange): Promise<void> {
  const { name, email, locale } = { ...tenant, ...profile };
  const said = Object.fromEntries(Object.entries(tenant).filter(([field]) => field in profile));
  await tx.$executeRaw`
    UPDATE tenants SET name = ${name}, email = ${email}, locale = ${locale}, updated_at = now(),
      app_said = ${JSON.stringify(said)}::jsonb || app_said
    WHERE app_uuid = ${key.appUuid} AND uuid = ${key.tenantUuid}`;
}

/** `de-AT` stays when a person chooses German. */
function languageOf(locale: string | null): string | null {
  return locale === null ? null : new Intl.Locale(locale).language;
}
