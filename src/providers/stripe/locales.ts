import type { Stripe } from 'stripe';

export type StripePortalLocale = NonNullable<Stripe.BillingPortal.SessionCreateParams['locale']>;

/** What Stripe's portal speaks. @see https://docs.stripe.com/api/customer_portal/sessions/create (locale) */
const PORTAL_LOCALES = [
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'en-AU',
  'en-CA',
  'en-GB',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-SG',
  'es',
  'es-419',
  'et',
  'fi',
  'fil',
  'fr',
  'fr-CA',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'ms',
  'mt',
  'nb',
  'nl',
  'pl',
  'pt',
  'pt-BR',
  'ro',
  'ru',
  'sk',
  'sl',
  'sv',
  'th',
  'tr',
  'vi',
  'zh',
  'zh-HK',
  'zh-TW',
] as const satisfies readonly StripePortalLocale[];

/** Other names of a language, and of Norwegian and Filipino. */
const SPOKEN_AS: ReadonlyMap<string, string> = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
  ['tl', 'fil'],
]);

/** The nearest of the portal's languages for a BCP 47 tag; `auto`, the browser's, when it does not speak it. Pure. */
export function toStripePortalLocale(tag: string): StripePortalLocale {
  const { language, script, region } = parseLocale(tag);
  const spoken = SPOKEN_AS.get(language) ?? language;
  const wishes = [`${spoken}-${region}`, ...variantsOf({ spoken, script, region }), spoken];
  return wishes.flatMap((wish) => PORTAL_LOCALES.filter((locale) => locale === wish))[0] ?? 'auto';
}

/** A row that was edited by hand may hold anything. */
function parseLocale(tag: string): { language: string; script?: string; region?: string } {
  try {
    return new Intl.Locale(tag);
  } catch {
    return { language: '' };
  }
}

type Tag = { spoken: string; script: string | undefined; region: string | undefined };

/** Spanish of the Americas, and Chinese in traditional characters. */
function variantsOf({ spoken, script, region }: Tag): string[] {
  if (spoken === 'es' && region !== undefined && region !== 'ES') return ['es-419'];
  if (spoken === 'zh' && (script === 'Hant' || region === 'MO')) return [region === undefined ? 'zh-TW' : 'zh-HK'];
  return [];
}
