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
  ['en', 'This payment did not go through.', 'These payments did not go through.'],
  ['de', 'Diese Zahlung ist fehlgeschlagen.', 'Diese Zahlungen sind fehlgeschlagen.'],
  ['nl', 'Deze betaling is niet gelukt.', 'Deze betalingen zijn niet gelukt.'],
  ['fr', 'Ce paiement n’a pas abouti.', 'Ces paiements n’ont pas abouti.'],
  ['es', 'Este pago no se ha podido realizar.', 'Estos pagos no se han podido realizar.'],
  ['it', 'Questo pagamento non è andato a buon fine.', 'Questi pagamenti non sono andati a buon fine.'],
  ['pl', 'Ta płatność się nie powiodła.', 'Te płatności się nie powiodły.'],
  ['pt', 'Este pagamento não foi concluído.', 'Estes pagamentos não foram concluídos.'],
])('one payment that failed is told as one in %s, several as several', (language, one, several) => {
  expect(html(language, 1)).toContain(one);
  for (const count of [2, 5, 22]) expect(html(language, count)).toContain(several);
});
