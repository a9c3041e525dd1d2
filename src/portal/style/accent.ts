import { createHash } from 'node:crypto';
import {
  type AccentShades,
  checkAccent,
  type ColorScheme,
  nearestReadable,
  shadesOf,
} from '../../services/accent-colors.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';

/** `#rrggbb`, readable on the light and on the dark pages. */
export type Accent = { light: string; dark: string };

/** Null: the pages' own. */
export function accentOf(configured: { accent: string | null; accentDark: string | null }): Accent | null {
  const { accent, accentDark } = configured;
  if (accent !== null) return { light: accent, dark: accentDark ?? nearestReadable(accent, 'dark') };
  return accentDark === null ? null : { light: nearestReadable(accentDark, 'light'), dark: accentDark };
}

/** Where the stylesheet of an accent is. The address says all that is in it, so it is made from it, and kept nowhere. */
export function accentPath(accent: Accent): string {
  return `${PORTAL_PATH}/assets/${accentFile(accent)}`;
}

/** @returns null for an address that no page of this version has. */
export function readAccentFile(file: string): string | null {
  const [, light, dark] = /^accent-([0-9a-f]{6})-([0-9a-f]{6})-[0-9a-f]{8}\.css$/.exec(file) ?? [];
  if (light === undefined || dark === undefined) return null;
  const accent = { light: `#${light}`, dark: `#${dark}` };
  if (!isReadable(accent.light, 'light') || !isReadable(accent.dark, 'dark')) return null;
  return accentFile(accent) === file ? accentCss(accent) : null;
}

function isReadable(color: string, scheme: ColorScheme): boolean {
  return checkAccent(color, scheme).kind === 'readable';
}

/** Ends with a hash of the content: browsers keep it forever, and another version may make other shades. */
function accentFile(accent: Accent): string {
  const hash = createHash('sha256').update(accentCss(accent)).digest('hex').slice(0, 8);
  return `accent-${accent.light.slice(1)}-${accent.dark.slice(1)}-${hash}.css`;
}

function accentCss({ light, dark }: Accent): string {
  return `:root { ${declare(shadesOf(light, 'light'))} }
@media screen and (prefers-color-scheme: dark) { :root { ${declare(shadesOf(dark, 'dark'))} } }
@media print { :root { --tint: #fff; } }
`;
}

function declare({ accent, accentStrong, onAccent, tint }: AccentShades): string {
  return `--accent: ${accent}; --accent-strong: ${accentStrong}; --on-accent: ${onAccent}; --tint: ${tint};`;
}
