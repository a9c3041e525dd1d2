import type { ComponentChildren } from 'preact';
import type { Visit } from '../visits.ts';
import { Crumb } from './crumb.tsx';
import { Page } from './page.tsx';
import { ReplacedTenant } from './replaced-tenant.tsx';
import { TestMode } from './test-mode.tsx';

type TaskProps = Visit & {
  title: string;
  /** As the browser calls the page, where that says more. */
  windowTitle?: string;
  /** One of the payments, below the list of them. */
  isPayment?: boolean;
  children: ComponentChildren;
};

/** A page for one thing to do, between the overview and the overview. */
export function TaskPage(props: TaskProps) {
  const { session, reader, replaced, title, windowTitle = title, isPayment = false, children } = props;
  return (
    <Page reader={reader} home={session} title={windowTitle} layout="task">
      <Crumb reader={reader} isPayment={isPayment} />
      <TestMode session={session} reader={reader} />
      <ReplacedTenant session={session} reader={reader} replaced={replaced} />
      <div class="card task">
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  );
}
