import { z } from 'zod';
import { OperatorError } from '../errors.ts';
import { DETAIL_FIELDS } from '../providers/provider.ts';
import { checkAccent, type ColorScheme, LEAST_CONTRAST } from './accent-colors.ts';
import { parseReturnUrl } from './return-urls.ts';

/** Stripe shows no more of it. @see https://docs.stripe.com/api/customer_portal/configurations/create */
const NAME_MAX_LENGTH = 60;

const name = z
  .string({ error: 'must be a text' })
  .trim()
  .min(1, `must have 1 to ${NAME_MAX_LENGTH} characters`)
  .max(NAME_MAX_LENGTH, `must have 1 to ${NAME_MAX_LENGTH} characters`)
  .regex(/^\P{Cc}*$/u, 'must have no control characters');

function accent(scheme: ColorScheme) {
  return z
    .string({ error: 'must be a text' })
    .regex(/^#[0-9a-f]{6}$/i, 'must be a color like #1f5a4b')
    .toLowerCase()
    .superRefine((color, context) => {
      if (!/^#[0-9a-f]{6}$/.test(color)) return;
      const verdict = checkAccent(color, scheme);
      if (verdict.kind === 'readable') return;
      const ratio = `${(Math.floor(verdict.ratio * 100) / 100).toFixed(2)}:1`;
      const message = `${color} has a contrast of ${ratio} on the ${scheme} pages’ ${verdict.ground}, and text needs ${LEAST_CONTRAST}:1; ${verdict.nearest} would do`;
      context.addIssue({ code: 'custom', message });
    });
}

const webLink = z
  .string({ error: 'must be a text' })
  .refine((text) => isHttps(text), 'must be an absolute https URL')
  .transform((text) => new URL(text).href);

const supportLink = z
  .string({ error: 'must be a text' })
  .refine((text) => isHttps(text) || isMailto(text), 'must be an absolute https URL, or mailto: and one e-mail address')
  .transform((text) => new URL(text).href);

function isMailto(text: string): boolean {
  const [scheme, address] = text.split(/:(.*)/s);
  return scheme === 'mailto' && z.email().max(254).safeParse(address).success;
}

function isHttps(text: string): boolean {
  const verdict = parseReturnUrl(text);
  return verdict.kind === 'usable' && !verdict.url.isPlainHttp;
}

const flag = z.boolean({ error: 'must be true or false' });

const details = z
  .array(z.enum(DETAIL_FIELDS, { error: `must be some of: ${DETAIL_FIELDS.join(', ')}` }), {
    error: `must be a list, of: ${DETAIL_FIELDS.join(', ')}`,
  })
  .transform((fields) => DETAIL_FIELDS.filter((field) => fields.includes(field)));

const changesSchema = z
  .strictObject({
    name: name.nullable(),
    accent: accent('light').nullable(),
    accentDark: accent('dark').nullable(),
    supportUrl: supportLink.nullable(),
    termsUrl: webLink.nullable(),
    privacyUrl: webLink.nullable(),
    features: z
      .strictObject({
        cancel: flag,
        cancelReason: flag,
        changePaymentMethod: flag,
        editDetails: details,
        paymentHistory: flag,
      })
      .partial(),
  })
  .partial();

export type PortalConfigurationChanges = z.output<typeof changesSchema>;

/** @throws OperatorError with every fault at once. */
export function takeChanges(changes: unknown): PortalConfigurationChanges {
  const taken = changesSchema.safeParse(changes);
  if (taken.success) return taken.data;
  const faults = taken.error.issues.flatMap(describeIssue);
  throw new OperatorError(['Nothing was changed:', ...faults.map((fault) => `- ${fault}`)].join('\n'));
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [[path.join('.'), issue.message].filter(Boolean).join(' ')];
  const known = Object.keys(path[0] === 'features' ? changesSchema.shape.features.unwrap().shape : changesSchema.shape);
  return issue.keys.map((key) => `${[...path, key].join('.')} is not known; these are: ${known.join(', ')}`);
}
