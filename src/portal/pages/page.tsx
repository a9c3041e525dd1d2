import type { ComponentChildren } from 'preact';
import type { PortalConfiguration } from '../../services/portal-configuration.ts';
import type { Reader } from '../reader.ts';
import { accentOf, accentPath } from '../style/accent.ts';
import { STYLESHEET_PATH } from '../style/stylesheet.ts';
import { Brand } from './brand.tsx';
import { hasHomeLinks, HomeLinks } from './home-links.tsx';
import { BackIcon } from './icons.ts';
import { LanguageSwitch } from './language-switch.tsx';

/** The app whose customer reads the page, and where in it they came from. */
export type Home = { appName: string; configuration: PortalConfiguration; returnUrl: string };

export type PageProps = {
  reader: Reader;
  /** Null: not known. */
  home: Home | null;
  title: string;
  layout: 'overview' | 'task' | 'notice';
  /** The content itself shows the way back to the app. */
  hasOwnBackLink?: boolean;
  /** Where the browser goes on by itself, at once. */
  forwardTo?: string;
  /** Beside the content on wide screens, above it on narrow ones. */
  aside?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
};

const OWN_ACCENT = '#1f5a4b';

function favicon(color: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${color}"/><path d="M7 12.5h18M10 20h5" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>`,
  )}`;
}

/** What all pages share. No script, nothing from elsewhere. */
export function Page(props: PageProps) {
  const { reader, home, title, layout, hasOwnBackLink = false, forwardTo, aside, footer, children } = props;
  const { language, messages } = reader;
  const accent = home && accentOf(home.configuration);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {forwardTo === undefined ? null : <meta http-equiv="refresh" content={`0;url=${forwardTo}`} />}
        <title>{withoutSoftHyphens(home ? `${title} · ${home.appName}` : title)}</title>
        <link rel="icon" href={favicon(accent?.light ?? OWN_ACCENT)} />
        <link rel="stylesheet" href={STYLESHEET_PATH} />
        {accent ? <link rel="stylesheet" href={accentPath(accent)} /> : null}
      </head>
      <body>
        <a class="skip-link" href="#content">
          {messages.page.skipToContent}
        </a>
        <div class={`page page-${layout}`}>
          <header class="masthead">
            {home ? <Brand {...home} /> : null}
            {home && !hasOwnBackLink ? <BackLink home={home} reader={reader} /> : null}
            {aside}
          </header>
          <LanguageSwitch {...reader} />
          <main id="content" tabIndex={-1}>
            {children}
          </main>
          <Footer home={home} reader={reader}>
            {footer}
          </Footer>
        </div>
      </body>
    </html>
  );
}

function Footer({ home, reader, children }: Pick<PageProps, 'home' | 'reader' | 'children'>) {
  const hasLinks = home !== null && hasHomeLinks(home);
  if (!hasLinks && !children) return null;
  return (
    <footer class="footer">
      {children}
      {hasLinks ? <HomeLinks home={home} reader={reader} /> : null}
    </footer>
  );
}

function BackLink({ home, reader }: { home: Home; reader: Reader }) {
  return (
    <a class="back-link" href={home.returnUrl}>
      <BackIcon />
      {reader.messages.page.backTo(home.appName)}
    </a>
  );
}

/** Browsers name the files that a page is saved as after its title, with any that are in it. */
function withoutSoftHyphens(text: string): string {
  return text.replaceAll('\u{ad}', '');
}
