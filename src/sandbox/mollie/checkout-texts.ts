/** What a payer can let happen on the checkout page, and afterwards. */
export type CheckoutChoice =
  | 'paid'
  | 'unconfirmed'
  | 'pending'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'confirm'
  | 'refuse';

export type CheckoutTexts = {
  title: string;
  note: string;
  purpose: string;
  amount: string;
  payment: string;
  payWith: string;
  end: string;
  choices: Record<CheckoutChoice, string>;
  /** Going back with the payment still open. */
  leave: string;
  back: string;
  waiting: string;
  over: string;
};

const en: CheckoutTexts = {
  title: 'Checkout',
  note: 'This is a stand-in for Mollie’s checkout. No payment provider is involved and no money moves.',
  purpose: 'For',
  amount: 'Amount',
  payment: 'Payment',
  payWith: 'Pay with',
  end: 'How should it end?',
  choices: {
    paid: 'Paid',
    unconfirmed: 'Paid; the bank confirms the method later',
    pending: 'Pending',
    failed: 'Failed',
    canceled: 'Canceled',
    expired: 'Expired',
    confirm: 'The bank confirms it',
    refuse: 'The bank refuses it',
  },
  leave: 'Go back without paying',
  back: 'Return to the shop',
  waiting: 'What does the bank say?',
  over: 'This payment is over',
};

const BY_LANGUAGE: Readonly<Record<string, CheckoutTexts>> = {
  en,
  nl: {
    title: 'Afrekenen',
    note: 'Dit speelt de betaalpagina van Mollie na. Er is geen betaaldienst bij betrokken en er gaat geen geld om.',
    purpose: 'Voor',
    amount: 'Bedrag',
    payment: 'Betaling',
    payWith: 'Betaal met',
    end: 'Hoe moet het aflopen?',
    choices: {
      paid: 'Betaald',
      unconfirmed: 'Betaald; de bank bevestigt de methode later',
      pending: 'In behandeling',
      failed: 'Mislukt',
      canceled: 'Geannuleerd',
      expired: 'Verlopen',
      confirm: 'De bank bevestigt',
      refuse: 'De bank weigert',
    },
    leave: 'Teruggaan zonder te betalen',
    back: 'Terug naar de winkel',
    waiting: 'Wat zegt de bank?',
    over: 'Deze betaling is afgerond',
  },
  de: {
    title: 'Bezahlen',
    note: 'Diese Seite spielt die Bezahlseite von Mollie nach. Kein Zahlungsdienst ist beteiligt, und es fließt kein Geld.',
    purpose: 'Für',
    amount: 'Betrag',
    payment: 'Zahlung',
    payWith: 'Bezahlen mit',
    end: 'Wie soll es ausgehen?',
    choices: {
      paid: 'Bezahlt',
      unconfirmed: 'Bezahlt; die Bank bestätigt die Methode später',
      pending: 'In Bearbeitung',
      failed: 'Fehlgeschlagen',
      canceled: 'Abgebrochen',
      expired: 'Verfallen',
      confirm: 'Die Bank bestätigt',
      refuse: 'Die Bank lehnt ab',
    },
    leave: 'Zurück, ohne zu bezahlen',
    back: 'Zurück zum Shop',
    waiting: 'Was sagt die Bank?',
    over: 'Diese Zahlung ist abgeschlossen',
  },
  fr: {
    title: 'Paiement',
    note: 'Cette page imite celle de Mollie. Aucun prestataire de paiement n’intervient et aucun argent ne circule.',
    purpose: 'Pour',
    amount: 'Montant',
    payment: 'Paiement',
    payWith: 'Payer avec',
    end: 'Comment cela doit-il finir ?',
    choices: {
      paid: 'Payé',
      unconfirmed: 'Payé ; la banque confirme le moyen plus tard',
      pending: 'En cours',
      failed: 'Échoué',
      canceled: 'Annulé',
      expired: 'Expiré',
      confirm: 'La banque confirme',
      refuse: 'La banque refuse',
    },
    leave: 'Revenir sans payer',
    back: 'Retour à la boutique',
    waiting: 'Que dit la banque ?',
    over: 'Ce paiement est terminé',
  },
  es: {
    title: 'Pago',
    note: 'Esta página imita la de Mollie. No interviene ningún servicio de pago y no se mueve dinero.',
    purpose: 'Para',
    amount: 'Importe',
    payment: 'Pago',
    payWith: 'Pagar con',
    end: '¿Cómo debe terminar?',
    choices: {
      paid: 'Pagado',
      unconfirmed: 'Pagado; el banco confirma el método después',
      pending: 'En proceso',
      failed: 'Fallido',
      canceled: 'Cancelado',
      expired: 'Caducado',
      confirm: 'El banco lo confirma',
      refuse: 'El banco lo rechaza',
    },
    leave: 'Volver sin pagar',
    back: 'Volver a la tienda',
    waiting: '¿Qué dice el banco?',
    over: 'Este pago ha terminado',
  },
  it: {
    title: 'Pagamento',
    note: 'Questa pagina imita quella di Mollie. Nessun servizio di pagamento è coinvolto e non si muove denaro.',
    purpose: 'Per',
    amount: 'Importo',
    payment: 'Pagamento',
    payWith: 'Paga con',
    end: 'Come deve finire?',
    choices: {
      paid: 'Pagato',
      unconfirmed: 'Pagato; la banca conferma il metodo più tardi',
      pending: 'In corso',
      failed: 'Non riuscito',
      canceled: 'Annullato',
      expired: 'Scaduto',
      confirm: 'La banca conferma',
      refuse: 'La banca rifiuta',
    },
    leave: 'Torna indietro senza pagare',
    back: 'Torna al negozio',
    waiting: 'Che cosa dice la banca?',
    over: 'Questo pagamento è concluso',
  },
  pl: {
    title: 'Płatność',
    note: 'Ta strona udaje stronę płatności Mollie. Nie uczestniczy w tym żaden operator i nie są pobierane pieniądze.',
    purpose: 'Za',
    amount: 'Kwota',
    payment: 'Płatność',
    payWith: 'Zapłać za pomocą',
    end: 'Jak ma się to skończyć?',
    choices: {
      paid: 'Opłacona',
      unconfirmed: 'Opłacona; bank potwierdzi metodę później',
      pending: 'W toku',
      failed: 'Nieudana',
      canceled: 'Anulowana',
      expired: 'Wygasła',
      confirm: 'Bank potwierdza',
      refuse: 'Bank odmawia',
    },
    leave: 'Wróć bez płacenia',
    back: 'Wróć do sklepu',
    waiting: 'Co mówi bank?',
    over: 'Ta płatność jest zakończona',
  },
  pt: {
    title: 'Pagamento',
    note: 'Esta página imita a da Mollie. Nenhum serviço de pagamento intervém e nenhum dinheiro é movimentado.',
    purpose: 'Para',
    amount: 'Montante',
    payment: 'Pagamento',
    payWith: 'Pagar com',
    end: 'Como deve terminar?',
    choices: {
      paid: 'Pago',
      unconfirmed: 'Pago; o banco confirma o método mais tarde',
      pending: 'Em curso',
      failed: 'Falhado',
      canceled: 'Cancelado',
      expired: 'Expirado',
      confirm: 'O banco confirma',
      refuse: 'O banco recusa',
    },
    leave: 'Voltar sem pagar',
    back: 'Voltar à loja',
    waiting: 'O que diz o banco?',
    over: 'Este pagamento terminou',
  },
};

/** In the payment's language, where the stand-in speaks it. @param locale Mollie's, such as `nl_BE`. */
export function checkoutTexts(locale: string | null): { language: string; texts: CheckoutTexts } {
  const language = locale?.slice(0, 2) ?? 'en';
  const texts = BY_LANGUAGE[language];
  return texts ? { language, texts } : { language: 'en', texts: en };
}
