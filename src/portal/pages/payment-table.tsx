import type { Payment } from '../../providers/provider.ts';
import { stateOfPayment } from '../billing-facts.ts';
import { breakable, toCalendarDate } from '../format.ts';
import { pathToPayment } from '../paths.ts';
import type { Reader } from '../reader.ts';
import { explainPayment } from '../wording.ts';
import { Badge } from './badge.tsx';

/**
 * The roles repeat the elements' own: narrow screens lay the rows out as a grid, which takes them away in some browsers.
 * @param props.good the ids of those that a later one has made good.
 * @param props.labelledBy the id of its heading.
 */
export function PaymentTable(props: {
  payments: Payment[];
  good: ReadonlySet<string>;
  labelledBy: string;
  reader: Reader;
}) {
  const { payments, good, labelledBy, reader } = props;
  const { columns } = reader.messages.payments;
  return (
    <table role="table" aria-labelledby={labelledBy}>
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

function PaymentRow({ payment, isMadeGood, reader }: { payment: Payment; isMadeGood: boolean; reader: Reader }) {
  const { messages, format } = reader;
  const { word, tone } = stateOfPayment(payment);
  const at = payment.paidAt ?? payment.createdAt;
  const meaning = [explainPayment(payment, reader), isMadeGood ? messages.checkout.paidLater : null].filter(
    (text) => text !== null,
  );
  return (
    <tr role="row">
      <td role="cell" class="payment-date">
        <time dateTime={at.toISOString()}>{format.shortDate(toCalendarDate(at))}</time>
      </td>
      <td role="cell" class="payment-description">
        <a href={pathToPayment(payment.paymentId)}>{payment.description}</a>
        {meaning.length === 0 ? null : <span class="payment-meaning">{meaning.join(' ')}</span>}
      </td>
      <td role="cell" class="payment-status">
        <Badge tone={tone}>{messages.payments.words[word]}</Badge>
      </td>
      <td role="cell" class="payment-amount">
        {breakable(format.money(payment.amount))}
      </td>
    </tr>
  );
}
