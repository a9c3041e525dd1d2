import type { PortalSession } from '../../services/portal-sessions.ts';
import type { Reader } from '../reader.ts';

/** That nothing on the page is real, on paper too; nothing in live mode. */
export function TestMode({ session, reader }: { session: PortalSession; reader: Reader }) {
  const { testMode, testModeMeaning } = reader.messages.page;
  if (session.mode !== 'test') return null;
  return (
    <p class="test-mode">
      <strong>{testMode}</strong> {testModeMeaning}
    </p>
  );
}
