import { describe, expect, it } from 'vitest';
import { inspectLogo, LOGO_MAX_BYTES } from '../../src/services/logo-images.ts';
import { jpegImage, pngImage, webpImage } from '../support/images.ts';

const size = { width: 240, height: 80 };
const faultOf = (content: Buffer) => {
  const verdict = inspectLogo(content);
  return verdict.kind === 'usable' ? 'usable' : verdict.fault;
};
/** The simple forms of WebP, made by a browser. */
const WEBP_LOSSY = 'UklGRjwAAABXRUJQVlA4IDAAAAAQAwCdASooABQAPxGGu1csKSYjpWgBgCIJZwAALqYfEAAA/ujWH9JxBR5CjGAAAAA=';
const WEBP_LOSSLESS = 'UklGRh4AAABXRUJQVlA4TBEAAAAvJ8AEAAdQrX50qf+BiOh/AAA=';

describe('a logo', () => {
  it.each([
    ['png', pngImage(size), size],
    ['jpg', jpegImage(size), size],
    ['webp', webpImage(size), size],
    ['webp', Buffer.from(WEBP_LOSSY, 'base64'), { width: 40, height: 20 }],
    ['webp', Buffer.from(WEBP_LOSSLESS, 'base64'), { width: 40, height: 20 }],
  ])('is known as %s by its content, with its size', (ending, content, expected) => {
    expect(inspectLogo(content)).toEqual({
      kind: 'usable',
      logo: { file: expect.stringMatching(new RegExp(`^[0-9a-f]{64}\\.${ending}$`)), ...expected },
    });
  });

  it('is named by its content', () => {
    expect(inspectLogo(pngImage(size))).toEqual(inspectLogo(pngImage(size)));
    expect(inspectLogo(pngImage(size))).not.toEqual(inspectLogo(pngImage({ width: 241, height: 80 })));
  });

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00')],
  ])('is refused when it is %s', (_name, content) => {
    expect(faultOf(content)).toMatch(/^must be a PNG, JPEG or WebP image; SVG is refused/);
  });

  it.each([
    ['PNG', pngImage(size)],
    ['JPEG', jpegImage(size)],
    ['WebP', webpImage(size)],
  ])('is refused when the %s was cut off anywhere', (_name, content) => {
    for (let length = 12; length < content.length; length += 1) {
      expect(inspectLogo(content.subarray(0, length)).kind).toBe('unusable');
    }
  });

  it.each([pngImage({ ...size, animated: true }), webpImage({ ...size, animated: true })])(
    'is refused when it moves',
    (content) => expect(faultOf(content)).toBe('must not be animated'),
  );

  it.each([
    [{ width: 15, height: 15 }, /16 to 2048 pixels wide and high, and is 15 × 15/],
    [{ width: 2049, height: 600 }, /and is 2049 × 600/],
    [{ width: 0, height: 600 }, /and is 0 × 600/],
    [{ width: 900, height: 100 }, /at most 8 times as wide as high, and is 900 × 100/],
  ])('of %j is refused with its size', (wrong, reason) => {
    expect(faultOf(jpegImage(wrong))).toMatch(reason);
  });

  it('is refused when it is large', () => {
    expect(faultOf(Buffer.concat([pngImage(size), Buffer.alloc(LOGO_MAX_BYTES)]))).toBe('must be at most 256 KiB');
  });
});
