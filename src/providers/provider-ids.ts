/** The one list. The path, the OpenAPI document, the commands and the `<ID>_API_URL` variables derive from it. */
export const PROVIDER_IDS = ['stripe', 'mollie'] as const;

export type ProviderId = (typeof PROVIDER_IDS)[number];

/** One value per provider. */
export function mapProviders<T>(make: (id: ProviderId) => T): Record<ProviderId, T> {
  return Object.assign({}, ...PROVIDER_IDS.map((id) => ({ [id]: make(id) })));
}

export function isProviderId(text: string): text is ProviderId {
  return PROVIDER_IDS.some((id) => id === text);
}
