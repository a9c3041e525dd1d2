import { describe, expect, it } from 'vitest';
import { checkVatNumber } from '../../src/services/vat-numbers.ts';

const verdict = (text: string, country: string | null) => {
  const checked = checkVatNumber(text, country);
  return checked.kind === 'usable' ? checked.vatNumber : checked;
};

describe('a VAT number', () => {
  it.each([
    ['NL123456789B01', 'NL', 'NL123456789B01'],
    ['nl 1234.567.89-b01', 'NL', 'NL123456789B01'],
    ['123456789B01', 'NL', 'NL123456789B01'],
    ['NL123456789B01', null, 'NL123456789B01'],
    ['DE 123 456 789', 'DE', 'DE123456789'],
    ['EL123456789', 'GR', 'EL123456789'],
    ['123456789', 'GR', 'EL123456789'],
    ['IE1234567AB', 'IE', 'IE1234567AB'],
    ['IE1A23456B', 'IE', 'IE1A23456B'],
    ['FRAB123456789', 'FR', 'FRAB123456789'],
    ['GBGD123', 'GB', 'GBGD123'],
    ['CHE-123.456.789 MWST', 'CH', 'CHE123456789MWST'],
    ['BE0123456789', 'NL', 'BE0123456789'],
    ['12-3456789', 'US', '123456789'],
    ['51824753556', null, '51824753556'],
  ])('%s of %s is kept as %s', (text, country, kept) => {
    expect(verdict(text, country)).toBe(kept);
  });

  it.each([
    ['NL12', 'NL', 'NL123456789B01'],
    ['DE12345678', 'DE', 'DE123456789'],
    ['NL12', null, 'NL123456789B01'],
    ['FRIO123456789', 'FR', 'FR12345678901'],
  ])('%s of %s is refused with an example', (text, country, example) => {
    expect(verdict(text, country)).toEqual({ kind: 'unusable', example });
  });

  it.each([
    ['<script>', 'US'],
    ['ab', null],
    ['x'.repeat(40), 'US'],
    ['ÄÖÜ123', null],
  ])('%s of %s is refused', (text, country) => {
    expect(verdict(text, country)).toEqual({ kind: 'unusable', example: null });
  });

  it('of every example is itself of the form that it shows', () => {
    for (const country of ['AT', 'BE', 'CY', 'ES', 'GB', 'HR', 'IE', 'LT', 'NO', 'PL', 'SE', 'XI']) {
      const refused = checkVatNumber('?', country);
      if (refused.kind === 'usable' || refused.example === null) throw new Error(`${country} has no example`);
      expect(checkVatNumber(refused.example, country)).toEqual({ kind: 'usable', vatNumber: refused.example });
    }
  });
});
