import { LANGUAGE_NAMES, LANGUAGES } from '../languages.ts';
import type { Reader } from '../reader.ts';
import { CheckIcon, ChevronIcon, GlobeIcon } from './icons.ts';

/** Opens and closes without a script; each link is the page's own address in another language. */
export function LanguageSwitch({ language: current, messages }: Reader) {
  return (
    <nav class="languages" aria-label={messages.page.language}>
      <details>
        <summary>
          <GlobeIcon />
          <span class="spoken-only">{messages.page.language}: </span>
          {LANGUAGE_NAMES[current]}
          <ChevronIcon />
        </summary>
        <ul>
          {LANGUAGES.map((language) => (
            <li key={language}>
              <a
                href={`?lang=${language}`}
                lang={language}
                hreflang={language}
                rel="nofollow"
                {...(language === current ? { 'aria-current': 'true' } : {})}
              >
                {LANGUAGE_NAMES[language]}
                {language === current ? <CheckIcon /> : null}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
