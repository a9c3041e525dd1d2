import type { PortalSession } from '../../services/portal-sessions.ts';
import type { Reader } from '../reader.ts';
import { TestMode } from './test-mode.tsx';

/** Whose billing it is, and whether any of it is real. */
export function Account({ session, reader }: { session: PortalSession; reader: Reader }) {
  return (
    <div class="account">
      <p class="account-label">{reader.messages.page.account}</p>
      <p class="account-name">{session.tenantName}</p>
      <p>{session.tenantEmail}</p>
      <TestMode session={session} reader={reader} />
    </div>
  );
}
