/**
 * An operator's own color on the portal's pages: whether it can be read there, and the shades that go with it.
 * All pure; colors are `#rrggbb`, lower case.
 */

export type ColorScheme = 'light' | 'dark';

/** What `accent` becomes in the stylesheet's own words. */
export type AccentShades = { accent: string; accentStrong: string; onAccent: string; tint: string };

/** The grounds that text in the accent's color stands on; the same as in the pages' stylesheet. */
export const GROUNDS: Readonly<Record<ColorScheme, readonly string[]>> = {
  light: ['#ffffff', '#f7f6f3'],
  dark: ['#111315', '#191c1f', '#22262a'],
};

/** @see https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const LEAST_CONTRAST = 4.5;

export type AccentVerdict =
  | { kind: 'readable' }
  /** `nearest`: a darker or lighter shade of the same color that can be read. */
  | { kind: 'unreadable'; ratio: number; ground: string; nearest: string };

/** Whether text of that color can be read on every ground of the scheme. */
export function checkAccent(color: string, scheme: ColorScheme): AccentVerdict {
  const worst = worstGround(color, scheme);
  if (worst.ratio >= LEAST_CONTRAST) return { kind: 'readable' };
  return { kind: 'unreadable', ...worst, nearest: nearestReadable(color, scheme) };
}

/** The color itself where it can be read, else the shade nearest to it that can. */
export function nearestReadable(color: string, scheme: ColorScheme): string {
  const towards = scheme === 'light' ? BLACK : WHITE;
  for (let percent = 0; percent < 100; percent += 2) {
    const shade = mix(color, towards, percent / 100);
    if (worstGround(shade, scheme).ratio >= LEAST_CONTRAST) return shade;
  }
  return towards;
}

/** @param accent readable in that scheme. */
export function shadesOf(accent: string, scheme: ColorScheme): AccentShades {
  const isLight = scheme === 'light';
  return {
    accent,
    accentStrong: mix(accent, isLight ? BLACK : WHITE, 0.22),
    onAccent: isLight ? WHITE : NEARLY_BLACK,
    tint: tintOf(accent, scheme),
  };
}

/** From 1 (the same) to 21 (black on white). @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const WHITE = '#ffffff';
const BLACK = '#000000';
const NEARLY_BLACK = '#0d1114';

function worstGround(color: string, scheme: ColorScheme): { ratio: number; ground: string } {
  const grounds = [...GROUNDS[scheme], tintOf(color, scheme)];
  const [worst = { ratio: 1, ground: color }] = grounds
    .map((ground) => ({ ratio: contrastOf(color, ground), ground }))
    .toSorted((a, b) => a.ratio - b.ratio);
  return worst;
}

/** A ground with a breath of the color in it. */
function tintOf(color: string, scheme: ColorScheme): string {
  return scheme === 'light' ? mix(WHITE, color, 0.08) : mix('#191c1f', color, 0.1);
}

function mix(color: string, other: string, share: number): string {
  const others = channelsOf(other);
  const mixed = channelsOf(color).map((channel, at) => channel + ((others[at] ?? 0) - channel) * share);
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
