import type { Reader } from '../reader.ts';
import type { Home } from './page.tsx';

const LINKS = [
  { field: 'supportUrl', word: 'support' },
  { field: 'termsUrl', word: 'terms' },
  { field: 'privacyUrl', word: 'privacy' },
] as const;

export function hasHomeLinks({ configuration }: Home): boolean {
  return LINKS.some(({ field }) => configuration[field] !== null);
}

/** The app's own support, terms and privacy, as far as they are set. */
export function HomeLinks({ home: { configuration }, reader }: { home: Home; reader: Reader }) {
  return (
    <ul class="home-links">
      {LINKS.map(({ field, word }) => {
        const href = configuration[field];
        return href === null ? null : (
          <li key={word}>
            <a href={href}>{reader.messages.homeLinks[word]}</a>
          </li>
        );
      })}
    </ul>
  );
}
