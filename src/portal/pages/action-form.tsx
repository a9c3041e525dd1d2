import type { ComponentChildren } from 'preact';
import { NONCE_FIELD, TOKEN_FIELD } from '../form-guard.ts';
import type { FormKeys } from '../visits.ts';

/** The only kind of form there is: it carries what `changes.ts` asks for. @param props.action a path of ours. */
export function ActionForm(props: {
  action: string;
  form: FormKeys;
  class?: string;
  /** What is wrong is told by us, in the page's language. */
  novalidate?: boolean;
  children: ComponentChildren;
}) {
  const { action, form, children } = props;
  return (
    <form method="post" action={action} class={props.class} noValidate={props.novalidate}>
      <input type="hidden" name={TOKEN_FIELD} value={form.token} />
      <input type="hidden" name={NONCE_FIELD} value={form.nonce} />
      {children}
    </form>
  );
}
