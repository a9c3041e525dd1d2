import { z } from 'zod';
import type { ProviderSettings } from '../provider.ts';

const settings = z.object({
  /** Only of access tokens: which of the organisation's profiles it is for. */
  profileId: z.string().startsWith('pfl_').optional(),
});

export type MollieSettings = z.infer<typeof settings>;

/** Other words are left alone: a newer version may have written them. */
export function readSettings(stored: ProviderSettings): MollieSettings {
  return settings.parse(stored);
}
