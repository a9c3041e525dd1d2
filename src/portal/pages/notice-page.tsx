import type { ComponentChildren } from 'preact';
import type { Reader } from '../reader.ts';
import { BackIcon } from './icons.ts';
import { type Home, Page } from './page.tsx';

export type NoticeProps = {
  reader: Reader;
  home: Home | null;
  icon: ComponentChildren;
  title: string;
  text: string;
  /** The one thing to do here; without it, the way back to the app is. */
  action?: { text: string; href: string };
  /** In small print. */
  reference?: string;
};

/** A page that says one thing and shows the way on. */
export function NoticePage({ reader, home, icon, title, text, action, reference }: NoticeProps) {
  return (
    <Page reader={reader} home={home} title={title} layout="notice" hasOwnBackLink>
      <div class="card notice">
        <span class="notice-icon">{icon}</span>
        <h1>{title}</h1>
        <p>{text}</p>
        {home || action ? (
          <div class="choices">
            {action ? (
              <a class="button" href={action.href}>
                {action.text}
              </a>
            ) : null}
            {home ? (
              <a class={action ? 'quiet-link' : 'button'} href={home.returnUrl}>
                {action ? null : <BackIcon />}
                {reader.messages.page.backTo(home.appName)}
              </a>
            ) : null}
          </div>
        ) : null}
        {reference === undefined ? null : <p class="reference">{reference}</p>}
      </div>
    </Page>
  );
}
