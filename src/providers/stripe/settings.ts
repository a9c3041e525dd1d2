import { z } from 'zod';
import type { ProviderSettings } from '../provider.ts';

const settings = z.object({
  /** The portal configuration that we made for an account which had saved none. */
  portalConfigurationId: z.string().startsWith('bpc_').optional(),
  /** The portal configuration that follows what the operator has set for the app, and what it was made from. */
  appPortalConfigurationId: z.string().startsWith('bpc_').optional(),
  appPortalConfigurationFingerprint: z.string().optional(),
});

export type StripeSettings = z.infer<typeof settings>;

/** Other words are left alone: a newer version may have written them. */
export function readSettings(stored: ProviderSettings): StripeSettings {
  return settings.parse(stored);
}
