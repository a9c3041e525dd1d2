import { z } from 'zod';
import { parseReturnUrl, RETURN_URL_MAX_LENGTH } from '../services/return-urls.ts';
import { oneItem, oneItemOf } from './envelopes.ts';
import { parseTenantLocale } from '../services/tenant-details.ts';
import { appUuid, isMissing, LOCALE_FORM, paymentProvider, tenantUuid, textThat } from './fields.ts';
import { portalFlow } from './portal-flow.ts';
import { exampleOfEachProvider } from './provider-examples.ts';
import { assertTarget } from './target.ts';
import { appProcedure, router } from './trpc.ts';

export const createBillingPortalInput = z.object(
  {
    appUuid,
    tenantUuid,
    paymentProvider,
    defaultReturnUrl: z
      .string({ error: isMissing })
      .meta({
        description: `Where the portal sends the person back to. An absolute https URL of at most ${RETURN_URL_MAX_LENGTH} characters; http only for localhost and a connection in test mode. When the app has return origins set, it must have one of them.`,
        example: 'https://app.example.com/account',
        format: 'uri',
        minLength: 9,
        maxLength: RETURN_URL_MAX_LENGTH,
        pattern: '^https?://[^/].*$',
      })
      .transform((text, context) => {
        const verdict = parseReturnUrl(text);
        if (verdict.kind === 'usable') return verdict.url;
        context.addIssue({ code: 'custom', message: verdict.fault });
        return z.NEVER;
      }),
    flow: portalFlow.optional(),
    locale: textThat(parseTenantLocale)
      .optional()
      .meta({
        description:
          'The language of the portal, a BCP 47 tag; the nearest that it speaks is taken. Left out: the language of the tenant, then of the browser.',
        example: 'nl-BE',
        ...LOCALE_FORM,
      }),
  },
  { error: 'must be a JSON object' },
);

const billingPortal = z.strictObject({
  nextAction: z.strictObject({
    url: z.string().meta({
      description:
        'Open it for the tenant at once: it is good for one person and a few minutes, and whoever has it manages the billing. Never store or log it.',
      example: 'https://billing.stripe.com/p/session/test_12345',
      format: 'uri',
      maxLength: 8192,
      pattern: '^https?://[^/].*$',
    }),
  }),
});

export const billingPortalList = oneItemOf('billingPortal', billingPortal).meta({ id: 'BillingPortalList' });

export type BillingPortalList = z.infer<typeof billingPortalList>;

const EXAMPLES = exampleOfEachProvider(({ displayName, portalUrlExample }) => ({
  summary: `A tenant billed with ${displayName}`,
  value: listOf(portalUrlExample),
}));

function listOf(url: string): BillingPortalList {
  return oneItem('billingPortal', { nextAction: { url } });
}

export const billingPortals = router({
  create: appProcedure({ keyType: 'write' })
    .meta({
      openapi: {
        method: 'POST',
        path: '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals',
        operationId: 'createBillingPortal',
        tags: ['Billing portals'],
        summary: 'Create a billing portal',
        description:
          "Answers with a URL where the tenant manages its billing, whichever provider bills it. The provider's customer is created when the tenant does not have one yet. Safe to repeat: each call answers with a URL of its own, for the same customer. The tenant must have been put before, and the app be connected to the provider.",
        successDescription: 'The portal is ready: open its URL for the tenant at once.',
        successExamples: EXAMPLES,
        faultExamples: ['defaultReturnUrl must be an absolute https URL'],
        errors: ['tenant_not_found', 'provider_not_connected', 'provider_failed', 'provider_timeout'],
      },
    })
    .input(createBillingPortalInput)
    .output(billingPortalList)
    .mutation(async ({ ctx, input }): Promise<BillingPortalList> => {
      const { by, deadlineAt } = ctx;
      const target = assertTarget(ctx.target, input);
      const { url } = await ctx.services.billingPortals.create({
        by,
        target,
        returnUrl: input.defaultReturnUrl,
        flow: input.flow,
        locale: input.locale,
        deadlineAt,
      });
      return listOf(url);
    }),
});
