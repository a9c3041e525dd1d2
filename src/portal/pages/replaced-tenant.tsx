import { isolate } from '../format.ts';
import type { Visit } from '../visits.ts';
import { LinkIcon } from './icons.ts';

/** That the pages of another tenant, which this browser showed before, are closed. */
export function ReplacedTenant({ session, reader, replaced }: Pick<Visit, 'session' | 'reader' | 'replaced'>) {
  if (!replaced) return null;
  return (
    <div class="alert alert-quiet" role="status">
      <LinkIcon />
      <p>{reader.messages.page.replaced(isolate(session.tenantName))}</p>
    </div>
  );
}
