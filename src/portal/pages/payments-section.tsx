import type { Payment } from '../../providers/provider.ts';
import { paymentsMadeGood } from '../../services/overdue.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { stateOfPayment } from '../billing-facts.ts';
import { toCalendarDate } from '../format.ts';
import type { Reader } from '../reader.ts';
import { Badge } from './badge.tsx';
import { Section } from './section.tsx';

/** A year of monthly payments; older ones are one click away. */
const SHOWN_AT_FIRST = 12;

export function PaymentsSection({ billing, reader }: { billing: PortalBilling; reader: Reader }) {
  const { title, none, earlier } = reader.messages.payments;
  return (
    <Section name="payments" title={title} none={none} section={billing.payments} reader={reader}>
      {(payments) => (
        <div class="card payments">
          <PaymentTable
            payments={payments.slice(0, SHOWN_AT_FIRST)}
            good={paymentsMadeGood(payments)}
            reader={reader}
          />
          {payments.length > SHOWN_AT_FIRST ? (
            <details>
              <summary>{earlier(reader.format.count(payments.length - SHOWN_AT_FIRST))}</summary>
              <PaymentTable
                payments={payments.slice(SHOWN_AT_FIRST)}
                good={paymentsMadeGood(payments)}
                reader={reader}
              />
            </details>
          ) : null}
        </div>
      )}
    </Section>
  );
}

type TableProps = { payments: Payment[]; good: ReadonlySet<string>; reader: Reader };

/** The roles repeat the elements' own: narrow screens lay the rows out as a grid, which takes them away in some browsers. */
function PaymentTable({ payments, good, reader }: TableProps) {
  const { columns } = reader.messages.payments;
  return (
    <table role="table" aria-labelledby="payments">
      <thead role="rowgroup">
        <tr role="row">
          {[columns.date, columns.description, columns.status, columns.amount].map((column) => (
            <th role="columnheader" scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {payments.map((payment) => (
          <PaymentRow
            key={payment.paymentId}
            payment={payment}
            isMadeGood={good.has(payment.paymentId)}
            reader={reader}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { payment: Payment; isMadeGood: boolean; reader: Reader };

function PaymentRow({ payment, isMadeGood, reader }: RowProps) {
  const { messages, format } = reader;
  const { word, tone } = stateOfPayment(payment);
  const at = payment.paidAt ?? payment.createdAt;
  const meaning = explain(payment, isMadeGood, reader);
  return (
    <tr role="row">
      <td role="cell" class="payment-date">
        <time dateTime={at.toISOString()}>{format.shortDate(toCalendarDate(at))}</time>
      </td>
      <td role="cell" class="payment-description">
        {payment.description}
        {meaning === null ? null : <span class="payment-meaning">{meaning}</span>}
      </td>
      <td role="cell" class="payment-status">
        <Badge tone={tone}>{messages.payments.words[word]}</Badge>
      </td>
      <td role="cell" class="payment-amount">
        {format.money(payment.amount)}
      </td>
    </tr>
  );
}

function explain(payment: Payment, isMadeGood: boolean, { messages, format }: Reader): string | null {
  const { amount, status, refundedMinor, chargedBackMinor } = payment;
  const money = (amountMinor: number) => format.money({ amountMinor, currency: amount.currency });
  if (chargedBackMinor > 0) return messages.payments.chargedBack(money(chargedBackMinor));
  if (refundedMinor > 0) return messages.payments.refunded(money(refundedMinor));
  if (status === 'paid') return null;
  const meaning = messages.payments.meaning[status];
  return isMadeGood ? `${meaning} ${messages.checkout.paidLater}` : meaning;
}
