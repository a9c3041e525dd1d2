import type { ComponentChildren } from 'preact';
import type { Payment } from '../../providers/provider.ts';
import type { BillingDetails } from '../../services/billing-detail-checks.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { dayOf, isOwed, stateOfPayment } from '../billing-facts.ts';
import { nameCountry } from '../countries.ts';
import type { Reader } from '../reader.ts';
import type { Visit } from '../visits.ts';
import { explainPayment } from '../wording.ts';
import { Badge } from './badge.tsx';
import { MethodName } from './method-name.tsx';
import { TaskPage } from './task-page.tsx';

export type ReceiptProps = Visit & { payment: Payment; details: BillingDetails };

/** One payment, to be kept or printed. It says that it is no invoice, which is the app's to write. */
export function ReceiptPage({ payment, details, ...visit }: ReceiptProps) {
  const { session, reader } = visit;
  const { receipt } = reader.messages;
  // What the bank took back is open again: there is nothing to confirm.
  const isPaid = payment.status === 'paid';
  const isConfirmed = isPaid && payment.chargedBackMinor === 0;
  const title = isConfirmed ? receipt.confirmation : receipt.payment;
  const windowTitle = [title, payment.description, reader.format.date(dayOf(payment))].join(', ');
  return (
    <TaskPage {...visit} title={title} windowTitle={windowTitle} isPayment>
      <PaymentFacts payment={payment} appName={session.appName} reader={reader} />
      {isPaid ? (
        <section class="billed-to" aria-labelledby="billed-to">
          <h2 id="billed-to">{receipt.billedTo}</h2>
          <BilledTo name={session.tenantName} email={session.tenantEmail} details={details} reader={reader} />
        </section>
      ) : null}
      {isConfirmed ? (
        <p class="receipt-note">
          {receipt.notInvoice} <span class="screen-only">{receipt.keepCopy}</span>
        </p>
      ) : null}
      {isOwed(payment) ? (
        <p class="receipt-note">
          <a class="quiet-link" href={PORTAL_PATH}>
            {receipt.whatIsDue}
          </a>
        </p>
      ) : null}
    </TaskPage>
  );
}

function PaymentFacts({ payment, appName, reader }: { payment: Payment; appName: string; reader: Reader }) {
  const { messages, format } = reader;
  const { receipt, payments } = messages;
  const { amount, refundedMinor, chargedBackMinor, paidWith } = payment;
  const money = (amountMinor: number) => format.money({ amountMinor, currency: amount.currency });
  const { word, tone } = stateOfPayment(payment);
  const isPaid = payment.status === 'paid';
  const meaning = isPaid ? null : explainPayment(payment, reader);
  return (
    <dl class="receipt">
      <Fact term={payments.columns.amount}>
        <strong class="receipt-amount">{format.money(amount)}</strong>
      </Fact>
      <Fact term={payments.columns.status}>
        <Badge tone={tone}>{payments.words[word]}</Badge>
        {meaning === null ? null : <span class="receipt-meaning">{meaning}</span>}
      </Fact>
      {refundedMinor > 0 ? <Fact term={receipt.refunded}>{money(refundedMinor)}</Fact> : null}
      {chargedBackMinor > 0 ? <Fact term={receipt.chargedBack}>{money(chargedBackMinor)}</Fact> : null}
      <Fact term={payments.columns.date}>{format.date(dayOf(payment))}</Fact>
      <Fact term={payments.columns.description}>{payment.description}</Fact>
      {paidWith === null ? null : (
        <Fact term={isPaid ? receipt.paidWith : messages.paymentMethods.kinds.other}>
          <MethodName method={paidWith} reader={reader} />
        </Fact>
      )}
      {isPaid ? <Fact term={receipt.paidTo}>{appName}</Fact> : null}
      <Fact term={receipt.reference}>{payment.paymentId}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type BilledToProps = { name: string; email: string; details: BillingDetails; reader: Reader };

function BilledTo({ name, email, details, reader }: BilledToProps) {
  const { company, line1, line2, postalCode, city, country, vatNumber } = details;
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  const names = company === name ? [name] : [company, name];
  const lines = [...names, line1, line2, town, country && nameCountry(country, reader.language), email];
  return (
    <address>
      {lines.filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {vatNumber === null ? null : (
        <span>
          {reader.messages.receipt.vatNumber}: {vatNumber}
        </span>
      )}
    </address>
  );
}
