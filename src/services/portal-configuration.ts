import { z } from 'zod';
import type { Prisma, PrismaClient } from '../db/generated/client.ts';
import { OperatorError } from '../errors.ts';
import { DETAIL_FIELDS, type PortalFeatures } from '../providers/provider.ts';
import type { Apps } from './apps.ts';
import { inspectLogo, type Logo, LOGO_FILE } from './logo-images.ts';
import { takeChanges } from './portal-configuration-changes.ts';

/** How an app's portal looks and what it offers, whichever provider's it is. Null: as if never set. */
export type PortalConfiguration = {
  /** Shown instead of the app's name. */
  name: string | null;
  logo: Logo | null;
  /** `#rrggbb`, readable on the light pages. */
  accent: string | null;
  /** `#rrggbb`, readable on the dark pages; null: made from `accent`. */
  accentDark: string | null;
  /** https or mailto. */
  supportUrl: string | null;
  termsUrl: string | null;
  privacyUrl: string | null;
  features: PortalFeatures;
};

export type PortalConfigurationRecord = { appUuid: string; configured: boolean } & PortalConfiguration;

export type PortalConfigurations = ReturnType<typeof createPortalConfigurations>;

/** The operator's portal configurations, one per app. */
export function createPortalConfigurations({ prisma, apps }: { prisma: PrismaClient; apps: Apps }) {
  return {
    /** @throws OperatorError when there is no such app. */
    async show(appUuid: string): Promise<PortalConfigurationRecord> {
      await apps.assertExists(appUuid);
      const { portalConfiguration } = await prisma.app.findUniqueOrThrow({ where: { uuid: appUuid } });
      return toRecord(appUuid, portalConfiguration);
    },

    /**
     * Changes what `changes` names and keeps the rest; null sets a field back. Pages and calls follow at once.
     * @param logo the image's content; null takes the logo away.
     * @throws OperatorError naming each field that cannot be used, and why.
     */
    async set(input: { appUuid: string; changes: unknown; logo?: Buffer | null }): Promise<PortalConfigurationRecord> {
      const { appUuid, changes, logo: content } = input;
      await apps.assertExists(appUuid);
      const { features, ...fields } = takeChanges(changes);
      const logo = content === undefined || content === null ? content : takeLogo(content);
      return prisma.$transaction(async (tx) => {
        const current = await lockConfiguration(tx, appUuid);
        const next = readPortalConfiguration({
          ...current,
          ...fields,
          features: { ...current.features, ...features },
          ...(logo === undefined ? {} : { logo }),
        });
        if (logo !== undefined) await tx.portalLogo.deleteMany({ where: { appUuid } });
        if (logo && content) {
          await tx.portalLogo.create({ data: { appUuid, file: logo.file, content: new Uint8Array(content) } });
        }
        const json = JSON.stringify(next);
        await tx.$executeRaw`UPDATE apps SET portal_configuration = ${json}::jsonb WHERE uuid = ${appUuid}`;
        return { appUuid, configured: true, ...next };
      });
    },

    /** As if it had never been set. Safe to repeat. @throws OperatorError when there is no such app. */
    async reset(appUuid: string): Promise<PortalConfigurationRecord> {
      await apps.assertExists(appUuid);
      await prisma.$transaction([
        prisma.portalLogo.deleteMany({ where: { appUuid } }),
        prisma.$executeRaw`UPDATE apps SET portal_configuration = NULL WHERE uuid = ${appUuid}`,
      ]);
      return toRecord(appUuid, null);
    },

    /** A logo's content by its name; null when no app has it. */
    async readLogo(file: string): Promise<Buffer | null> {
      const logo = await prisma.portalLogo.findFirst({ where: { file }, select: { content: true } });
      return logo && Buffer.from(logo.content);
    },
  };
}

const text = z.string().nullable().default(null);

/** What is stored was checked when it was set; what it lacks is as if it had never been set. */
const stored = z.object({
  name: text,
  logo: z
    .object({ file: z.string().regex(LOGO_FILE), width: z.int(), height: z.int() })
    .nullable()
    .default(null),
  accent: text,
  accentDark: text,
  supportUrl: text,
  termsUrl: text,
  privacyUrl: text,
  features: z
    .object({
      cancel: z.boolean().default(true),
      cancelReason: z.boolean().default(true),
      changePaymentMethod: z.boolean().default(true),
      editDetails: z.array(z.enum(DETAIL_FIELDS)).default([...DETAIL_FIELDS]),
      paymentHistory: z.boolean().default(true),
    })
    .prefault({}),
});

/** @param portalConfiguration the column of the app's row; null: never set, so everything is on. */
export function readPortalConfiguration(portalConfiguration: unknown): PortalConfiguration {
  return stored.parse(portalConfiguration ?? {});
}

function toRecord(appUuid: string, portalConfiguration: unknown): PortalConfigurationRecord {
  return { appUuid, configured: portalConfiguration !== null, ...readPortalConfiguration(portalConfiguration) };
}

/** Two operators at once: the second waits, and changes what the first one has left. */
async function lockConfiguration(tx: Prisma.TransactionClient, appUuid: string): Promise<PortalConfiguration> {
  const [row] = await tx.$queryRaw<{ configuration: unknown }[]>`
    SELECT portal_configuration AS configuration FROM apps WHERE uuid = ${appUuid} FOR UPDATE`;
  return readPortalConfiguration(row?.configuration);
}

function takeLogo(content: Buffer): Logo {
  const verdict = inspectLogo(content);
  if (verdict.kind === 'usable') return verdict.logo;
  throw new OperatorError(`Nothing was changed: the logo ${verdict.fault}.`);
}
