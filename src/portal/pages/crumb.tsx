import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { PAYMENTS_PATH } from '../paths.ts';
import type { Reader } from '../reader.ts';
import { BackIcon } from './icons.ts';

/** The way back to the overview; from one payment, by way of all payments. */
export function Crumb({ reader, isPayment = false }: { reader: Reader; isPayment?: boolean }) {
  const { page, payments } = reader.messages;
  if (!isPayment) {
    return (
      <p class="crumb">
        <a href={PORTAL_PATH}>
          <BackIcon />
          {page.billing}
        </a>
      </p>
    );
  }
  return (
    <nav class="crumb" aria-label={page.youAreIn}>
      <a href={PORTAL_PATH}>{page.billing}</a>
      <span class="crumb-mark" aria-hidden="true">
        ›
      </span>
      <a href={PAYMENTS_PATH}>{payments.title}</a>
    </nav>
  );
}
