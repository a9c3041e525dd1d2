import type { PortalSession } from '../../services/portal-sessions.ts';
import type { Reader } from '../reader.ts';

/** Whose billing it is, and whether any of it is real. */
export function Account({ session, reader }: { session: PortalSession; reader: Reader }) {
  const { account, testMode, testModeMeaning } = reader.messages.page;
  return (
    <div class="account">
      <p class="account-label">{account}</p>
      <p class="account-name">{session.tenantName}</p>
      <p>{session.tenantEmail}</p>
      {session.mode === 'test' ? (
        <p class="test-mode">
          <strong>{testMode}</strong> {testModeMeaning}
        </p>
      ) : null}
    </div>
  );
}
