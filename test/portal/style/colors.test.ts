import { describe, expect, it } from 'vitest';
import { colors } from '../../../src/portal/style/colors.ts';

const [light = '', dark = ''] = colors.split('@media');

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const GROUNDS = ['ground', 'surface', 'tint'];

const TEXT_ON_GROUND: { text: string; ground: string }[] = [
  ...[...GROUNDS, 'good-ground', 'caution-ground', 'bad-ground', 'raised'].map((ground) => ({ text: 'ink', ground })),
  ...['soft', 'accent', 'accent-strong'].flatMap((text) => GROUNDS.map((ground) => ({ text, ground }))),
  ...['good', 'caution', 'bad', 'quiet'].map((tone) => ({ text: tone, ground: `${tone}-ground` })),
  { text: 'accent', ground: 'raised' },
  { text: 'on-accent', ground: 'accent' },
  { text: 'on-accent', ground: 'accent-strong' },
  { text: 'good', ground: 'surface' },
];

describe.each([
  ['light', light],
  ['dark', dark],
])('in %s', (_name, css) => {
  const color = (name: string) => {
    const hex = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1];
    if (hex === undefined) throw new Error(`--${name} has no color`);
    return hex;
  };

  it.each(TEXT_ON_GROUND)('$text on $ground has a contrast of 4.5:1 or more', ({ text, ground }) => {
    expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
