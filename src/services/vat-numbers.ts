/** `example`: how a number of that country looks; null when the country is not known to us, or to us unclear. */
export type VatVerdict = { kind: 'usable'; vatNumber: string } | { kind: 'unusable'; example: string | null };

type Form = { prefix: string; rest: RegExp; example: string };

/**
 * How numbers are written, by country; nobody is asked whether one was given out.
 * @see https://taxation-customs.ec.europa.eu/taxation/vat/vat-directive/vat-identification-numbers_en
 */
const FORMS: ReadonlyMap<string, Form> = new Map(
  (
    [
      ['AT', 'AT', /U\d{8}/, 'ATU12345678'],
      ['BE', 'BE', /[01]\d{9}/, 'BE0123456789'],
      ['BG', 'BG', /\d{9,10}/, 'BG123456789'],
      ['CY', 'CY', /\d{8}[A-Z]/, 'CY12345678X'],
      ['CZ', 'CZ', /\d{8,10}/, 'CZ12345678'],
      ['DE', 'DE', /\d{9}/, 'DE123456789'],
      ['DK', 'DK', /\d{8}/, 'DK12345678'],
      ['EE', 'EE', /\d{9}/, 'EE123456789'],
      ['ES', 'ES', /[A-Z0-9]\d{7}[A-Z0-9]/, 'ESB12345678'],
      ['FI', 'FI', /\d{8}/, 'FI12345678'],
      ['FR', 'FR', /[A-HJ-NP-Z0-9]{2}\d{9}/, 'FR12345678901'],
      ['GB', 'GB', /(?:\d{9}|\d{12}|(?:GD|HA)\d{3})/, 'GB123456789'],
      ['GR', 'EL', /\d{9}/, 'EL123456789'],
      ['HR', 'HR', /\d{11}/, 'HR12345678901'],
      ['HU', 'HU', /\d{8}/, 'HU12345678'],
      ['IE', 'IE', /(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])/, 'IE1234567AB'],
      ['IT', 'IT', /\d{11}/, 'IT12345678901'],
      ['LT', 'LT', /(?:\d{9}|\d{12})/, 'LT123456789'],
      ['LU', 'LU', /\d{8}/, 'LU12345678'],
      ['LV', 'LV', /\d{11}/, 'LV12345678901'],
      ['MT', 'MT', /\d{8}/, 'MT12345678'],
      ['NL', 'NL', /[A-Z0-9+*]{9}B\d{2}/, 'NL123456789B01'],
      ['PL', 'PL', /\d{10}/, 'PL1234567890'],
      ['PT', 'PT', /\d{9}/, 'PT123456789'],
      ['RO', 'RO', /\d{2,10}/, 'RO1234567890'],
      ['SE', 'SE', /\d{12}/, 'SE123456789012'],
      ['SI', 'SI', /\d{8}/, 'SI12345678'],
      ['SK', 'SK', /\d{10}/, 'SK1234567890'],
      ['XI', 'XI', /(?:\d{9}|\d{12}|(?:GD|HA)\d{3})/, 'XI123456789'],
      ['CH', 'CHE', /\d{9}(?:MWST|TVA|IVA)?/, 'CHE123456789'],
      ['NO', 'NO', /\d{9}(?:MVA)?/, 'NO123456789MVA'],
    ] as const
  ).map(([country, prefix, rest, example]) => [country, { prefix, rest, example }]),
);

/** Of countries whose numbers we do not know the form of. */
const ANY_FORM = /^[A-Z0-9+*]{3,30}$/;

/**
 * Spaces, points, dashes and slashes are dropped, letters become capitals, and a missing prefix of the chosen country is
 * put before. A number of another country than the address is fine. Pure.
 * @param country ISO 3166-1; null: not chosen.
 */
export function checkVatNumber(text: string, country: string | null): VatVerdict {
  const typed = text.toUpperCase().replaceAll(/[\s./-]/g, '');
  const own = country === null ? undefined : FORMS.get(country);
  for (const form of own ? [own, ...FORMS.values()] : FORMS.values()) {
    if (isOfForm(typed, form)) return { kind: 'usable', vatNumber: typed };
  }
  if (own) {
    const whole = own.prefix + typed;
    return isOfForm(whole, own) ? { kind: 'usable', vatNumber: whole } : { kind: 'unusable', example: own.example };
  }
  const named = [...FORMS.values()].find(({ prefix }) => typed.startsWith(prefix));
  if (country === null && named) return { kind: 'unusable', example: named.example };
  return ANY_FORM.test(typed) ? { kind: 'usable', vatNumber: typed } : { kind: 'unusable', example: null };
}

function isOfForm(typed: string, { prefix, rest }: Form): boolean {
  return new RegExp(`^${prefix}(?:${rest.source})$`).test(typed);
}
