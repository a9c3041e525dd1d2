import type { Payment } from '../../providers/provider.ts';
import { paymentsMadeGood } from '../../services/overdue.ts';
import { PAYMENTS_PATH, pathToPaymentsFrom } from '../paths.ts';
import type { Visit } from '../visits.ts';
import { Account } from './account.tsx';
import { Crumb } from './crumb.tsx';
import { Page } from './page.tsx';
import { PaymentTable } from './payment-table.tsx';
import { ReplacedTenant } from './replaced-tenant.tsx';

export type PaymentsPageProps = Visit & {
  payments: Payment[];
  /** Where the page after this one begins; null: this is the last. */
  next: string | null;
  isFirst: boolean;
};

/** Every payment, fifty at a time. */
export function PaymentsPage({ payments, next, isFirst, session, reader, replaced }: PaymentsPageProps) {
  const { payments: texts, paymentHistory } = reader.messages;
  return (
    <Page
      reader={reader}
      home={session}
      title={texts.title}
      layout="overview"
      aside={<Account session={session} reader={reader} />}
    >
      <div class="heading">
        <Crumb reader={reader} />
        <h1 id="payments">{texts.title}</h1>
      </div>
      <ReplacedTenant session={session} reader={reader} replaced={replaced} />
      {payments.length === 0 ? (
        <div class="card card-message">
          <p>{texts.none}</p>
        </div>
      ) : (
        <div class="card payments">
          <PaymentTable payments={payments} good={paymentsMadeGood(payments)} labelledBy="payments" reader={reader} />
        </div>
      )}
      {isFirst && next === null ? null : (
        <nav class="pages" aria-label={texts.title}>
          {isFirst ? null : <a href={PAYMENTS_PATH}>{paymentHistory.newest}</a>}
          {next === null ? null : <a href={pathToPaymentsFrom(next)}>{paymentHistory.older}</a>}
        </nav>
      )}
    </Page>
  );
}
