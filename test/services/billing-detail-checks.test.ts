import { describe, expect, it } from 'vitest';
import { allowedFields, checkDetails, type DetailsEntry } from '../../src/services/billing-detail-checks.ts';

const GOOD: DetailsEntry = {
  name: 'Blue Door Bakery',
  email: 'billing@bluedoor.example',
  company: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  country: '',
  vatNumber: '',
  language: 'nl',
};
const check = (entry: DetailsEntry, country: string | null = null) =>
  checkDetails({ ...GOOD, ...entry }, { languages: ['en', 'nl'], country });

describe('billing details', () => {
  it('need a name, an e-mail and a language, and nothing else', () => {
    expect(check({})).toEqual({
      kind: 'usable',
      changes: {
        name: 'Blue Door Bakery',
        email: 'billing@bluedoor.example',
        company: null,
        line1: null,
        line2: null,
        postalCode: null,
        city: null,
        country: null,
        vatNumber: null,
        language: 'nl',
      },
    });
    const nothing = { kind: 'missing' };
    expect(check({ name: ' ', email: '', language: '' })).toEqual({
      kind: 'unusable',
      faults: { name: nothing, email: nothing, language: nothing },
    });
  });

  it('are trimmed, and a VAT number is brought to its form', () => {
    const entry = { line1: ' Kerkstraat 1 ', city: 'Utrecht', country: 'NL', vatNumber: '1234 567 89 b01' };
    expect(check(entry)).toMatchObject({
      kind: 'usable',
      changes: { line1: 'Kerkstraat 1', country: 'NL', vatNumber: 'NL123456789B01' },
    });
  });

  it('that are not in the entry are left alone, and the stored country helps with the VAT number', () => {
    const verdict = checkDetails({ vatNumber: '123456789B01' }, { languages: [], country: 'NL' });
    expect(verdict).toEqual({ kind: 'usable', changes: { vatNumber: 'NL123456789B01' } });
  });

  it('tell every fault at once', () => {
    expect(
      check({
        name: 'a\u0000b',
        email: 'nobody',
        company: 'x'.repeat(201),
        line2: 'behind the yard',
        postalCode: 'x'.repeat(21),
        country: 'XX',
        vatNumber: '?!',
        language: 'tlh',
      }),
    ).toEqual({
      kind: 'unusable',
      faults: {
        name: { kind: 'characters' },
        email: { kind: 'email' },
        company: { kind: 'tooLong', mostCharacters: 200 },
        line1: { kind: 'incomplete' },
        postalCode: { kind: 'tooLong', mostCharacters: 20 },
        city: { kind: 'incomplete' },
        country: { kind: 'country' },
        vatNumber: { kind: 'vatNumber' },
        language: { kind: 'language' },
      },
    });
    expect(check({ vatNumber: 'NL1', country: 'NL' })).toMatchObject({
      faults: { vatNumber: { kind: 'vatNumberOf', example: 'NL123456789B01' } },
    });
  });

  it('may have a country without an address, but no address without a country', () => {
    expect(check({ country: 'NL' })).toMatchObject({ kind: 'usable' });
    expect(check({ line1: 'Kerkstraat 1', city: 'Utrecht' })).toMatchObject({
      faults: { country: { kind: 'incomplete' } },
    });
  });

  it('that may be entered are those that the app lets people change, and the language', () => {
    expect(allowedFields(['email', 'address'])).toEqual([
      'email',
      'line1',
      'line2',
      'postalCode',
      'city',
      'country',
      'language',
    ]);
    expect(allowedFields([])).toEqual(['language']);
  });
});
