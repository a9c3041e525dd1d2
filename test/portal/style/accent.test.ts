import { describe, expect, it } from 'vitest';
import { accentOf, accentPath, readAccentFile } from '../../../src/portal/style/accent.ts';
import { checkAccent } from '../../../src/services/accent-colors.ts';

const ACCENT = { light: '#1f5a4b', dark: '#86d3b9' };
const fileOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const FILE = fileOf(accentPath(ACCENT));

describe('an accent', () => {
  it('that is not configured is the pages’ own', () => {
    expect(accentOf({ accent: null, accentDark: null })).toBeNull();
  });

  it('of one scheme is made readable in the other', () => {
    const fromLight = accentOf({ accent: '#4b1fa0', accentDark: null });
    expect(fromLight?.light).toBe('#4b1fa0');
    expect(checkAccent(fromLight?.dark ?? '', 'dark').kind).toBe('readable');
    const fromDark = accentOf({ accent: null, accentDark: '#86d3b9' });
    expect(fromDark?.dark).toBe('#86d3b9');
    expect(checkAccent(fromDark?.light ?? '', 'light').kind).toBe('readable');
    expect(accentOf({ accent: '#1f5a4b', accentDark: '#86d3b9' })).toEqual(ACCENT);
  });

  it('is a stylesheet of its own, which its address alone says', () => {
    const css = readAccentFile(FILE);
    expect(css).toContain('--accent: #1f5a4b;');
    expect(css).toContain('--accent: #86d3b9;');
  });

  it.each([
    ['of another version', FILE.replace(/[0-9a-f]{8}\.css$/, '00000000.css')],
    ['with colors that cannot be read', FILE.replace('1f5a4b', 'ffffff')],
    ['in capitals', FILE.toUpperCase()],
    ['with more in it', FILE.replace('1f5a4b', '1f5a4b;}')],
  ])('has no stylesheet at an address %s', (_name, file) => {
    expect(readAccentFile(file)).toBeNull();
  });
});
