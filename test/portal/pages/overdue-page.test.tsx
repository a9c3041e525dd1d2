import { expect, it } from 'vitest';
import { OverduePage } from '../../../src/portal/pages/overdue-page.tsx';
import { createReader } from '../../../src/portal/reader.ts';
import { renderPage } from '../../../src/portal/render.ts';
import { samplePayment, sampleSession, sampleSubscription } from '../samples.ts';

function html(language: string, count: number): string {
  const { amount } = samplePayment();
  const payments = Array.from({ length: count }, (_each, index) => ({
    payment: samplePayment({ paymentId: `tr_${index}`, status: 'failed' }),
    subscription: sampleSubscription(),
    amountMinor: amount.amountMinor,
  }));
  return renderPage(
    <OverduePage
      session={sampleSession()}
      reader={createReader({ picked: language, locales: [], acceptLanguage: undefined })}
      form={{ token: 'token', nonce: 'nonce' }}
      replaced={false}
      providerName="Mollie"
      isChanged={false}
      due={{ payments, amount }}
      options={[]}
    />,
  );
}

it.each([
  ['en', 'This payment is still open.', 'These payments are still open.'],
  ['de', 'Diese Zahlung ist noch offen.', 'Diese Zahlungen sind noch offen.'],
  ['nl', 'Deze betaling staat nog open.', 'Deze betalingen staan nog open.'],
  ['fr', 'Ce paiement reste dû.', 'Ces paiements restent dus.'],
  ['es', 'Este pago sigue pendiente.', 'Estos pagos siguen pendientes.'],
  ['it', 'Questo pagamento è ancora da saldare.', 'Questi pagamenti sono ancora da saldare.'],
  ['pl', 'Ta płatność jest nadal nieuregulowana.', 'Te płatności są nadal nieuregulowane.'],
  ['pt', 'Este pagamento continua em dívida.', 'Estes pagamentos continuam em dívida.'],
])('one payment that is open is told as one in %s, several as several', (language, one, several) => {
  expect(html(language, 1)).toContain(one);
  for (const count of [2, 5, 22]) expect(html(language, count)).toContain(several);
});
