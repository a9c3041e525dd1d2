import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { pageAnswer, type Answer } from './answer.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2530; --soft: #5c6878; --line: #dfe4ea; --card: #fff; --ground: #f4f6f8; --accent: #1f5fbf; --note: #fff6dc; --note-ink: #6b4e00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #a0acba; --line: #35404d; --card: #1b222b; --ground: #12171d; --accent: #8ab6ff; --note: #3a3010; --note-ink: #ffe3a0; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.note { max-width: 34rem; margin: 0 auto 1rem; padding: .75rem 1rem; background: var(--note); color: var(--note-ink); border-radius: 10px; }
h1 { margin: 0 0 .25rem; font-size: 1.4rem; }
p { margin: .5rem 0; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.5rem; margin: 1.5rem 0; padding: 1.25rem 0; border: solid var(--line); border-width: 1px 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
fieldset { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 10px; }
legend { padding: 0 .5rem; color: var(--soft); } label { display: block; padding: .3rem 0; }
button { margin: .25rem .5rem .25rem 0; padding: .6rem 1.1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--ink); font: inherit; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

export type SandboxPage = {
  status: number;
  title: string;
  note: string;
  /** English when none is given. */
  language?: string;
  children: ComponentChildren;
};

/** A page for people. It says on top whose place it takes, and looks like nobody's. */
export function renderPage({ status, title, note, language = 'en', children }: SandboxPage): Answer {
  const html = render(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <p class="note" role="note">
          {note}
        </p>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  );
  return pageAnswer(status, `<!doctype html>${html}`);
}
