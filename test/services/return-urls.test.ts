import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertAllowedInMode,
  assertAllowedOrigin,
  parseReturnOrigin,
  parseReturnUrl,
} from '../../src/services/return-urls.ts';

const usable = (text: string) => {
  const verdict = parseReturnUrl(text);
  if (verdict.kind === 'unusable') throw new Error(`${text} was refused: ${verdict.fault}`);
  return verdict.url;
};

describe('D14, P14: the return URL', () => {
  it.each([
    ['https://app.example.com/account', 'https://app.example.com/account'],
    ['https://app.example.com', 'https://app.example.com/'],
    ['HTTPS://APP.EXAMPLE.COM/Account?a=1#b', 'https://app.example.com/Account?a=1#b'],
    ['https://app.example.com:8443/x', 'https://app.example.com:8443/x'],
    ['https://bücher.example/konto', 'https://xn--bcher-kva.example/konto'],
    ['https://app.example.com/a@b?mail=x@y.z', 'https://app.example.com/a@b?mail=x@y.z'],
    ['http://localhost:3000/back', 'http://localhost:3000/back'],
    ['http://127.0.0.1:5173/', 'http://127.0.0.1:5173/'],
    ['http://[::1]:5173/', 'http://[::1]:5173/'],
  ])('takes %s and passes on what the parser made of it', (text, href) => {
    expect(usable(text).href).toBe(href);
  });

  it.each([
    '',
    ' ',
    'account',
    '/account',
    '//app.example.com/account',
    'app.example.com/account',
    'http://app.example.com/account',
    'http://localhost.example.com/',
    'http://localhost./',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://127.0.0.1.example.com/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https://app.example.com',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://app.example.com/',
    'blob:https://app.example.com/1',
    'https:app.example.com',
    'https:/app.example.com',
    'https:\\\\app.example.com',
    'https://app.example.com\\@evil.example',
    'https:///app.example.com',
    'https://',
    'https://?x',
    'https://#x',
    'https://user@app.example.com/',
    'https://user:password@app.example.com/',
    'https://@app.example.com/',
    'https://:@app.example.com/',
    'https://app.example.com@evil.example/',
    'https://app.example.com%40evil.example/',
    'ht\ttps://app.example.com/',
    'https://app.exa\nmple.com/',
    'https://app.example.com/\u0000',
    'https://app.example.com/a b',
    ' https://app.example.com/',
    'https://app.example.com/ ',
    'https://app.example.com/\u202Egnp',
    'https://app.example.com/\u200B',
    'https://app.example.com/\u00A0',
    'https://app.example.com/\u2028',
    'https://app.example.com/\uFEFF',
    'https://app.example.com/\uD800',
    'https://app.example.com:99999/',
    'https://[::1/',
    'https://exa mple.com/',
    'https://%zz/',
    `https://app.example.com/${'a'.repeat(2048)}`,
    `https://app.example.com/${'ü'.repeat(700)}`,
  ])('refuses %j', (text) => {
    expect(parseReturnUrl(text).kind).toBe('unusable');
  });

  it.each([`https://app.example.com/${'ü'.repeat(700)}`, `https://a.example#${'a'.repeat(2030)}`])(
    'that is too long once it is percent-encoded is told that: %s',
    (text) => {
      expect(text.length).toBeLessThanOrEqual(2048);
      const fault = 'must be at most 2048 characters, percent-encoded';
      expect(parseReturnUrl(text)).toEqual({ kind: 'unusable', fault });
    },
  );

  it('must have one of the app’s origins, exactly, when there are any', () => {
    const origins = ['https://app.example.com', 'https://good.example:8443'];
    const allow = (text: string) => () => assertAllowedOrigin(usable(text), origins);
    expect(allow('https://app.example.com/x')).not.toThrow();
    expect(allow('https://APP.example.com:443/x')).not.toThrow();
    expect(allow('https://good.example:8443/')).not.toThrow();
    expect(allow('https://app%2eexample.com/')).not.toThrow();
    for (const text of [
      'https://app.example.com.evil.example/',
      'https://evil.example/https://app.example.com',
      'https://app.example.com.:443/',
      'https://app.example.com:8443/',
      'https://good.example/',
      'https://sub.app.example.com/',
      'https://app.example.comx/',
    ]) {
      expect(allow(text), text).toThrow('Bad Request');
    }
    expect(() => assertAllowedOrigin(usable('https://anywhere.example/'), [])).not.toThrow();
  });

  it('may be plain http on loopback while the connection is in test mode only', () => {
    const local = usable('http://localhost:3000/');
    expect(() => assertAllowedInMode(local, 'test')).not.toThrow();
    expect(() => assertAllowedInMode(local, 'live')).toThrow('Bad Request');
    expect(() => assertAllowedInMode(usable('https://app.example.com/'), 'live')).not.toThrow();
  });
});

describe('generated return URLs (P14)', () => {
  const allowed = 'https://app.example.com';
  const pieces = fc.constantFrom(
    'https:',
    'http:',
    'HTTPS:',
    'javascript:',
    'data:',
    '/',
    '//',
    '///',
    '\\',
    '\\\\',
    '@',
    ':',
    '.',
    '%2e',
    '%40',
    '%2f',
    '%5c',
    '%00',
    '?',
    '#',
    '\t',
    '\n',
    '\r',
    ' ',
    '\u0000',
    '\u3002',
    '\uff0e',
    '\u200b',
    '\u202e',
    '\ud800',
    '[::1]',
    '127.0.0.1',
    '127.1',
    'localhost',
    ':443',
    ':8443',
    'app.example.com',
    'app',
    'example.com',
    'evil.example',
    'user',
    'https://app.example.com',
    'https://app.example.com/',
    'https://evil.example/',
  );
  const texts = fc.oneof(
    fc.array(pieces, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 5 }).map((parts) => `${allowed}${parts.join('')}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );

  it('that are accepted lead to the allowed origin, whatever a browser makes of their text', () => {
    let accepted = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const verdict = parseReturnUrl(text);
        if (verdict.kind === 'unusable' || verdict.url.origin !== allowed) return;
        accepted += 1;
        expect(() => assertAllowedOrigin(verdict.url, [allowed])).not.toThrow();
        // What browsers do with the text before they go: they trim it and drop tabs and newlines.
        const followed = new URL(text.replaceAll(/[\t\n\r]/g, '').trim());
        expect([followed.origin, followed.username, followed.password]).toEqual([allowed, '', '']);
        expect(verdict.url.href.startsWith(`${allowed}/`)).toBe(true);
        expect(text).not.toMatch(/[\s\\\p{Cc}]/u);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('an allowed origin', () => {
  it.each(['https://app.example.com', 'https://app.example.com/', 'http://localhost:5173'])('may be %s', (text) => {
    expect(parseReturnOrigin(text)).toEqual({ kind: 'usable', origin: text.replace(/\/$/, '') });
  });

  it.each([
    'https://app.example.com/path',
    'http://app.example.com',
    'app.example.com',
    '*',
    'https://*.example.com/x',
  ])('may not be %s', (text) => {
    expect(parseReturnOrigin(text).kind).toBe('unusable');
  });
});
