import type { ComponentChildren } from 'preact';
import { STYLESHEET_PATH } from '../style/stylesheet.ts';
import type { Reader } from '../reader.ts';
import { BackIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** The app whose customer reads the page, and where in it they came from. */
export type Home = { appName: string; returnUrl: string };

export type PageProps = {
  reader: Reader;
  /** Null: not known. */
  home: Home | null;
  title: string;
  layout: 'overview' | 'notice';
  /** Beside the content on wide screens, above it on narrow ones. */
  aside?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
};

const FAVICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#1f5a4b"/><path d="M7 12.5h18M10 20h5" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>',
)}`;

/** What all pages share. No script, nothing from elsewhere. */
export function Page({ reader, home, title, layout, aside, footer, children }: PageProps) {
  const { language, messages } = reader;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{home ? `${title} · ${home.appName}` : title}</title>
        <link rel="icon" href={FAVICON} />
        <link rel="stylesheet" href={STYLESHEET_PATH} />
      </head>
      <body>
        <a class="skip-link" href="#content">
          {messages.page.skipToContent}
        </a>
        <div class={`page page-${layout}`}>
          <header class="masthead">
            {home ? <Brand {...home} /> : null}
            {home && layout === 'overview' ? <BackLink home={home} reader={reader} /> : null}
            {aside}
          </header>
          <LanguageSwitch {...reader} />
          <main id="content" tabIndex={-1}>
            {children}
          </main>
          {footer ? <footer class="footer">{footer}</footer> : null}
        </div>
      </body>
    </html>
  );
}

function Brand({ appName }: Home) {
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

function BackLink({ home, reader }: { home: Home; reader: Reader }) {
  return (
    <a class="back-link" href={home.returnUrl}>
      <BackIcon />
      {reader.messages.page.backTo(home.appName)}
    </a>
  );
}
