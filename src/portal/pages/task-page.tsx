import type { ComponentChildren } from 'preact';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import type { Visit } from '../visits.ts';
import { Page } from './page.tsx';
import { ReplacedTenant } from './replaced-tenant.tsx';
import { TestMode } from './test-mode.tsx';

type TaskProps = Visit & { title: string; children: ComponentChildren };

/** A page for one thing to do, between the overview and the overview. */
export function TaskPage({ session, reader, replaced, title, children }: TaskProps) {
  return (
    <Page reader={reader} home={session} title={title} layout="task">
      <p class="crumb">
        <a href={PORTAL_PATH}>{reader.messages.page.billing}</a>
      </p>
      <TestMode session={session} reader={reader} />
      <ReplacedTenant session={session} reader={reader} replaced={replaced} />
      <div class="card task">
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  );
}
