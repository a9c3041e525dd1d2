import type { BillingDetailsStore } from '../services/billing-details.ts';
import { AppError } from '../errors.ts';
import type { PortalPayments } from '../services/portal-payments.ts';
import type { PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { PaymentsPage } from './pages/payments-page.tsx';
import { ReceiptPage } from './pages/receipt-page.tsx';
import { FROM_PARAMETER } from './paths.ts';
import type { VisitHandler } from './visits.ts';

export type PaymentPagesOptions = {
  payments: PortalPayments;
  billingDetails: Pick<BillingDetailsStore, 'read'>;
  answers: PortalAnswers;
};

/** All payments, and each of them. A payment of somebody else is answered like one that there is not. */
export function createPaymentPages({ payments, billingDetails, answers }: PaymentPagesOptions) {
  const list: VisitHandler = async (visit, req, res) => {
    assertHistoryIsOn(visit.session);
    const from = req.query[FROM_PARAMETER];
    if (from !== undefined && typeof from !== 'string') throw new AppError('not_found');
    const read = await payments.page(visit.session, from ?? null);
    if (read.kind !== 'loaded') throw notLoaded(read.kind);
    const { payments: shown, next } = read;
    answers.page(res, 200, <PaymentsPage {...visit} payments={shown} next={next} isFirst={from === undefined} />);
  };

  const show: VisitHandler = async (visit, req, res) => {
    assertHistoryIsOn(visit.session);
    const [read, details] = await Promise.all([
      payments.find(visit.session, String(req.params['paymentId'])),
      billingDetails.read(visit.session),
    ]);
    if (read.kind !== 'loaded') throw notLoaded(read.kind);
    answers.page(res, 200, <ReceiptPage {...visit} payment={read.payment} details={details} />);
  };

  return { list, show };
}

/** @throws AppError not_found when the app's portal configuration takes it away. */
function assertHistoryIsOn({ configuration }: PortalSession): void {
  if (!configuration.features.paymentHistory) throw new AppError('not_found');
}

function notLoaded(kind: 'unavailable' | 'unknown'): AppError {
  if (kind === 'unknown') return new AppError('not_found');
  return new AppError('unavailable', { reason: 'payments_unavailable', detail: 'the payments could not be loaded' });
}
