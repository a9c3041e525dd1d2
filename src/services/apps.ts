import type { PrismaClient } from '../db/generated/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { takeIdentifier } from './identifiers.ts';
import { OperatorError } from '../errors.ts';
import { MAY_LIVE } from './portal-sessions.ts';
import { parseReturnOrigin } from './return-urls.ts';

export type AppRecord = { appUuid: string; name: string; disabled: boolean; returnOrigins: string[]; createdAt: Date };

export type Apps = ReturnType<typeof createApps>;

/** The operator's apps. All throw OperatorError with what to do next. */
export function createApps({ prisma }: { prisma: PrismaClient }) {
  const read = async (appUuid: string): Promise<AppRecord> => {
    const row = await prisma.app.findUnique({ where: { uuid: appUuid } });
    if (!row) throw unknownApp(appUuid);
    return toRecord(row);
  };

  return {
    async create(input: { name: string; uuid?: string; returnOrigins: string[] }): Promise<AppRecord> {
      const name = input.name.trim();
      if (name === '' || name.length > 200) throw new OperatorError('The name must have 1 to 200 characters.');
      const uuid = takeIdentifier(input.uuid);
      const returnOrigins = [...new Set(input.returnOrigins.map(takeOrigin))];
      try {
        return toRecord(await prisma.app.create({ data: { uuid, name, returnOrigins } }));
      } catch (error) {
        if (isUniqueViolation(error)) throw new OperatorError(`There is an app "${uuid}" already.`);
        throw error;
      }
    },

    async list(): Promise<AppRecord[]> {
      return (await prisma.app.findMany({ orderBy: [{ createdAt: 'asc' }, { uuid: 'asc' }] })).map(toRecord);
    },

    /** From the next request on its keys are refused with C15, and its portal sessions and links are over for good. */
    async disable(appUuid: string): Promise<AppRecord> {
      await prisma.$transaction([
        prisma.$executeRaw`UPDATE apps SET disabled_at = coalesce(disabled_at, now()) WHERE uuid = ${appUuid}`,
        prisma.$executeRaw`
          UPDATE portal_sessions SET revoked_at = now() WHERE app_uuid = ${appUuid} AND revoked_at IS NULL AND ${MAY_LIVE}`,
      ]);
      return read(appUuid);
    },

    /** Its keys are taken again. */
    async enable(appUuid: string): Promise<AppRecord> {
      await prisma.$executeRaw`UPDATE apps SET disabled_at = NULL WHERE uuid = ${appUuid}`;
      return read(appUuid);
    },

    /** @throws OperatorError when there is no such app. */
    async assertExists(appUuid: string): Promise<void> {
      if ((await prisma.app.count({ where: { uuid: appUuid } })) === 0) throw unknownApp(appUuid);
    },
  };
}

function unknownApp(appUuid: string): OperatorError {
  return new OperatorError(`There is no app "${appUuid}". See them with: app list`);
}

function takeOrigin(text: string): string {
  const verdict = parseReturnOrigin(text);
  if (verdict.kind === 'usable') return verdict.origin;
  throw new OperatorError(
    `The return origin "${text}" must be an origin like https://app.example.com, without a path.`,
  );
}

function toRecord(row: {
  uuid: string;
  name: string;
  disabledAt: Date | null;
  returnOrigins: string[];
  createdAt: Date;
}) {
  const { uuid, name, disabledAt, returnOrigins, createdAt } = row;
  return { appUuid: uuid, name, disabled: disabledAt !== null, returnOrigins, createdAt };
}
