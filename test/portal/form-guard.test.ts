import { describe, expect, it } from 'vitest';
import { formTokenOf, isFormToken, isSentFromOwnPage } from '../../src/portal/form-guard.ts';

const OWN = 'https://billing.example.com';
const SAME = { origin: OWN, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' };

describe('where a form was sent from', () => {
  it.each([
    [SAME],
    [{ origin: OWN }],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' }],
  ])('P16 is our own page for %o', (headers) => {
    expect(isSentFromOwnPage(headers, OWN)).toBe(true);
  });

  it.each([
    [{}],
    [{ 'sec-fetch-dest': 'document' }],
    [{ ...SAME, origin: 'https://evil.example' }],
    [{ ...SAME, origin: 'null' }],
    [{ ...SAME, origin: 'http://billing.example.com' }],
    [{ ...SAME, origin: `${OWN}.evil.example` }],
    [{ ...SAME, 'sec-fetch-site': 'cross-site' }],
    [{ ...SAME, 'sec-fetch-site': 'same-site' }],
    [{ ...SAME, 'sec-fetch-site': 'none' }],
    [{ ...SAME, 'sec-fetch-dest': 'iframe' }],
    [{ ...SAME, 'sec-fetch-dest': 'empty' }],
  ])('P16 is not ours for %o', (headers) => {
    expect(isSentFromOwnPage(headers, OWN)).toBe(false);
  });
});

describe('the form’s token', () => {
  it('P16 belongs to one session and tells nothing of it', () => {
    const token = formTokenOf('bps_one');
    expect(isFormToken(token, 'bps_one')).toBe(true);
    expect(isFormToken(token, 'bps_two')).toBe(false);
    expect(token).not.toContain('one');
  });

  it.each([null, '', 'x', 'bps_one', `${formTokenOf('bps_one')}=`, 'é'.repeat(43)])('P16 is not %o', (text) => {
    expect(isFormToken(text, 'bps_one')).toBe(false);
  });
});
