import { paymentsMadeGood } from '../../services/overdue.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { PAYMENTS_PATH } from '../paths.ts';
import type { Reader } from '../reader.ts';
import { PaymentTable } from './payment-table.tsx';
import { Section } from './section.tsx';

/** A year of monthly payments; all of them are one click away. */
const SHOWN = 12;

export function PaymentsSection({ billing, reader }: { billing: PortalBilling; reader: Reader }) {
  const { payments: texts, paymentHistory } = reader.messages;
  return (
    <Section name="payments" title={texts.title} none={texts.none} section={billing.payments} reader={reader}>
      {(payments) => (
        <div class="card payments">
          <PaymentTable
            payments={payments.slice(0, SHOWN)}
            good={paymentsMadeGood(payments)}
            labelledBy="payments"
            reader={reader}
          />
          {payments.length > SHOWN ? (
            <p class="payments-more">
              <a href={PAYMENTS_PATH}>{paymentHistory.all}</a>
            </p>
          ) : null}
        </div>
      )}
    </Section>
  );
}
