import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colors } from '../../src/portal/style/colors.ts';
import {
  checkAccent,
  type ColorScheme,
  contrastOf,
  GROUNDS,
  LEAST_CONTRAST,
  nearestReadable,
  shadesOf,
} from '../../src/services/accent-colors.ts';

const [light = '', dark = ''] = colors.split('@media');
const SHEETS: Readonly<Record<ColorScheme, string>> = { light, dark };
const SCHEMES = ['light', 'dark'] as const;
const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#000000', 21],
    ['#777777', '#ffffff', 4.48],
    ['#1f5a4b', '#1f5a4b', 1],
  ])('of %s on %s is %d:1', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
  });
});

describe.each(SCHEMES)('on the %s pages', (scheme) => {
  const value = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(SHEETS[scheme])?.[1] ?? '';

  it('the grounds are those of the stylesheet', () => {
    const grounds = new Set(['surface', 'ground', 'raised'].map(value));
    expect(new Set(GROUNDS[scheme])).toEqual(grounds);
  });

  it('every color has a shade that passes the check, the color itself when it does', () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        const nearest = nearestReadable(color, scheme);
        expect(checkAccent(nearest, scheme).kind).toBe('readable');
        if (checkAccent(color, scheme).kind === 'readable') expect(nearest).toBe(color);
      }),
    );
  });

  it('what passes the check can be read wherever the pages use it, and all else on its tint too', () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        const { accent, accentStrong, onAccent, tint } = shadesOf(nearestReadable(color, scheme), scheme);
        for (const ground of [...GROUNDS[scheme], tint]) {
          expect(contrastOf(accent, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
          expect(contrastOf(accentStrong, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        }
        for (const ground of [accent, accentStrong]) {
          expect(contrastOf(onAccent, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        }
        for (const text of ['ink', 'soft']) {
          expect(contrastOf(value(text), tint)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        }
      }),
    );
  });
});

it('yellow on white is told its ratio, the ground and a shade that would do', () => {
  const verdict = checkAccent('#ffd400', 'light');
  expect(verdict).toMatchObject({ kind: 'unreadable' });
  if (verdict.kind === 'readable') return;
  expect(verdict.ratio).toBeLessThan(1.5);
  expect(checkAccent(verdict.nearest, 'light').kind).toBe('readable');
});
