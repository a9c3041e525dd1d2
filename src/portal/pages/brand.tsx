import { logoPath } from '../logos.ts';
import type { Home } from './page.tsx';

/** A logo so much wider than high has the name in it. */
const WORDMARK_TIMES_AS_WIDE = 1.8;

/** Whose page it is: its logo with its name, or the name's first letter instead. */
export function Brand({ appName, configuration: { logo } }: Home) {
  if (logo === null) {
    const [initial = ''] = appName.trim();
    return (
      <p class="brand">
        <span class="monogram" aria-hidden="true">
          {initial.toUpperCase()}
        </span>
        <span class="brand-name">{appName}</span>
      </p>
    );
  }
  const { width, height } = logo;
  const isWordmark = width > height * WORDMARK_TIMES_AS_WIDE;
  return (
    <p class="brand">
      <span class="logo">
        <img src={logoPath(logo)} width={width} height={height} alt={isWordmark ? appName : ''} />
      </span>
      {isWordmark ? null : <span class="brand-name">{appName}</span>}
    </p>
  );
}
