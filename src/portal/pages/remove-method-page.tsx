import type { RemovalVerdict } from '../../services/payment-method-removals.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { ADD_METHOD_PATH, pathToRemove } from '../checkout-paths.ts';
import type { Visit } from '../visits.ts';
import { describeMethod } from '../wording.ts';
import { ActionForm } from './action-form.tsx';
import { AlertIcon, CheckIcon } from './icons.ts';
import { TaskPage } from './task-page.tsx';

/** What removing a method means, before it is done; or why it cannot be. */
export function RemoveMethodPage({ verdict, ...visit }: Visit & { verdict: RemovalVerdict }) {
  const { session, reader, form } = visit;
  const { checkout } = reader.messages;
  const texts = checkout.removePage;
  const name = describeMethod(verdict.method, reader);
  const back = (
    <a class="quiet-link" href={PORTAL_PATH}>
      {checkout.back}
    </a>
  );
  if (verdict.kind !== 'removable') {
    const names = verdict.kind === 'inUse' ? verdict.subscriptions.map(({ description }) => description) : [];
    return (
      <TaskPage {...visit} title={texts.keptTitle(name)}>
        <p>{verdict.kind === 'inUse' ? texts.inUse(reader.format.list(names)) : texts.awaited}</p>
        <div class="choices">
          {verdict.kind === 'inUse' ? (
            <a class="button" href={ADD_METHOD_PATH}>
              {checkout.change}
            </a>
          ) : null}
          {back}
        </div>
      </TaskPage>
    );
  }
  return (
    <TaskPage {...visit} title={texts.title(name)}>
      <ul class="facts">
        <li>
          <CheckIcon />
          <span>{texts.nothingUsesIt}</span>
        </li>
        <li>
          <AlertIcon />
          <span>{texts.gone(session.appName)}</span>
        </li>
      </ul>
      <ActionForm action={pathToRemove(verdict.method.paymentMethodId)} form={form}>
        <div class="choices">
          <button class="button button-danger" type="submit">
            {texts.confirm}
          </button>
          {back}
        </div>
      </ActionForm>
    </TaskPage>
  );
}
