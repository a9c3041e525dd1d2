import { isUniqueViolation } from '../db/errors.ts';
import { Prisma, type PrismaClient } from '../db/generated/client.ts';
import { AppError, OperatorError } from '../errors.ts';
import type { Apps } from './apps.ts';
import { takeIdentifier } from './identifiers.ts';
import { createPageCursor } from './page-cursors.ts';
import {
  parseTenantEmail,
  parseTenantLocale,
  parseTenantName,
  type TenantDetails,
  type Verdict,
} from './tenant-details.ts';

export type TenantRecord = TenantDetails & {
  appUuid: string;
  tenantUuid: string;
  createdAt: Date;
  /** Of its details; a repeat of the same ones is no change. */
  updatedAt: Date;
};

export type TenantPage = {
  tenants: TenantRecord[];
  /** Of the app, on whatever page. */
  totalItems: number;
  /** Null on the last page. */
  nextCursor: string | null;
};

export type Tenants = ReturnType<typeof createTenants>;

/** The tenants of an app. What an operator asks for throws OperatorError with what to do next. */
export function createTenants({ prisma, apps }: { prisma: PrismaClient; apps: Apps }) {
  return {
    /** @throws OperatorError */
    async create(input: {
      appUuid: string;
      name: string;
      email: string;
      uuid?: string;
      locale?: string;
    }): Promise<TenantRecord> {
      await apps.assertExists(input.appUuid);
      const uuid = takeIdentifier(input.uuid);
      const data = { appUuid: input.appUuid, uuid, ...takeDetails(input) };
      try {
        return toRecord(await prisma.tenant.create({ data }));
      } catch (error) {
        if (isUniqueViolation(error)) throw new OperatorError(`The app has a tenant "${uuid}" already.`);
        throw error;
      }
    },

    /** @throws OperatorError when there is no such app. */
    async list(appUuid: string): Promise<TenantRecord[]> {
      await apps.assertExists(appUuid);
      const rows = await prisma.tenant.findMany({
        where: { appUuid },
        orderBy: [{ createdAt: 'asc' }, { uuid: 'asc' }],
      });
      return rows.map(toRecord);
    },

    put: (tenant: TenantKey & TenantDetails): Promise<TenantRecord> => putTenant(prisma, tenant),

    /** @throws AppError tenant_not_found */
    async get({ appUuid, tenantUuid }: TenantKey): Promise<TenantRecord> {
      const row = await prisma.tenant.findUnique({ where: { appUuid_uuid: { appUuid, uuid: tenantUuid } } });
      if (!row) throw new AppError('tenant_not_found');
      return toRecord(row);
    },

    /**
     * By their ids, so that none is left out or given twice while others are added.
     * @param input.after the id that the page before ended with; null for the first page.
     */
    async listPage(input: { appUuid: string; after: string | null; limit: number }): Promise<TenantPage> {
      const { appUuid, after, limit } = input;
      const [totalItems, rows] = await Promise.all([
        prisma.tenant.count({ where: { appUuid } }),
        prisma.tenant.findMany({
          where: { appUuid, ...(after === null ? {} : { uuid: { gt: after } }) },
          orderBy: { uuid: 'asc' },
          take: limit + 1,
        }),
      ]);
      const tenants = rows.slice(0, limit).map(toRecord);
      const last = tenants.at(-1);
      const nextCursor = last !== undefined && rows.length > limit ? createPageCursor(last.tenantUuid) : null;
      return { tenants, totalItems, nextCursor };
    },
  };
}

const PUT_PROFILE = Prisma.sql`jsonb_build_object('name', excluded.name, 'email', excluded.email, 'locale', excluded.locale)`;

/** In SQL, what a detail becomes: the person's own stays when the app says what it had said before. */
function put(field: 'name' | 'email' | 'locale'): Prisma.Sql {
  const column = Prisma.raw(field);
  return Prisma.sql`CASE WHEN t.app_said -> ${field}::text = ${PUT_PROFILE} -> ${field}::text
    THEN t.${column} ELSE excluded.${column} END`;
}

type TenantKey = { appUuid: string; tenantUuid: string };

/**
 * Makes the tenant, or gives it these details in place of those that it has. A repeat changes nothing, also when the
 * person has changed a detail on the portal meanwhile: that stays until the app says something new of it.
 * One statement, so that of two at once neither fails and the later one stays.
 * @param db the client, or a transaction.
 */
export async function putTenant(
  db: Pick<PrismaClient, '$queryRaw'>,
  { appUuid, tenantUuid, name, email, locale }: TenantKey & TenantDetails,
): Promise<TenantRecord> {
  const [row] = await db.$queryRaw<StoredTenant[]>`
    INSERT INTO tenants AS t (app_uuid, uuid, name, email, locale)
    VALUES (${appUuid}, ${tenantUuid}, ${name}, ${email}, ${locale})
    ON CONFLICT (app_uuid, uuid) DO UPDATE SET
      name = ${put('name')}, email = ${put('email')}, locale = ${put('locale')},
      app_said = (SELECT coalesce(jsonb_object_agg(said.key, said.value), '{}') FROM jsonb_each(t.app_said) said
        WHERE said.value = ${PUT_PROFILE} -> said.key),
      updated_at = CASE WHEN (t.name, t.email, t.locale) IS DISTINCT FROM
        (${put('name')}, ${put('email')}, ${put('locale')}) THEN now() ELSE t.updated_at END
    RETURNING app_uuid AS "appUuid", uuid, name, email, locale, created_at AS "createdAt", updated_at AS "updatedAt"`;
  if (!row) throw new Error('a tenant that was put has no row');
  return toRecord(row);
}

/** @throws OperatorError */
function takeDetails(input: { name: string; email: string; locale?: string }): TenantDetails {
  return {
    name: take('name', parseTenantName(input.name)),
    email: take('e-mail', parseTenantEmail(input.email)),
    locale: input.locale === undefined ? null : take('locale', parseTenantLocale(input.locale)),
  };
}

function take(what: string, verdict: Verdict<string>): string {
  if (verdict.kind === 'usable') return verdict.value;
  throw new OperatorError(`The ${what} ${verdict.fault}.`);
}

type StoredTenant = TenantDetails & { appUuid: string; uuid: string; createdAt: Date; updatedAt: Date };

function toRecord({ appUuid, uuid, name, email, locale, createdAt, updatedAt }: StoredTenant): TenantRecord {
  return { appUuid, tenantUuid: uuid, name, email, locale, createdAt, updatedAt };
}
