import { z } from 'zod';
import { isUniqueViolation } from '../db/errors.ts';
import type { PrismaClient } from '../db/generated/client.ts';
import type { Apps } from './apps.ts';
import { takeIdentifier } from './identifiers.ts';
import { OperatorError } from '../errors.ts';

export type TenantRecord = {
  appUuid: string;
  tenantUuid: string;
  name: string;
  email: string;
  /** BCP 47, canonical, or null. */
  locale: string | null;
  createdAt: Date;
};

export type Tenants = ReturnType<typeof createTenants>;

/** The tenants of an app. All throw OperatorError with what to do next. */
export function createTenants({ prisma, apps }: { prisma: PrismaClient; apps: Apps }) {
  return {
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

    async list(appUuid: string): Promise<TenantRecord[]> {
      await apps.assertExists(appUuid);
      const rows = await prisma.tenant.findMany({
        where: { appUuid },
        orderBy: [{ createdAt: 'asc' }, { uuid: 'asc' }],
      });
      return rows.map(toRecord);
    },
  };
}

const emailAddress = z.email().max(254);

/** Providers are sent these, so they must be what providers take. */
function takeDetails(input: { name: string; email: string; locale?: string }) {
  const name = input.name.trim();
  const email = input.email.trim();
  if (name === '' || name.length > 200 || /\p{Cc}/u.test(name)) {
    throw new OperatorError('The name must have 1 to 200 characters and no control characters.');
  }
  if (!emailAddress.safeParse(email).success) throw new OperatorError('The e-mail must be an e-mail address.');
  return { name, email, locale: input.locale === undefined ? null : takeLocale(input.locale) };
}

function takeLocale(text: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(text);
    if (canonical !== undefined && canonical.length <= 35) return canonical;
  } catch {
    // falls through to the same refusal
  }
  throw new OperatorError(`The locale "${text}" must be a language tag (BCP 47) like en, nl-NL or pt-BR.`);
}

function toRecord(row: {
  appUuid: string;
  uuid: string;
  name: string;
  email: string;
  locale: string | null;
  createdAt: Date;
}): TenantRecord {
  const { uuid, appUuid, name, email, locale, createdAt } = row;
  return { appUuid, tenantUuid: uuid, name, email, locale, createdAt };
}
