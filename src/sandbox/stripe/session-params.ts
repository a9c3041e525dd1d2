import type Stripe from 'stripe';
import { z } from 'zod';
import type { SandboxMode } from '../core/provider-api.ts';
import { expand, oneOf, text, unmodelled, webUrl } from './params.ts';

type CreateParams = Stripe.BillingPortal.SessionCreateParams;

/** @see https://docs.stripe.com/api/customer_portal/sessions/create (locale) */
const PORTAL_LOCALES = (
  'auto bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ' +
  'ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'
).split(' ');

const afterCompletion = (url: ReturnType<typeof webUrl>) =>
  z.strictObject({
    hosted_confirmation: z.strictObject({ custom_message: text(500).optional() }).optional(),
    redirect: z.strictObject({ return_url: url }).optional(),
    type: oneOf(['hosted_confirmation', 'portal_homepage', 'redirect']),
  });

const flowData = (url: ReturnType<typeof webUrl>) =>
  z.strictObject({
    after_completion: afterCompletion(url).optional(),
    subscription_cancel: z.strictObject({ retention: unmodelled(), subscription: text() }).optional(),
    subscription_pause: unmodelled(),
    subscription_update: unmodelled(),
    subscription_update_confirm: unmodelled(),
    type: oneOf(['customer_update', 'payment_method_update', 'subscription_cancel']),
  } satisfies Record<keyof NonNullable<CreateParams['flow_data']>, z.ZodType>);

function sessionSchema(url: ReturnType<typeof webUrl>) {
  return z.strictObject({
    after_expiration: unmodelled(),
    configuration: text().optional(),
    customer: text(),
    customer_account: unmodelled(),
    expand: expand().optional(),
    flow_data: flowData(url).optional(),
    locale: oneOf(PORTAL_LOCALES).optional(),
    on_behalf_of: text().optional(),
    return_url: url.optional(),
  } satisfies Record<keyof CreateParams, z.ZodType>);
}

export const createSessionParams = {
  test: sessionSchema(webUrl({ httpsOnly: false })),
  live: sessionSchema(webUrl({ httpsOnly: true })),
} satisfies Record<SandboxMode, z.ZodType>;

export type SessionParams = z.output<(typeof createSessionParams)[SandboxMode]>;
export type FlowParams = NonNullable<SessionParams['flow_data']>;
